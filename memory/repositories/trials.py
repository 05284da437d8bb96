"""Trials of changed instructions on past calls, call by call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from memory.models.trials import replayed_calls, trials
from memory.replays import CallGroup, JudgedBy, ReplayedCall, Verification
from memory.repositories.rows import Repository, pick

RUNNING = "running"
SILENT_AFTER = timedelta(minutes=10)
"""A trial nobody has touched for so long was interrupted, and may be taken up by anybody."""


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """One trial as it stands: the counts are None until it has ended, or where nothing was replayed."""

    id: UUID
    project_id: UUID
    issue_id: UUID | None
    attempt: int | None
    person_id: UUID | None
    base_version: int
    after: str
    kind: str
    drafted_by: str
    status: str
    fixed: int | None
    broken: int | None
    unchanged: int | None
    low: float | None
    high: float | None
    mid: float | None
    explanation: str
    model_calls: int
    objections: list[dict[str, str]]
    created_at: datetime
    touched_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OldTurn:
    """What the agent said at one point of a call under a version of the instructions, when that was replayed before."""

    text: str
    is_right: bool


class Trials(Repository):
    """Reads and writes of trials."""

    async def begin(self, trial_id: UUID, values: dict[str, Any], at: datetime) -> TrialRecord:
        """Begin a trial, or take up the one of this id where it stopped; return it as it stands."""
        row = {"org_id": self.org_id, "id": trial_id, "status": RUNNING, "created_at": at, "touched_at": at, **values}
        begun = upsert(trials).values(row)
        kept = begun.on_conflict_do_update(index_elements=["org_id", "id"], set_={"status": RUNNING, "touched_at": at})
        await self.connection.execute(kept)
        return await self.get(trial_id)

    async def get(self, trial_id: UUID) -> TrialRecord:
        """Return a trial; raise LookupError when there is none."""
        row = await self._first(select(trials).where(trials.c.id == trial_id))
        if row is None:
            raise LookupError("There is no such trial.")
        return pick(TrialRecord, row)

    async def of_project(self, project_id: UUID, limit: int = 20) -> list[TrialRecord]:
        """Return a project's trials, newest first."""
        newest = select(trials).where(trials.c.project_id == project_id).order_by(trials.c.created_at.desc())
        return [pick(TrialRecord, row) for row in await self._all(newest.limit(limit))]

    async def of_issue(self, issue_id: UUID, attempt: int | None = None) -> list[TrialRecord]:
        """Return what was tried against an issue, oldest first."""
        found = select(trials).where(trials.c.issue_id == issue_id).order_by(trials.c.created_at)
        if attempt is not None:
            found = found.where(trials.c.attempt == attempt)
        return [pick(TrialRecord, row) for row in await self._all(found)]

    async def keep(self, trial_id: UUID, place: int, call: ReplayedCall, at: datetime) -> None:
        """Keep one replayed call; keeping it again changes nothing."""
        row = {name: getattr(call, name) for name in ReplayedCall.__dataclass_fields__}
        row |= {"group": call.group.value, "judged_by": call.judged_by.value}
        await self.connection.execute(
            upsert(replayed_calls)
            .values(org_id=self.org_id, trial_id=trial_id, place=place, **row)
            .on_conflict_do_nothing()
        )
        await self.connection.execute(update(trials).where(trials.c.id == trial_id).values(touched_at=at))

    async def calls_of(self, trial_id: UUID) -> list[ReplayedCall]:
        """Return the calls replayed in a trial so far, bad ones first, in the order they were chosen."""
        found = select(replayed_calls).where(replayed_calls.c.trial_id == trial_id)
        return [
            _to_call(row) for row in await self._all(found.order_by(replayed_calls.c.group, replayed_calls.c.place))
        ]

    async def old_turns(
        self, project_id: UUID, base_version: int, call_ids: Sequence[str]
    ) -> dict[tuple[str, str, int], OldTurn]:
        """Return what earlier trials heard under a version, by call, field and turn."""
        same = and_(trials.c.org_id == replayed_calls.c.org_id, trials.c.id == replayed_calls.c.trial_id)
        found = (
            select(replayed_calls)
            .join(trials, same)
            .where(trials.c.project_id == project_id, trials.c.base_version == base_version)
            .where(replayed_calls.c.group == CallGroup.BAD.value, replayed_calls.c.call_id.in_(call_ids))
        )
        return {
            (row["call_id"], row["field"], row["turn"]): OldTurn(row["old_text"], row["old_is_right"])
            for row in await self._all(found)
        }

    async def object(self, trial_id: UUID, objections: Sequence[tuple[str, str]]) -> None:
        """Keep what guardrails say of the text: rules with their reasons."""
        said = [{"rule": rule, "reason": reason} for rule, reason in objections]
        await self.connection.execute(update(trials).where(trials.c.id == trial_id).values(objections=said))

    async def end(self, trial_id: UUID, verification: Verification, at: datetime) -> None:
        """Store what a trial showed."""
        names = ("explanation", "fixed", "broken", "unchanged", "low", "high", "mid", "model_calls")
        values: dict[str, Any] = {name: getattr(verification, name) for name in names}
        values |= {"status": verification.status.value, "ended_at": at, "touched_at": at}
        await self.connection.execute(update(trials).where(trials.c.id == trial_id).values(values))


def _to_call(row: RowMapping) -> ReplayedCall:
    return pick(ReplayedCall, row, group=CallGroup(row["group"]), judged_by=JudgedBy(row["judged_by"]))
