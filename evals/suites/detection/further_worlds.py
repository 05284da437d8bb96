"""What else happens to projects: printed, without a target, except that nothing may flood."""

from functools import partial

import numpy as np

from evals.simulate.fleets import FleetPlan
from evals.suites.detection.fleet_runs import FleetRun, run_fleet
from evals.suites.detection.measures import quantile, share_found
from evals.suites.detection.ours import Ours
from evals.suites.effort import Effort
from evals.suites.figures import Figure, number, percent, table
from evals.suites.jobs import run_jobs

FEWEST_FLEETS, MOST_FLEETS = 2, 5


def measure_further_worlds(ours: Ours, effort: Effort) -> tuple[list[Figure], list[str]]:
    """Return the figures and the table of drops of other sizes, slow, brief and uneven ones, few and many calls."""
    fleets = min(max(effort.seeds // 4, FEWEST_FLEETS), MOST_FLEETS)
    jobs = [partial(_run_some, ours, plan, fleets) for plan in effort.scenarios.values()]
    answers = run_jobs(jobs, effort.processes, "Further worlds")
    figures, rows = [], []
    for name, runs in zip(effort.scenarios, answers, strict=True):
        delays, days = np.concatenate([run.delays for run in runs]), np.concatenate([run.days for run in runs])
        found = share_found(delays)
        false, streams = sum(run.false_issues for run in runs), sum(run.streams for run in runs)
        rows.append(
            [
                name,
                percent(found, 0),
                number(quantile(delays, 0.5)),
                number(quantile(delays, 0.9)),
                number(quantile(days, 0.5)),
                f"{len(delays):,}",
                f"{false:,}",
                f"{streams:,}",
            ]
        )
        figures.append(Figure(f"{name}: false issues in 1,000 streams", 1000 * false / streams, streams))
    headings = ["world", "found", "median calls", "p90", "median days", "faults", "false issues", "streams"]
    return figures, [table("Further worlds: issues of the product", headings, rows)]


def _run_some(ours: Ours, plan: FleetPlan, fleets: int) -> list[FleetRun]:
    return [run_fleet(ours, plan, (seed, 9)) for seed in range(fleets)]
