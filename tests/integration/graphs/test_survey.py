"""Where in the fleet there is something to see: news, sieves, and which projects a scan reads."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from graphs.scan import scan
from graphs.services import Services
from graphs.survey import survey
from memory.database import Database, plain_url
from tests.fixtures import make_organisation
from tests.integration.graphs.callers import Callers
from tests.integration.memory.imports.files import Desk, call, project
from tools.detection.settings import Settings
from tools.detection.sieve import NUMBERS

FLOATS = 4


@pytest.fixture
async def callers(database: Database, org_id: UUID, tmp_path: Path, noon: datetime) -> Callers:
    desk = Desk(database, org_id, tmp_path)
    await desk.bring_projects(project())
    return Callers(desk, noon - timedelta(days=60))


async def test_an_import_tells_what_is_new_in_the_order_of_the_metrics(callers: Callers) -> None:
    captured = {"name": "Thandi", "email": "t@example.org"}
    await callers.desk.bring_calls(
        call("a", captured=captured),
        call("b", captured={"name": None, "email": "x@example.org"}),
        call("c", success=False),
        call("d", status="failed"),
        call("e", status="voicemail"),
        call("f", captured={"name": None}, ended_reason="caller_hung_up", duration_s=20),
    )

    # success, calls that did not fail, no early hang-up, then the name and the e-mail address
    trials, good, *_rest = await callers.news()
    assert (trials, good) == ([4, 5, 4, 4, 4], [1, 4, 3, 2, 2])


async def test_updated_and_late_calls_tell_the_difference_they_make(callers: Callers, services: Services) -> None:
    await callers.desk.bring_calls(call("a"), call("b"), call("c", success=False))
    await scan(services, callers.desk.org_id)
    assert await callers.news() == ([], [], 0, False, True)

    late = call("late", started_at="2026-10-02T09:14:05+02:00")
    await callers.desk.bring_calls(call("a", success=False), call("b"), late)

    trials, good, unseen, look, _sieve = await callers.news()
    assert (trials, good) == ([1, 1, 1, 1, 1], [0, 1, 1, 1, 0])
    assert unseen > 0
    assert not look


async def test_the_same_calls_again_are_no_news(callers: Callers, services: Services) -> None:
    await callers.ring(30, 0.8)
    await scan(services, callers.desk.org_id)
    callers.number, callers.now = 0, callers.now - 30 * callers.every
    documents = [callers._call(number, success=True, early=False) for number in range(2)]
    await callers.desk.bring_calls(*documents)
    await scan(services, callers.desk.org_id)

    await callers.desk.bring_calls(*documents)

    assert await callers.news() == ([], [], 0, False, True)


async def test_the_first_scan_looks_at_every_project_and_the_second_reads_no_call(
    callers: Callers, services: Services, database_url: str
) -> None:
    await callers.desk.bring_projects(project("other"))
    await callers.ring(60, 0.8)
    await Callers(callers.desk, callers.now, "other").ring(60, 0.8)
    org_id = callers.desk.org_id

    first = await scan(services, org_id)
    with _no_reads_of("calls", "call_details", "rollups", url=database_url):
        second = await scan(services, org_id)

    assert (first.projects_scanned, second.projects_scanned) == (2, 0)
    assert first.problems == second.problems == ()
    sizes = await callers.desk.rows("SELECT length(sieve), cardinality(targets) FROM project_news")
    assert sizes == [(5 * NUMBERS * FLOATS, 5)] * 2


async def test_a_project_that_was_scanned_before_its_first_call_is_looked_at_after_it(
    callers: Callers, services: Services
) -> None:
    await scan(services, callers.desk.org_id)
    await callers.ring(60, 0.2)

    result = await scan(services, callers.desk.org_id)

    assert result.projects_scanned == 1
    assert len(result.issues_opened) == 1


async def test_healthy_news_is_taken_in_without_reading_a_call(
    callers: Callers, services: Services, database_url: str
) -> None:
    await callers.ring(300, 0.8)
    org_id = callers.desk.org_id
    await scan(services, org_id)
    before = await callers.desk.row("SELECT scanned_until FROM projects")
    for _ in range(3):
        await callers.ring(10, 0.8)
        with _no_reads_of("calls", "call_details", url=database_url):
            result = await scan(services, org_id)

        assert (result.projects_scanned, result.issues_opened) == (1, ())
        assert await callers.news() == ([], [], 0, False, True)
    assert await callers.desk.row("SELECT scanned_until FROM projects") == before
    assert (await scan(services, org_id)).projects_scanned == 0


async def test_a_large_fall_is_looked_at_and_opened(callers: Callers, services: Services) -> None:
    await callers.ring(400, 0.85)
    await scan(services, callers.desk.org_id)
    await callers.ring(80, 0.4)

    result = await scan(services, callers.desk.org_id)

    issue = (await callers.issues())["success"]
    assert result.projects_scanned == 1
    assert result.issues_opened == (issue.id,)
    assert (issue.kind, issue.calls) == ("drop", pytest.approx(80, abs=12))
    assert await callers.news() == ([], [], 0, False, True)


async def test_a_fall_that_comes_in_small_files_is_found_within_its_calls(callers: Callers, services: Services) -> None:
    await callers.ring(400, 0.85)
    await scan(services, callers.desk.org_id)
    fell, opened = 0, False
    while not opened and fell < 160:
        await callers.ring(5, 0.4)
        fell += 5
        opened = bool((await scan(services, callers.desk.org_id)).issues_opened)

    print(f"85 to 40 %, five calls a file: found after {fell} calls")
    assert fell <= 60


async def test_a_project_with_an_issue_is_looked_at_on_any_news(callers: Callers, services: Services) -> None:
    await callers.ring(60, 0.2)
    await scan(services, callers.desk.org_id)
    before = (await callers.issues())["success"].calls
    await callers.ring(2, 1.0)

    await scan(services, callers.desk.org_id)

    assert (await callers.issues())["success"].calls == before + 2


async def test_where_calls_were_counted_anew_the_sieve_is_laid_anew(callers: Callers, services: Services) -> None:
    await callers.ring(100, 0.9)
    await scan(services, callers.desk.org_id)
    callers.now -= callers.every
    captured = {"name": None}
    await callers.desk.bring_calls(callers._call(99, success=False, early=False, captured=captured))

    await scan(services, callers.desk.org_id)

    [(stored,)] = await callers.desk.rows("SELECT sieve FROM project_news")
    kept = np.frombuffer(stored, dtype=np.float32).reshape(5, NUMBERS)
    success, _calls, _hang_ups, name, _email = kept[:, :2].tolist()
    assert success in ([100, 89], [100, 90])  # whether the last call was a good one
    assert name == [100, 99]
    assert await callers.news() == ([], [], 0, False, True)


async def test_a_field_no_sieve_knows_of_is_looked_at(callers: Callers, services: Services) -> None:
    await callers.ring(100, 0.9)
    await scan(services, callers.desk.org_id)
    fields = [{"name": "name"}, {"name": "email", "required": False}, {"name": "day"}]
    await callers.desk.bring_projects(project(fields=fields))
    await scan(services, callers.desk.org_id)

    assert await callers.desk.row("SELECT length(sieve) FROM project_news") == (6 * NUMBERS * FLOATS,)


async def test_a_metric_nobody_watches_never_passes(callers: Callers, services: Services) -> None:
    """Not required: an e-mail address that is never captured is nothing to look at."""
    both = {"name": "Thandi", "email": "t@example.org"}
    await callers.ring(200, 0.9, captured=both)
    await scan(services, callers.desk.org_id)
    await callers.ring(100, 0.9)

    assert await survey(services, Settings(), callers.desk.org_id) == 1
    assert (await callers.news())[3] is False


async def test_news_of_other_organisations_waits_for_theirs(callers: Callers, services: Services) -> None:
    other = await make_organisation(callers.desk.database, "Other")
    await callers.ring(100, 0.9)
    await scan(services, callers.desk.org_id)
    await callers.ring(5, 0.9)

    assert await survey(services, Settings(), other) == 0
    assert await survey(services, Settings()) == 1


async def test_news_being_brought_in_just_now_waits_for_the_next_pass(
    callers: Callers, services: Services, database_url: str
) -> None:
    await callers.ring(60, 0.2)
    await scan(services, callers.desk.org_id)
    await callers.ring(5, 0.9)
    settings = Settings()

    async with await psycopg.AsyncConnection.connect(plain_url(database_url)) as writer:
        await writer.execute("UPDATE project_news SET changes = changes + 1")
        assert await asyncio.wait_for(survey(services, settings, callers.desk.org_id), 10) == 0

    assert (await callers.news())[3] is False
    await scan(services, callers.desk.org_id)
    assert await callers.news() == ([], [], 0, False, True)


async def test_passes_at_once_take_every_news_once(callers: Callers, services: Services) -> None:
    await callers.ring(200, 0.9)
    await scan(services, callers.desk.org_id)
    await callers.ring(20, 0.9)
    settings = Settings()

    taken = await asyncio.gather(*(survey(services, settings, callers.desk.org_id) for _ in range(2)))

    assert sum(taken) == 1
    assert await callers.news() == ([], [], 0, False, True)


@pytest.mark.parametrize("column", ["seen", "look", "new_trials", "new_good", "sieve", "targets"])
async def test_the_fleet_may_write_what_it_counts(callers: Callers, column: str) -> None:
    await callers.ring(1, 1.0)

    async with callers.desk.database.open_fleet() as fleet:
        changed = await fleet.connection.execute(text(f"UPDATE project_news SET {column} = {column}"))
    assert changed.rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE project_news SET changes = 0", id="how often something changed"),
        pytest.param("UPDATE project_news SET org_id = project_id", id="whose it is"),
        pytest.param("DELETE FROM project_news", id="deletes news"),
        pytest.param("INSERT INTO project_news (org_id, project_id) SELECT org_id, id FROM projects", id="adds news"),
        pytest.param("UPDATE rollups SET calls = 0", id="counts"),
        pytest.param("UPDATE issues SET status = 'ignored'", id="issues"),
        pytest.param("SELECT * FROM usual_effects", id="reads what is usual"),
    ],
)
async def test_the_fleet_may_write_nothing_else(callers: Callers, statement: str) -> None:
    await callers.ring(1, 1.0)

    with pytest.raises(ProgrammingError, match="permission denied"):
        async with callers.desk.database.open_fleet() as fleet:
            await fleet.connection.execute(text(statement))


@contextmanager
def _no_reads_of(*tables: str, url: str) -> Iterator[Any]:
    """Let nobody but the owner read these tables for a while."""
    names = ", ".join(tables)
    roles = "backoffice_app, backoffice_fleet"
    with psycopg.connect(plain_url(url), autocommit=True) as owner:
        owner.execute(f"REVOKE SELECT ON {names} FROM {roles}".encode())
        try:
            yield
        finally:
            owner.execute(f"GRANT SELECT ON {names} TO {roles}".encode())
