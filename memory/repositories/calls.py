"""Calls and what was said in them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, all_, and_, func, literal, not_, or_, select, tuple_

from memory.models.calls import call_details, calls
from memory.models.projects import projects
from memory.repositories.rows import Repository
from memory.vocabulary import Call, CallStatus, Metric, Speaker, Turn

# Not blank, which would say that the field was missed.
NO_LONGER_KEPT = "(no longer kept)"


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call with its transcript and where it belongs.

    `is_transcript_kept` is False once the transcript was dropped for its age, with the values captured and the
    recording's path; of the fields captured only the names are left, each with `NO_LONGER_KEPT` for a value.
    """

    project_id: UUID
    project_key: str
    call: Call
    ended_at: datetime
    utc_offset_minutes: int
    recording: str | None
    call_type: str | None
    is_transcript_kept: bool


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call in a list, without its transcript."""

    call_id: str
    started_at: datetime
    utc_offset_minutes: int
    duration_s: float | None
    status: CallStatus
    success: bool
    eligible: bool
    captured: tuple[str, ...]
    version: int | None


class Calls(Repository):
    """Reads of calls; they are written by the import alone."""

    async def find(self, project_id: UUID, call_id: str) -> CallRecord | None:
        """Return one call, if there is one."""
        found = await self._records(_with_project().where(calls.c.project_id == project_id, calls.c.call_id == call_id))
        return found[0] if found else None

    async def find_by_call_id(self, call_id: str) -> list[CallRecord]:
        """Return the calls with this id; ids are unique only within a project."""
        return await self._records(_with_project().where(calls.c.call_id == call_id))

    async def find_by_recording(self, project_id: UUID, names: Sequence[str]) -> str | None:
        """Return the id of the one call whose recording is called so, with or without its folders; None else."""
        bare = func.regexp_replace(call_details.c.recording, r"^.*[/\\]", "")
        named = select(call_details.c.call_id).where(
            call_details.c.project_id == project_id, or_(call_details.c.recording.in_(names), bare.in_(names))
        )
        found = await self._all(named.limit(2))
        return found[0]["call_id"] if len(found) == 1 else None

    async def in_order(
        self, project_id: UUID | None, *, after: tuple[UUID, str] | None = None, limit: int
    ) -> list[CallRecord]:
        """Return calls with their transcripts by project and id, those behind `after`; of all projects if None."""
        statement = _with_project()
        if project_id is not None:
            statement = statement.where(calls.c.project_id == project_id)
        if after is not None:
            statement = statement.where(tuple_(calls.c.project_id, calls.c.call_id) > tuple_(*after))
        return await self._records(statement.order_by(calls.c.project_id, calls.c.call_id).limit(limit))

    async def latest(self, project_id: UUID, *, limit: int, offset: int = 0) -> list[CallLine]:
        """Return a page of the project's calls, newest first."""
        newest = (
            select(calls).where(calls.c.project_id == project_id).order_by(calls.c.ended_at.desc(), calls.c.call_id)
        )
        return [_to_line(row) for row in await self._all(newest.limit(limit).offset(offset))]

    async def count(self, project_id: UUID) -> int:
        """Return how many calls the project has."""
        total = await self.connection.scalar(select(func.count()).where(calls.c.project_id == project_id))
        return int(total or 0)

    async def behind(
        self,
        project_id: UUID,
        metric: Metric,
        *,
        field: str = "",
        version: int,
        since: datetime | None,
        until: datetime | None,
        limit: int,
    ) -> list[Call]:
        """Return the latest calls that count against a metric, with transcripts, newest first.

        `field` names the field when the metric is `capture`. Only calls of `version`, or of no known
        version, that ended after `since` and not after `until`. Those whose transcript is no longer kept are left
        out, but for failed calls, which mostly have none anyway.
        """
        statement = _with_project().where(calls.c.project_id == project_id, _counts_against(metric, field))
        statement = statement.where(func.coalesce(calls.c.version, version) == version)
        if since is not None:
            statement = statement.where(calls.c.ended_at >= since)
        if until is not None:
            statement = statement.where(calls.c.ended_at <= until)
        records = await self._records(statement.order_by(calls.c.ended_at.desc(), calls.c.call_id).limit(limit))
        return [record.call for record in records if record.is_transcript_kept or metric is Metric.FAILED_CALLS]

    async def that_went_well(
        self, project_id: UUID, *, required: Sequence[str], version: int, until: datetime | None, limit: int
    ) -> list[Call]:
        """Return the latest conversations in which all these fields were captured, with transcripts, newest first.

        Only calls of `version`, or of no known version, that had ended by `until`.
        """
        statement = _with_project().where(
            calls.c.project_id == project_id,
            calls.c.eligible,
            calls.c.captured.contains(list(required)),
            func.coalesce(calls.c.version, version) == version,
        )
        if until is not None:
            statement = statement.where(calls.c.ended_at <= until)
        records = await self._records(statement.order_by(calls.c.ended_at.desc(), calls.c.call_id).limit(limit))
        return [record.call for record in records if record.is_transcript_kept]

    async def transcripts(self, project_id: UUID, call_ids: Sequence[str]) -> dict[str, Call]:
        """Return calls by id, with transcripts."""
        chosen = _with_project().where(calls.c.project_id == project_id, calls.c.call_id.in_(call_ids))
        return {record.call.call_id: record.call for record in await self._records(chosen)}

    async def _records(self, statement: Select[Any]) -> list[CallRecord]:
        rows = await self._all(statement)
        if not rows:
            return []
        # Asked for by time as well, and apart from the calls: only the months they started in are then read.
        starts = [row["started_at"] for row in rows]
        found = await self._all(
            select(call_details).where(
                call_details.c.project_id.in_({row["project_id"] for row in rows}),
                call_details.c.call_id.in_({row["call_id"] for row in rows}),
                call_details.c.started_at.between(min(starts), max(starts)),
            )
        )
        details = {(row["project_id"], row["call_id"]): row for row in found}
        return [_to_record(row, details.get((row["project_id"], row["call_id"]))) for row in rows]


