"""The runs of the improvement loop: at most one unfinished run per issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from memory.models.issues import runs
from memory.models.suggestions import suggestions
from memory.repositories.rows import Repository, pick
from memory.vocabulary import SuggestionStatus


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One attempt at an issue. `status`: running, waiting (for a person) or ended."""

    issue_id: UUID
    attempt: int
    base_version: int
    calls_seen: int
    status: str
    outcome: str | None


class Runs(Repository):
    """Reads and writes of runs."""

    async def last(self, issue_id: UUID) -> RunRecord | None:
        """Return the latest attempt at an issue, if there was one."""
        newest = select(runs).where(runs.c.issue_id == issue_id).order_by(runs.c.attempt.desc()).limit(1)
        row = await self._first(newest)
        return None if row is None else pick(RunRecord, row)

    async def last_outcomes(self, issue_ids: Sequence[UUID]) -> dict[UUID, str | None]:
        """Return how the latest attempt at each of these issues ended; None for one that has not ended."""
        newest = (
            select(runs.c.issue_id, runs.c.outcome)
            .ext(distinct_on(runs.c.issue_id))
            .where(runs.c.issue_id.in_(issue_ids))
            .order_by(runs.c.issue_id, runs.c.attempt.desc())
        )
        return {row["issue_id"]: row["outcome"] for row in await self._all(newest)}

    async def find_undelivered(self, project_id: UUID) -> list[UUID]:
        """Return suggestions of a project that were decided while their run still waits to hear of it."""
        same_attempt = and_(
            suggestions.c.org_id == runs.c.org_id,
            suggestions.c.issue_id == runs.c.issue_id,
            suggestions.c.attempt == runs.c.attempt,
        )
        statement = (
            select(suggestions.c.id)
            .join(runs, same_attempt)
            .where(suggestions.c.project_id == project_id, suggestions.c.status != SuggestionStatus.PENDING.value)
            .where(runs.c.status == "waiting")
        )
        return [row["id"] for row in await self._all(statement)]

    async def start(self, issue_id: UUID, attempt: int, *, base_version: int, calls_seen: int) -> None:
        """Record that an attempt begins; two scans that begin the same one record it once."""
        statement = insert(runs).values(
            org_id=self.org_id,
            issue_id=issue_id,
            attempt=attempt,
            base_version=base_version,
            calls_seen=calls_seen,
            status="running",
        )
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def reserve(self, issue_id: UUID, attempt: int, model_calls: int) -> None:
        """Set model calls aside for a run that goes on."""
        await self._mark(issue_id, attempt, reserved_calls=model_calls)

    async def count_reserved(self, issue_id: UUID | None, attempt: int | None) -> int:
        """Return how many model calls are set aside for runs that go on, but for this one."""
        total = select(func.coalesce(func.sum(runs.c.reserved_calls), 0)).where(runs.c.status == "running")
        if issue_id is not None:
            total = total.where(or_(runs.c.issue_id != issue_id, runs.c.attempt != attempt))
        return int(await self.connection.scalar(total) or 0)

    async def wait(self, issue_id: UUID, attempt: int) -> None:
        """Record that the attempt waits for a person."""
        await self._mark(issue_id, attempt, status="waiting", reserved_calls=0)

    async def end(self, issue_id: UUID, attempt: int, outcome: str) -> None:
        """Record how the attempt ended."""
        await self._mark(issue_id, attempt, status="ended", outcome=outcome, reserved_calls=0, ended_at=func.now())

    async def _mark(self, issue_id: UUID, attempt: int, **values: object) -> None:
        where = (runs.c.issue_id == issue_id, runs.c.attempt == attempt, runs.c.status != "ended")
        await self.connection.execute(update(runs).where(*where).values(values))
