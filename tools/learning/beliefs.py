"""What is believed of an effect, and what is believed when two sources speak of it."""

from dataclasses import dataclass
from math import inf, isfinite, sqrt

from memory.vocabulary import Cause


@dataclass(frozen=True, slots=True)
class Belief:
    """A normal distribution of an effect, in shares. An infinite `sd` says nothing at all."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one edit of a kind brought against a cause: the effect on the metric and its standard error, in shares.

    Measured after the change, or promised by a replay; the standard error is that of the figure alone. `count` tells
    how many stand behind it, where it is a summary.
    """

    cause: Cause
    kind: str
    effect: float
    error: float
    is_measured: bool = True
    count: int = 1


NOTHING = Belief(0.0, inf)


def combine(*beliefs: Belief) -> Belief:
    """Return what independent sources say together: each weighs by its precision.

    Sources that say nothing are left out; with none left, nothing is known. One that is certain decides.
    """
    certain = [belief for belief in beliefs if belief.sd <= 0]
    if certain:
        return Belief(sum(belief.mean for belief in certain) / len(certain), 0.0)
    telling = [(belief.mean, 1 / belief.sd**2) for belief in beliefs if isfinite(belief.sd)]
    precision = sum(weight for _, weight in telling)
    if precision == 0:
        return NOTHING
    return Belief(sum(mean * weight for mean, weight in telling) / precision, 1 / sqrt(precision))


def belief_of_interval(low: float, mid: float, high: float, *, deviations: float = 1.2816) -> Belief:
    """Return the belief that an interval stands for; by default an 80 % one reaches 1.28 deviations each way.

    The ends need not lie evenly around `mid`. An interval without width is certain of nothing, since no interval of
    a rate is exact: it is taken as a tenth of a point wide.
    """
    return Belief(mid, max((high - low) / (2 * deviations), 0.001))
