from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.imports.results import ImportProgress, LineNote
from tests.fixtures import make_organisation
from tests.integration.memory.imports.files import NOW, Desk, call, counts, project

VERSIONS = "SELECT call_id, version_named, version FROM calls ORDER BY call_id"


async def test_a_call_is_stored_as_it_was_given(desk: Desk) -> None:
    await desk.bring_projects(project())
    turns = [
        {"speaker": "agent", "text": "Hi.", "start_s": 0, "end_s": 1.5},
        {"speaker": "caller", "text": "Table for two.", "end_s": 30.25},
    ]
    given = call(duration_s=None, ended_reason="caller_hung_up", transcript=turns, recording="recordings/c-1.wav")
    await desk.bring_calls(given)

    async with desk.database.open_memory(desk.org_id) as memory:
        record = await memory.calls.find(await desk.project_id(), "c-1")

    assert record is not None
    assert record.call.started_at == datetime(2026, 11, 2, 7, 14, 5, tzinfo=UTC)
    assert record.utc_offset_minutes == 120
    assert record.call.duration_s == 30.25
    assert record.ended_at == record.call.started_at + timedelta(seconds=30.25)
    assert record.call.captured == {"name": "Thandi"}
    assert [(turn.speaker.value, turn.text, turn.start_s, turn.end_s) for turn in record.call.transcript] == [
        ("agent", "Hi.", 0.0, 1.5),
        ("caller", "Table for two.", None, 30.25),
    ]
    assert (record.call.eligible, record.call.success, record.call.version) == (True, True, 1)
    assert record.recording == "recordings/c-1.wav"


async def test_what_is_not_given_is_not_made_up(desk: Desk) -> None:
    await desk.bring_projects(project())
    bare = {"project": "bookings", "call_id": "c", "started_at": "2026-11-02T09:00:00Z", "status": "no_answer"}
    await desk.bring_calls(bare)

    stored = "duration_s, ended_at - started_at, ended_reason, success_given, success, eligible, early_hang_up"
    details = "call_details.captured::text, transcript::text, recording"
    assert await desk.row(
        f"SELECT {stored}, {details} FROM calls JOIN call_details USING (project_id, call_id, started_at)"
    ) == (
        *(None, timedelta(0), None, None, False, False, False),
        *("{}", "[]", None),
    )


@pytest.mark.parametrize(
    "odd",
    ["a\tb\nc\r\\N\\.", '","x{}\\"', "NULL", "", "😀\u2028\x85", "\ufeff", "'; DROP TABLE calls; --", "\x1b[31m"],
)
async def test_odd_text_comes_back_unharmed(desk: Desk, odd: str) -> None:
    await desk.bring_projects(project())
    turn = {"speaker": "caller", "text": odd}
    given = call(f"c{odd}", ended_reason=odd, captured={f"n{odd}": f"v{odd}"}, transcript=[turn], recording=f"r{odd}")
    assert counts(await desk.bring_calls(given)) == (1, 0, 0, 0)

    async with desk.database.open_memory(desk.org_id) as memory:
        record = await memory.calls.find(await desk.project_id(), f"c{odd}")

    assert record is not None
    assert record.call.ended_reason == odd
    assert record.call.captured == {f"n{odd}": f"v{odd}"}
    assert record.call.transcript[0].text == odd
    assert record.recording == f"r{odd}"
    assert counts(await desk.bring_calls(given)) == (0, 0, 1, 0)


async def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    await desk.bring_projects(project())
    lines = [call(f"c-{number}") for number in range(25)]

    assert counts(await desk.bring_calls(*lines, batch_lines=10)) == (25, 0, 0, 0)
    before = await desk.rows("SELECT ctid::text, * FROM calls"), await desk.rollups()
    assert counts(await desk.bring_calls(*lines, batch_lines=7)) == (0, 0, 25, 0)
    assert (await desk.rows("SELECT ctid::text, * FROM calls"), await desk.rollups()) == before


async def test_other_content_is_an_update_of_everything(desk: Desk) -> None:
    await desk.bring_projects(project())
    await desk.bring_calls(call("c-1"), call("c-2"))
    turn = {"speaker": "agent", "text": "Hello?"}
    moved = call("c-2", started_at="2026-11-02T23:00:00Z", status="failed", captured={}, transcript=[turn])

    assert counts(await desk.bring_calls(call("c-1"), moved)) == (0, 1, 1, 0)
    assert await desk.rows("SELECT call_id, status, eligible FROM calls ORDER BY call_id") == [
        ("c-1", "completed", True),
        ("c-2", "failed", False),
    ]
    assert await desk.rows("SELECT json_array_length(transcript) FROM call_details ORDER BY call_id") == [(0,), (1,)]
    assert await desk.rows("SELECT hour, calls, attempts, failed, eligible FROM rollups ORDER BY hour") == [
        (datetime(2026, 11, 2, 7, tzinfo=UTC), 1, 1, 0, 1),
        (datetime(2026, 11, 2, 23, tzinfo=UTC), 1, 1, 1, 0),
    ]


