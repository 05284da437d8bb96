"""What is read off alarms: delays, shares found, false alarms."""

import numpy as np
from numpy.typing import NDArray

from evals.simulate.streams import Bools, Streams

Floats = NDArray[np.float64]

SOON = 500
"""Falls should be found within so many calls."""


def delays_of(raised: Bools, streams: Streams) -> Floats:
    """Return how many calls after the fall the first alarm at or after it came; infinite: never. Shape (streams,).

    The first call at the lower rate is call 1. Alarms before it do not count.

    Raises:
        ValueError: The streams have no fall.
    """
    if streams.change is None:
        raise ValueError("A stream without a fall has no delay.")
    after = raised[:, streams.change :]
    return np.where(after.any(axis=1), after.argmax(axis=1) + 1.0, np.inf)


def false_alarms_of(raised: Bools) -> float:
    """Return the alarms of healthy streams in 1,000 calls."""
    return float(raised.sum() / (raised.size / 1000))


def quantile(delays: Floats, share: float) -> float:
    """Return the delay within which that share was found; those never found count as infinitely late."""
    if not len(delays):
        return float("nan")
    return float(np.quantile(delays, share, method="inverted_cdf"))


def share_within(delays: Floats, calls: int) -> float:
    """Return the share of delays of at most so many calls."""
    return float(np.mean(delays <= calls)) if len(delays) else float("nan")


def share_found(delays: Floats) -> float:
    """Return the share of delays that ended at all."""
    return float(np.isfinite(delays).mean()) if len(delays) else float("nan")
