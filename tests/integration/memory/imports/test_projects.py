import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from memory.imports.projects import import_projects
from memory.imports.results import LineNote
from memory.vocabulary import Field, FieldType, SuggestionStatus
from tests.integration.memory.imports.files import NOW, Desk, call, counts, project, write
from tests.integration.worlds import make_issue, make_suggestion

LATER = NOW + timedelta(days=1)
FIELDS = "SELECT name, ordinal, required, active, counts_from FROM fields ORDER BY ordinal"
VERSIONS = "SELECT number, author, text FROM instruction_versions ORDER BY number"
IN_FORCE = "SELECT number, from_at, to_at FROM in_force ORDER BY segment"


async def test_a_new_project_has_what_the_file_gives(desk: Desk) -> None:
    field = {"name": "size", "description": "Guests", "type": "choice", "required": False, "choices": ["1", "2"]}
    given = project(goal="Book", target_success_rate=0.65, time_zone="Africa/Johannesburg", fields=[field])
    assert counts(await desk.bring_projects(given)) == (1, 0, 0, 0)

    async with desk.database.open_memory(desk.org_id) as memory:
        found = await memory.projects.find("bookings")
        assert found is not None
        current = await memory.instructions.current(found.id)
        assert await memory.projects.news(found.id) == 1

    assert (found.name, found.goal, found.target_success_rate) == ("Bookings", "Book", 0.65)
    assert found.time_zone == "Africa/Johannesburg"
    assert found.fields == (Field("size", "Guests", FieldType.CHOICE, required=False, choices=("1", "2")),)
    assert (current.number, current.author, current.text) == (1, "import", "Take a booking.")
    assert (current.in_force_from, current.in_force_to) == (None, None)


async def test_what_is_left_open_has_a_default(desk: Desk) -> None:
    await desk.bring_projects(project(fields=[{"name": "name"}]))

    assert await desk.row("SELECT goal, target_success_rate, time_zone FROM projects") == ("", 0.6, "UTC")
    assert await desk.row("SELECT type, required, target_capture_rate, counts_from FROM fields") == (
        *("text", True, 0.9),
        None,
    )


async def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    lines = [project(f"p-{number}") for number in range(7)]
    await desk.bring_projects(*lines)
    before = await desk.rows("SELECT ctid::text, * FROM projects ORDER BY key")

    assert counts(await desk.bring_projects(*lines, now=LATER, batch_lines=3)) == (0, 0, 7, 0)
    assert await desk.rows("SELECT ctid::text, * FROM projects ORDER BY key") == before


async def test_other_instructions_become_a_new_version_in_force_from_now(desk: Desk) -> None:
    await desk.bring_projects(project())
    assert counts(await desk.bring_projects(project(instructions="Be kind."), now=LATER)) == (0, 1, 0, 0)

    assert await desk.rows(VERSIONS) == [(1, "import", "Take a booking."), (2, "import", "Be kind.")]
    assert await desk.rows(IN_FORCE) == [(1, None, LATER), (2, LATER, None)]
    assert await desk.row("SELECT changes FROM project_news") == (2,)


