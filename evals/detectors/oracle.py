"""The limit: CUSUM that knows both the rate before the fall and the rate after it (Page 1954)."""

from dataclasses import dataclass
from functools import cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from evals.simulate.streams import Bools, Streams

Floats = NDArray[np.float64]

SEED = 20_260
CALLS = 2_000
STREAMS = 4_000
THRESHOLDS = np.linspace(2.0, 6.0, 17)


@dataclass(frozen=True, slots=True)
class Oracle:
    """Bernoulli CUSUM: the sum of log likelihood ratios, held at zero or above, alarms at the threshold."""

    before: float
    after: float
    threshold: float
    name: str = "oracle CUSUM"

    def alarms(self, streams: Streams) -> Bools:
        """Return where it alarms; it needs no history."""
        calls = streams.monitored
        raised = np.zeros(calls.shape, dtype=np.bool_)
        if_good, if_bad = evidence_of_calls(self.before, self.after)
        total = np.zeros(len(calls))
        for call in range(calls.shape[1]):
            total = np.maximum(total + np.where(calls[:, call], if_good, if_bad), 0)
            raised[:, call] = total >= self.threshold
            total[raised[:, call]] = 0
        return raised


def evidence_of_calls(before: float, after: float) -> tuple[float, float]:
    """Return the log likelihood ratio of a good and of a bad call."""
    return log(after / before), log((1 - after) / (1 - before))


@cache
def threshold_for(before: float, after: float, false_alarms: float) -> float:
    """Return the threshold with so many false alarms in 1,000 healthy calls.

    Found by simulation of healthy streams of 2,000 calls, each threshold restarting for itself. Where fewer false
    alarms are wanted than can be counted, a further nat costs a factor of e: the chance that an excursion reaches
    a height falls off like that (Cramér and Lundberg).
    """
    rates = _false_alarms(before, after)
    rarest = int(np.flatnonzero(rates > 0.05)[-1])
    if false_alarms < rates[rarest]:
        return float(THRESHOLDS[rarest] + log(rates[rarest] / false_alarms))
    return float(np.interp(-log(false_alarms), -np.log(rates[: rarest + 1]), THRESHOLDS[: rarest + 1]))


def rate_constant(before: float, after: float) -> float:
    """Return c, so that a high threshold h has c * exp(-h) false alarms a call."""
    return exp(threshold_for(before, after, 0.05)) * 0.05 / 1000


@cache
def _false_alarms(before: float, after: float) -> Floats:
    """Return the false alarms in 1,000 calls at each of `THRESHOLDS`."""
    rng = np.random.default_rng(SEED)
    if_good, if_bad = evidence_of_calls(before, after)
    total = np.zeros((len(THRESHOLDS), STREAMS))
    alarms = np.zeros(len(THRESHOLDS))
    for _ in range(CALLS):
        total += np.where(rng.random(STREAMS) < before, if_good, if_bad)
        np.maximum(total, 0, out=total)
        raised = total >= THRESHOLDS[:, None]
        alarms += raised.sum(axis=1)
        total[raised] = 0
    # Neighbouring thresholds of the lattice may count alike; interpolation needs them to fall.
    rates: Floats = np.minimum.accumulate(alarms / (STREAMS * CALLS / 1000))
    return rates * (1 - 1e-9 * np.arange(len(THRESHOLDS)))
