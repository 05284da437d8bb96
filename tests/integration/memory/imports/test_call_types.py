"""Calls are counted apart by the type the platform gives them, as far as that is bounded."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from memory.imports.calls import import_calls
from memory.repositories.rollups import MOST_TYPES
from tests.integration.memory.imports.files import NOW, Desk, call, counts, project, write

BY_TYPE = "SELECT call_type, sum(calls) FROM rollups GROUP BY call_type ORDER BY call_type"


async def test_types_are_counted_apart(desk: Desk) -> None:
    await desk.bring_projects(project())
    kinds = ("inbound", None, "Spring campaign", "inbound", " inbound ", "  ")
    await desk.bring_calls(*(call(f"c-{number}", call_type=kind) for number, kind in enumerate(kinds)))

    assert await desk.rows(BY_TYPE) == [("", 2), ("Spring campaign", 1), ("inbound", 3)]
    assert await desk.rows("SELECT call_type FROM calls ORDER BY call_id") == [
        ("inbound",), (None,), ("Spring campaign",), ("inbound",), ("inbound",), (None,),
    ]  # fmt: skip
    assert await desk.rollups() == await desk.recounted()


async def test_a_project_counts_no_more_types_than_the_first_few(desk: Desk) -> None:
    await desk.bring_projects(project(), project("other"))
    await desk.bring_calls(call("o", project="other", call_type="t-99"))
    await desk.bring_calls(*(call(f"c-{n:03}", call_type=f"t-{n}") for n in range(100)), batch_lines=7)

    registered = [f"t-{n}" for n in range(MOST_TYPES)]
    assert await desk.rows("SELECT call_types FROM projects ORDER BY key") == [(registered,), (["t-99"],)]
    assert dict(await desk.rows(BY_TYPE)) == {"": 100 - MOST_TYPES, "t-99": 1} | dict.fromkeys(registered, 1)
    assert await desk.rollups() == await desk.recounted()


async def test_another_type_is_another_content_and_none_is_what_it_always_was(desk: Desk) -> None:
    await desk.bring_projects(project())
    await desk.bring_calls(call())

    assert counts(await desk.bring_calls(call(call_type=None), call(call_type=""))) == (0, 0, 2, 0)
    assert counts(await desk.bring_calls(call(call_type="inbound"))) == (0, 1, 0, 0)
    assert await desk.rows(BY_TYPE) == [("inbound", 1)]
    assert counts(await desk.bring_calls(call(call_type="outbound"))) == (0, 1, 0, 0)
    assert await desk.rows(BY_TYPE) == [("outbound", 1)]
    assert counts(await desk.bring_calls(call())) == (0, 1, 0, 0)
    assert await desk.rows(BY_TYPE) == [("", 1)]


async def test_a_type_nobody_could_read_refuses_its_line(desk: Desk) -> None:
    await desk.bring_projects(project())

    result = await desk.bring_calls(
        call(call_type="x" * 201), call("c-2", call_type=7), call("c-3", call_type="x" * 200)
    )

    assert [note.reason for note in result.refused.listed] == [
        "call_type must have at most 200 characters",
        "call_type must be text or null, not a whole number",
    ]
    assert await desk.rows(BY_TYPE) == [("x" * 200, 1)]


async def test_the_monitor_sees_the_types_in_whole_hours_and_in_the_one_that_is_cut(desk: Desk) -> None:
    await desk.bring_projects(project())
    started = NOW - timedelta(hours=2)
    kinds = [f"t-{n}" for n in range(MOST_TYPES + 2)]
    lines = [call(f"c-{kind}", call_type=kind, started_at=started.isoformat()) for kind in kinds]
    await desk.bring_calls(*lines)

    async def read(until: datetime | None) -> list[str]:
        async with desk.database.open_memory(desk.org_id) as memory:
            counted = await memory.streams.read(await desk.project_id(), until)
        return sorted(counts.call_type for counts in counted for _ in range(counts.calls))

    whole = await read(None)
    assert whole == ["", "", *kinds[:MOST_TYPES]]
    assert await read(started + timedelta(minutes=1)) == whole
    assert await read(started + timedelta(hours=1)) == whole


async def test_types_from_many_writers_equal_a_recount(desk: Desk, tmp_path: Path) -> None:
    await desk.bring_projects(project("one"), project("two"))

    def lines(number: int) -> list[dict[str, Any]]:
        chance = Random(number)
        return [
            call(f"c-{chance.randrange(80)}", project=chance.choice(("one", "two")), duration_s=chance.randrange(90),
                 call_type=chance.choice((None, *(f"t-{kind}" for kind in range(12)))))
            for _ in range(150)
        ]  # fmt: skip

    files = [write(tmp_path / f"{number}", lines(number)) for number in range(4)]
    await asyncio.gather(*(import_calls(desk.database, desk.org_id, file, batch_lines=13) for file in files))

    assert await desk.rollups() == await desk.recounted()
    assert {len(types) for (types,) in await desk.rows("SELECT call_types FROM projects")} == {MOST_TYPES}
