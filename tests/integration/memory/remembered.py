"""Small pasts for tests: suggestions that were made, and what became of them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select

from memory.models.suggestions import decisions, suggestions
from memory.unit import Memory
from memory.vocabulary import Cause, SuggestionStatus
from tests.integration.worlds import make_issue, make_project, make_suggestion

STATUS_AFTER = {
    "accept": SuggestionStatus.ACCEPTED,
    "edit": SuggestionStatus.ACCEPTED,
    "reject": SuggestionStatus.REJECTED,
    "expire": SuggestionStatus.EXPIRED,
    "roll_back": SuggestionStatus.ROLLED_BACK,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A suggestion to make: `decided` are the kinds of its decisions in order, the last of them with the reason."""

    decided: tuple[str, ...] = ("reject",)
    reason: str | None = None
    kind: str = "ask_for_field"
    cause: Cause = Cause.NOT_ASKED
    fields: list[str] = field(default_factory=lambda: ["email"])
    added: str = "3. Ask for the e-mail address.\n"
    missed: int | None = 40


async def open_project(memory: Memory, at: datetime, key: str = "bookings") -> tuple[UUID, UUID]:
    """Make a project with one issue; return the ids of both."""
    project_id = await make_project(memory, at=at, key=key)
    return project_id, await make_issue(memory, project_id, at=at)


async def try_out(memory: Memory, project_id: UUID, issue_id: UUID, at: datetime, tried: Tried | None = None) -> UUID:
    """Make a suggestion and decide about it."""
    wanted = tried or Tried()
    made = await memory.connection.scalar(
        select(func.max(suggestions.c.attempt)).where(suggestions.c.issue_id == issue_id)
    )
    # Always made as attempt 1; renamed so that the next one finds its place.
    suggestion_id = await make_suggestion(memory, project_id, issue_id, at=at)
    changes = {
        "attempt": (made or 1) + 1,
        "kind": wanted.kind,
        "cause": wanted.cause.value,
        "fields": wanted.fields,
        "edits": [{"op": "insert_after", "anchor": "2. Ask for the name.\n", "text": wanted.added}],
        "missed": wanted.missed,
    }
    await memory.suggestions.change(suggestion_id, changes)
    for kind in wanted.decided:
        reason = wanted.reason if kind == wanted.decided[-1] else None
        row = {"org_id": memory.org_id, "suggestion_id": suggestion_id, "kind": kind, "decided_at": at}
        await memory.connection.execute(insert(decisions).values(**row, reason=reason))
        await memory.suggestions.change(suggestion_id, {"status": STATUS_AFTER[kind].value})
    return suggestion_id
