import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from memory.imports.catalogue import InForce, KnownProject
from memory.imports.copying import HEADER, TRAILER
from memory.imports.lines import RawLine
from memory.imports.results import LineNote
from memory.imports.staging import LARGEST_INTEGER, StagedBatch

CALL: dict[str, Any] = {
    "project": "p",
    "call_id": "c",
    "started_at": "2026-11-02T09:14:05+02:00",
    "status": "completed",
}
PROJECT = KnownProject(UUID(int=1), versions=frozenset({1, 2}), in_force=(InForce(1, None, None),))


def staged(*calls: dict[str, Any], recordings_folder: Path | None = None) -> StagedBatch:
    lines = [RawLine(number, json.dumps({**CALL, **call}).encode()) for number, call in enumerate(calls, start=1)]
    return stage(lines, recordings_folder=recordings_folder)


def stage(lines: list[RawLine], *, recordings_folder: Path | None = None) -> StagedBatch:
    batch = StagedBatch()
    batch.stage(lines, {"p": PROJECT}, recordings_folder=recordings_folder)
    return batch


def test_a_batch_is_one_copy_with_a_row_per_call() -> None:
    batch = staged({"call_id": "a"}, {"call_id": "b"})

    assert len(batch.rows) == 2
    assert batch.copy_data().startswith(HEADER)
    assert batch.copy_data().endswith(TRAILER)
    assert batch.projects == {"p": PROJECT}


def test_one_bad_line_leaves_the_others() -> None:
    lines = [RawLine(1, b"{}"), RawLine(2, b"", "too long"), RawLine(3, json.dumps(CALL).encode())]
    batch = stage(lines)

    assert batch.refused == [LineNote(1, "project is missing"), LineNote(2, "too long")]
    assert len(batch.rows) == 1


def test_calls_of_a_project_nobody_imported_are_refused() -> None:
    batch = staged({"project": "q"})

    assert batch.refused == [LineNote(1, "unknown project 'q'; import projects first")]
    assert not batch.rows
    assert not batch.projects


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"captured": {"b": 2, "a": 1}}, id="keys in another order"),
        pytest.param({"captured": {"a": 1, "b": 2}, "transcript": [], "recording": None}, id="empty values spelt out"),
        pytest.param({"captured": {"a": 1, "b": 2}, "cost": 7}, id="a key we do not know"),
    ],
)
def test_the_same_content_written_another_way_is_the_same(again: dict[str, Any]) -> None:
    batch = staged({"captured": {"a": 1, "b": 2}}, again)

    assert (batch.repeated_updates, batch.repeated_unchanged) == (0, 1)


@pytest.mark.parametrize(
    "again",
    [
        {"captured": {"a": "1"}},
        {"duration_s": 2.0},
        {"success": True},
        {"status": "busy"},
        {"ended_reason": ""},
        {"recording": "a.wav"},
        {"instruction_version": 1},
        {"started_at": "2026-11-02T08:14:05+01:00"},
        {"transcript": [{"speaker": "agent", "text": ""}]},
    ],
)
def test_other_content_is_an_update_and_the_last_line_holds(again: dict[str, Any]) -> None:
    batch = staged({}, again)
    [row] = batch.rows.values()

    assert (batch.repeated_updates, batch.repeated_unchanged) == (1, 0)
    assert row.first_hash == staged({}).rows[PROJECT.id_bytes, "c"].content_hash
    assert row.content_hash == staged(again).rows[PROJECT.id_bytes, "c"].content_hash


@pytest.mark.parametrize("version", [3, 0, -1, 10**30, -(10**30)])
def test_a_version_nobody_knows_is_kept_and_reported(version: int) -> None:
    batch = staged({"instruction_version": version})

    assert len(batch.rows) == 1
    assert batch.names_versions
    assert [note.line for note in batch.reported] == [1]
    assert "unknown instruction_version" in batch.reported[0].reason


@pytest.mark.parametrize("version", [1, 2, 2.0, None])
def test_a_known_version_is_nothing_to_report(version: float | None) -> None:
    assert staged({"instruction_version": version}).reported == []


def test_a_version_too_large_to_store_is_still_one_row() -> None:
    largest = staged({"instruction_version": LARGEST_INTEGER})

    assert staged({"instruction_version": 10**30}).copy_data() == largest.copy_data()


@pytest.mark.parametrize(
    "times",
    [
        {"started_at": "2026-11-02T09:14:05Z", "duration_s": 1e15},
        {"started_at": "2026-11-02T09:14:05Z", "duration_s": 1e308},
        {"started_at": "9999-12-31T23:59:59-05:00"},
        {"started_at": "0001-01-01T00:00:00+05:00"},
    ],
)
def test_a_call_outside_the_calendar_is_refused(times: dict[str, Any]) -> None:
    assert [note.reason for note in staged(times).refused] == ["the call lies outside the years 1 to 9999"]


@pytest.mark.parametrize(("levels", "refused"), [(40, 0), (60, 1), (900, 1)])
def test_values_nested_deeper_than_anything_sane_are_refused(levels: int, refused: int) -> None:
    value: Any = "x"
    for _ in range(levels):
        value = [value]

    assert len(staged({"captured": {"a": value}}).refused) == refused


def test_a_recording_elsewhere_is_left_out_and_said() -> None:
    batch = staged({"recording": "../a.wav"})

    assert len(batch.rows) == 1
    assert "was left out" in batch.reported[0].reason
    assert staged({"recording": "../a.wav"}, recordings_folder=Path("/somewhere")).reported == []


@pytest.mark.parametrize(
    ("hour", "number"), [pytest.param(9, 1, id="first"), pytest.param(10, 2, id="from its first moment"), (23, 2)]
)
def test_the_version_in_force_is_the_one_of_that_moment(hour: int, number: int) -> None:
    change = datetime(2026, 11, 2, 10, tzinfo=UTC)
    project = KnownProject(UUID(int=1), in_force=(InForce(1, None, change), InForce(2, change, None)))

    assert project.version_at(datetime(2026, 11, 2, hour, tzinfo=UTC)) == number


def test_two_versions_in_force_at_once_leave_it_open() -> None:
    project = KnownProject(UUID(int=1), in_force=(InForce(1, None, None), InForce(2, None, None)))

    assert project.version_at(datetime(2026, 11, 2, tzinfo=UTC)) is None


def test_a_call_without_a_type_keeps_the_hash_it_had_before_there_were_types() -> None:
    hashes = [
        row.content_hash.hex()
        for line in ({}, {"call_type": None}, {"call_type": " "})
        for row in staged(line).rows.values()
    ]

    assert hashes == ["72a106e767a24e0d3db431a663d8589c"] * 3
    assert staged({}, {"call_type": "inbound"}).repeated_updates == 1


def test_a_batch_says_on_which_days_its_calls_started_and_of_which_types_they_are() -> None:
    batch = staged(
        {"started_at": "2000-01-01T01:00:00+02:00", "call_type": "b"},
        {"started_at": "2000-01-02T00:00:00Z", "call_type": " a "},
        {"started_at": "2000-01-02T23:59:59Z", "call_type": "b"},
    )

    assert batch.days == {-1, 1}
    assert list(batch.call_types[PROJECT.id]) == ["b", "a"]