async def test_other_instructions_expire_what_waits_for_a_decision(desk: Desk) -> None:
    await desk.bring_projects(project())
    project_id = await desk.project_id()
    async with desk.database.open_memory(desk.org_id) as memory:
        issue_id = await make_issue(memory, project_id, at=NOW)
        suggestion_id = await make_suggestion(memory, project_id, issue_id, at=NOW)

    await desk.bring_projects(project(goal="Another goal"), now=LATER)
    async with desk.database.open_memory(desk.org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == SuggestionStatus.PENDING

    await desk.bring_projects(project(goal="Another goal", instructions="Be kind."), now=LATER)
    async with desk.database.open_memory(desk.org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == SuggestionStatus.EXPIRED
        [decision] = await memory.suggestions.decisions_on(suggestion_id)
    assert (decision.kind, decision.reason) == ("expire", "New instructions were imported.")


@pytest.mark.parametrize(
    ("imported", "versions"),
    [
        pytest.param("Take a booking.", 2, id="the last imported text undoes nothing"),
        pytest.param("Be kind.", 2, id="the accepted text, back from the platform, is in force already"),
        pytest.param("Be quick.", 3, id="another text is a new version"),
    ],
)
async def test_after_an_accepted_suggestion(desk: Desk, imported: str, versions: int) -> None:
    await desk.bring_projects(project())
    async with desk.database.open_memory(desk.org_id) as memory:
        await memory.instructions.add_version(await desk.project_id(), "Be kind.", author="assistant", at=NOW)

    await desk.bring_projects(project(instructions=imported, goal="Another goal"), now=LATER)

    assert len(await desk.rows(VERSIONS)) == versions
    assert await desk.row("SELECT text FROM instruction_versions ORDER BY number DESC LIMIT 1") == (
        "Be kind." if versions == 2 else imported,
    )


async def test_a_file_that_leaves_targets_open_leaves_them_as_people_set_them(desk: Desk) -> None:
    await desk.bring_projects(project(time_zone="Africa/Johannesburg"))
    project_id = await desk.project_id()
    async with desk.database.open_memory(desk.org_id) as memory:
        await memory.projects.change(project_id, {"target_success_rate": 0.8})
        await memory.projects.set_capture_target(project_id, "name", 0.7)
    targets = "SELECT target_success_rate, target_capture_rate, time_zone FROM projects, fields WHERE ordinal = 0"

    await desk.bring_projects(project(goal="Another goal"))
    assert await desk.row(targets) == (0.8, 0.7, "Africa/Johannesburg")

    fields = [{"name": "name", "target_capture_rate": 0.5}, {"name": "email", "required": False}]
    await desk.bring_projects(project(target_success_rate=0.4, time_zone="UTC", fields=fields))
    assert await desk.row(targets) == (0.4, 0.5, "UTC")


async def test_a_field_that_comes_later_is_asked_of_later_calls_only(desk: Desk) -> None:
    await desk.bring_projects(project())
    await desk.bring_calls(call("c-1"))
    wider = project(fields=[{"name": "name"}, {"name": "phone"}, {"name": "email", "required": False}])
    await desk.bring_projects(wider, now=NOW)
    await desk.bring_calls(call("c-2"), call("c-3", started_at=NOW.isoformat()))

    assert await desk.rows(FIELDS) == [
        ("name", 0, True, True, None),
        ("email", 1, False, True, None),
        ("phone", 2, True, True, NOW),
    ]
    assert await desk.rows("SELECT call_id, success FROM calls ORDER BY call_id") == [
        ("c-1", True),
        ("c-2", True),
        ("c-3", False),
    ]
    assert await desk.rows("SELECT field_trials, field_captured FROM rollups ORDER BY hour") == [
        ([2, 2, 0], [2, 0, 0]),
        ([1, 1, 1], [1, 0, 0]),
    ]


async def test_a_field_that_comes_before_any_call_counts_from_the_beginning(desk: Desk) -> None:
    await desk.bring_projects(project(fields=[]))
    await desk.bring_projects(project())

    assert [row[4] for row in await desk.rows(FIELDS)] == [None, None]


async def test_a_field_that_goes_and_comes_back_keeps_its_place(desk: Desk) -> None:
    phone = project(fields=[{"name": "phone"}])
    await desk.bring_projects(project())
    await desk.bring_calls(call("c-1", captured={"phone": "1"}))
    await desk.bring_projects(phone, now=NOW)
    assert await desk.rows(FIELDS) == [
        ("name", 0, True, False, None),
        ("email", 1, False, False, None),
        ("phone", 2, True, True, NOW),
    ]
    assert await desk.row("SELECT success FROM calls") == (True,)

    await desk.bring_projects(project(), now=LATER)
    assert await desk.rows(FIELDS) == [
        ("name", 0, True, True, LATER),
        ("email", 1, False, True, LATER),
        ("phone", 2, True, False, NOW),
    ]


async def test_calls_are_judged_anew_when_a_field_becomes_required(desk: Desk) -> None:
    hung_up = {"ended_reason": "caller_hung_up", "duration_s": 30}
    await desk.bring_projects(project())
    await desk.bring_calls(
        call("c-1", **hung_up), call("c-2", success=True), call("c-3", captured={"name": "T", "email": "t@x"})
    )
    judged = "SELECT call_id, success, early_hang_up FROM calls ORDER BY call_id"
    assert await desk.rows(judged) == [("c-1", True, False), ("c-2", True, False), ("c-3", True, False)]

    await desk.bring_projects(project(fields=[{"name": "name"}, {"name": "email"}]))
    assert await desk.rows(judged) == [("c-1", False, True), ("c-2", True, False), ("c-3", True, False)]
    assert await desk.row("SELECT eligible, successes, early_hang_ups FROM rollups") == (3, 2, 1)

    await desk.bring_projects(project())
    assert await desk.rows(judged) == [("c-1", True, False), ("c-2", True, False), ("c-3", True, False)]
    assert await desk.row("SELECT eligible, successes, early_hang_ups FROM rollups") == (3, 3, 0)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"time_zone": "Mars/Olympus"}, "unknown time_zone 'Mars/Olympus'"),
        ({"time_zone": "../../etc/passwd"}, "unknown time_zone '../../etc/passwd'"),
        ({"time_zone": "Africa"}, "unknown time_zone 'Africa'"),
        ({"time_zone": ""}, "unknown time_zone ''"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "field 'a' is there twice"),
        ({"fields": [{"name": "ü" * 501}]}, f"field '{'ü' * 60}...' must have at most 500 characters"),
        ({"instructions": ""}, "instructions must not be empty"),
        ({"instructions": "x" * 200_001}, "instructions must have at most 200000 characters"),
        ({"target_success_rate": 65}, "target_success_rate must be at most 1"),
        ({"fields": [{"name": "a", "type": "smell"}]}, "fields[0].type 'smell' is not one of text, name, email, phone"),
        ({"fields": {"email": {}}}, "fields must be a list, not an object"),
    ],
)
async def test_a_bad_line_is_refused_and_the_rest_is_kept(desk: Desk, changes: dict[str, Any], said: str) -> None:
    result = await desk.bring_projects(project("one"), project("two", **changes), project("three"))

    assert counts(result) == (2, 0, 0, 1)
    [note] = result.refused.listed
    assert note.line == 2
    assert note.reason.startswith(said)


