from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tools.detection.seasons import (
    CELLS,
    MOST_TYPES,
    PARTS,
    WEEKDAYS,
    cells_of,
    count_cells,
    fit_offsets,
    fit_shared,
    widen,
)
from tools.detection.stream import Floats

JOHANNESBURG = ZoneInfo("Africa/Johannesburg")
BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
OF_A_TYPE = WEEKDAYS * PARTS
MONDAY, SUNDAY = 0, 6
NIGHT, MORNING, AFTERNOON, EVENING = range(PARTS)


@pytest.mark.parametrize(
    ("moment", "zone", "weekday", "part"),
    [
        pytest.param("2026-11-02T07:59", UTC, MONDAY, NIGHT, id="the night ends at eight"),
        pytest.param("2026-11-02T08:00", UTC, MONDAY, MORNING, id="the morning begins"),
        pytest.param("2026-11-02T12:00", UTC, MONDAY, AFTERNOON, id="noon is afternoon"),
        pytest.param("2026-11-02T17:00", UTC, MONDAY, EVENING, id="five is evening"),
        pytest.param("2026-11-01T23:00", UTC, SUNDAY, EVENING, id="late on Sunday"),
        pytest.param("2026-11-01T23:00", JOHANNESBURG, MONDAY, NIGHT, id="there it is Monday already"),
        pytest.param("2026-11-01T10:00", AUCKLAND, SUNDAY, EVENING, id="13 hours ahead, still Sunday"),
        pytest.param("2026-11-01T11:00", AUCKLAND, MONDAY, NIGHT, id="13 hours ahead, Monday"),
        pytest.param("2026-11-02T03:00", ZoneInfo("America/Los_Angeles"), SUNDAY, EVENING, id="8 hours behind"),
        pytest.param("2026-10-23T06:30", BERLIN, 4, MORNING, id="summer time: 6.30 is 8.30"),
        pytest.param("2026-10-26T06:30", BERLIN, MONDAY, NIGHT, id="after summer time: 6.30 is 7.30"),
        pytest.param("2026-10-25T15:30", BERLIN, SUNDAY, AFTERNOON, id="the day it ends: 15.30 is 16.30"),
        pytest.param("2026-03-29T15:30", BERLIN, SUNDAY, EVENING, id="the day it begins: 15.30 is 17.30"),
        pytest.param("1969-12-31T12:00", UTC, 2, AFTERNOON, id="before 1970"),
        pytest.param("2026-11-02T02:15", ZoneInfo("Asia/Kathmandu"), MONDAY, MORNING, id="5.45 ahead"),
    ],
)
def test_a_cell_is_the_local_weekday_and_part_of_the_day(moment: str, zone: tzinfo, weekday: int, part: int) -> None:
    assert cells_of(np.array([moment], dtype="datetime64[s]"), zone).tolist() == [weekday * PARTS + part]


def test_an_hour_of_every_day_of_two_years_is_placed_where_the_calendar_places_it() -> None:
    moments = [datetime(2025, 1, 1, 13, tzinfo=UTC) + timedelta(days=day) for day in range(730)]
    times = np.array([moment.replace(tzinfo=None) for moment in moments], dtype="datetime64[s]")
    local = [moment.astimezone(BERLIN) for moment in moments]

    assert cells_of(times, BERLIN).tolist() == [each.weekday() * PARTS + AFTERNOON for each in local]


