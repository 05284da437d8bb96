"""What would the other detectors open in the same fleet? Each issue is a detector's first alarm on a stream."""

from functools import partial

import numpy as np

from evals.detectors.protocol import Detector
from evals.simulate.fleets import Fleet, build_fleet
from evals.simulate.streams import Ints, Streams
from evals.suites.detection.fleet_runs import FleetRun, calls_of, judge
from evals.suites.detection.measures import SOON, quantile, share_within
from evals.suites.detection.ours import Ours
from evals.suites.detection.single_streams import fixed_thresholds, river_detectors
from evals.suites.effort import Effort
from evals.suites.figures import number, percent, table
from evals.suites.jobs import run_jobs

USUAL_RATE, USUAL_HISTORY = 0.70, 1_000
"""What ADWIN and Page-Hinkley are calibrated for."""


def measure_compared_fleets(ours: Ours, effort: Effort) -> list[str]:
    """Return a table of all detectors on the same fleets with faults."""
    jobs = [partial(_compare, ours, seed, effort) for seed in range(effort.compared_fleets)]
    answers = run_jobs(jobs, effort.processes, "Fleets compared")
    rows = []
    for name in answers[0]:
        runs = [answer[name] for answer in answers]
        delays = np.concatenate([run.delays for run in runs])
        rows.append(
            [
                name,
                number(float(np.mean([run.false_issues for run in runs])), 1),
                percent(float(np.mean([run.false_share for run in runs]))),
                number(quantile(delays, 0.5)),
                number(quantile(delays, 0.9)),
                percent(share_within(delays, SOON)),
                f"{len(delays)}",
            ]
        )
    plan = effort.compared
    title = (
        f"The same fleets ({plan.organisations * plan.projects_each} projects x {plan.metrics} metrics x "
        f"{plan.monitored_days} days), an issue at the first alarm; an alarm before the fault is false and hides it"
    )
    headings = ["detector", "false issues", "of all", "median", "p90", f"within {SOON}", "faults"]
    return [table(title, headings, rows)]


def _compare(ours: Ours, seed: int, effort: Effort) -> dict[str, FleetRun]:
    rng = np.random.default_rng((seed, 5))
    fleet = build_fleet(effort.compared, rng)
    days = fleet.hours // 24
    runs = {"ours": judge(fleet, ours.issues(fleet), days)}
    detectors = [*fixed_thresholds(), *river_detectors(USUAL_RATE, USUAL_HISTORY, effort)]
    first = {detector.name: np.full(len(fleet.trials), -1, dtype=np.int64) for detector in detectors}
    for begin in range(0, len(fleet.trials), fleet.plan.metrics):
        project = range(begin, begin + fleet.plan.metrics)
        streams, hours = _as_calls(fleet, project, rng)
        for detector in detectors:
            first[detector.name][project] = _first_hours(detector, streams, hours)
    return runs | {name: judge(fleet, issues, days) for name, issues in first.items()}


def _as_calls(fleet: Fleet, project: range, rng: np.random.Generator) -> tuple[Streams, Ints]:
    """Return the streams of a project, which share its calls, call by call, and the hour of each monitored call."""
    drawn = [calls_of(fleet, stream, 0, rng) for stream in project]
    hour, good = drawn[0][0], np.stack([outcome for _, _, outcome in drawn])
    known = int(np.searchsorted(hour, fleet.monitored_from))
    nothing = np.zeros(len(good), dtype=np.int64)
    return Streams(good[:, :known], good[:, known:], None, nothing, nothing), hour[known:]


def _first_hours(detector: Detector, streams: Streams, hours: Ints) -> Ints:
    raised = detector.alarms(streams)
    return np.where(raised.any(axis=1), hours[raised.argmax(axis=1)], -1)
