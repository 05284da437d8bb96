"""Transcripts lie with those of their month, wherever a call says it belongs."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from memory.database import Database, plain_url
from memory.imports.calls import import_calls
from memory.imports.months import Months
from tests.integration.memory.imports.files import Desk, call, counts, project, write

NOW = datetime.now(UTC)  # What the database takes for the present.
PARTS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'call_details'::regclass ORDER BY 1"
WHERE_IT_LIES = "SELECT call_id, tableoid::regclass::text FROM call_details ORDER BY call_id, started_at"


def months_ago(months: int) -> datetime:
    year, month = divmod(NOW.year * 12 + NOW.month - 1 - months, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)


def name_of(month: datetime) -> str:
    return f"call_details_{month:%Y_%m}"


def day_number(moment: datetime) -> int:
    return (moment.date() - datetime(2000, 1, 1, tzinfo=UTC).date()).days


@pytest.fixture
async def booking(desk: Desk) -> Desk:
    await desk.bring_projects(project())
    return desk


async def test_a_month_begins_and_ends_in_utc(booking: Desk) -> None:
    month = months_ago(1)
    await booking.bring_calls(
        call("before", started_at=(month - timedelta(seconds=1)).isoformat()),
        call("first", started_at=f"{month.date()}T02:00:00+02:00"),
        call("last", started_at=(months_ago(0) - timedelta(microseconds=1)).isoformat()),
    )

    assert await booking.rows(WHERE_IT_LIES) == [
        ("before", name_of(months_ago(2))),
        ("first", name_of(month)),
        ("last", name_of(month)),
    ]


async def test_dates_from_all_the_years_there_are_make_no_more_months_than_there_are_around_now(booking: Desk) -> None:
    lines = [
        call(f"c-{year}-{month}", started_at=f"{year:04}-{month:02}-15T12:00:00Z")
        for year in (*range(1, 10_000, 111), *range(NOW.year - 8, NOW.year + 3))
        for month in range(1, 13)
    ]

    assert counts(await booking.bring_calls(*lines))[0] == len(lines)

    parts = [name for (name,) in await booking.rows(PARTS)]
    assert len(parts) == 60 + 1 + 1 + 1  # months before now, this one, the next one, and the one for all others
    assert await booking.row("SELECT count(*) FROM call_details") == (len(lines),)


@pytest.mark.parametrize("months", [-3, 0, 1, 100])
async def test_a_call_that_moves_leaves_nothing_behind(booking: Desk, months: int) -> None:
    here, there = months_ago(0).isoformat(), months_ago(months).isoformat()
    await booking.bring_calls(call("c-0", started_at=here), call(started_at=here))

    moved = await booking.bring_calls(call("c-0", started_at=here), call(started_at=there, captured={"name": "Sipho"}))

    assert counts(moved) == (0, 1, 1, 0)
    assert await booking.rows("SELECT call_id, captured ->> 'name' FROM call_details ORDER BY call_id") == [
        ("c-0", "Thandi"),
        ("c-1", "Sipho"),
    ]
    assert await booking.row(
        "SELECT count(*) FROM calls JOIN call_details USING (org_id, project_id, call_id, started_at)"
    ) == (2,)


async def test_a_call_may_move_between_two_lines_of_a_batch(booking: Desk) -> None:
    starts = [months_ago(months).isoformat() for months in (0, 1, 2)]
    await booking.bring_calls(call(started_at=starts[0]))

    await booking.bring_calls(call(started_at=starts[0]), call(started_at=starts[1]), call(started_at=starts[2]))

    assert await booking.rows(WHERE_IT_LIES) == [("c-1", name_of(months_ago(2)))]
    assert await booking.rollups() == await booking.recounted()


async def test_what_waited_in_the_default_partition_moves_to_its_month(booking: Desk, database_url: str) -> None:
    line = call(started_at=months_ago(0).isoformat())
    await booking.bring_calls(line)
    with psycopg.connect(plain_url(database_url)) as owner:
        # As if the month had been too far away when the call came in.
        name = name_of(months_ago(0))
        owner.execute(f"ALTER TABLE call_details DETACH PARTITION {name}".encode())
        owner.execute(f"INSERT INTO call_details SELECT * FROM {name}".encode())
        owner.execute(f"DROP TABLE {name}".encode())
    assert await booking.rows(WHERE_IT_LIES) == [("c-1", "call_details_default")]

    await booking.bring_calls(call("c-2", started_at=months_ago(0).isoformat()))

    assert await booking.rows(WHERE_IT_LIES) == [("c-1", name), ("c-2", name)]
    assert counts(await booking.bring_calls(line)) == (0, 0, 1, 0)


async def test_while_somebody_holds_the_default_partition_calls_come_in_all_the_same(
    booking: Desk, database_url: str
) -> None:
    with psycopg.connect(plain_url(database_url)) as reader:
        reader.execute("LOCK TABLE call_details_default IN ACCESS SHARE MODE")
        assert counts(await booking.bring_calls(call(started_at=months_ago(0).isoformat()))) == (1, 0, 0, 0)

    assert await booking.rows(WHERE_IT_LIES) == [("c-1", "call_details_default")]


async def test_making_a_month_holds_up_no_reader_of_another(booking: Desk, database: Database) -> None:
    await booking.bring_calls(call(started_at=months_ago(0).isoformat()))
    async with database.open_memory(booking.org_id) as reader:
        assert await reader.calls.find_by_call_id("c-1")
        await Months(database).make([day_number(months_ago(3))])

        assert await reader.calls.find_by_call_id("c-1")


async def test_two_writers_may_make_the_same_months_at_once(desk: Desk, database: Database, tmp_path: Path) -> None:
    await desk.bring_projects(*(project(f"p-{number}") for number in range(4)))
    files = [
        write(
            tmp_path / f"{number}",
            [
                call(f"c-{months}", project=f"p-{number}", started_at=months_ago(months).isoformat())
                for months in range(12)
            ],
        )
        for number in range(4)
    ]

    done = await asyncio.gather(*(import_calls(database, desk.org_id, file, batch_lines=5) for file in files))

    assert [result.created for result in done] == [12] * 4
    assert await desk.row("SELECT count(*) FROM call_details WHERE tableoid = 'call_details_default'::regclass") == (0,)


async def test_a_month_is_no_way_around_the_wall(booking: Desk, database: Database) -> None:
    await booking.bring_calls(call(started_at=months_ago(0).isoformat()))

    for name in (name_of(months_ago(0)), "call_details_default"):
        for statement in (f"SELECT * FROM {name}", f"DELETE FROM {name}", f"DROP TABLE {name}"):
            with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                await booking.rows(statement)
            with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                async with database.open_fleet() as fleet:
                    await fleet.connection.execute(text(statement))


def test_what_makes_months_is_the_owner_s_and_open_to_the_app_alone(database_url: str) -> None:
    may = "SELECT has_function_privilege(%s, 'make_details_month(date)', 'EXECUTE')"
    with psycopg.connect(plain_url(database_url)) as owner:
        allowed = [
            owner.execute(may, [role]).fetchone() for role in ("backoffice_app", "backoffice_fleet", "pg_monitor")
        ]
    assert allowed == [(True,), (False,), (False,)]


@pytest.mark.parametrize("month", ["infinity", "-infinity", "0001-01-01", "4713-01-01 BC", "9999-12-31", None])
async def test_no_month_is_made_far_from_now(desk: Desk, month: str | None) -> None:
    assert (await desk.row("SELECT make_details_month(cast(:month AS date))", month=month))[0] in (False, None)
    assert await desk.rows(PARTS) == [("call_details_default",)]
