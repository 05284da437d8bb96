from dataclasses import replace

import numpy as np
import pytest

from tests.unit.tools.detection.worlds import hourly, of_organisation, weekly
from tools.detection.monitor import (
    Learnt,
    Usual,
    begin,
    drop_evidence,
    forget_falls,
    learn,
    start,
    watch_week,
)
from tools.detection.seasons import PARTS, WEEKDAYS
from tools.detection.settings import RatePrior, Settings
from tools.detection.stream import Floats, Stream

ISSUE = Settings().drop_evidence
WATCH = Settings().watch_drop_evidence
OF_A_TYPE = WEEKDAYS * PARTS
SEEDS = range(6)
HARD, EASY = 0.45, 0.85
"""Good shares of two types of call."""


def test_a_weekend_dip_of_25_points_raises_nothing_where_the_organisation_knows_it() -> None:
    worlds = [weekly([8], rates=(0.75,), weekend=-0.25, seed=seed) for seed in range(12)]
    usual = of_organisation(worlds[6:])

    highest = [drop_evidence(stream, 30, usual).max() for stream in worlds[:6]]

    print(f"weekends known to the organisation: evidence at most {max(highest):.1f}")
    assert max(highest) < ISSUE


def test_a_weekend_dip_of_25_points_raises_nothing_once_a_projects_own_weeks_taught_it() -> None:
    highest = []
    for seed in SEEDS:
        stream = weekly([8], rates=(0.75,), weekend=-0.25, seed=seed)
        highest.append(drop_evidence(stream, _weeks(stream, 4), Usual()).max())

    print(f"weekends learnt in four weeks: evidence at most {max(highest):.1f}")
    assert max(highest) < ISSUE


def test_a_shift_to_a_harder_type_of_call_raises_nothing_where_types_are_told_apart() -> None:
    told, untold = [], []
    for seed in SEEDS:
        stream = weekly([4, 4], rates=(EASY, HARD), mixes=(0.3, 0.6), seed=seed)
        told.append(drop_evidence(stream, _weeks(stream, 2), Usual()).max())
        alike = replace(stream, cells=stream.cells % OF_A_TYPE)
        untold.append(drop_evidence(alike, _weeks(stream, 2), Usual()).max())

    print(f"30 points more of the hard type: evidence at most {max(told):.1f}, without types {min(untold):.1f} or more")
    assert max(told) < ISSUE < min(untold)


@pytest.mark.parametrize("known", ["nothing", "of the organisation"])
def test_a_drop_of_15_points_on_top_of_a_season_is_found(known: str) -> None:
    others = [weekly([8], rates=(0.75,), weekend=-0.1, seed=seed) for seed in range(50, 56)]
    usual = Usual() if known == "nothing" else of_organisation(others)
    delays = []
    for seed in range(16):
        stream = weekly([6, 4], rates=(0.75,), weekend=-0.1, seed=seed, drop=-0.15)
        fell = _weeks(stream, 6)
        [found, *_] = np.flatnonzero(drop_evidence(stream, _weeks(stream, 2), usual) >= ISSUE)
        assert found >= fell
        delays.append(stream.calls_of(fell, int(found) + 1))

    print(f"15 points on top of a season, {known} known: {np.median(delays):.0f} calls (median), {max(delays)} at most")
    assert np.median(delays) <= 330
    assert np.mean(np.array(delays) <= 500) >= 0.9


def test_when_the_mix_moves_the_average_the_baseline_moves_along_and_no_cell_does() -> None:
    stream = weekly([4, 4], rates=(EASY, HARD), mixes=(0.3, 0.6), weekend=-0.2, seed=1)
    learnt = start(_learn(stream.part(0, _weeks(stream, 2))))
    shares = learnt.trials / learnt.trials.sum()
    assert (learnt.offsets * shares).sum() == pytest.approx(0, abs=0.5)  # whole 64ths of a logit

    busiest, fitted = int(learnt.trials.argmax()), learnt.fitted
    before = learnt.grid.baseline() + learnt.offsets[:, busiest] / 64
    for week in range(2, 8):
        learnt = _watch(learnt, stream.part(_weeks(stream, week), _weeks(stream, week + 1)))

    assert learnt.fitted > fitted  # the offsets were fitted anew, the mix being another one by then
    assert learnt.grid.baseline() + learnt.offsets[:, busiest] / 64 == pytest.approx(before, abs=0.3)


def test_a_new_fit_moves_no_baseline() -> None:
    stream = weekly([8], rates=(0.75,), weekend=-0.25, seed=3)
    learnt = start(_learn(stream))
    again = start(_learn(stream))
    shared = np.concatenate([[0.3] * 5, [-0.6] * 2, np.zeros(PARTS)])[None, :]

    moved = _watch(replace(learnt, fitted=np.zeros(1)), stream.part(0, 1), shared)
    kept = _watch(again, stream.part(0, 1))

    assert not np.array_equal(moved.offsets, kept.offsets)
    assert moved.grid.baseline() == pytest.approx(kept.grid.baseline(), abs=0.03)


