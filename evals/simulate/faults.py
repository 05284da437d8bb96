"""What goes wrong in a fleet, where, when and how badly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOWEST_RATE = 0.01


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """The faults of a fleet; a share of projects has one, in one metric.

    Attributes:
        share: The share of projects with a fault.
        points: How much of the good share is lost, 0.15 for 15 points.
        begin: First and last day of monitoring, counted from 0, on which one may begin; it begins with the day.
        hours: How many open hours it lasts; None: to the end.
        ramp_days: Over how many days it comes on, evenly; 0: at once.
        volume: How many times as many calls the project gets meanwhile.
    """

    share: float = 0.05
    points: float = 0.15
    begin: tuple[int, int] = (5, 39)
    hours: int | None = None
    ramp_days: int = 0
    volume: float = 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Hours are indexes into the fleet's hours; `end` is not included."""

    stream: int
    start: int
    end: int
    points: float
    ramp_hours: int
    volume: float

    def apply(self, rates: Floats) -> Floats:
        """Return the rates of its stream, shape (hours, types), as they are with the fault."""
        hour = np.arange(len(rates))
        come_on = np.clip((hour - self.start + 1) / self.ramp_hours, 0, 1)
        lost = self.points * come_on * (hour < self.end)
        return np.where(lost[:, None] > 0, np.maximum(rates - lost[:, None], LOWEST_RATE), rates)


def draw_faults(
    plan: FaultPlan,
    rng: np.random.Generator,
    projects: int,
    metrics: int,
    history_days: int,
    hours_a_day: int,
    days: int,
) -> tuple[Fault, ...]:
    """Draw which streams have a fault and when it begins, ordered by stream."""
    count = round(plan.share * projects)
    chosen = np.sort(rng.choice(projects, count, replace=False))
    streams = chosen * metrics + rng.integers(0, metrics, count)
    starts = (history_days + rng.integers(plan.begin[0], plan.begin[1] + 1, count)) * hours_a_day
    last = days * hours_a_day
    return tuple(
        Fault(
            stream=int(stream),
            start=int(start),
            end=last if plan.hours is None else min(int(start) + plan.hours, last),
            points=plan.points,
            ramp_hours=max(plan.ramp_days * hours_a_day, 1),
            volume=plan.volume,
        )
        for stream, start in zip(streams, starts, strict=True)
    )


def volume_of(faults: tuple[Fault, ...], projects: int, metrics: int, hours: int) -> Floats:
    """Return how many times as many calls each project gets in each hour, shape (projects, hours)."""
    volume = np.ones((projects, hours))
    for fault in faults:
        volume[fault.stream // metrics, fault.start : fault.end] = fault.volume
    return volume


def draw_outcomes(rng: np.random.Generator, trials: NDArray[np.int16], rates: Floats) -> NDArray[np.int16]:
    """Draw how many of the calls of each bucket are good; both of the same shape."""
    good = np.zeros(trials.shape, dtype=np.int16)
    some = trials > 0
    good[some] = rng.binomial(trials[some], rates[some])
    return good