def test_every_type_has_cells_of_its_own_and_too_many_share_the_last() -> None:
    times = np.array(["2026-11-02T09:00"] * 4, dtype="datetime64[s]")

    cells = cells_of(times, UTC, [0, 1, MOST_TYPES - 1, 99])

    assert (cells // OF_A_TYPE).tolist() == [0, 1, MOST_TYPES - 1, MOST_TYPES - 1]
    assert cells.max() < CELLS


def test_no_calls_have_no_cells() -> None:
    assert cells_of(np.array([], dtype="datetime64[s]"), UTC).tolist() == []


def test_what_an_organisation_shares_is_recovered_from_its_calls() -> None:
    weekday = np.array([0.1, 0.0, 0.1, 0.0, 0.1, -0.3, -0.3])
    part, kind = np.array([0.0, 0.15, -0.15, 0.0]), np.array([0.4, -0.4])
    truth = (kind[:, None, None] + weekday[:, None] + part).ravel()
    trials, good = _draw(truth, levels=np.random.default_rng(1).normal(1, 0.6, 20), calls=300, seed=1)

    [effects] = fit_shared(trials, good, np.zeros(20, dtype=np.intp))

    assert _centred(effects[:7]) == pytest.approx(_centred(weekday), abs=0.05)
    assert _centred(effects[7:11]) == pytest.approx(_centred(part), abs=0.05)
    assert _centred(effects[11:]) == pytest.approx(_centred(kind), abs=0.05)


def test_rates_of_the_streams_do_not_leak_into_the_effects() -> None:
    """The stream with the low rate is only called at weekends: that makes no weekend worse."""
    trials = np.zeros((2, OF_A_TYPE))
    trials[0, : 5 * PARTS], trials[1, 4 * PARTS :] = 500, 500
    good = np.round(trials * np.array([[0.9], [0.4]]))

    [effects] = fit_shared(trials, good, np.zeros(2, dtype=np.intp))

    assert np.abs(_centred(effects[:7])).max() < 0.02


def test_organisations_are_fitted_apart() -> None:
    weekend = np.repeat([0.0] * 5 + [-0.6] * 2, PARTS)
    trials, good = _draw(np.stack([weekend] * 8 + [-weekend] * 8), np.ones(16), calls=200, seed=2)

    together = fit_shared(trials, good, np.repeat([0, 1], 8))
    [alone] = fit_shared(trials[:8], good[:8], np.zeros(8, dtype=np.intp))

    assert together[0] == pytest.approx(alone, abs=1e-6)
    assert together[0][5] - together[0][0] == pytest.approx(-0.6, abs=0.15)
    assert together[1][5] - together[1][0] == pytest.approx(0.6, abs=0.15)


def test_a_few_calls_move_no_effect_far() -> None:
    trials, good = np.zeros((1, OF_A_TYPE)), np.zeros((1, OF_A_TYPE))
    trials[0, :4], good[0, 4:8], trials[0, 4:8] = 1, 1, 1

    [effects] = fit_shared(trials, good, np.zeros(1, dtype=np.intp))
    offsets = fit_offsets(trials, good)

    assert np.abs(effects).max() < 0.15
    assert np.abs(offsets).max() < 0.15


@pytest.mark.parametrize("calls", [1, 10_000])
@pytest.mark.parametrize("best", [0.0, 0.5, 1.0])
def test_streams_all_good_or_all_bad_give_effects_that_are_numbers(calls: int, best: float) -> None:
    trials = np.full((3, 2 * OF_A_TYPE), float(calls))
    good = np.round(trials * np.array([[best], [1 - best], [best]]))
    good[2, OF_A_TYPE:] = calls - good[2, OF_A_TYPE:]

    effects = fit_shared(trials, good, np.zeros(3, dtype=np.intp))
    offsets = fit_offsets(trials, good, np.repeat(effects, 3, axis=0))

    assert np.isfinite(effects).all()
    assert np.abs(offsets).max() <= 2


def test_nothing_to_fit_gives_nothing() -> None:
    empty = np.zeros((0, OF_A_TYPE))

    assert fit_shared(empty, empty, np.zeros(0, dtype=np.intp)).shape == (0, WEEKDAYS + PARTS)
    assert fit_offsets(np.zeros((2, OF_A_TYPE)), np.zeros((2, OF_A_TYPE))) == pytest.approx(0)


def test_a_stream_without_calls_is_expected_to_do_what_its_organisation_does() -> None:
    shared = np.concatenate([[0.1] * 5, [-0.25] * 2, np.zeros(PARTS)])[None, :]

    offsets = fit_offsets(np.zeros((1, OF_A_TYPE)), np.zeros((1, OF_A_TYPE)), shared)

    assert offsets[0] == pytest.approx(np.repeat(shared[0, :7], PARTS))


def test_a_streams_own_week_counts_more_the_more_calls_speak_for_it() -> None:
    truth = np.repeat([0.0] * 5 + [-0.5] * 2, PARTS)
    dips = []
    for calls in (2, 20, 2_000):
        trials, good = _draw(truth, np.array([1.0]), calls=calls, seed=3)
        offsets = fit_offsets(trials, good, np.zeros((1, WEEKDAYS + PARTS)))[0]
        dips.append(offsets[: 5 * PARTS].mean() - offsets[5 * PARTS :].mean())

    assert dips == sorted(dips)
    assert dips[-1] == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize(
    ("last", "effects", "types"),
    [
        pytest.param(0, None, 1, id="one type, nothing known"),
        pytest.param(OF_A_TYPE - 1, None, 1, id="the last cell of the first type"),
        pytest.param(OF_A_TYPE, None, 2, id="the first cell of the second type"),
        pytest.param(0, WEEKDAYS + PARTS, 1, id="known effects without types"),
        pytest.param(0, WEEKDAYS + PARTS + 3, 3, id="known effects of three types"),
        pytest.param(4 * OF_A_TYPE, WEEKDAYS + PARTS + 3, 5, id="more types than are known"),
    ],
)
def test_there_are_cells_for_all_calls_and_all_known_types(last: int, effects: int | None, types: int) -> None:
    known = None if effects is None else np.zeros(effects)

    assert count_cells(last, known) == types * OF_A_TYPE


def test_types_that_nothing_is_known_of_have_no_effect() -> None:
    effects = np.arange(1.0, WEEKDAYS + PARTS + 2 + 1)

    wide = widen(effects, 5 * OF_A_TYPE)

    assert wide.tolist() == [*effects, 0, 0, 0]
    assert widen(effects[:11], OF_A_TYPE).tolist() == effects[:11].tolist()
    assert widen(effects[:11], 2 * OF_A_TYPE).tolist() == [*effects[:11], 0, 0]


def _draw(truth: Floats, levels: Floats, *, calls: int, seed: int) -> tuple[Floats, Floats]:
    """Cells of streams that stand at `levels` (logits) and do what `truth` says, with about so many calls each."""
    rng = np.random.default_rng(seed)
    rates = 1 / (1 + np.exp(-(levels[:, None] + truth)))
    trials = rng.poisson(calls, rates.shape)
    return trials.astype(float), rng.binomial(trials, rates).astype(float)


def _centred(effects: Floats) -> Floats:
    centred: Floats = effects - effects.mean()
    return centred
