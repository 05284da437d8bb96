"""The inner loop of the monitor, compiled: one pass over a fleet is hundreds of millions of small steps.

Compiled on first use and kept on disk; where no folder may be written to, compiled once a process.
"""

from collections.abc import Callable
from functools import cache
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

from tools.detection.stream import Counts, Floats

Buckets = tuple[Counts, Counts, NDArray[np.int32]]
Tables = tuple[Floats, Floats, Floats]
Follow = Callable[[NDArray[np.int32], Floats, Floats, Buckets, Tables, Floats], None]
LARGEST_SUM = 1e200
"""Beyond this the evidence says no more than it said before; a float could not hold it either."""


@cache
def compiled() -> Follow:
    """Return `follow_buckets` as machine code."""
    from numba import njit

    try:
        kept: Follow = njit(cache=True, nogil=True)(follow_buckets)
    except RuntimeError:
        kept = njit(nogil=True)(follow_buckets)
    return kept


def follow_buckets(
    nodes: NDArray[np.int32],
    log_weights: Floats,
    sums: Floats,
    buckets: Buckets,
    tables: Tables,
    evidence: Floats,
) -> None:
    """Bring `log_weights` and `sums` forward bucket by bucket, in place, and write down the evidence after each.

    Args:
        nodes: Baselines as places in the tables, shape (s, g).
        log_weights: Their log weights, shape (s, g).
        sums: The sums over starts, shape (s, g, falls).
        buckets: Calls per bucket; good calls per bucket; how far each bucket's rate lies above the baseline,
            in places; all of shape (s, n).
        tables: Log chance of a good and of a bad call by place, shape (2, places); what each fall adds to
            them, shape (falls, 2, places); how likely each fall is, shape (falls,).
        evidence: Where to write, shape (s, n); a bucket without calls is left as it is.
    """
    trials, good, offsets = buckets
    chances, falls, shares = tables
    last = chances.shape[1] - 1
    for stream in range(trials.shape[0]):
        for bucket in range(trials.shape[1]):
            calls = trials[stream, bucket]
            if calls == 0:
                continue
            won = float(good[stream, bucket])
            lost = float(calls - good[stream, bucket])
            top = -inf
            for node in range(nodes.shape[1]):
                place = min(max(nodes[stream, node] + offsets[stream, bucket], 0), last)
                log_weights[stream, node] += chances[0, place] * won + chances[1, place] * lost
                top = max(top, log_weights[stream, node])
            fallen, total = 0.0, 0.0
            for node in range(nodes.shape[1]):
                place = min(max(nodes[stream, node] + offsets[stream, bucket], 0), last)
                weight = exp(log_weights[stream, node] - top)
                total += weight
                for fall in range(shares.shape[0]):
                    ratio = falls[fall, 0, place] * won + falls[fall, 1, place] * lost
                    after = (sums[stream, node, fall] + calls) * exp(min(ratio, 200.0))
                    sums[stream, node, fall] = min(after, LARGEST_SUM)
                    fallen += weight * shares[fall] * sums[stream, node, fall]
            evidence[stream, bucket] = log(fallen / total) if fallen > 0 else -inf
        highest = log_weights[stream].max()
        for node in range(nodes.shape[1]):
            log_weights[stream, node] -= highest
