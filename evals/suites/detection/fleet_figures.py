"""Issue level: is a whole fleet watched quietly, and are its faults found all the same?"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from evals.simulate.faults import FaultPlan
from evals.simulate.fleets import FleetPlan
from evals.suites.detection.fleet_runs import FleetRun, run_fleet
from evals.suites.detection.measures import SOON, Floats, quantile, share_found, share_within
from evals.suites.detection.ours import Ours
from evals.suites.effort import Effort
from evals.suites.figures import Figure, number, percent, table
from evals.suites.jobs import run_jobs

MOST_FALSE_ISSUES = 3
LEAST_QUIET = 0.95
MOST_FALSE_SHARE = 0.10
MOST_RATIO = 1.4

HEALTHY, DROPS, LARGE_DROPS = "healthy", "15 points in 5 %", "25 points in 5 %"


@dataclass(frozen=True, slots=True)
class Promise:
    """What drops of one size have to be found by: delays in calls, shares of faults."""

    median: float
    p90: float | None
    soon: float
    ever: float | None


PROMISES = {DROPS: Promise(270, 500, 0.90, 0.98), LARGE_DROPS: Promise(115, None, 0.99, None)}


def measure_fleets(ours: Ours, effort: Effort) -> tuple[list[Figure], list[str]]:
    """Return the figures and the table of the defined fleet."""
    worlds = {
        HEALTHY: _with(effort.fleet, FaultPlan(share=0.0)),
        DROPS: _with(effort.fleet, FaultPlan(points=0.15)),
        LARGE_DROPS: _with(effort.fleet, FaultPlan(points=0.25)),
    }
    seeds = range(effort.seeds)
    healthy = run_jobs(
        [partial(run_fleet, ours, worlds[HEALTHY], (seed, 0)) for seed in seeds], effort.processes, "Healthy fleets"
    )
    rate = _false_alarms_a_call(healthy)
    runs = {HEALTHY: healthy}
    for number_of_world, name in enumerate((DROPS, LARGE_DROPS), start=1):
        jobs = [partial(run_fleet, ours, worlds[name], (seed, number_of_world), rate) for seed in seeds]
        runs[name] = run_jobs(jobs, effort.processes, f"Fleets with {name}")
    figures = _healthy_figures(healthy)
    for name in (DROPS, LARGE_DROPS):
        figures += _fault_figures(name, runs[name])
    return figures, [_fleet_table(runs), _oracle_table(runs, rate)]


def _with(plan: FleetPlan, faults: FaultPlan) -> FleetPlan:
    return replace(plan, faults=faults)


def _false_alarms_a_call(healthy: list[FleetRun]) -> float:
    """Return our rate, for the oracle; half an issue where there was none at all."""
    return max(sum(run.false_issues for run in healthy), 0.5) / sum(run.metric_calls for run in healthy)


def _healthy_figures(runs: list[FleetRun]) -> list[Figure]:
    false = np.array([run.false_issues for run in runs])
    quiet = float(np.mean(false <= MOST_FALSE_ISSUES))
    name = f"healthy fleets: share with at most {MOST_FALSE_ISSUES} issues"
    return [
        Figure(name, quiet, len(runs), LEAST_QUIET, at_most=False),
        Figure("healthy fleets: mean issues", float(false.mean()), len(runs)),
    ]


def _fault_figures(name: str, runs: list[FleetRun]) -> list[Figure]:
    promise = PROMISES[name]
    delays = _delays(runs)
    faults = len(delays)
    false_share = float(np.mean([run.false_share for run in runs]))
    most_false = MOST_FALSE_SHARE if name == DROPS else None
    return [
        Figure(f"{name}: share of issues that are false", false_share, len(runs), most_false),
        Figure(f"{name}: median delay in calls", quantile(delays, 0.5), faults, promise.median),
        Figure(f"{name}: p90 delay in calls", quantile(delays, 0.9), faults, promise.p90),
        Figure(f"{name}: share within {SOON} calls", share_within(delays, SOON), faults, promise.soon, at_most=False),
        Figure(f"{name}: share by the last day", share_found(delays), faults, promise.ever, at_most=False),
        *_ratio_figures(name, runs),
    ]


def _ratio_figures(name: str, runs: list[FleetRun]) -> list[Figure]:
    delays, oracle = _with_much_history(runs)
    ratio = quantile(delays, 0.5) / quantile(oracle, 0.5)
    most = MOST_RATIO if name == DROPS else None
    return [Figure(f"{name}, 1,000+ calls of history: median delay / oracle's", ratio, len(delays), most)]


def _delays(runs: list[FleetRun]) -> Floats:
    return np.concatenate([run.delays for run in runs])


def _with_much_history(runs: list[FleetRun]) -> tuple[Floats, Floats]:
    """Return our delays and the oracle's for the faults of projects with much history."""
    chosen = np.concatenate([run.much_history for run in runs])
    return _delays(runs)[chosen], np.concatenate([run.oracle_delays for run in runs])[chosen]


def _fleet_table(runs: dict[str, list[FleetRun]]) -> str:
    rows = []
    for name, of_world in runs.items():
        delays = _delays(of_world)
        rows.append(
            [
                name,
                number(float(np.mean([run.false_issues for run in of_world])), 1),
                percent(float(np.mean([run.false_share for run in of_world]))),
                number(quantile(delays, 0.5)),
                number(quantile(delays, 0.9)),
                percent(share_within(delays, SOON)),
                percent(share_found(delays)),
                f"{len(delays):,}",
                f"{len(of_world)}",
            ]
        )
    headings = ["fleet", "false issues", "of all", "median", "p90", f"within {SOON}", "by last day", "faults", "fleets"]
    return table("Fleets: issues of the product, calls until a fault is found", headings, rows)


def _oracle_table(runs: dict[str, list[FleetRun]], rate: float) -> str:
    rows = []
    for name in (DROPS, LARGE_DROPS):
        delays, oracle = _with_much_history(runs[name])
        for detector, found in (("ours", delays), ("oracle CUSUM", oracle)):
            shown = [number(quantile(found, 0.5)), number(quantile(found, 0.9)), percent(share_within(found, SOON))]
            rows.append([f"{name}, {detector}", *shown, f"{len(found):,}"])
    title = f"Projects with 1,000+ calls of history; both at our {rate:.1e} false alarms a call, oracle by the call"
    return table(title, ["", "median", "p90", f"within {SOON}", "faults"], rows)