@pytest.mark.parametrize("batch_lines", [1, 2, 100])
async def test_lines_about_one_call_take_effect_one_after_the_other(desk: Desk, batch_lines: int) -> None:
    await desk.bring_projects(project())
    one, two = call(success=True), call(success=False)

    assert counts(await desk.bring_calls(one, one, two, two, one, two, batch_lines=batch_lines)) == (1, 3, 2, 0)
    assert counts(await desk.bring_calls(two, one, two, batch_lines=batch_lines)) == (0, 2, 1, 0)
    assert await desk.row("SELECT success FROM calls") == (False,)
    assert await desk.rollups() == await desk.recounted()


async def test_a_bad_line_never_stops_a_file_and_the_corrected_file_completes_it(desk: Desk) -> None:
    await desk.bring_projects(project())
    naive = call("c-2", started_at="2026-11-02T09:14:05")
    result = await desk.bring_calls(call("c-1"), naive, "{nonsense", call("c-3", project="nobody's"), call("c-4"))

    assert counts(result) == (2, 0, 0, 3)
    assert result.refused.listed == [
        LineNote(2, "started_at has no time-zone offset"),
        LineNote(3, "the line is not valid JSON: object keys must be strings (byte 1)"),
        LineNote(4, "unknown project 'nobody's'; import projects first"),
    ]
    assert counts(await desk.bring_calls(*(call(f"c-{number}") for number in range(1, 5)))) == (2, 0, 2, 0)


async def test_a_file_of_another_kind_is_refused_line_by_line(desk: Desk) -> None:
    file = desk.folder / "photo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + Random(1).randbytes(100_000))
    result = await import_calls(desk.database, desk.org_id, file)

    assert counts(result)[:3] == (0, 0, 0)
    assert result.refused.total > 100
    assert {note.reason.split(",")[0] for note in result.refused.listed} >= {"the line holds NUL bytes"}


async def test_calls_go_to_the_version_they_name_or_the_one_in_force(desk: Desk) -> None:
    await desk.bring_projects(project())
    await desk.bring_projects(project(instructions="Take a booking, kindly."))
    early, late = (NOW - timedelta(hours=1)).isoformat(), NOW.isoformat()
    result = await desk.bring_calls(
        call("c-1", started_at=early),
        call("c-2", started_at=late),
        call("c-3", started_at=late, instruction_version=1),
        call("c-4", started_at=early, instruction_version=2),
        call("c-5", started_at=early, instruction_version=7),
    )

    assert await desk.rows(VERSIONS) == [
        ("c-1", None, 1),
        ("c-2", None, 2),
        ("c-3", 1, 1),
        ("c-4", 2, 2),
        ("c-5", 7, None),
    ]
    assert result.reported.listed == [LineNote(5, "unknown instruction_version 7; kept, attributed to no version")]
    assert [row[0] for row in await desk.rows("SELECT version FROM rollups ORDER BY version")] == [0, 1, 1, 2, 2]


async def test_naming_a_version_proves_since_when_it_is_live(desk: Desk) -> None:
    await desk.bring_projects(project())
    live = "SELECT live_at FROM instruction_versions"
    await desk.bring_calls(call("c-1"))
    assert await desk.row(live) == (None,)

    for number, hour in enumerate((10, 12, 8, 9)):
        moment = datetime(2026, 11, 2, hour, tzinfo=UTC)
        await desk.bring_calls(call(f"d-{number}", started_at=moment.isoformat(), instruction_version=1))

    assert await desk.row(live) == (datetime(2026, 11, 2, 8, tzinfo=UTC),)


async def test_only_projects_with_changed_calls_are_news(desk: Desk) -> None:
    await desk.bring_projects(project("one"), project("two"), project("three"))
    await desk.bring_calls(call(project="one"), call(project="two"))
    await desk.bring_calls(call(project="one"), call(project="two", status="busy"))
    await desk.bring_calls(call(project="two", status="busy"))

    news = "SELECT key, changes FROM project_news JOIN projects ON projects.id = project_id ORDER BY key"
    # A call that comes again with other content is counted out, and counted in.
    assert await desk.rows(news) == [("one", 2), ("three", 1), ("two", 4)]


