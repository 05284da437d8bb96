from dataclasses import dataclass, replace

import numpy as np
import pytest

from evals.detectors.oracle import Oracle, threshold_for
from evals.simulate.faults import FaultPlan
from evals.simulate.fleets import Fleet, FleetPlan, build_fleet
from evals.simulate.streams import Bools, Ints, Streams, falling_streams, healthy_streams
from evals.suites.detection.fleet_runs import calls_of, judge, run_fleet
from evals.suites.detection.measures import delays_of, false_alarms_of, quantile, share_within
from evals.suites.detection.ours import Product
from evals.suites.detection.suite import run_suite
from evals.suites.effort import Effort
from evals.suites.jobs import run_jobs

TINY_FLEET = FleetPlan(
    organisations=1, projects_each=5, metrics=2, calls_a_day=(150.0, 200.0), faults=FaultPlan(share=0.4)
)
TINY = Effort(
    seeds=1,
    streams=4,
    healthy_streams=3,
    river_streams=1,
    level_streams=10,
    compared_fleets=1,
    fleet=TINY_FLEET,
    compared=TINY_FLEET,
    scenarios={"slow": replace(TINY_FLEET, faults=FaultPlan(0.4, ramp_days=10))},
    processes=1,
)


@dataclass(frozen=True)
class Clairvoyant:
    """Stands in for the product: knows every fault of a fleet, and opens its issue ten hours later."""

    hours: int = 10
    wrong: int = 0

    def watch_alarms(self, streams: Streams, *, calls_a_day: int | None = None) -> Bools:
        return Oracle(0.7, 0.55, threshold_for(0.7, 0.55, 0.5)).alarms(streams)

    def level_alarms(self, calls: Bools, target: float, *, issue: bool) -> Ints:
        return np.where(calls.mean(axis=1) < target - 0.1, 40, 0)

    def issues(self, fleet: Fleet) -> Ints:
        first = np.full(len(fleet.trials), -1)
        for fault in fleet.faults:
            first[fault.stream] = fault.start + self.hours - 1
        healthy = np.flatnonzero(first < 0)
        first[healthy[: self.wrong]] = fleet.monitored_from
        return first


def test_a_delay_counts_calls_from_the_fall_and_alarms_before_it_do_not_count() -> None:
    nothing = np.zeros(3, dtype=np.int64)
    streams = Streams(np.zeros((3, 0), dtype=bool), np.zeros((3, 6), dtype=bool), 2, nothing, nothing)
    raised = np.array([[0, 1, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0]], dtype=bool)

    assert delays_of(raised, streams).tolist() == [4, 1, np.inf]
    assert false_alarms_of(raised) == pytest.approx(1000 * 4 / 18)


def test_what_was_never_found_counts_as_infinitely_late() -> None:
    delays = np.array([10.0, 20.0, np.inf, np.inf])

    assert quantile(delays, 0.5) == 20
    assert quantile(delays, 0.9) == np.inf
    assert share_within(delays, 500) == 0.5


def test_an_issue_is_true_only_on_the_faults_metric_and_after_its_start() -> None:
    fleet = build_fleet(TINY_FLEET, np.random.default_rng(1))
    days = fleet.hours // 24
    right = judge(fleet, Clairvoyant(wrong=3).issues(fleet), days)
    early = judge(fleet, Clairvoyant(hours=0).issues(fleet), days)

    assert right.true_issues == 2
    assert right.false_issues == 3
    assert right.false_share == 3 / 5
    assert early.true_issues == 0
    assert early.false_issues == 2


def test_the_delay_of_an_issue_is_counted_in_calls_of_its_stream() -> None:
    fleet = build_fleet(TINY_FLEET, np.random.default_rng(1))
    run = judge(fleet, Clairvoyant(hours=10).issues(fleet), fleet.hours // 24)

    for delay, fault in zip(run.delays, fleet.faults, strict=True):
        assert delay == fleet.trials[fault.stream, fault.start : fault.start + 10].sum()
    assert run.days.tolist() == [1, 1]


def test_buckets_taken_apart_are_the_same_calls() -> None:
    fleet = build_fleet(TINY_FLEET, np.random.default_rng(1))
    hour, kind, good = calls_of(fleet, 3, 100, np.random.default_rng(2))

    counted = np.zeros_like(fleet.trials[3])
    np.add.at(counted, (hour, kind), 1)
    well = np.zeros_like(counted)
    np.add.at(well, (hour[good], kind[good]), 1)

    assert np.array_equal(counted[100:], fleet.trials[3, 100:])
    assert np.array_equal(well[100:], fleet.good[3, 100:])
    assert (np.diff(hour) >= 0).all()


def test_the_oracle_finds_a_fault_of_a_fleet_soon() -> None:
    run = run_fleet(Clairvoyant(), replace(TINY_FLEET, faults=FaultPlan(1.0, 0.25)), (1, 0), 1e-6)

    assert run.much_history.all()
    assert (run.oracle_delays < 300).all()


def test_the_product_finds_a_collapse_and_keeps_quiet_otherwise() -> None:
    product = Product()
    rng = np.random.default_rng(1)
    collapse = falling_streams(rng, before=0.9, after=0.3, count=5, history=300, calls=200)
    healthy = healthy_streams(rng, rate=0.8, count=5, history=300, calls=300)

    assert np.isfinite(delays_of(product.watch_alarms(collapse), collapse)).all()
    assert false_alarms_of(product.watch_alarms(healthy, calls_a_day=50)) < 5
    assert (product.level_alarms(collapse.monitored[:, 200:], 0.6, issue=True) > 0).all()


def test_the_product_opens_issues_where_a_fleet_has_faults() -> None:
    run = run_fleet(Product(), replace(TINY_FLEET, faults=FaultPlan(0.4, 0.3)), (1, 0))

    assert run.true_issues == 2
    assert run.false_issues <= 1


def test_jobs_keep_their_order() -> None:
    assert run_jobs([lambda: 1, lambda: 2, lambda: 3], 1, "Counting") == [1, 2, 3]


def test_the_suite_prints_everything_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    result = run_suite(TINY, Clairvoyant())

    for detector in ("ours", "oracle CUSUM", "last 50 calls", "yesterday"):
        assert detector in result.text
    for block in ("Fleets:", "Further worlds", "target of 60%", "False alarms", "Held against"):
        assert block in result.text
    assert result.name == "detection"
    assert {figure.metric for figure in result.figures} >= {"healthy fleets: share with at most 3 issues"}
    assert "Healthy fleets: 1 of 1" in capsys.readouterr().err
