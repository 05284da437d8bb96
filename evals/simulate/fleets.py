"""Whole fleets of projects, with seasons, call types and shifts between them, of which we know what went wrong.

The numbers in `FleetPlan` are the definition. Every call of a project counts in each of its metrics. Of a stream,
which is one metric of one project, the logit of the good share is

    healthy level of the stream
    + weekday of the organisation and metric (weekends lower) + the stream's own deviation from it
    + type of the call, for the organisation and metric + the stream's own deviation from it
    + chance of the day, where the plan has any
    + band of the hour, where the plan has any

and a fault takes points off the share itself.
"""

from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray

from evals.simulate.faults import Fault, FaultPlan, draw_faults, draw_outcomes, volume_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WEEKEND = (5, 6)
LOWEST_TYPE_SHARE, HIGHEST_TYPE_SHARE = 0.35, 0.65
"""Where a project's mix of types starts, so that a shift of 30 points leaves both types in it."""

HOURS_A_BAND = 4


@dataclass(frozen=True, slots=True)
class FleetPlan:
    """All that defines a fleet; shares and rates between 0 and 1, effects in logits, times in days.

    Attributes:
        organisations: How many organisations.
        projects_each: Projects of each organisation.
        metrics: Metrics of each project.
        history_days: Days known before monitoring.
        monitored_days: Days monitored.
        calls_a_day: Least and greatest mean of a project, drawn evenly on the log scale; calls are Poisson.
        open_hours: First and last (not included) hour of the day in which calls come, UTC.
        level: Mean and spread of the healthy logit.
        level_held: The healthy rate is held between these.
        weekday_sd: Spread of the weekdays of an organisation and metric.
        weekend: Added on Saturdays and Sundays.
        type_sd: Spread of the difference between the two types of call, for an organisation and metric.
        deviation_sd: Spread of a stream's own deviations from both.
        mix_shifted: Share of projects whose mix of types shifts, once, on a random monitored day.
        mix_shift: By how much, up or down.
        day_sd: Spread of the chance of a day of a stream, which nobody can know.
        hour_sd: Spread of the bands of four hours of an organisation and metric.
        faults: What goes wrong.
    """

    organisations: int = 50
    projects_each: int = 10
    metrics: int = 8
    history_days: int = 28
    monitored_days: int = 60
    calls_a_day: tuple[float, float] = (20.0, 200.0)
    open_hours: tuple[int, int] = (8, 20)
    level: tuple[float, float] = (1.0, 0.6)
    level_held: tuple[float, float] = (0.40, 0.93)
    weekday_sd: float = 0.12
    weekend: float = -0.25
    type_sd: float = 0.4
    deviation_sd: float = 0.05
    mix_shifted: float = 0.6
    mix_shift: float = 0.3
    day_sd: float = 0.0
    hour_sd: float = 0.0
    faults: FaultPlan = field(default_factory=FaultPlan)

    @property
    def days(self) -> int:
        """Days in all."""
        return self.history_days + self.monitored_days

    @property
    def hours_a_day(self) -> int:
        """Hours of a day in which calls come."""
        return self.open_hours[1] - self.open_hours[0]


@dataclass(frozen=True, slots=True, eq=False)
class Fleet:
    """The calls of a fleet by hour and type, and the truth about them.

    A stream is one metric of one project; streams are ordered by project, then metric. Hours without calls at
    night are left out.

    Attributes:
        plan: What it was made from.
        trials: Calls, shape (streams, hours, types), int16; the same for all metrics of a project.
        good: Good calls among them, same shape.
        hours: Hours since a Monday 00:00 UTC, shape (hours,), ascending.
        monitored_from: Index into `hours` at which monitoring begins.
        organisation: Which organisation each stream belongs to, shape (streams,).
        project: Which project, counted over the fleet, shape (streams,).
        metric: Which metric, shape (streams,).
        faults: What goes wrong, ordered by stream.
        fault_rates: The true rates of the stream of each fault, with it: arrays of shape (hours, types).
        healthy_rates: The same without it.
    """

    plan: FleetPlan
    trials: NDArray[np.int16]
    good: NDArray[np.int16]
    hours: Ints
    monitored_from: int
    organisation: Ints
    project: Ints
    metric: Ints
    faults: tuple[Fault, ...]
    fault_rates: tuple[Floats, ...]
    healthy_rates: tuple[Floats, ...]

    @property
    def monitored_calls(self) -> int:
        """Calls times metrics, from the beginning of monitoring."""
        return int(self.trials[:, self.monitored_from :].sum(dtype=np.int64))

    def calls_until(self, stream: int, hour: int) -> int:
        """Calls of a stream before the hour of that index."""
        return int(self.trials[stream, :hour].sum(dtype=np.int64))


