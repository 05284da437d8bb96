"""What does the agent go by, what would the assistant change, and what was there before?"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.visits import VersionNumber
from api.web import addresses
from api.web.page import Form, OnPage, Page, SentForm, as_typed
from api.web.proposals import lay_out
from graphs import decisions
from graphs.decisions import LONGEST_INSTRUCTIONS, DecisionRefusedError
from memory.repositories.instructions import VersionRecord
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory
from memory.vocabulary import SuggestionStatus
from tools.instructions.diff import diff_rows

router = APIRouter()

LATEST_DECIDED = 10


@router.get("/projects/{project_id}/instructions")
async def show_instructions(page: OnPage, project_id: UUID) -> Response:
    """Show what is in force, and beside it the suggestion that waits."""
    return await show_instructions_page(page, project_id)


async def show_instructions_page(
    page: OnPage, project_id: UUID, *, status: int = 200, problem: str = "", reason: str = ""
) -> Response:
    """Show a project's instructions; `problem` says why the last click was refused, `reason` what was typed."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        current = await memory.instructions.current(project_id)
        pending = await memory.suggestions.pending_of(project_id)
        proposal = await lay_out(memory, pending) if pending else None
        undoable = await find_undoable(memory, current)
        decided = [
            found
            for found in await memory.suggestions.matching(project_id=project_id)
            if found.status != SuggestionStatus.PENDING
        ]
        history = await memory.instructions.history(project_id)
        names = await memory.organisation.member_names()
    return await page.show(
        "instructions.html",
        status=status,
        project=project,
        current=current,
        proposal=proposal,
        undoable=undoable,
        decided=decided[:LATEST_DECIDED],
        history=history,
        names=names,
        problem=problem,
        reason=reason,
    )


async def find_undoable(memory: Memory, current: VersionRecord) -> UUID | None:
    """Return the accepted suggestion that the version in force came from, if it can be rolled back."""
    if current.suggestion_id is None or current.restored_from is not None:
        return None
    suggestion = await memory.suggestions.get(current.suggestion_id)
    return suggestion.id if suggestion.status == SuggestionStatus.ACCEPTED else None


@router.get("/projects/{project_id}/instructions/edit")
async def open_editor(page: OnPage, project_id: UUID, trial: UUID | None = None) -> Response:
    """Show the text in force in an editor, or the text of a `trial` that a person typed."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        current = await memory.instructions.current(project_id)
        tried = await memory.trials.get(trial) if trial else None
    if tried is not None and tried.project_id == project_id and tried.drafted_by == "person":
        return await show_editor(page, project, tried.after, tried.base_version)
    return await show_editor(page, project, current.text, current.number)


@router.post("/projects/{project_id}/instructions")
async def save_by_hand(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Put a person's own text in force; what was typed is never lost."""
    base = form.number("base_version")
    try:
        async with page.asking.open_memory() as memory:
            project = await memory.projects.get(project_id)
            version = await _save(page, memory, project, form, base)
    except DecisionRefusedError as refusal:
        return await show_editor(page, project, form.text("text"), base, str(refusal), status=409)
    return page.go(
        addresses.instructions(project_id), f"Saved. Version {version.number} of the instructions is in force."
    )


async def _save(page: OnPage, memory: Memory, project: ProjectRecord, form: Form, base_version: int) -> VersionRecord:
    base = await memory.instructions.find(project.id, base_version)
    text = as_typed(form.text("text"), base.text if base else "")
    return await decisions.edit_by_hand(
        memory,
        project.id,
        text,
        base_version=base_version,
        at=page.asking.now(),
        person_id=page.asking.person_id,
    )


@router.get("/projects/{project_id}/instructions/versions/{number}")
async def show_version(
    page: OnPage,
    project_id: UUID,
    number: VersionNumber,
    against: Annotated[int | None, Query(ge=1, le=2_147_483_647)] = None,
) -> Response:
    """Show one version, and what differs from another one (by default the one before it)."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        history = await memory.instructions.history(project_id)
        current = await memory.instructions.current(project_id)
        names = await memory.organisation.member_names()
    by_number = {version.number: version for version in history}
    version = by_number.get(number)
    wanted = against or number - 1 or current.number
    if version is None or (against is not None and against not in by_number):
        raise LookupError(f"There is no version {against if version else number} of these instructions.")
    other = by_number.get(wanted)
    older, newer = sorted((version, other), key=lambda found: found.number) if other else (None, version)
    return await page.show(
        "version.html",
        project=project,
        version=version,
        current=current,
        history=history,
        names=names,
        older=older,
        newer=newer,
        rows=diff_rows(older.text, newer.text) if older else [],
    )


@router.post("/projects/{project_id}/instructions/restore")
async def restore(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Make an earlier version's text a new version in force."""
    number = form.number("number")
    try:
        async with page.asking.open_memory() as memory:
            version = await decisions.restore(
                memory, project_id, number, at=page.asking.now(), person_id=page.asking.person_id
            )
    except DecisionRefusedError as refusal:
        return await show_instructions_page(page, project_id, status=409, problem=str(refusal))
    return page.go(
        addresses.instructions(project_id),
        f"Version {version.number} is in force, with the text of version {number}.",
    )


async def show_editor(
    page: Page,
    project: ProjectRecord,
    text: str,
    base_version: int,
    problem: str = "",
    *,
    status: int = 200,
    note: str = "",
) -> Response:
    """Show the editor of a project's instructions; `note` says where the text in it comes from."""
    return await page.show(
        "editor.html",
        status=status,
        project=project,
        text=text,
        base_version=base_version,
        suggestion=None,
        problem=problem,
        note=note,
        longest=LONGEST_INSTRUCTIONS,
    )
