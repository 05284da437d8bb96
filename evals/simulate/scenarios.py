"""Worlds beside the defined fleet: what else happens to projects, each as a plan of a fleet.

All but the healthy ones have a fault in every tenth project; the figures from them are printed, without a target.
"""

from dataclasses import replace

from evals.simulate.faults import FaultPlan
from evals.simulate.fleets import FleetPlan

DEFINED = FleetPlan()
"""Section 1.2 of the statistics: 15-point drops in 5 % of 500 projects."""

HEALTHY = replace(DEFINED, faults=FaultPlan(share=0.0))
LARGE_DROPS = replace(DEFINED, faults=FaultPlan(points=0.25))

_SMALLER = replace(DEFINED, organisations=10, metrics=4)
_ONE_DAY = 12


def _with(faults: FaultPlan) -> FleetPlan:
    return replace(_SMALLER, faults=faults)


DROPS = {f"drops of {points} points": _with(FaultPlan(0.1, points / 100)) for points in (5, 8, 10, 15, 20, 25, 30)}

SLOW = {
    f"15 points over {days} days": _with(FaultPlan(0.1, 0.15, begin=(5, 20), ramp_days=days)) for days in (14, 30)
} | {"25 points over 30 days": _with(FaultPlan(0.1, 0.25, begin=(5, 20), ramp_days=30))}

BRIEF = {
    "25 points for 5 days": _with(FaultPlan(0.1, 0.25, hours=5 * _ONE_DAY)),
    "one day 40 points down": _with(FaultPlan(0.1, 0.40, hours=_ONE_DAY)),
    "an outage of 3 hours": _with(FaultPlan(0.1, 0.95, hours=3)),
    "ten times the calls for a day, healthy": _with(FaultPlan(0.1, 0.0, hours=_ONE_DAY, volume=10.0)),
}

UNEVEN = {
    "chance of the day, sd 0.05": replace(_SMALLER, day_sd=0.05, faults=FaultPlan(share=0.0)),
    "chance of the day, sd 0.10": replace(_SMALLER, day_sd=0.10, faults=FaultPlan(share=0.0)),
    "hours of the day, sd 0.15": replace(_SMALLER, hour_sd=0.15, faults=FaultPlan(share=0.0)),
}

EXTREME = {
    "5 calls a week for a year": replace(
        _SMALLER,
        calls_a_day=(5 / 7, 5 / 7),
        history_days=182,
        monitored_days=365,
        faults=FaultPlan(0.1, 0.25, begin=(5, 60)),
    ),
    "5,000 calls a day": replace(
        _SMALLER, organisations=4, calls_a_day=(5_000.0, 5_000.0), faults=FaultPlan(0.1, 0.05, begin=(5, 39))
    ),
}

SCENARIOS = DROPS | SLOW | BRIEF | UNEVEN | EXTREME