def _counts_against(metric: Metric, field: str) -> Any:  # noqa: ANN401 - an SQL condition
    if metric is Metric.CAPTURE:
        return and_(calls.c.eligible, literal(field) != all_(calls.c.captured))
    if metric is Metric.SUCCESS:
        return and_(calls.c.eligible, not_(calls.c.success))
    if metric is Metric.EARLY_HANG_UP:
        return and_(calls.c.eligible, calls.c.early_hang_up)
    return (calls.c.status == CallStatus.FAILED) | (calls.c.ended_reason == "error")


def _with_project() -> Select[Any]:
    same_project = and_(projects.c.org_id == calls.c.org_id, projects.c.id == calls.c.project_id)
    return select(calls, projects.c.key.label("project_key")).join(projects, same_project)


def _to_record(row: RowMapping, details: RowMapping | None) -> CallRecord:
    call = Call(
        call_id=row["call_id"],
        started_at=row["started_at"],
        status=CallStatus(row["status"]),
        ended_reason=row["ended_reason"],
        duration_s=row["duration_s"],
        success=row["success"],
        eligible=row["eligible"],
        captured={name: _value(details, name) for name in row["captured"]},
        transcript=tuple(_to_turn(turn) for turn in details["transcript"]) if details else (),
        version=row["version"],
    )
    return CallRecord(
        project_id=row["project_id"],
        project_key=row["project_key"],
        call=call,
        ended_at=row["ended_at"],
        utc_offset_minutes=row["utc_offset_minutes"],
        recording=details["recording"] if details else None,
        call_type=row["call_type"],
        is_transcript_kept=details is not None,
    )


def _value(details: RowMapping | None, name: str) -> str:
    return NO_LONGER_KEPT if details is None else _as_words(details["captured"].get(name))


def _to_turn(turn: Mapping[str, Any]) -> Turn:
    return Turn(Speaker(turn["speaker"]), turn["text"], turn.get("start_s"), turn.get("end_s"))


def _to_line(row: RowMapping) -> CallLine:
    return CallLine(
        call_id=row["call_id"],
        started_at=row["started_at"],
        utc_offset_minutes=row["utc_offset_minutes"],
        duration_s=row["duration_s"],
        status=CallStatus(row["status"]),
        success=row["success"],
        eligible=row["eligible"],
        captured=tuple(row["captured"]),
        version=row["version"],
    )


def _as_words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
