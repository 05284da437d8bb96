"""What does a batch of lines of `calls.jsonl` say, as rows ready to be copied into the database?

Pure: bytes in, bytes out. The whole cost per line is here, so that it can be paid while the database stores the
batch before.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from msgspec.json import Encoder

from memory.imports.catalogue import Catalogue, KnownProject
from memory.imports.copying import (
    MICROSECONDS,
    copy_data,
    microseconds,
    sized,
    sized_double,
    sized_flag,
    sized_integer,
    sized_text,
    sized_texts,
)
from memory.imports.decoding import CALL_DECODER, BadLineError, decode_line, parse_moment, quote
from memory.imports.facts import (
    captured_names,
    is_any_missing,
    is_early_hang_up,
    is_eligible,
    is_success,
    known_duration,
)
from memory.imports.lines import RawLine
from memory.imports.recordings import keep_recording
from memory.imports.results import LineNote
from memory.imports.schemas import CallLine

# A staged row: the number of its columns and the project; what is never null, each with its length before it
# (start, offset in minutes, end, success, eligible, early hang-up, turns, content hash); then the rest.
ROW_OPENING = struct.Struct(">hi16s")
NEVER_NULL = struct.Struct(">iqihiqi?i?i?iii16s")
COLUMNS = 22

FIRST_MOMENT = microseconds(datetime.min.replace(tzinfo=UTC))
LAST_MOMENT = microseconds(datetime.max.replace(tzinfo=UTC))
DAY = 86_400 * MICROSECONDS
LARGEST_INTEGER = 2**31 - 1
# What is written must be read again, by readers with less room to recurse.
DEEPEST_VALUE = 50
ENCODER = Encoder(order="deterministic")


class StagedRow(Struct, frozen=True, gc=False):
    """One call; `first_hash` is the content its first line in the batch had."""

    body: bytes
    content_hash: bytes
    first_hash: bytes


@dataclass(slots=True)
class StagedBatch:
    """Lines turned into rows: one per call, however many lines of the batch are about it.

    `days` are those the calls started on, counted from 1 January 2000, UTC; `call_types` are the types that
    calls of a project were said to have, in the order they came. `repeated_updates` and `repeated_unchanged`
    count the lines about a call of an earlier line.
    """

    rows: dict[tuple[bytes, str], StagedRow] = field(default_factory=dict)
    projects: dict[str, KnownProject] = field(default_factory=dict)
    days: set[int] = field(default_factory=set)
    call_types: dict[UUID, dict[str, None]] = field(default_factory=dict)
    refused: list[LineNote] = field(default_factory=list)
    reported: list[LineNote] = field(default_factory=list)
    names_versions: bool = False
    repeated_updates: int = 0
    repeated_unchanged: int = 0

    def stage(self, lines: Iterable[RawLine], catalogue: Catalogue, *, recordings_folder: Path | None) -> None:
        """Turn more lines into rows; what cannot be kept is refused, line by line.

        All lines of a batch are judged by the same catalogue.
        """
        for line in lines:
            try:
                call = decode_line(CALL_DECODER, line)
                _stage_call(self, line.number, call, catalogue, recordings_folder=recordings_folder)
            except BadLineError as error:
                self.refused.append(LineNote(line.number, str(error)))

    def copy_data(self) -> bytes:
        """Return all rows in the binary format of COPY."""
        return copy_data(row.body + sized(row.first_hash) for row in self.rows.values())

    def add(self, key: tuple[bytes, str], content_hash: bytes, body: bytes) -> None:
        """Take one more row; a later line about the same call replaces the earlier one."""
        known = self.rows.get(key)
        if known is None:
            self.rows[key] = StagedRow(body, content_hash, content_hash)
        elif known.content_hash == content_hash:
            self.repeated_unchanged += 1
        else:
            self.repeated_updates += 1
            self.rows[key] = StagedRow(body, content_hash, known.first_hash)


def _stage_call(
    batch: StagedBatch, number: int, call: CallLine, catalogue: Catalogue, *, recordings_folder: Path | None
) -> None:
    project = catalogue.get(call.project)
    if project is None:
        raise BadLineError(f"unknown project {quote(call.project)}; import projects first")
    for value in call.captured.values():
        if isinstance(value, list | dict) and _is_deeper(value, DEEPEST_VALUE):
            raise BadLineError("captured is nested too deeply")
    recording, left_out = keep_recording(call.recording, folder=recordings_folder)
    call_type = (call.call_type or "").strip() or None
    content_hash, starts, body = _to_row(call, project, recording, call_type)
    batch.add((project.id_bytes, call.call_id), content_hash, body)
    batch.projects[call.project] = project
    batch.days.add(starts // DAY)
    if call_type is not None:
        batch.call_types.setdefault(project.id, {})[call_type] = None
    if call.instruction_version is not None:
        batch.names_versions = True
        if call.instruction_version not in project.versions:
            unknown = f"unknown instruction_version {call.instruction_version}; kept, attributed to no version"
            batch.reported.append(LineNote(number, unknown))
    if left_out is not None:
        batch.reported.append(LineNote(number, left_out))


def _to_row(
    call: CallLine, project: KnownProject, recording: str | None, call_type: str | None
) -> tuple[bytes, int, bytes]:
    """Return the content's hash, the start in microseconds, and the row but for its last column."""
    started_at = parse_moment("started_at", call.started_at)
    named = _whole_number(call.instruction_version)
    version = project.version_at(started_at) if named is None else named if named in project.versions else None
    turns = call.transcript
    duration_s = known_duration(call.duration_s, (turn.end_s for turn in turns))
    starts, ends = _span(started_at, duration_s)
    eligible = is_eligible(call.status, duration_s, (turn.text for turn in turns if turn.speaker == "caller"))
    captured = captured_names(call.captured)
    missing = is_any_missing(project.required, captured, started_at)
    success = is_success(call.success, call.status, missing=missing)
    early = is_early_hang_up(call.ended_reason, duration_s, len(turns), eligible=eligible, missing=missing)
    details, transcript = ENCODER.encode(call.captured), ENCODER.encode(turns)
    content: tuple[object, ...] = (
        started_at, call.duration_s, call.status, call.ended_reason, call.success, named, recording,
    )  # fmt: skip
    if call_type is not None:
        # Only where there is one: calls that came in before there were types keep their hash.
        content += (call_type,)
    content_hash = blake2b(b"\n".join((ENCODER.encode(content), details, transcript)), digest_size=16).digest()
    offset = _offset_minutes(started_at)
    row = (
        ROW_OPENING.pack(COLUMNS, 16, project.id_bytes),
        NEVER_NULL.pack(
            8, starts, 2, offset, 8, ends, 1, success, 1, eligible, 1, early, 4, len(turns), 16, content_hash
        ),
        sized_text(call.call_id),
        sized_double(duration_s),
        sized_text(call.status),
        sized_text(call.ended_reason),
        sized_flag(call.success),
        sized_texts(captured),
        sized_integer(named),
        sized_integer(version),
        sized_text(call_type),
        sized_text(recording),
        sized(details),
        sized(transcript),
    )
    return content_hash, starts, b"".join(row)


def _span(started_at: datetime, duration_s: float | None) -> tuple[int, int]:
    """Return start and end of a call; raise BadLineError where Python's times do not reach."""
    starts = microseconds(started_at)
    length = (duration_s or 0.0) * MICROSECONDS
    if starts < FIRST_MOMENT or starts + length > LAST_MOMENT:
        raise BadLineError("the call lies outside the years 1 to 9999")
    return starts, starts + round(length)


def _offset_minutes(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else offset.days * 1440 + offset.seconds // 60


def _whole_number(version: float | None) -> int | None:
    """Return a named version; one too large to be stored becomes one that cannot exist."""
    if version is None:
        return None
    return max(-LARGEST_INTEGER, min(LARGEST_INTEGER, int(version)))


def _is_deeper(value: object, levels: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return levels == 0 or any(_is_deeper(inner, levels - 1) for inner in value)