async def test_every_batch_is_told(desk: Desk) -> None:
    await desk.bring_projects(project())
    told: list[ImportProgress] = []

    async def listen(progress: ImportProgress) -> None:
        told.append(progress)

    await desk.bring_calls(call("c-1"), "{}", call("c-2"), call("c-1"), batch_lines=2, on_progress=listen)

    assert [(step.created, step.updated, step.unchanged, step.refused) for step in told] == [(1, 0, 0, 1), (2, 0, 1, 1)]
    assert told[0].bytes_done < told[0].bytes_total
    assert told[1].bytes_done == told[1].bytes_total


async def test_a_project_that_changes_meanwhile_is_judged_as_it_is_now(desk: Desk) -> None:
    await desk.bring_projects(project())
    stricter = project(fields=[{"name": "name"}, {"name": "email"}])

    async def make_email_required(progress: ImportProgress) -> None:
        if progress.created == 1:
            await desk.bring_projects(stricter)

    lines = [call(f"c-{number}") for number in range(5)]
    assert counts(await desk.bring_calls(*lines, batch_lines=1, on_progress=make_email_required)) == (5, 0, 0, 0)
    assert await desk.rows("SELECT DISTINCT success FROM calls") == [(False,)]
    assert await desk.rollups() == await desk.recounted()


async def test_an_organisation_reaches_only_its_own_projects(desk: Desk, database: Database, tmp_path: Path) -> None:
    other = Desk(database, await make_organisation(database, "Other"), tmp_path)
    await desk.bring_projects(project())
    await desk.bring_calls(call())

    assert counts(await other.bring_calls(call())) == (0, 0, 0, 1)
    await other.bring_projects(project())
    assert counts(await other.bring_calls(call(status="failed"))) == (1, 0, 0, 0)
    assert await desk.row("SELECT status FROM calls") == ("completed",)


async def test_an_interrupted_import_kept_whole_batches_and_is_completed_by_the_next(desk: Desk) -> None:
    await desk.bring_projects(project())
    lines = [call(f"c-{number}") for number in range(9)]

    async def pull_the_plug(progress: ImportProgress) -> None:
        if progress.created == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await desk.bring_calls(*lines, batch_lines=3, on_progress=pull_the_plug)

    assert await desk.row("SELECT count(*) FROM calls") == (6,)
    assert counts(await desk.bring_calls(*lines, batch_lines=3)) == (3, 0, 6, 0)
    assert await desk.rollups() == await desk.recounted()


async def test_thousands_of_projects_fit_into_one_batch(desk: Desk) -> None:
    keys = [f"p-{number}" for number in range(3000)]
    assert counts(await desk.bring_projects(*(project(key) for key in keys))) == (3000, 0, 0, 0)
    assert counts(await desk.bring_calls(*(call(project=key) for key in keys))) == (3000, 0, 0, 0)
    assert await desk.row("SELECT count(*), sum(calls) FROM rollups") == (3000, 3000)


async def test_a_call_of_many_megabytes_is_a_call(desk: Desk) -> None:
    await desk.bring_projects(project())
    turns: list[dict[str, Any]] = [{"speaker": "caller", "text": "blah " * 100} for _ in range(10_000)]
    turns += [{"speaker": "agent", "text": "x" * 3_000_000}]

    assert counts(await desk.bring_calls(call("c-1", transcript=turns), call("c-2"))) == (2, 0, 0, 0)
    assert await desk.row("SELECT json_array_length(transcript) FROM call_details WHERE call_id = 'c-1'") == (10_001,)


async def test_the_reference_material_comes_in_whole(desk: Desk, shared: Path) -> None:
    folder = shared / "data" / "contract"

    async def bring(org_id: UUID) -> list[tuple[int, int, int, int]]:
        projects = await import_projects(desk.database, org_id, folder / "projects.jsonl", now=NOW)
        calls = await import_calls(desk.database, org_id, folder / "calls.jsonl", recordings_folder=folder)
        assert calls.reported.total == 0
        return [counts(projects), counts(calls)]

    assert await bring(desk.org_id) == [(27, 0, 0, 0), (846, 0, 0, 0)]
    assert await bring(desk.org_id) == [(0, 0, 27, 0), (0, 0, 846, 0)]
    assert await desk.rollups() == await desk.recounted()


async def test_a_file_from_elsewhere_names_no_recordings_of_this_machine(desk: Desk) -> None:
    await desk.bring_projects(project())
    result = await desk.bring_calls(call("c-1", recording="/etc/passwd"), call("c-2", recording="../c-2.wav"))

    assert counts(result) == (1, 0, 0, 1)
    assert result.reported.total == 1
    assert await desk.rows("SELECT call_id, recording FROM call_details") == [("c-2", None)]
