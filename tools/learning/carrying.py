"""How much of what replays promise arrives in the calls that follow?

A turn mended at its decision point is not yet a field captured: the caller still has to answer. The share that arrives
is learnt from suggestions that were both replayed and measured.
"""

from collections.abc import Iterable
from math import isfinite, sqrt

from tools.learning.beliefs import Belief

USUAL = Belief(0.7, 0.3)
"""Until something was measured: most of it, not all."""


def find_arriving(pairs: Iterable[tuple[Belief, Belief]]) -> Belief:
    """Return which share of a promised change arrives.

    Args:
        pairs: What was promised and what was measured of the same suggestion, in shares; what says nothing is left out.
    """
    precision = 1 / USUAL.sd**2
    total = USUAL.mean * precision
    for promised, measured in pairs:
        error = sqrt(measured.sd**2 + (USUAL.mean * promised.sd) ** 2)
        if isfinite(error) and error > 0 and isfinite(promised.mean) and isfinite(measured.mean):
            precision += promised.mean**2 / error**2
            total += promised.mean * measured.mean / error**2
    return Belief(total / precision, 1 / sqrt(precision))


def carry(promised: Belief, arriving: Belief = USUAL) -> Belief:
    """Return what to expect of a promised change when only a share of it arrives."""
    variance = (
        (arriving.mean * promised.sd) ** 2 + (promised.mean * arriving.sd) ** 2 + (promised.sd * arriving.sd) ** 2
    )
    return Belief(promised.mean * arriving.mean, sqrt(variance))