def build_fleet(plan: FleetPlan, rng: np.random.Generator) -> Fleet:
    """Draw a fleet; the same plan and generator state give the same fleet."""
    days, projects = plan.days, plan.organisations * plan.projects_each
    first, last = plan.open_hours
    hours = (np.arange(days)[:, None] * 24 + np.arange(first, last)).ravel()
    faults = draw_faults(plan.faults, rng, projects, plan.metrics, plan.history_days, plan.hours_a_day, days)
    volume = volume_of(faults, projects, plan.metrics, len(hours))
    trials = _draw_trials(plan, rng, volume)

    shape = (projects * plan.metrics, len(hours), 2)
    good = np.empty(shape, dtype=np.int16)
    healthy_rates: dict[int, Floats] = {}
    of_organisation = plan.projects_each * plan.metrics
    for organisation in range(plan.organisations):
        streams = slice(organisation * of_organisation, (organisation + 1) * of_organisation)
        rates = _draw_rates(plan, rng)
        own = trials[organisation * plan.projects_each : (organisation + 1) * plan.projects_each]
        good[streams] = draw_outcomes(rng, np.repeat(own, plan.metrics, axis=0), rates)
        wrong = (fault.stream for fault in faults if streams.start <= fault.stream < streams.stop)
        healthy_rates |= {stream: rates[stream - streams.start] for stream in wrong}

    fault_rates = tuple(fault.apply(healthy_rates[fault.stream]) for fault in faults)
    for fault, rates in zip(faults, fault_rates, strict=True):
        good[fault.stream] = draw_outcomes(rng, trials[fault.stream // plan.metrics], rates)
    stream = np.arange(shape[0])
    return Fleet(
        plan=plan,
        trials=np.repeat(trials, plan.metrics, axis=0),
        good=good,
        hours=hours,
        monitored_from=plan.history_days * plan.hours_a_day,
        organisation=stream // of_organisation,
        project=stream // plan.metrics,
        metric=stream % plan.metrics,
        faults=faults,
        fault_rates=fault_rates,
        healthy_rates=tuple(healthy_rates[fault.stream] for fault in faults),
    )


def _draw_trials(plan: FleetPlan, rng: np.random.Generator, volume: Floats) -> NDArray[np.int16]:
    """Draw the calls of every project, shape (projects, hours, types)."""
    projects = len(volume)
    fewest, most = plan.calls_a_day
    mean = np.exp(rng.uniform(log(fewest), log(most), projects)) / plan.hours_a_day
    share = rng.uniform(LOWEST_TYPE_SHARE, HIGHEST_TYPE_SHARE, projects)
    shift = rng.choice([-plan.mix_shift, plan.mix_shift], projects) * (rng.random(projects) < plan.mix_shifted)
    shift_day = plan.history_days + rng.integers(0, plan.monitored_days, projects)
    day = np.repeat(np.arange(plan.days), plan.hours_a_day)
    shares = share[:, None] + shift[:, None] * (day >= shift_day[:, None])
    calls = rng.poisson(mean[:, None] * volume)
    second = rng.binomial(calls, shares)
    return np.stack([calls - second, second], axis=2).astype(np.int16)


def _draw_rates(plan: FleetPlan, rng: np.random.Generator) -> Floats:
    """Draw the healthy rates of one organisation, shape (streams, hours, types)."""
    projects, metrics = plan.projects_each, plan.metrics
    lowest, highest = _logit(np.array(plan.level_held))
    level = np.clip(rng.normal(*plan.level, (projects, metrics)), lowest, highest)
    weekday = rng.normal(0, plan.weekday_sd, (metrics, 7))
    weekday[:, WEEKEND] += plan.weekend
    season = weekday + rng.normal(0, plan.deviation_sd, (projects, metrics, 7))
    of_type = rng.normal(0, plan.type_sd, metrics) + rng.normal(0, plan.deviation_sd, (projects, metrics))
    daily = level[..., None] + season[..., np.arange(plan.days) % 7]
    daily += plan.day_sd * rng.standard_normal(daily.shape)
    bands = rng.normal(0, plan.hour_sd, (metrics, 24 // HOURS_A_BAND))
    hourly = bands[:, np.arange(*plan.open_hours) // HOURS_A_BAND]
    logits = daily[..., None, None] + hourly[:, None, :, None] + of_type[..., None, None, None] * [-0.5, 0.5]
    rates: Floats = 1 / (1 + np.exp(-logits))
    return rates.reshape(projects * metrics, plan.days * plan.hours_a_day, 2)


def _logit(rate: Floats) -> Floats:
    return np.log(rate / (1 - rate))
