"""Made-up streams with known truth, the same in every run."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np

from tools.detection.monitor import Usual
from tools.detection.seasons import PARTS, WEEKDAYS, cells_of
from tools.detection.stream import Stream, keep_called
from tools.detection.usual import fit_usual

FIRST_DAY = datetime(2026, 9, 1, tzinfo=UTC)
_START = np.datetime64("2026-09-01T00:00:00", "s")
_MONDAY = np.datetime64("2026-08-31T00:00:00", "s")
_OPEN = np.arange(8, 20)


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


def weekly(
    weeks: Sequence[int],
    *,
    rates: Sequence[float],
    seed: int,
    mixes: Sequence[float] = (),
    weekend: float = 0.0,
    drop: float = 0.0,
    calls_an_hour: float = 6,
) -> Stream:
    """Hour buckets from Monday on, 8 to 20 h UTC every day, for as many weeks as the sum of `weeks`.

    `rates` are the good shares of the types of call, and `mixes` the shares of the second type in each part of
    `weeks`. `weekend` is what Saturday and Sunday add to the rates, `drop` what the last part does.
    """
    rng = np.random.default_rng(seed)
    day = np.arange(7 * sum(weeks))
    part = np.repeat(np.arange(len(weeks)), 7 * np.array(weeks))
    times = (_MONDAY + (day[:, None] * 24 + _OPEN).astype("timedelta64[h]")).ravel()
    shift = (weekend * (day % 7 >= 5) + drop * (part == len(weeks) - 1))[:, None]
    calls = rng.poisson(calls_an_hour, (len(day), len(_OPEN)))
    second = rng.binomial(calls, np.array(mixes)[part][:, None]) if mixes else np.zeros_like(calls)
    trials = np.stack([calls - second, second][: len(rates)], axis=2)
    good = rng.binomial(trials, np.clip(np.array(rates) + shift[..., None], 0, 1))
    kinds = np.tile(np.arange(len(rates)), len(times))
    times = np.repeat(times, len(rates))
    return keep_called(times, trials.ravel(), good.ravel(), cells_of(times, UTC, kinds))


def of_organisation(streams: Sequence[Stream]) -> Usual:
    """What these projects let one expect of another one of their organisation."""
    size = (max(int(stream.cells.max()) for stream in streams) // (WEEKDAYS * PARTS) + 1) * WEEKDAYS * PARTS
    trials, good = (
        np.stack([np.bincount(each.cells, weights=getattr(each, name), minlength=size) for each in streams])
        for name in ("trials", "good")
    )
    return fit_usual(trials, good)


def build_stream(buckets: Iterable[tuple[datetime, int, int]]) -> Stream:
    """Make a stream of (time, trials, good) in any order; buckets without calls are left out.

    Raises:
        ValueError: A time has no offset, or the counts cannot be.
    """
    rows = sorted((_placed(time), trials, good) for time, trials, good in buckets if trials or good)
    return Stream(
        np.array([time for time, _, _ in rows], dtype="datetime64[s]"),
        np.array([trials for _, trials, _ in rows], dtype=np.int64),
        np.array([good for _, _, good in rows], dtype=np.int64),
    )


def _placed(moment: datetime) -> np.datetime64:
    if moment.tzinfo is None:
        raise ValueError("A time without an offset cannot be placed: give aware datetimes.")
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "s")
