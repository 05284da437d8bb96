"""Is a metric that was bad back where it belongs, and since when?"""

from dataclasses import dataclass
from math import exp, log

import numpy as np

from tools.detection.settings import Settings
from tools.detection.stream import Stream

FARTHEST_DOUBT = 0.8
"""After a deep fall it is enough to stand clearly nearer to the reference than this many logits below it."""

LOWEST_RATE, HIGHEST_RATE = 0.01, 0.995


@dataclass(frozen=True, slots=True)
class Return:
    """A recovery: the bucket with which the good calls begin, and the one that made it certain."""

    start: int
    seen: int


def find_return(stream: Stream, *, after: int, bad: float, reference: float, settings: Settings) -> Return | None:
    """Return the first recovery in the buckets from `after` on, None if there is none.

    A cumulative sum of "at the reference" against "half way between bad and reference" has to pass
    `return_evidence`, over `fewest_calls_back` calls whose rate stands within half of `smallest_gap` of the
    reference. An alarm needs a whole `smallest_gap`: what has just come back is not at once bad again.

    Args:
        stream: All calls.
        after: The first bucket that may count.
        bad: The rate when the trouble was found.
        reference: The rate to come back to: the target, or the rate before the fall.
        settings: How sure to be.
    """
    trials, good = stream.trials[after:], stream.good[after:]
    if not len(trials):
        return None
    back = min(max(reference, LOWEST_RATE), HIGHEST_RATE)
    doubt = _half_way(min(bad, reference - settings.smallest_gap), back)
    gains = good * log(back / doubt) + (trials - good) * log((1 - back) / (1 - doubt))
    total = np.concatenate([[0.0], np.cumsum(gains)])
    lowest = np.minimum.accumulate(total)
    start = np.maximum.accumulate(np.where(total == lowest, np.arange(len(total)), 0))[1:]
    calls = np.concatenate([[0], np.cumsum(trials)])
    goods = np.concatenate([[0], np.cumsum(good)])
    calls_back, goods_back = calls[1:] - calls[start], goods[1:] - goods[start]
    is_back = (
        (total[1:] - lowest[1:] >= settings.return_evidence)
        & (calls_back >= settings.fewest_calls_back)
        & (goods_back >= (reference - settings.smallest_gap / 2) * calls_back)
    )
    if not is_back.any():
        return None
    seen = int(np.argmax(is_back))
    return Return(start=after + int(start[seen]), seen=after + seen)


def _half_way(bad: float, back: float) -> float:
    low, high = (log(rate / (1 - rate)) for rate in (max(bad, LOWEST_RATE / 2), back))
    doubt = max((low + high) / 2, high - FARTHEST_DOUBT)
    return 1 / (1 + exp(-doubt))
