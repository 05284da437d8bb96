"""Recordings of calls, how far their transcription has come, and what was heard on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from memory.models.analyses import recordings
from memory.models.projects import projects
from memory.repositories.rows import Repository, new_id, pick
from memory.spoken import SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import Speaker

# Whoever transcribes says so every few seconds; one who is silent for so long is gone.
LONGEST_SILENCE = timedelta(seconds=60)


class RecordingStatus(StrEnum):
    """How far a recording has come."""

    WAITING = "waiting"
    TRANSCRIBING = "transcribing"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (RecordingStatus.WAITING, RecordingStatus.TRANSCRIBING)
# All columns but what was heard, which may be long.
LISTED = [column for column in recordings.c if column.name != "transcription"]


@dataclass(frozen=True, slots=True)
class RecordingRecord:
    """One recording without what was heard on it.

    `call_id` is None where it belongs to no known call, `path` where it lies in the recordings folder under its id.
    `progress` is the share transcribed, `problem` a sentence that says why there is no transcription.
    """

    id: UUID
    project_id: UUID
    project_key: str
    call_id: str | None
    file_name: str
    path: str | None
    size: int
    digest: bytes
    duration_s: float | None
    channels: int | None
    status: RecordingStatus
    progress: float
    is_cancelled: bool
    problem: str | None
    transcriber: str | None
    created_at: datetime
    finished_at: datetime | None

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is going to happen to it by itself."""
        return self.status not in UNFINISHED


