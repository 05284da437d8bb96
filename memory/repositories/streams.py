"""How often things went well over time: hourly counts as the monitor and the charts read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, and_, false, func, or_, select

from memory.models.calls import calls, rollups
from memory.models.projects import in_force, projects
from memory.repositories.rows import Repository
from memory.vocabulary import CallStatus

IN_ORDER = (rollups.c.hour, rollups.c.version, rollups.c.call_type)


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened in one hour, or in one call of the hour that is still running.

    `captured` and `trials` are indexed by field ordinal. `call_type` is one of the types the project counts apart;
    empty for all other calls.
    """

    at: datetime
    version: int
    calls: int
    attempts: int
    failed: int
    eligible: int
    successes: int
    early_hang_ups: int
    trials: tuple[int, ...]
    captured: tuple[int, ...]
    call_type: str = ""


class Streams(Repository):
    """Reads of the rollups, completed from the calls for the hour that `until` cuts."""

    async def read(self, project_id: UUID, until: datetime | None = None) -> list[Counts]:
        """Return counts in time order of all calls that had ended by `until` (default: all calls)."""
        statement = select(rollups).where(rollups.c.project_id == project_id)
        if until is not None:
            statement = statement.where(rollups.c.hour < hour_of(until))
        rows = await self._all(statement.order_by(*IN_ORDER))
        counts = [_to_counts(row) for row in rows]
        return counts if until is None else counts + await self._tail(project_id, until)

    async def read_latest(self, project_ids: Sequence[UUID], span: timedelta) -> dict[UUID, list[Counts]]:
        """Return each project's counts of the last `span` before its own last call, in time order."""
        # Two statements: joined into one, a table nobody has analysed yet is read once a row.
        newest = (
            select(rollups.c.project_id, func.max(rollups.c.hour).label("hour"))
            .where(rollups.c.project_id.in_(project_ids))
            .group_by(rollups.c.project_id)
        )
        recent = [
            and_(rollups.c.project_id == row["project_id"], rollups.c.hour > row["hour"] - span)
            for row in await self._all(newest)
        ]
        statement = select(rollups).where(or_(false(), *recent)).order_by(*IN_ORDER)
        found: dict[UUID, list[Counts]] = {project_id: [] for project_id in project_ids}
        for row in await self._all(statement):
            found[row["project_id"]].append(_to_counts(row))
        return found

    async def version_at(self, project_id: UUID, moment: datetime) -> int:
        """Return the version in force at `moment`; raise LookupError for a project without instructions."""
        number: int | None = await self.connection.scalar(
            select(in_force.c.number)
            .where(in_force.c.project_id == project_id)
            .where(func.coalesce(in_force.c.from_at, moment) <= moment)
            .order_by(in_force.c.segment.desc())
            .limit(1)
        )
        if number is None:
            raise LookupError("This project has no instructions.")
        return number

    async def _tail(self, project_id: UUID, until: datetime) -> list[Counts]:
        from memory.repositories.projects import Projects

        fields = (await Projects(self.connection, self.org_id).get(project_id)).field_records
        size = max((record.ordinal for record in fields), default=-1) + 1
        where = (
            calls.c.project_id == project_id,
            calls.c.ended_at >= hour_of(until),
            calls.c.ended_at <= until,
        )
        counted_apart = await self.connection.scalar(select(projects.c.call_types).where(projects.c.id == project_id))
        tail = []
        for row in await self._all(select(calls).where(*where).order_by(calls.c.ended_at, calls.c.call_id)):
            failed = row["status"] == CallStatus.FAILED or row["ended_reason"] == "error"
            trials, captured = [0] * size, [0] * size
            for record in fields:
                if row["eligible"] and (record.counts_from is None or record.counts_from <= row["started_at"]):
                    trials[record.ordinal] = 1
                    captured[record.ordinal] = int(record.field.name in row["captured"])
            tail.append(
                Counts(
                    at=row["ended_at"],
                    version=row["version"] or 0,
                    calls=1,
                    attempts=int(failed or row["status"] == CallStatus.COMPLETED),
                    failed=int(failed),
                    eligible=int(row["eligible"]),
                    successes=int(row["eligible"] and row["success"]),
                    early_hang_ups=int(row["eligible"] and row["early_hang_up"]),
                    trials=tuple(trials),
                    captured=tuple(captured),
                    call_type=row["call_type"] if row["call_type"] in (counted_apart or ()) else "",
                )
            )
        return tail


def _to_counts(row: RowMapping) -> Counts:
    return Counts(
        at=row["hour"],
        version=row["version"],
        calls=row["calls"],
        attempts=row["attempts"],
        failed=row["failed"],
        eligible=row["eligible"],
        successes=row["successes"],
        early_hang_ups=row["early_hang_ups"],
        trials=tuple(row["field_trials"]),
        captured=tuple(row["field_captured"]),
        call_type=row["call_type"],
    )


def hour_of(moment: datetime) -> datetime:
    """Return the UTC hour that `moment` falls in."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