@pytest.mark.parametrize("batch_lines", [1, 2, 100])
async def test_lines_about_one_project_take_effect_one_after_the_other(desk: Desk, batch_lines: int) -> None:
    one, two = project(), project(instructions="Be kind.")
    result = await desk.bring_projects(one, one, two, project("other"), two, one, batch_lines=batch_lines)

    assert counts(result) == (2, 2, 2, 0)
    assert [row[0] for row in await desk.rows("SELECT number FROM in_force WHERE to_at IS NULL ORDER BY 1")] == [1, 3]


async def test_two_imports_at_once_create_every_project_once(desk: Desk, tmp_path: Path) -> None:
    lines = [project(f"p-{number}") for number in range(60)]
    files = [write(tmp_path / "up", lines), write(tmp_path / "down", lines[::-1])]

    done = await asyncio.gather(
        *(import_projects(desk.database, desk.org_id, file, now=NOW, batch_lines=20) for file in files)
    )

    assert sum(result.created for result in done) == 60
    assert sum(result.unchanged for result in done) == 60


async def test_text_that_cannot_be_stored_is_mended(desk: Desk) -> None:
    await desk.bring_projects('{"project": "p", "name": "a\\u0000b", "instructions": "\\ud800", "fields": []}')

    assert await desk.row("SELECT name, imported_text FROM projects") == ("a\ufffdb", "\ufffd")


async def test_a_project_without_fields_counts_calls(desk: Desk) -> None:
    await desk.bring_projects(project(fields=[]))
    await desk.bring_calls(call(captured={}))

    assert await desk.row("SELECT calls, successes, field_trials, field_captured FROM rollups") == (1, 1, [], [])


async def test_refusals_come_in_the_order_of_the_file(desk: Desk) -> None:
    result = await desk.bring_projects("[]", project(), "x", batch_lines=1)

    assert result.refused.listed == [
        LineNote(1, "the line must be an object, not a list"),
        LineNote(3, "the line is not valid JSON: invalid character (byte 0)"),
    ]
