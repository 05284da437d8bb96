from dataclasses import replace

import numpy as np
import pytest

from evals.simulate.faults import FaultPlan
from evals.simulate.fleets import Fleet, FleetPlan, build_fleet
from evals.simulate.scenarios import DEFINED, SCENARIOS

SMALL = FleetPlan(organisations=4, metrics=3, calls_a_day=(150.0, 200.0), faults=FaultPlan(share=0.2))


def build(plan: FleetPlan, seed: int = 1) -> Fleet:
    return build_fleet(plan, np.random.default_rng(seed))


def rate(fleet: Fleet, stream: int, first: int, last: int) -> float:
    return float(fleet.good[stream, first:last].sum() / fleet.trials[stream, first:last].sum())


def test_a_fleet_holds_what_its_plan_says() -> None:
    fleet = build(SMALL)

    assert fleet.trials.shape == fleet.good.shape == (120, 88 * 12, 2)
    assert (fleet.good >= 0).all()
    assert (fleet.good <= fleet.trials).all()
    assert np.bincount(fleet.organisation).tolist() == [30] * 4
    assert fleet.hours[fleet.monitored_from] == 28 * 24 + 8
    assert len(fleet.faults) == 8


def test_the_defined_fleet_has_the_calls_of_its_definition() -> None:
    fleet = build(replace(DEFINED, organisations=25))

    assert 0.85 < fleet.monitored_calls / (18.6e6 / 2) < 1.15
    assert len(fleet.faults) == round(0.05 * 250)
    assert all(5 <= (fault.start - fleet.monitored_from) // 12 <= 39 for fault in fleet.faults)


def test_the_truth_is_what_the_calls_show() -> None:
    fleet = build(SMALL)

    for row, fault in enumerate(fleet.faults):
        for first, last, rates in (
            (0, fault.start, fleet.healthy_rates[row]),
            (fault.start, fault.end, fleet.fault_rates[row]),
        ):
            trials = fleet.trials[fault.stream, first:last]
            expected = float((trials * rates[first:last]).sum() / trials.sum())
            error = np.sqrt(expected * (1 - expected) / trials.sum())
            assert abs(rate(fleet, fault.stream, first, last) - expected) < 4 * error


def test_a_fault_takes_its_points_off_and_nothing_before_it() -> None:
    fleet = build(SMALL)

    for fault, healthy, faulty in zip(fleet.faults, fleet.healthy_rates, fleet.fault_rates, strict=True):
        assert np.array_equal(healthy[: fault.start], faulty[: fault.start])
        assert np.allclose(healthy[fault.start :] - faulty[fault.start :], 0.15)


def test_healthy_rates_are_held() -> None:
    fleet = build(replace(SMALL, organisations=10, faults=FaultPlan(share=0.0), weekday_sd=0, weekend=0, type_sd=0))
    rates = fleet.good.sum(axis=(1, 2)) / fleet.trials.sum(axis=(1, 2))

    assert rates.min() > 0.37
    assert rates.max() < 0.95


def test_weekends_are_worse() -> None:
    fleet = build(replace(SMALL, faults=FaultPlan(share=0.0)))
    weekend = fleet.hours // 24 % 7 >= 5

    rates = [fleet.good[:, days].sum() / fleet.trials[:, days].sum() for days in (weekend, ~weekend)]

    assert rates[0] < rates[1] - 0.02


def test_the_mix_of_so_many_projects_shifts() -> None:
    fleet = build(replace(SMALL, organisations=20, metrics=1))
    first, last = slice(0, 28 * 12), slice(-12, None)
    share = [fleet.trials[:, part, 1].sum(axis=1) / fleet.trials[:, part].sum(axis=(1, 2)) for part in (first, last)]

    shifted = np.abs(share[1] - share[0]) > 0.2

    assert 0.45 < shifted.mean() < 0.75


def test_the_metrics_of_a_project_share_its_calls() -> None:
    fleet = build(SMALL)

    assert (fleet.trials[0] == fleet.trials[1]).all()
    assert (fleet.good[0] != fleet.good[1]).any()


def test_the_same_seed_gives_the_same_fleet() -> None:
    first, second, other = build(SMALL), build(SMALL), build(SMALL, seed=2)

    assert np.array_equal(first.good, second.good)
    assert first.faults == second.faults
    assert first.faults != other.faults


def test_a_slow_fault_comes_on_evenly() -> None:
    fleet = build(replace(SMALL, faults=FaultPlan(0.2, 0.3, ramp_days=10)))
    fault = fleet.faults[0]
    lost = fleet.healthy_rates[0] - fleet.fault_rates[0]

    assert np.allclose(lost[fault.start + 60 - 1], 0.15)
    assert np.allclose(lost[fault.start + 120], 0.3)


def test_a_brief_fault_ends_and_may_bring_many_calls() -> None:
    fleet = build(replace(SMALL, faults=FaultPlan(0.2, 0.3, hours=12, volume=10.0)))
    fault = fleet.faults[0]
    calls = fleet.trials[fault.stream].sum(axis=1)

    assert np.array_equal(fleet.healthy_rates[0][fault.end :], fleet.fault_rates[0][fault.end :])
    assert calls[fault.start : fault.end].sum() > 5 * calls[fault.end : fault.end + 12].sum()


@pytest.mark.parametrize("name", ["5 calls a week for a year", "5,000 calls a day"])
def test_sparse_and_busy_projects_have_their_calls(name: str) -> None:
    plan = replace(SCENARIOS[name], organisations=2, metrics=1)
    fleet = build(plan)

    calls_a_day = fleet.trials.sum() / (20 * plan.days)

    assert 0.9 < calls_a_day / plan.calls_a_day[0] < 1.1
