"""Transcripts go by whole months; that there was a call stays, and is recognised."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from memory.database import Database, plain_url
from memory.repositories.calls import NO_LONGER_KEPT
from memory.repositories.retention import drop_old_details, first_month_kept
from memory.vocabulary import Metric, Quote
from tests.fixtures import make_organisation
from tests.integration.memory.imports.files import Desk, call, counts, project

# What the database takes for the present: partitions are made around it.
NOW = datetime.now(UTC)
SAID = [{"speaker": "agent", "text": "Which name?"}, {"speaker": "caller", "text": "Thandi."}] * 2
FACTS = "SELECT calls::text FROM calls ORDER BY call_id"


def month(ago: int) -> datetime:
    return first_month_kept(ago, NOW) if ago > 0 else NOW.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def call_of(ago: int, name: str = "", **changes: Any) -> dict[str, Any]:
    return call(name or f"c-{ago}", started_at=month(ago).isoformat(), transcript=SAID, **changes)


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    opened = Desk(database, await make_organisation(database, "Acme"), tmp_path)
    await opened.bring_projects(project())
    return opened


@pytest.mark.parametrize(
    ("keep", "now", "first"),
    [
        (1, "2026-11-30T23:59:59+00:00", "2026-10-01"),
        (12, "2026-01-01T00:00:00+00:00", "2025-01-01"),
        (1, "2026-12-01T01:00:00+02:00", "2026-10-01"),
        (11, "2026-12-31T00:00:00+00:00", "2026-01-01"),
        (10**6, "2026-12-31T00:00:00+00:00", "0001-01-01"),
    ],
)
def test_only_whole_months_are_too_old(keep: int, now: str, first: str) -> None:
    assert first_month_kept(keep, datetime.fromisoformat(now)).date().isoformat() == first


async def test_no_month_at_all_may_not_be_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="At least one month"):
        await drop_old_details(database, 0, NOW)


async def test_old_transcripts_go_and_nothing_else_does(desk: Desk, database: Database) -> None:
    odd = call("odd", started_at="1999-05-05T05:05:05Z", transcript=SAID)
    future = call("future", started_at="9999-05-05T05:05:05Z", transcript=SAID)
    lines = [odd, future, *(call_of(ago) for ago in range(6))]
    await desk.bring_calls(*lines)
    before = await desk.rows(FACTS), await desk.rollups()

    dropped = await drop_old_details(database, 3, NOW)

    assert dropped == ("1999-05", *(f"{month(ago):%Y-%m}" for ago in (5, 4)))
    kept = [name for (name,) in await desk.rows("SELECT call_id FROM call_details ORDER BY call_id")]
    assert kept == ["c-0", "c-1", "c-2", "c-3", "future"]
    assert (await desk.rows(FACTS), await desk.rollups()) == before
    assert await desk.recounted() == before[1]
    assert counts(await desk.bring_calls(*lines)) == (0, 0, len(lines), 0)
    assert await drop_old_details(database, 3, NOW) == ()


async def test_it_reaches_every_organisation(desk: Desk, database: Database) -> None:
    other = Desk(database, await make_organisation(database, "Other"), desk.folder)
    await other.bring_projects(project())
    for one in (desk, other):
        await one.bring_calls(call_of(5), call("odd", started_at="1999-05-05T05:05:05Z"))

    await drop_old_details(database, 3, NOW)

    for one in (desk, other):
        assert await one.row("SELECT count(*) FROM call_details") == (0,)


async def test_what_is_left_of_a_call_says_that_the_rest_is_gone(desk: Desk, database: Database) -> None:
    await desk.bring_calls(call_of(5, "c-1", call_type="inbound", recording="a.wav"), call_of(0, "c-2"))
    project_id = await desk.project_id()
    async with database.open_memory(desk.org_id) as memory:
        quotes = [Quote("c-1", 1, "Thandi")]
        await memory.evidence.add_for_suggestion(project_id, project_id, quotes)

    await drop_old_details(database, 3, NOW)

    async with database.open_memory(desk.org_id) as memory:
        gone, kept = await memory.calls.find(project_id, "c-1"), await memory.calls.find(project_id, "c-2")
        assert gone
        assert kept
        assert (gone.is_transcript_kept, kept.is_transcript_kept) == (False, True)
        assert (gone.call.captured, gone.call.transcript, gone.recording) == ({"name": NO_LONGER_KEPT}, (), None)
        assert (gone.call_type, len(kept.call.transcript)) == ("inbound", 4)
        assert await memory.evidence.in_call(project_id, "c-1") == quotes
        assert set(await memory.calls.transcripts(project_id, ["c-1", "c-2"])) == {"c-1", "c-2"}
        assert [line.call_id for line in await memory.calls.latest(project_id, limit=5)] == ["c-2", "c-1"]


async def test_a_call_that_cannot_be_read_any_more_explains_no_issue(desk: Desk, database: Database) -> None:
    missed: dict[str, Any] = {"captured": {}}
    failed: dict[str, Any] = {"status": "failed"}
    await desk.bring_calls(
        call_of(5, "c-1", **missed),
        call_of(0, "c-2", **missed),
        call_of(5, "f-1", **failed),
        call_of(0, "f-2", **failed),
    )
    project_id = await desk.project_id()

    await drop_old_details(database, 3, NOW)

    async with database.open_memory(desk.org_id) as memory:
        whole: dict[str, Any] = {"version": 1, "since": None, "until": None, "limit": 10}
        missing = await memory.calls.behind(project_id, Metric.CAPTURE, field="name", **whole)
        failures = await memory.calls.behind(project_id, Metric.FAILED_CALLS, **whole)
    assert [found.call_id for found in missing] == ["c-2"]
    assert [found.call_id for found in failures] == ["f-2", "f-1"]


async def test_calls_are_judged_anew_as_if_their_transcripts_were_there(desk: Desk, database: Database) -> None:
    # Too long to be an early hang-up but for its four turns.
    early = call_of(5, ended_reason="caller_hung_up", duration_s=90, captured={"email": "a@b.c"})
    await desk.bring_calls(early)
    judged = "SELECT success, early_hang_up, turns FROM calls"
    assert await desk.row(judged) == (False, True, 4)
    await drop_old_details(database, 3, NOW)

    for name_is_required, expected in ((True, (False, True, 4)), (False, (True, False, 4)), (True, (False, True, 4))):
        fields = [{"name": "name", "required": name_is_required}, {"name": "email"}, {"name": "x", "required": False}]
        await desk.bring_projects(project(fields=fields))
        assert await desk.row(judged) == expected
        assert await desk.rollups() == await desk.recounted()


async def test_an_update_of_an_old_call_brings_its_transcript_until_the_next_time(
    desk: Desk, database: Database
) -> None:
    await desk.bring_calls(call_of(5))
    await drop_old_details(database, 3, NOW)

    assert counts(await desk.bring_calls(call_of(5, captured={}))) == (0, 1, 0, 0)
    assert await desk.row("SELECT count(*) FROM call_details") == (1,)

    assert await drop_old_details(database, 3, NOW) == (f"{month(5):%Y-%m}",)


async def test_a_month_somebody_reads_all_the_time_waits_for_the_next_time(
    desk: Desk, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.imports.retries.MOST_TRIES", 1)
    await desk.bring_calls(call_of(5))
    with psycopg.connect(plain_url(database_url)) as reader:
        reader.execute("LOCK TABLE call_details IN ACCESS SHARE MODE")
        assert await drop_old_details(database, 3, NOW) == ()

    assert await drop_old_details(database, 3, NOW) == (f"{month(5):%Y-%m}",)
