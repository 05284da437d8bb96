"""How strongly do the calls say that a metric is below its target?

A one-sided mixture sequential probability ratio test (Wald, Robbins). While the rate is at or above target
its evidence is an e-process: the chance that it ever reaches X, looked at after every bucket, is at most 1/X
(Ville's inequality).
"""

import numpy as np

from tools.detection.stream import Counts, Floats, Stream

FALLS = np.array([0.4, 0.8, 1.25, 1.8])
"""The alternatives, in logits below the target, equally likely: 50, 40, 30, 20 % for a target of 60 %."""

FROM_THE_START = 0.8
"""Most level problems were always there. The rest of the weight allows for one that began later."""

LATER_STARTS = 500.0
"""Half of the later starts are expected within so many calls; the heavy tail rules none out."""

LOWEST_TARGET, HIGHEST_TARGET = 0.01, 0.995
"""Targets beyond these are read as these: at 100 % a single miss would prove a metric off target for ever."""


def level_evidence(stream: Stream, target: float) -> Floats:
    """Return the log evidence, after each bucket, that the rate has been below `target` since some bucket.

    The evidence is a product over calls, so that buckets give what single calls would give at their ends.
    A start may be any bucket; the weights of starts sum to at most one, which keeps the guarantee.

    Raises:
        ValueError: The target is no share.
    """
    if not len(stream):
        return np.empty(0)
    total = _log_ratios(stream, target)
    started = np.logaddexp.accumulate(_log_start_weights(stream) - _before(total), axis=1)
    evidence: Floats = np.logaddexp.reduce(total + started, axis=0) - np.log(len(FALLS))
    return evidence


def find_level_start(stream: Stream, target: float, *, fewest_calls: int) -> int:
    """Return the bucket since which the rate has most likely been below target.

    At least `fewest_calls` calls lie from there to the end, if the stream holds as many.
    """
    total = _log_ratios(stream, target)
    terms = _log_start_weights(stream) + np.logaddexp.reduce(total[:, -1:] - _before(total), axis=0)
    calls_left = np.cumsum(stream.trials[::-1])[::-1]
    terms[1:][calls_left[1:] < fewest_calls] = -np.inf
    return int(np.argmax(terms))


def _before(total: Floats) -> Floats:
    """Return what each cumulative row was one bucket earlier."""
    return np.concatenate([np.zeros((len(total), 1)), total[:, :-1]], axis=1)


def log_gains(targets: Floats) -> tuple[Floats, Floats]:
    """Return what a good and what a bad call add to the log evidence of each alternative, shape (s, alternatives).

    Args:
        targets: The good share each of s streams should have, shape (s,).
    """
    held = np.clip(targets, LOWEST_TARGET, HIGHEST_TARGET)
    logit = np.log(held / (1 - held))[:, None]
    good = np.logaddexp(0, -logit) - np.logaddexp(0, FALLS - logit)
    bad = np.logaddexp(0, logit) - np.logaddexp(0, logit - FALLS)
    return good, bad


def start_weight(before: Floats, calls: Counts) -> Floats:
    """Return how likely a level problem is to begin with a bucket of so many calls, of which so many are before it."""
    left, then = LATER_STARTS / (LATER_STARTS + before), LATER_STARTS / (LATER_STARTS + before + calls)
    weight: Floats = (1 - FROM_THE_START) * (left - then) + FROM_THE_START * ((before == 0) & (calls > 0))
    return weight


def _log_ratios(stream: Stream, target: float) -> Floats:
    """Return cumulative log likelihood ratios of each alternative to the target, shape (falls, buckets)."""
    if not 0 <= target <= 1:
        raise ValueError(f"A target is a share between 0 and 1, not {target}.")
    good, bad = log_gains(np.array([target]))
    goods, bads = np.cumsum(stream.good), np.cumsum(stream.trials - stream.good)
    ratios: Floats = good[0][:, None] * goods + bad[0][:, None] * bads
    return ratios


def _log_start_weights(stream: Stream) -> Floats:
    before = (np.cumsum(stream.trials) - stream.trials).astype(float)
    logs: Floats = np.log(start_weight(before, stream.trials))
    return logs