@pytest.mark.parametrize("end", [500, 1_000, 1_001])
def test_what_comes_later_does_not_change_what_the_evidence_was(end: int) -> None:
    stream = weekly([6, 3], rates=(0.75,), weekend=-0.2, seed=2, drop=-0.15)
    usual = of_organisation([weekly([4], rates=(0.7,), weekend=-0.2, seed=seed) for seed in (7, 8, 9)])
    for known in (Usual(), usual):
        early = drop_evidence(stream.part(0, end), 60, known)

        assert drop_evidence(stream, 60, known)[:end] == pytest.approx(early, abs=1e-9)


def test_nothing_is_said_before_the_first_watched_bucket() -> None:
    evidence = drop_evidence(hourly([(0.7, 10)], 4, seed=1), 40, Usual())

    assert np.all(evidence[:40] == -np.inf)
    assert np.isfinite(evidence[40:]).all()


@pytest.mark.parametrize("first", [0, 1, 239, 240])
def test_any_bucket_may_be_the_first(first: int) -> None:
    stream = hourly([(0.7, 10)], 40, seed=1)

    assert len(drop_evidence(stream, first, Usual())) == len(stream) == 240


def test_a_type_the_organisation_never_saw_is_followed_like_any_other() -> None:
    usual = of_organisation([weekly([4], rates=(0.7,), seed=seed) for seed in range(3)])
    stream = weekly([4, 4], rates=(EASY, HARD), mixes=(0.3, 0.6), seed=1)

    assert drop_evidence(stream, _weeks(stream, 2), usual).max() < ISSUE


def test_many_streams_at_once_say_what_each_says_alone() -> None:
    streams = [weekly([5], rates=(rate,), calls_an_hour=9, weekend=-0.2, seed=4) for rate in (0.5, 0.7, 0.9)]
    hours, cut = len(streams[0]), _weeks(streams[0], 4)
    trials, good = (np.stack([getattr(each, name) for each in streams]) for name in ("trials", "good"))
    cells = streams[0].cells
    learnt = learn(begin(np.ones((3, 2)), OF_A_TYPE), trials[:, :cut], good[:, :cut], cells[:cut])
    _after, together = watch_week(start(learnt), trials[:, cut:], good[:, cut:], cells[cut:])
    _after, by_stream = watch_week(start(learnt), trials[:, cut:], good[:, cut:], np.stack([cells[cut:]] * 3))

    assert np.array_equal(together, by_stream)
    for stream, evidence in zip(streams, together, strict=True):
        assert len(stream) == hours
        assert drop_evidence(stream, cut, Usual())[cut:] == pytest.approx(evidence, abs=1e-6)


def test_forgetting_a_fall_keeps_what_was_learnt_of_the_baseline() -> None:
    learnt = _learn(hourly([(0.7, 10)], 4, seed=1))
    learnt = _watch(start(learnt), hourly([(0.5, 5)], 4, seed=2))

    forgotten = forget_falls(learnt, np.array([True]))

    assert learnt.grid.sums.any()
    assert not forgotten.grid.sums.any()
    assert np.array_equal(forgotten.grid.log_weights, learnt.grid.log_weights)
    assert np.array_equal(forget_falls(learnt, np.array([False])).grid.sums, learnt.grid.sums)


def test_what_an_organisation_knows_of_the_rate_counts_before_a_projects_own_calls() -> None:
    learnt = start(begin(np.array([[56.0, 24.0]]), OF_A_TYPE))

    assert learnt.grid.baseline() == pytest.approx(np.log(56 / 24), abs=0.1)
    assert begin(np.array([[1.0, 1.0]]), OF_A_TYPE).trials.sum() == 0
    assert Usual().prior == RatePrior(1, 1)


def _learn(stream: Stream) -> Learnt:
    size = (int(stream.cells.max()) // OF_A_TYPE + 1) * OF_A_TYPE
    return learn(begin(np.ones((1, 2)), size), stream.trials[None, :], stream.good[None, :], stream.cells)


def _watch(learnt: Learnt, stream: Stream, shared: Floats | None = None) -> Learnt:
    return watch_week(learnt, stream.trials[None, :], stream.good[None, :], stream.cells, shared)[0]


def _weeks(stream: Stream, weeks: int) -> int:
    """The first bucket after so many weeks."""
    return int(np.searchsorted(stream.times, stream.times[0].astype("datetime64[D]") + np.timedelta64(7 * weeks, "D")))
