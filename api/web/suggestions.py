"""What does a person decide about a suggestion? Every click ends on the instructions, saying what was done."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web import addresses
from api.web.instructions import show_instructions_page
from api.web.page import OnPage, SentForm, as_typed
from api.web.proposals import lay_out
from graphs import decisions
from graphs.decisions import LONGEST_INSTRUCTIONS, DecisionRefusedError
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import SuggestionStatus

router = APIRouter()

Decide = Callable[[Memory], Awaitable[SuggestionRecord]]


@router.get("/suggestions/{suggestion_id}")
async def show_suggestion(page: OnPage, suggestion_id: UUID) -> Response:
    """Show a suggestion; one that waits is shown beside the instructions."""
    async with page.asking.open_memory() as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
        project = await memory.projects.get(suggestion.project_id)
        proposal = await lay_out(memory, suggestion)
        names = await memory.organisation.member_names()
    if proposal.is_pending:
        return page.go(f"{addresses.instructions(project.id)}#suggestion")
    return await page.show("suggestion.html", project=project, proposal=proposal, names=names)


@router.get("/suggestions/{suggestion_id}/edit")
async def open_editor(page: OnPage, suggestion_id: UUID) -> Response:
    """Show the suggested text in an editor."""
    async with page.asking.open_memory() as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
    if suggestion.status != SuggestionStatus.PENDING:
        return page.go(addresses.suggestion(suggestion_id))
    return await _show_editor(page, suggestion, suggestion.after)


@router.post("/suggestions/{suggestion_id}/accept")
async def accept(page: OnPage, suggestion_id: UUID, form: SentForm) -> Response:
    """Put a suggestion in force, with the person's own text if one was sent."""
    typed = form.optional("text")
    async with page.asking.open_memory() as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
    edited = None if typed is None else as_typed(typed, suggestion.after)
    if edited == suggestion.after:
        edited = None

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.accept(
            memory, suggestion_id, at=page.asking.now(), person_id=page.asking.person_id, edited=edited
        )

    try:
        return await _decide(page, decide, suggestion_id)
    except DecisionRefusedError as refusal:
        if typed is not None:
            return await _show_editor(page, suggestion, typed, str(refusal), status=409)
        return await show_instructions_page(page, suggestion.project_id, status=409, problem=str(refusal))


@router.post("/suggestions/{suggestion_id}/reject")
async def reject(page: OnPage, suggestion_id: UUID, form: SentForm) -> Response:
    """Turn a suggestion down, with the reason."""
    reason = form.text("reason")

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.reject(
            memory, suggestion_id, reason=reason, at=page.asking.now(), person_id=page.asking.person_id
        )

    return await _decide_or_explain(page, decide, suggestion_id, reason)


@router.post("/suggestions/{suggestion_id}/roll-back")
async def roll_back(page: OnPage, suggestion_id: UUID) -> Response:
    """Undo an accepted suggestion."""

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.roll_back(memory, suggestion_id, at=page.asking.now(), person_id=page.asking.person_id)

    return await _decide_or_explain(page, decide, suggestion_id)


async def _decide_or_explain(page: OnPage, decide: Decide, suggestion_id: UUID, reason: str = "") -> Response:
    try:
        return await _decide(page, decide, suggestion_id)
    except DecisionRefusedError as refusal:
        async with page.asking.open_memory() as memory:
            project_id = (await memory.suggestions.get(suggestion_id)).project_id
        return await show_instructions_page(page, project_id, status=409, problem=str(refusal), reason=reason)


async def _decide(page: OnPage, decide: Decide, suggestion_id: UUID) -> Response:
    async with page.asking.open_memory() as memory:
        suggestion = await decide(memory)
        current = await memory.instructions.current(suggestion.project_id)
    page.asking.parts.background.resume_soon(page.asking.org_id, suggestion_id)
    said = {
        SuggestionStatus.ACCEPTED: f"Accepted. Version {current.number} of the instructions is in force.",
        SuggestionStatus.REJECTED: "Rejected. The assistant remembers why.",
        SuggestionStatus.ROLLED_BACK: f"Rolled back. Version {current.number} of the instructions is in force.",
    }
    return page.go(
        addresses.instructions(suggestion.project_id), said.get(SuggestionStatus(suggestion.status), "Done.")
    )


async def _show_editor(
    page: OnPage, suggestion: SuggestionRecord, text: str, problem: str = "", *, status: int = 200
) -> Response:
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(suggestion.project_id)
    return await page.show(
        "editor.html",
        status=status,
        project=project,
        text=text,
        base_version=suggestion.base_version,
        suggestion=suggestion,
        problem=problem,
        note="",
        longest=LONGEST_INSTRUCTIONS,
    )
