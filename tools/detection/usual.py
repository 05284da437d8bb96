"""What does an organisation let one expect of its projects' metrics, before their own calls are looked at?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.detection.monitor import Usual
from tools.detection.seasons import MOST_TYPES, fit_shared
from tools.detection.settings import RatePrior
from tools.detection.stream import Floats

FEWEST_PROJECTS, FEWEST_CALLS = 3, 30
"""A rate is expected only where so many projects with so many calls each agree on it, more or less."""

MOST_CALLS_WORTH = 80.0
"""However much they agree: what the others do is worth no more than so many calls of a project's own."""

MetricKey = tuple[str, str]
"""A metric and its field, the latter empty where there is none."""


@dataclass(frozen=True, slots=True)
class UsualRates:
    """What is usual in one organisation. `types` are the call types told apart; number n + 1 means `types[n]`."""

    types: tuple[str, ...] = ()
    metrics: Mapping[MetricKey, Usual] = field(default_factory=dict)

    def of(self, metric: str, field_name: str) -> Usual:
        """Return what is usual for a metric; nothing in particular where it is not known."""
        return self.metrics.get((metric, field_name), Usual())

    def type_numbers(self, call_types: Sequence[str]) -> list[int]:
        """Return the number of each call type, 0 for one that is not told apart."""
        numbers = {name: number for number, name in enumerate(self.types, start=1)}
        return [numbers.get(call_type, 0) for call_type in call_types]


def choose_types(calls_by_type: Mapping[str, int]) -> tuple[str, ...]:
    """Return the call types to tell apart: the most frequent ones, in a fixed order."""
    named = [(calls, name) for name, calls in calls_by_type.items() if name]
    return tuple(sorted(name for _calls, name in sorted(named, reverse=True)[: MOST_TYPES - 1]))


def fit_usual(trials: Floats, good: Floats) -> Usual:
    """Return what is usual for one metric.

    Args:
        trials: Calls a cell, one row a project, shape (projects, cells).
        good: Good calls a cell, shape (projects, cells).
    """
    called = trials.sum(axis=1) > 0
    if not called.any():
        return Usual()
    group = np.zeros(int(called.sum()), dtype=np.intp)
    effects = fit_shared(trials[called], good[called], group)[0]
    return Usual(_expect_rate(trials.sum(axis=1), good.sum(axis=1)), effects)


def as_plain(usual: UsualRates) -> dict[str, Any]:
    """Return it as plain JSON values."""
    metrics = [
        {
            "metric": metric,
            "field": name,
            "prior": [known.prior.good, known.prior.bad],
            "effects": None if known.effects is None else [round(float(effect), 5) for effect in known.effects],
        }
        for (metric, name), known in usual.metrics.items()
    ]
    return {"types": list(usual.types), "metrics": metrics}


def from_plain(plain: Mapping[str, Any]) -> UsualRates:
    """Return what `as_plain` gave."""
    metrics = {
        (each["metric"], each["field"]): Usual(
            RatePrior(*each["prior"]), None if each["effects"] is None else np.array(each["effects"])
        )
        for each in plain["metrics"]
    }
    return UsualRates(tuple(plain["types"]), metrics)


def _expect_rate(calls: Floats, good: Floats) -> RatePrior:
    """Return a Beta prior by the method of moments: as narrow as the projects' rates lie together."""
    enough = calls >= FEWEST_CALLS
    if enough.sum() < FEWEST_PROJECTS:
        return RatePrior()
    rates, mean = good[enough] / calls[enough], float(good[enough].sum() / calls[enough].sum())
    mean = min(max(mean, 0.02), 0.98)
    between = float(rates.var(ddof=1) - (mean * (1 - mean) / calls[enough]).mean())
    worth = MOST_CALLS_WORTH if between <= 0 else min(max(mean * (1 - mean) / between - 1, 2.0), MOST_CALLS_WORTH)
    return RatePrior(worth * mean, worth * (1 - mean))
