"""Rates are gathered by the project's own days and never from calls that could not count."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from api.web.charts import WIDE, draw_interval, draw_series, draw_spark
from api.web.rates import MOST_PERIODS, Tally, find_period, gather_rates
from memory.repositories.projects import FieldRecord, ProjectRecord
from memory.repositories.rows import new_id
from memory.repositories.streams import Counts
from memory.vocabulary import Field

MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)
CAPE = ZoneInfo("Africa/Johannesburg")


def make_project(*fields: FieldRecord) -> ProjectRecord:
    return ProjectRecord(
        new_id(), "p", "P", "", 0.6, "Africa/Johannesburg", "", "", None, "suggest", None, None, fields
    )


def count(
    at: datetime, eligible: int, successes: int, *, trials: tuple[int, ...] = (), captured: tuple[int, ...] = ()
) -> Counts:
    return Counts(at, 1, eligible, eligible, 0, eligible, successes, 0, trials, captured)


def test_an_hour_belongs_to_the_day_it_is_where_the_project_is() -> None:
    late = MIDNIGHT - timedelta(hours=3)  # eleven at night in the Cape
    rates = gather_rates(make_project(), [count(late, 10, 5), count(MIDNIGHT, 10, 8)], CAPE)

    assert [period.start.day for period in rates.periods] == [1, 2]
    assert [tally.rate for tally in rates.success.tallies] == [0.5, 0.8]


def test_a_field_counts_only_where_it_had_a_chance() -> None:
    old, new = FieldRecord(0, Field("name"), True, None), FieldRecord(1, Field("email"), True, MIDNIGHT)
    gone = FieldRecord(2, Field("fax"), False, None)
    counts = [
        count(MIDNIGHT, 10, 5, trials=(10,), captured=(9,)),
        count(MIDNIGHT + timedelta(days=1), 10, 5, trials=(10, 4, 10), captured=(8, 1, 0)),
    ]

    rates = gather_rates(make_project(old, new, gone), counts, CAPE)

    assert {series.name: series.total.rate for series in rates.fields} == {"name": 0.85, "email": 0.25}


@pytest.mark.parametrize("days", [1, 44, 45, 46, 400, 4000])
def test_however_long_ago_the_first_call_was_the_chart_stays_readable(days: int) -> None:
    counts = [count(MIDNIGHT + timedelta(days=day), 1, 1) for day in range(days)]
    rates = gather_rates(make_project(), counts, CAPE)

    assert len(rates.periods) <= MOST_PERIODS + 1
    assert rates.success.total.calls == days
    assert rates.periods[0].days == 1 or rates.periods[0].start.weekday() == 0


def test_a_moment_is_found_in_its_period() -> None:
    rates = gather_rates(make_project(), [count(MIDNIGHT + timedelta(days=day), 1, 1) for day in range(3)], CAPE)

    assert find_period(rates.periods, MIDNIGHT + timedelta(days=1), CAPE) == 1
    assert find_period(rates.periods, MIDNIGHT - timedelta(days=1), CAPE) is None
    assert find_period(rates.periods, MIDNIGHT + timedelta(days=9), CAPE) is None


def test_a_chart_has_a_gap_where_there_were_no_calls_and_hollow_points_where_there_were_few() -> None:
    counts = [count(MIDNIGHT, 40, 20), count(MIDNIGHT + timedelta(days=2), 3, 3)]
    rates = gather_rates(make_project(), counts, CAPE)

    chart = draw_series(rates.success, rates.periods, [(2, MIDNIGHT + timedelta(days=1))], CAPE, size=WIDE)

    assert chart.path.count("M") == 2
    assert [point.is_thin for point in chart.points] == [False, True]
    assert [mark.label for mark in chart.versions] == ["v2"]
    assert "50" in chart.points[0].words
    assert all(chart.left <= point.x <= chart.right for point in chart.points)


def test_versions_that_would_write_over_each_other_become_one_mark() -> None:
    rates = gather_rates(make_project(), [count(MIDNIGHT + timedelta(days=day), 1, 1) for day in range(9)], CAPE)
    versions = [(number, MIDNIGHT + timedelta(days=1, hours=number)) for number in range(2, 6)]

    chart = draw_series(rates.success, rates.periods, versions, CAPE)

    assert [mark.label for mark in chart.versions] == ["v5"]


def test_nothing_to_draw_is_drawn() -> None:
    rates = gather_rates(make_project(), [], CAPE)

    assert draw_series(rates.success, rates.periods, [], CAPE).path == ""
    assert draw_spark([], 0.5).path == ""


def test_a_quiet_day_does_not_make_the_small_line_jump() -> None:
    line = draw_spark([Tally(20, 18), Tally(20, 18), Tally(1, 0)], 0.9)

    heights = [float(part.split()[1]) for part in line.path.replace("M", "L").split("L") if part]
    assert max(heights) - min(heights) < 2


@pytest.mark.parametrize("change", [(-0.1, 0.0, 0.2), (0.1, 0.2, 0.3), (-0.3, -0.2, -0.1), (0.0, 0.0, 0.0)])
def test_an_interval_is_drawn_in_order_and_with_zero_in_sight(change: tuple[float, float, float]) -> None:
    drawn = draw_interval(*change)

    assert 0 <= drawn.low <= drawn.mid <= drawn.high <= 100
    assert 0 <= drawn.zero <= 100
