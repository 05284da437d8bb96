"""How strongly do the calls say that a metric has fallen below its own past?

Bayesian Shiryaev-Roberts: the baseline is a grid of rates weighted by all calls so far, a fall is a mixture
of three sizes that may begin with any bucket. It is an e-detector (Shin, Ramdas and Rinaldo, arXiv
2203.03532): while the rate is constant, the expected number of calls until the evidence first reaches X is at
least X, on average over the prior.
"""

from dataclasses import dataclass

import numpy as np

from tools.detection.settings import RatePrior
from tools.detection.stream import Counts, Floats, Stream

GRID = np.linspace(-6.0, 6.0, 121)
"""Baselines 0.1 logits apart, from 0.25 to 99.75 %."""

FALLS = np.array([0.4, 0.7, 1.1])
"""How far a fall takes the rate down, in logits: 8, 15 and 25 points from 70 %."""

LOG_SHARES = np.log([0.2, 0.6, 0.2])

NEGLIGIBLE = -25.0
"""Baselines with a smaller log share of all evidence are left out, for speed. They could only come to matter
where the evidence is far beyond any threshold."""


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """All that the calls so far say: enough to go on with the next ones without the old.

    `logits` are the baselines still possible, shape (b,); `log_weights` their posterior if nothing changed,
    shape (b,); `log_sums` the logs of the sums, over the starts of a fall, of calls in the start x likelihood
    of the fall / likelihood of no fall, shape (b, falls).
    """

    logits: Floats
    log_weights: Floats
    log_sums: Floats


def begin(prior: RatePrior) -> Learnt:
    """Return what is known before the first call."""
    log_weights = _log_chances(GRID) @ np.array([prior.good, prior.bad])
    log_weights -= np.logaddexp.reduce(log_weights)
    return Learnt(GRID, log_weights, np.full((len(GRID), len(FALLS)), -np.inf))


def learn(learnt: Learnt, trials: Counts, good: Counts) -> Learnt:
    """Take buckets as history: the baseline is learnt from them, no fall is looked for."""
    counts = np.array([good.sum(), (trials - good).sum()])
    log_weights = learnt.log_weights + _log_chances(learnt.logits) @ counts
    log_weights -= np.logaddexp.reduce(log_weights)
    return _without_negligible(Learnt(learnt.logits, log_weights, learnt.log_sums), 0.0)


def follow(learnt: Learnt, trials: Counts, good: Counts) -> tuple[Learnt, Floats]:
    """Watch some buckets; return what is known after them and the log evidence of a fall after each.

    A fall may begin at the start of a bucket, once for each of its calls: the order of calls inside a bucket
    does not matter and the guarantee holds at bucket ends. A bucket of one call is the textbook form.

    Args:
        learnt: What is known before these buckets.
        trials: Calls per bucket, shape (n,), n > 0.
        good: Good calls per bucket, shape (n,).
    """
    counts = np.cumsum([good, trials - good], axis=1)
    steady = _log_chances(learnt.logits)
    fallen = _log_chances((learnt.logits[:, None] - FALLS).ravel())
    healthy = learnt.log_weights[:, None] + steady @ counts
    healthy -= _log_sum(healthy)
    ratios = (fallen - np.repeat(steady, len(FALLS), axis=0)) @ counts

    sums = np.tile(LOG_SHARES, len(learnt.logits))[:, None] + np.log(trials)
    sums[:, 1:] -= ratios[:, :-1]
    sums[:, 0] = np.logaddexp(sums[:, 0], learnt.log_sums.ravel())
    sums = np.logaddexp.accumulate(sums, axis=1) + ratios
    evidence = _log_sum(sums + np.repeat(healthy, len(FALLS), axis=0))

    last_sums = sums[:, -1].reshape(learnt.log_sums.shape)
    return _without_negligible(Learnt(learnt.logits, healthy[:, -1], last_sums), float(evidence[-1])), evidence


def drop_evidence(stream: Stream, first: int, prior: RatePrior) -> Floats:
    """Return the log evidence of a fall after each bucket; minus infinity before bucket `first`.

    The buckets before `first` are history. Segments double in length, so that long streams soon carry few
    baselines; where they end depends on the calls before only.
    """
    evidence = np.full(len(stream), -np.inf)
    learnt = learn(begin(prior), stream.trials[:first], stream.good[:first])
    calls = np.cumsum(stream.trials)
    start = first
    while start < len(stream):
        known = calls[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(calls, 2 * known, side="right")))
        learnt, evidence[start:end] = follow(learnt, stream.trials[start:end], stream.good[start:end])
        start = end
    return evidence


def find_fall_start(stream: Stream, *, history: int, fewest_calls: int) -> int | None:
    """Return the bucket at which two constant rates, the second lower, most likely meet; None if nowhere.

    The later rate rests on at least `fewest_calls` calls, the earlier one on at least `history`.
    """
    calls, good = np.cumsum(stream.trials), np.cumsum(stream.good)
    calls_before, good_before = calls[:-1], good[:-1]
    calls_after, good_after = calls[-1:] - calls_before, good[-1:] - good_before
    fit = _best_log_likelihood(calls_before, good_before) + _best_log_likelihood(calls_after, good_after)
    fell = good_before * calls_after > good_after * calls_before
    possible = fell & (calls_before >= history) & (calls_after >= fewest_calls)
    if not possible.any():
        return None
    return int(np.argmax(np.where(possible, fit, -np.inf))) + 1


def _log_chances(logits: Floats) -> Floats:
    """Return the log chance of a good and of a bad call, shape (n, 2)."""
    return -np.logaddexp(0, np.stack([-logits, logits], axis=1))


def _best_log_likelihood(calls: Counts, good: Counts) -> Floats:
    bad = calls - good
    with np.errstate(divide="ignore", invalid="ignore"):
        good_part = np.where(good > 0, good * np.log(good / calls), 0.0)
        bad_part = np.where(bad > 0, bad * np.log(bad / calls), 0.0)
    return good_part + bad_part


def _log_sum(rows: Floats) -> Floats:
    """Return the log of the sum over rows of their exponentials, shape (columns,)."""
    highest = rows.max(axis=0)
    total: Floats = highest + np.log(np.exp(rows - highest).sum(axis=0))
    return total


def _without_negligible(learnt: Learnt, evidence: float) -> Learnt:
    fallen = learnt.log_weights + learnt.log_sums.max(axis=1) - max(evidence, 0.0)
    kept = np.maximum(learnt.log_weights, fallen) > NEGLIGIBLE
    return Learnt(learnt.logits[kept], learnt.log_weights[kept], learnt.log_sums[kept])
