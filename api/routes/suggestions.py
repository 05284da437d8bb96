"""What does the assistant suggest, and what does a person decide about it?"""

from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from api.routes.documents import SuggestionDocument
from api.routes.projects import find_project_id
from api.routes.requests import AcceptRequest, RejectRequest
from api.shapes import Shape, suggestion_shape
from api.visits import Asked, Asking
from api.worth import most_worth_first
from graphs import decisions
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import SuggestionStatus

router = APIRouter()

Decide = Callable[[Memory], Awaitable[SuggestionRecord]]


@router.get("/suggestions", response_model=list[SuggestionDocument])
async def list_suggestions(
    asked: Asked,
    project: str | None = None,
    status: SuggestionStatus | None = None,
    order: Literal["newest", "worth"] = "newest",
) -> list[Shape]:
    """List suggestions, newest first or by the worth expected of a week; `project` is the platform's own id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        found = await memory.suggestions.matching(project_id=project_id, status=status)
        if order == "worth":
            found = most_worth_first(found)
        return [await _document(memory, suggestion) for suggestion in found]


@router.get("/suggestions/{suggestion_id}", response_model=SuggestionDocument)
async def read_suggestion(asked: Asked, suggestion_id: UUID) -> Shape:
    """Return a suggestion."""
    async with asked.open_memory() as memory:
        return await _document(memory, await memory.suggestions.get(suggestion_id))


@router.post("/suggestions/{suggestion_id}/accept", response_model=SuggestionDocument)
async def accept(asked: Asked, suggestion_id: UUID, wanted: AcceptRequest | None = None) -> Shape:
    """Put a suggestion in force; the same again changes nothing, a contrary or stale one is refused."""
    edited = None if wanted is None else wanted.text

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.accept(memory, suggestion_id, at=asked.now(), person_id=asked.person_id, edited=edited)

    return await _decide(asked, suggestion_id, decide)


@router.post("/suggestions/{suggestion_id}/reject", response_model=SuggestionDocument)
async def reject(asked: Asked, suggestion_id: UUID, wanted: RejectRequest) -> Shape:
    """Turn a suggestion down, with the reason."""

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.reject(
            memory, suggestion_id, reason=wanted.reason, at=asked.now(), person_id=asked.person_id
        )

    return await _decide(asked, suggestion_id, decide)


@router.post("/suggestions/{suggestion_id}/rollback", response_model=SuggestionDocument)
async def roll_back(asked: Asked, suggestion_id: UUID) -> Shape:
    """Undo an accepted suggestion."""

    async def decide(memory: Memory) -> SuggestionRecord:
        return await decisions.roll_back(memory, suggestion_id, at=asked.now(), person_id=asked.person_id)

    return await _decide(asked, suggestion_id, decide)


async def _decide(asked: Asking, suggestion_id: UUID, decide: Decide) -> Shape:
    async with asked.open_memory() as memory:
        answer = await _document(memory, await decide(memory))
    asked.parts.background.resume_soon(asked.org_id, suggestion_id)
    return answer


async def _document(memory: Memory, suggestion: SuggestionRecord) -> Shape:
    return suggestion_shape(suggestion, await memory.evidence.of_suggestion(suggestion.id))
