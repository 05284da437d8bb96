"""What is usual in an organisation, fitted once a week and kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from graphs.usual import find_usual, week_of, zone_of
from memory.database import Database
from tests.fixtures import make_organisation
from tests.integration.graphs.callers import Callers
from tests.integration.memory.imports.files import Desk, project
from tools.detection.settings import RatePrior
from tools.detection.usual import UsualRates

WEEKS = "SELECT org_id, week FROM usual_effects ORDER BY week"


@pytest.fixture
async def desk(database: Database, org_id: UUID, tmp_path: Path) -> Desk:
    desk = Desk(database, org_id, tmp_path)
    await desk.bring_projects(*(project(key) for key in ("a", "b", "c")))
    return desk


async def test_a_week_is_fitted_once_and_kept(desk: Desk, noon: datetime) -> None:
    await _ring(desk, noon - timedelta(days=30))
    first = await _find(desk, noon)
    await _ring(desk, noon - timedelta(days=20), rate=0.2)

    again = await _find(desk, noon + timedelta(days=6))
    next_week = await _find(desk, noon + timedelta(days=7))

    monday = datetime(2026, 11, 2, tzinfo=UTC)
    assert again.of("success", "").prior == first.of("success", "").prior
    assert _rate(first) == pytest.approx(0.8, abs=0.03)
    assert _rate(next_week) < 0.6
    assert await desk.rows(WEEKS) == [(desk.org_id, monday), (desk.org_id, monday + timedelta(days=7))]


async def test_calls_of_the_week_itself_teach_nothing_yet(desk: Desk, noon: datetime) -> None:
    await _ring(desk, week_of(noon))

    assert (await _find(desk, noon)).of("success", "").effects is None
    assert (await _find(desk, noon + timedelta(days=7))).of("success", "").effects is not None


async def test_every_watched_metric_and_frequent_type_is_known(desk: Desk, noon: datetime) -> None:
    await _ring(desk, noon - timedelta(days=30), call_type="sales")
    await _ring(desk, noon - timedelta(days=20), call_type="claims")

    usual = await _find(desk, noon)

    assert usual.types == ("claims", "sales")
    assert set(usual.metrics) == {("success", ""), ("failed_calls", ""), ("early_hang_up", ""), ("capture", "name")}
    for known in usual.metrics.values():
        assert known.effects is not None
        assert len(known.effects) == 7 + 4 + 3


async def test_without_calls_or_projects_nothing_is_usual(database: Database, noon: datetime) -> None:
    org_id = await make_organisation(database, "New")

    async with database.open_memory(org_id) as memory:
        usual = await find_usual(memory, noon)

    assert usual.types == ()
    assert usual.of("success", "").prior == RatePrior()


async def test_an_organisation_learns_nothing_from_another(desk: Desk, database: Database, noon: datetime) -> None:
    await _ring(desk, noon - timedelta(days=30))
    await _find(desk, noon)
    other = await make_organisation(database, "Other")

    async with database.open_memory(other) as memory:
        assert await memory.usual_effects.find(week_of(noon)) is None
        assert (await find_usual(memory, noon)).of("success", "").effects is None
        await memory.connection.execute(text("DELETE FROM usual_effects"))

    assert len(await desk.rows(WEEKS)) == 1


async def test_nothing_can_be_kept_for_another_organisation(desk: Desk, noon: datetime) -> None:
    other = await make_organisation(desk.database, "Other")

    with pytest.raises(DBAPIError, match="row-level security"):
        await desk.rows(
            "INSERT INTO usual_effects (org_id, week, fitted) VALUES (:org_id, :week, '{}') RETURNING 1",
            org_id=other,
            week=noon,
        )


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        pytest.param("2026-11-02T00:00:00+00:00", "2026-11-02", id="Monday midnight"),
        pytest.param("2026-11-01T23:59:59+00:00", "2026-10-26", id="the last second of Sunday"),
        pytest.param("2026-11-02T01:00:00+02:00", "2026-10-26", id="Monday there, still Sunday in UTC"),
    ],
)
def test_a_week_begins_on_monday_in_utc(moment: str, monday: str) -> None:
    assert week_of(datetime.fromisoformat(moment)) == datetime.fromisoformat(f"{monday}T00:00:00+00:00")


async def test_a_time_zone_the_machine_does_not_know_is_read_as_utc(desk: Desk, noon: datetime) -> None:
    await desk.rows("UPDATE projects SET time_zone = 'Mars/Olympus' WHERE key = 'a' RETURNING 1")
    await _ring(desk, noon - timedelta(days=30))

    async with desk.database.open_memory(desk.org_id) as memory:
        projects = await memory.projects.all()
    assert [zone_of(each) is UTC for each in projects if each.key == "a"] == [True]
    assert _rate(await _find(desk, noon)) == pytest.approx(0.8, abs=0.03)


async def _ring(desk: Desk, begin: datetime, rate: float = 0.8, **changes: object) -> None:
    """Have all three projects called 200 times from `begin` on."""
    for key in ("a", "b", "c"):
        callers = Callers(desk, begin, key)
        callers.number = int(begin.timestamp()) // 600
        await callers.ring(200, rate, **changes)


async def _find(desk: Desk, moment: datetime) -> UsualRates:
    async with desk.database.open_memory(desk.org_id) as memory:
        return await find_usual(memory, moment)


def _rate(usual: UsualRates) -> float:
    prior = usual.of("success", "").prior
    return prior.good / (prior.good + prior.bad)
