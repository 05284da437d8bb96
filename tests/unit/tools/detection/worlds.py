"""Made-up streams with known truth, the same in every run."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from tools.detection.stream import Stream

FIRST_DAY = datetime(2026, 9, 1, tzinfo=UTC)
_START = np.datetime64("2026-09-01T00:00:00", "s")


def single_calls(good: Sequence[bool] | np.ndarray) -> Stream:
    """One bucket a call, ten minutes apart."""
    goods = np.asarray(good).astype(np.int64)
    times = _START + np.arange(len(goods)) * np.timedelta64(600, "s")
    return Stream(times, np.ones_like(goods), goods)


def hourly(days_at: Sequence[tuple[float, float]], calls_an_hour: float, seed: int) -> Stream:
    """Hour buckets with Poisson calls; `days_at` lists (rate, days) in order of time."""
    rng = np.random.default_rng(seed)
    rates = np.concatenate([np.full(round(days * 24), rate) for rate, days in days_at])
    trials = rng.poisson(calls_an_hour, len(rates))
    good = rng.binomial(trials, rates)
    times = _START + np.arange(len(rates)) * np.timedelta64(3600, "s")
    some = trials > 0
    return Stream(times[some], trials[some], good[some])


def days_after_start(days: float) -> datetime:
    return datetime.fromtimestamp(FIRST_DAY.timestamp() + days * 86_400, UTC)


def shuffled(good: int, bad: int, seed: int) -> Stream:
    """Single calls, so many good and so many bad, in a random order."""
    calls = np.repeat([True, False], [good, bad])
    return single_calls(np.random.default_rng(seed).permutation(calls))
