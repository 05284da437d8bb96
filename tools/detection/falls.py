"""When did a metric fall, given that it did?"""

import numpy as np

from tools.detection.stream import Counts, Floats, Stream


def find_fall_start(stream: Stream, *, history: int, fewest_calls: int, earliest: int = 0) -> int | None:
    """Return the bucket at which two constant rates, the second lower, most likely meet; None if nowhere.

    It is no bucket before `earliest`. The later rate rests on at least `fewest_calls` calls, the earlier one on at
    least `history`.
    """
    calls, good = np.cumsum(stream.trials), np.cumsum(stream.good)
    calls_before, good_before = calls[:-1], good[:-1]
    calls_after, good_after = calls[-1:] - calls_before, good[-1:] - good_before
    fit = _best_log_likelihood(calls_before, good_before) + _best_log_likelihood(calls_after, good_after)
    fell = good_before * calls_after > good_after * calls_before
    possible = fell & (calls_before >= history) & (calls_after >= fewest_calls)
    possible[: max(earliest - 1, 0)] = False
    if not possible.any():
        return None
    return int(np.argmax(np.where(possible, fit, -np.inf))) + 1


def _best_log_likelihood(calls: Counts, good: Counts) -> Floats:
    bad = calls - good
    with np.errstate(divide="ignore", invalid="ignore"):
        good_part = np.where(good > 0, good * np.log(good / calls), 0.0)
        bad_part = np.where(bad > 0, bad * np.log(bad / calls), 0.0)
    return good_part + bad_part
