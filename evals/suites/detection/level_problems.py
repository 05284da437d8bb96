"""How soon is a metric found that never reached its target, and how often is one accused that does?"""

from functools import partial
from math import log

import numpy as np

from evals.simulate.streams import Bools, Ints, healthy_streams
from evals.suites.detection.measures import quantile
from evals.suites.detection.ours import Ours
from evals.suites.effort import Effort
from evals.suites.figures import Figure, number, percent, table
from evals.suites.jobs import run_jobs

TARGET, LOW = 0.60, 0.30
ON_TARGET = (0.60, 0.65, 0.70)
CALLS = 1_000
LEAST_FOUND = 0.95
LEVELS = {"watch level": (65, 0.01), "issue level": (85, 0.001)}
"""Within how many calls it has to be found, and what share of projects on target may ever be flagged."""


def measure_level_problems(ours: Ours, effort: Effort) -> tuple[list[Figure], list[str]]:
    """Return the figures and the table of level problems."""
    rates = (LOW, *ON_TARGET)
    answers = run_jobs([partial(_measure, ours, rate, effort) for rate in rates], effort.processes, "Level problems")
    by_rate = dict(zip(rates, answers, strict=True))
    figures, rows = [], []
    for level, (soon, most_false) in LEVELS.items():
        for name in (f"ours, {level}", f"test that knows {LOW:.0%}, {level}"):
            found = np.where(by_rate[LOW][name] > 0, by_rate[LOW][name], np.inf)
            wrong = [float(np.mean(by_rate[rate][name] > 0)) for rate in ON_TARGET]
            in_time = float(np.mean(found <= soon))
            late = number(quantile(found, LEAST_FOUND))
            rows.append([name, percent(in_time), late, *(percent(share, 2) for share in wrong), f"{len(found):,}"])
            if name.startswith("ours"):
                text = f"level {LOW:.0%} against {TARGET:.0%}, {level}"
                figures += [
                    Figure(f"{text}: share within {soon} calls", in_time, len(found), LEAST_FOUND, at_most=False),
                    Figure(f"{text}: share of on-target ever flagged", wrong[0], len(found), most_false),
                ]
    headings = ["", "in time", "95 % by", *(f"false at {rate:.0%}" for rate in ON_TARGET), "streams"]
    soons = " and ".join(str(soon) for soon, _ in LEVELS.values())
    title = f"{LOW:.0%} against a target of {TARGET:.0%}; in time: within {soons} calls; false: ever in {CALLS:,} calls"
    return figures, [table(title, headings, rows)]


def _measure(ours: Ours, rate: float, effort: Effort) -> dict[str, Ints]:
    """Return the first call that flags each stream, 0: never, by detector."""
    rng = np.random.default_rng([round(rate * 100), CALLS])
    calls = healthy_streams(rng, rate=rate, count=effort.level_streams, history=0, calls=CALLS).monitored
    found = {}
    for level, (_, most_false) in LEVELS.items():
        found[f"ours, {level}"] = ours.level_alarms(calls, TARGET, issue=level == "issue level")
        found[f"test that knows {LOW:.0%}, {level}"] = _sequential_test(calls, log(1 / most_false))
    return found


def _sequential_test(calls: Bools, needed: float) -> Ints:
    """Return the first call at which Wald's test of the target against the known lower rate ends, 0: never."""
    if_good, if_bad = log(LOW / TARGET), log((1 - LOW) / (1 - TARGET))
    reached = np.cumsum(np.where(calls, np.float32(if_good), np.float32(if_bad)), axis=1) >= needed
    return np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, 0)
