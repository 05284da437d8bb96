"""How strongly do the calls say that a metric is below its target?

A one-sided mixture sequential probability ratio test (Wald, Robbins). While the rate is at or above target
its evidence is an e-process: the chance that it ever reaches X, looked at after every bucket, is at most 1/X
(Ville's inequality).
"""

import numpy as np

from tools.detection.stream import Floats, Stream

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


def _log_ratios(stream: Stream, target: float) -> Floats:
    """Return cumulative log likelihood ratios of each alternative to the target, shape (falls, buckets)."""
    if not 0 <= target <= 1:
        raise ValueError(f"A target is a share between 0 and 1, not {target}.")
    held = min(max(target, LOWEST_TARGET), HIGHEST_TARGET)
    logit = np.log(held / (1 - held))
    good = np.logaddexp(0, -logit) - np.logaddexp(0, FALLS - logit)
    bad = np.logaddexp(0, logit) - np.logaddexp(0, logit - FALLS)
    goods, bads = np.cumsum(stream.good), np.cumsum(stream.trials - stream.good)
    ratios: Floats = good[:, None] * goods + bad[:, None] * bads
    return ratios


def _log_start_weights(stream: Stream) -> Floats:
    calls = np.concatenate([[0], np.cumsum(stream.trials)])
    left = LATER_STARTS / (LATER_STARTS + calls)
    weights = (1 - FROM_THE_START) * (left[:-1] - left[1:])
    weights[0] += FROM_THE_START
    logs: Floats = np.log(weights)
    return logs
