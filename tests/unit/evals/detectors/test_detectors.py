import numpy as np
import pytest

from evals.detectors.fixed import TrailingRate, YesterdayAgainstLastWeek
from evals.detectors.oracle import Oracle, rate_constant, threshold_for
from evals.detectors.protocol import Detector
from evals.detectors.river_detectors import Adwin, PageHinkley, calibrated_page_hinkley
from evals.simulate.streams import Streams, falling_streams, healthy_streams


def streams_of(history: list[int], monitored: list[int]) -> Streams:
    nothing = np.zeros(1, dtype=np.int64)
    return Streams(np.array([history], dtype=bool), np.array([monitored], dtype=bool), None, nothing, nothing)


def test_the_oracle_finds_70_to_55_in_about_54_calls() -> None:
    threshold = threshold_for(0.70, 0.55, 0.5)
    falling = falling_streams(np.random.default_rng(1), before=0.70, after=0.55, count=2000, history=0, calls=600)
    healthy = healthy_streams(np.random.default_rng(2), rate=0.70, count=1000, history=0, calls=2000)
    oracle = Oracle(0.70, 0.55, threshold)

    after = oracle.alarms(falling)[:, 200:]

    assert 4.2 < threshold < 4.45
    assert 50 <= np.median(after.argmax(axis=1) + 1) <= 59
    assert 0.4 < oracle.alarms(healthy).sum() / 2000 < 0.6


def test_fewer_false_alarms_cost_a_nat_for_each_factor_of_e() -> None:
    assert threshold_for(0.70, 0.55, 1.6e-4) == pytest.approx(12.36, abs=0.15)
    assert rate_constant(0.90, 0.80) == pytest.approx(0.028, rel=0.25)


def test_an_alarm_restarts_the_oracle() -> None:
    bad = [0] * 30
    raised = Oracle(0.70, 0.55, 4.0).alarms(streams_of([], bad))[0]

    # A bad call is worth 0.405: ten of them reach 4, and the next ten again.
    assert np.flatnonzero(raised).tolist() == [9, 19, 29]


def test_a_trailing_rate_needs_its_calls_anew_after_an_alarm() -> None:
    raised = TrailingRate(10).alarms(streams_of([1] * 20, [0] * 25))[0]

    assert np.flatnonzero(raised).tolist() == [9, 19]


def test_yesterday_is_compared_with_the_week_before_it() -> None:
    detector = YesterdayAgainstLastWeek(calls_a_day=10)
    raised = detector.alarms(streams_of([1] * 70, [1] * 10 + [0] * 10 + [1] * 10))[0]

    assert np.flatnonzero(raised).tolist() == [19]


@pytest.mark.parametrize("detector", [Adwin(), PageHinkley(threshold=8.0, delta=0.075)], ids=lambda d: d.name)
def test_rivers_detectors_see_a_collapse_and_no_improvement(detector: Detector) -> None:
    pytest.importorskip("river")
    rng = np.random.default_rng(1)
    collapse = falling_streams(rng, before=0.9, after=0.3, count=5, history=300)
    improvement = falling_streams(rng, before=0.3, after=0.9, count=5, history=300)

    assert detector.alarms(collapse)[:, 200:300].any(axis=1).all()
    assert not detector.alarms(improvement)[:, 210:].any()


def test_page_hinkley_is_calibrated_to_its_false_alarms() -> None:
    pytest.importorskip("river")
    detector = calibrated_page_hinkley(0.70, 300, streams=30)
    healthy = healthy_streams(np.random.default_rng(9), rate=0.70, count=30, history=300, calls=2000)

    assert 0.1 < detector.alarms(healthy).sum() / 60 < 1.2