class Recordings(Repository):
    """Reads and writes of recordings; the files themselves lie in a folder."""

    async def add(self, values: Mapping[str, Any]) -> tuple[UUID, bool]:
        """Add a recording that waits to be transcribed; return its id, and whether the very same was not there yet."""
        row = {"id": new_id(), **values, "org_id": self.org_id, "status": RecordingStatus.WAITING.value}
        adding = (
            insert(recordings).values(row).on_conflict_do_nothing(index_elements=["org_id", "project_id", "digest"])
        )
        added = await self.connection.scalar(adding.returning(recordings.c.id))
        if added is not None:
            return added, True
        same = select(recordings.c.id).where(
            recordings.c.project_id == values["project_id"], recordings.c.digest == values["digest"]
        )
        return (await self.connection.execute(same)).scalar_one(), False

    async def get(self, recording_id: UUID) -> RecordingRecord:
        """Return a recording; raise LookupError when there is none."""
        row = await self._first(_joined().where(recordings.c.id == recording_id))
        if row is None:
            raise LookupError("There is no such recording.")
        return _to_record(row)

    async def of_calls(self, project_id: UUID, call_ids: Sequence[str]) -> dict[str, RecordingRecord]:
        """Return the latest recording of each of these calls that has one."""
        statement = _joined().where(recordings.c.project_id == project_id, recordings.c.call_id.in_(call_ids))
        rows = await self._all(statement.order_by(recordings.c.created_at, recordings.c.id))
        return {row["call_id"]: _to_record(row) for row in rows}

    async def latest(
        self, *, project_id: UUID | None = None, limit: int = 50, offset: int = 0
    ) -> list[RecordingRecord]:
        """Return recordings, newest first."""
        statement = _joined()
        if project_id is not None:
            statement = statement.where(recordings.c.project_id == project_id)
        newest = statement.order_by(recordings.c.created_at.desc(), recordings.c.id.desc())
        return [_to_record(row) for row in await self._all(newest.limit(limit).offset(offset))]

    async def heard_on(self, recording_ids: Sequence[UUID]) -> dict[UUID, Transcription]:
        """Return what was heard on those of these recordings that are ready."""
        statement = select(recordings.c.id, recordings.c.transcription).where(
            recordings.c.id.in_(recording_ids), recordings.c.transcription.is_not(None)
        )
        return {row["id"]: read_transcription(row["transcription"]) for row in await self._all(statement)}

    async def claim(self, recording_id: UUID, now: datetime) -> bool:
        """Take on the transcription of a recording that waits, or whose transcriber has gone silent."""
        claiming = update(recordings).where(recordings.c.id == recording_id, find_abandoned(now))
        values = {"status": RecordingStatus.TRANSCRIBING.value, "touched_at": now, "progress": 0}
        claimed = await self.connection.execute(claiming.values(values).returning(recordings.c.id))
        return claimed.first() is not None

    async def touch(self, recording_id: UUID, progress: float, now: datetime) -> bool:
        """Say how far the transcription has come; return whether it is still wanted."""
        touching = update(recordings).where(recordings.c.id == recording_id)
        values = {"progress": progress, "touched_at": now}
        wanted = await self.connection.execute(touching.values(values).returning(recordings.c.is_cancelled))
        row = wanted.first()
        return row is not None and not row[0]

    async def finish(self, recording_id: UUID, heard: Transcription, now: datetime) -> None:
        """Keep what was heard."""
        values = {
            "status": RecordingStatus.READY.value,
            "progress": 1,
            "problem": None,
            "transcriber": heard.transcriber,
            "transcription": write_transcription(heard),
            "duration_s": heard.duration_s,
            "finished_at": now,
        }
        await self.change(recording_id, values)

    async def cancel(self, recording_id: UUID, now: datetime) -> None:
        """Have the transcription stopped; one that waits is cancelled at once, one that has ended stays as it is."""
        unfinished = recordings.c.status.in_([status.value for status in UNFINISHED])
        stopping = update(recordings).where(recordings.c.id == recording_id, unfinished)
        await self.connection.execute(stopping.values(is_cancelled=True))
        waiting = recordings.c.status == RecordingStatus.WAITING.value
        ended = {"status": RecordingStatus.CANCELLED.value, "finished_at": now}
        await self.connection.execute(update(recordings).where(recordings.c.id == recording_id, waiting).values(ended))

    async def try_again(self, recording_id: UUID) -> None:
        """Let a recording that failed or was cancelled wait once more."""
        ended = recordings.c.status.in_([RecordingStatus.FAILED.value, RecordingStatus.CANCELLED.value])
        again = {
            "status": RecordingStatus.WAITING.value,
            "is_cancelled": False,
            "problem": None,
            "progress": 0,
            "finished_at": None,
        }
        await self.connection.execute(update(recordings).where(recordings.c.id == recording_id, ended).values(again))

    async def change(self, recording_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of a recording."""
        await self.connection.execute(update(recordings).where(recordings.c.id == recording_id).values(values))

    async def unfinished(self) -> list[UUID]:
        """Return the recordings that wait or are being transcribed, oldest first."""
        statement = select(recordings.c.id).where(recordings.c.status.in_([status.value for status in UNFINISHED]))
        return [row["id"] for row in await self._all(statement.order_by(recordings.c.created_at, recordings.c.id))]

    async def drop(self, recording_id: UUID) -> None:
        """Forget a recording and what was heard on it; its file is the caller's to take away."""
        await self.connection.execute(delete(recordings).where(recordings.c.id == recording_id))

    async def drop_before(self, moment: datetime) -> list[UUID]:
        """Forget the recordings that came in earlier; return whose files are to go."""
        dropping = delete(recordings).where(recordings.c.created_at < moment)
        return list((await self.connection.execute(dropping.returning(recordings.c.id))).scalars())


def find_abandoned(now: datetime) -> ColumnElement[bool]:
    """Return the condition for recordings that nobody transcribes, though somebody should."""
    waiting = recordings.c.status == RecordingStatus.WAITING.value
    transcribing = recordings.c.status == RecordingStatus.TRANSCRIBING.value
    return or_(waiting, and_(transcribing, recordings.c.touched_at < now - LONGEST_SILENCE))


def write_transcription(heard: Transcription) -> dict[str, Any]:
    """Return what was heard as plain JSON values."""
    return {
        "duration_s": heard.duration_s,
        "language": heard.language,
        "speakers": heard.speakers.value,
        "transcriber": heard.transcriber,
        "remarks": list(heard.remarks),
        "turns": [
            {
                "speaker": turn.speaker.value,
                "words": [
                    [w.text, round(w.start_s, 3), round(w.end_s, 3), round(w.probability, 4)] for w in turn.words
                ],
            }
            for turn in heard.turns
        ],
    }


def read_transcription(plain: Mapping[str, Any]) -> Transcription:
    """Return what was heard, as `write_transcription` wrote it."""
    turns = (
        SpokenTurn(Speaker(turn["speaker"]), tuple(Word(*word) for word in turn["words"])) for turn in plain["turns"]
    )
    return Transcription(
        tuple(turns),
        plain["duration_s"],
        plain["language"],
        SpeakerSource(plain["speakers"]),
        plain["transcriber"],
        tuple(plain["remarks"]),
    )


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == recordings.c.org_id, projects.c.id == recordings.c.project_id)
    return select(*LISTED, projects.c.key.label("project_key")).join(projects, same_project)


def _to_record(row: RowMapping) -> RecordingRecord:
    return pick(RecordingRecord, row, status=RecordingStatus(row["status"]))
