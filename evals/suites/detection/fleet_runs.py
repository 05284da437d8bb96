"""What is found in one simulated fleet, held against its truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from evals.detectors.oracle import rate_constant
from evals.simulate.faults import Fault
from evals.simulate.fleets import Fleet, FleetPlan, build_fleet
from evals.simulate.streams import Bools, Ints
from evals.suites.detection.measures import Floats
from evals.suites.detection.ours import Ours

MUCH_HISTORY = 1_000
"""The oracle is compared where our baseline rests on at least so many calls."""

_HOLD = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class FleetRun:
    """What one detector found in one fleet. Delays count calls of the stream from the start of its fault.

    Attributes:
        false_issues: Issues on streams without a fault, or before it.
        delays: For each fault, in calls; infinite: never found. Shape (faults,).
        days: For each fault, in days; infinite: never found. Shape (faults,).
        much_history: Which faults lie in projects with at least `MUCH_HISTORY` calls of history.
        oracle_delays: The oracle's delays where `much_history` holds, else infinite; empty where none was asked.
        metric_calls: Calls monitored times metrics.
        streams: How many streams there were.
    """

    false_issues: int
    delays: Floats
    days: Floats
    much_history: Bools
    oracle_delays: Floats
    metric_calls: int
    streams: int

    @property
    def true_issues(self) -> int:
        """How many faults were found."""
        return int(np.isfinite(self.delays).sum())

    @property
    def false_share(self) -> float:
        """The share of issues that are false, 0 where there is no issue."""
        return self.false_issues / max(self.false_issues + self.true_issues, 1)


def run_fleet(ours: Ours, plan: FleetPlan, seed: Sequence[int], oracle_rate: float | None = None) -> FleetRun:
    """Build a fleet and let the product watch it.

    Args:
        ours: The product.
        plan: The fleet.
        seed: Of the fleet.
        oracle_rate: False alarms a call at which the oracle looks at the same faults; None: it does not.
    """
    rng = np.random.default_rng(seed)
    fleet = build_fleet(plan, rng)
    run = judge(fleet, ours.issues(fleet), fleet.hours // 24)
    if oracle_rate is None:
        return run
    delays = np.full(len(fleet.faults), np.inf)
    for row in np.flatnonzero(run.much_history):
        delays[row] = _oracle_delay(fleet, int(row), oracle_rate, rng)
    return FleetRun(run.false_issues, run.delays, run.days, run.much_history, delays, run.metric_calls, run.streams)


def judge(fleet: Fleet, first_issues: Ints, days: Ints) -> FleetRun:
    """Hold the hour (index, -1: none) of each stream's first issue against the truth; `days` is the day of each."""
    real = [fault for fault in fleet.faults if fault.points > 0]
    delays, late = np.full(len(real), np.inf), np.full(len(real), np.inf)
    for row, fault in enumerate(real):
        hour = int(first_issues[fault.stream])
        if hour >= fault.start:
            delays[row] = fleet.calls_until(fault.stream, hour + 1) - fleet.calls_until(fault.stream, fault.start)
            late[row] = days[hour] - days[fault.start] + 1
    found = int(np.isfinite(delays).sum())
    history = np.array([fleet.calls_until(fault.stream, fleet.monitored_from) for fault in real])
    return FleetRun(
        false_issues=int((first_issues >= 0).sum()) - found,
        delays=delays,
        days=late,
        much_history=history >= MUCH_HISTORY,
        oracle_delays=np.empty(0),
        metric_calls=fleet.monitored_calls,
        streams=len(first_issues),
    )


def calls_of(
    fleet: Fleet, stream: int, first_hour: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], Bools]:
    """Return hour, type and outcome of each call of a stream from an hour on, in a random order within the hour."""
    trials, good = fleet.trials[stream, first_hour:], fleet.good[stream, first_hour:]
    hour = np.repeat(np.arange(first_hour, len(fleet.hours)), trials.sum(axis=1))
    kind = np.repeat(np.tile(np.arange(trials.shape[1]), len(trials)), trials.ravel())
    outcome = np.repeat(
        np.tile([True, False], trials.size), np.column_stack([good.ravel(), (trials - good).ravel()]).ravel()
    )
    order = np.lexsort([rng.random(len(hour)), hour])
    return hour[order], kind[order], outcome[order]


def _oracle_delay(fleet: Fleet, row: int, rate: float, rng: np.random.Generator) -> float:
    """Return after how many calls a CUSUM finds the fault that knows every call's chance with and without it."""
    fault = fleet.faults[row]
    hour, kind, good = calls_of(fleet, fault.stream, fleet.monitored_from, rng)
    before = fleet.healthy_rates[row]
    from_the_start = Fault(fault.stream, 0, len(before), fault.points, 1, fault.volume)
    after = from_the_start.apply(before)
    usual = _to_tenth(float(before.mean()))
    threshold = log(rate_constant(usual, usual - fault.points) / rate)
    p, q = np.clip(before[hour, kind], _HOLD, 1 - _HOLD), np.clip(after[hour, kind], _HOLD, 1 - _HOLD)
    evidence = np.where(good, np.log(q / p), np.log((1 - q) / (1 - p)))
    start = int(np.searchsorted(hour, fault.start))
    begin = 0
    while True:
        total = np.concatenate([[0.0], np.cumsum(evidence[begin:])])
        reached = total - np.minimum.accumulate(total) >= threshold
        if not reached.any():
            return np.inf
        call = begin + int(reached.argmax()) - 1
        if call >= start:
            return float(call - start + 1)
        begin = call + 1


def _to_tenth(rate: float) -> float:
    """Return the nearest of 40, 50, ... 90 %: the constant of the oracle's threshold hardly changes between."""
    return min(max(round(rate, 1), 0.4), 0.9)
