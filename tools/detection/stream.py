"""What does the monitor look at: one metric of one project as counts of good calls over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Times = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """Time-ordered buckets of one (project, metric, field); a bucket may be an hour or a single call.

    Every metric is a good share: of `trials` calls in a bucket, `good` went well (for `failed_calls` those
    that did not fail). The order of calls inside a bucket is unknown and is never used. `times` are UTC,
    one a bucket, dtype datetime64[s]. Every bucket holds at least one call. `cells` say on which weekday, in which
    part of the day and of which type the calls were (`seasons.cells_of`); without them, all count as alike.

    Raises:
        ValueError: The arrays do not describe such buckets; the message says how.
    """

    times: Times
    trials: Counts
    good: Counts
    cells: Counts = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        if not len(self.cells):
            object.__setattr__(self, "cells", np.zeros(len(self.times), dtype=np.int64))
        if not self.times.shape == self.trials.shape == self.good.shape == self.cells.shape or self.times.ndim != 1:
            raise ValueError("A stream needs as many times as trials, good counts and cells, in one row each.")
        if self.trials.dtype.kind not in "iu" or self.good.dtype.kind not in "iu":
            raise ValueError("A stream counts whole calls: trials and good must be integers.")
        if np.any(self.trials < 1) or np.any(self.good < 0) or np.any(self.good > self.trials):
            raise ValueError("Every bucket needs at least one call, and between none and all of them good.")
        if np.any(self.times[1:] < self.times[:-1]):
            raise ValueError("The buckets of a stream must stand in order of time.")

    def __len__(self) -> int:
        return len(self.times)

    @property
    def calls(self) -> int:
        """How many calls there are in all."""
        return int(self.trials.sum())

    @property
    def rate(self) -> float | None:
        """The good share of all calls, None where there is no call."""
        return self.rate_of(0, len(self)) if len(self) else None

    def calls_of(self, start: int, end: int) -> int:
        """How many calls the buckets `start` to `end` (not included) hold."""
        return int(self.trials[start:end].sum())

    def rate_of(self, start: int, end: int) -> float:
        """The good share in the buckets `start` to `end` (not included), which may not be empty."""
        return float(self.good[start:end].sum() / self.trials[start:end].sum())

    def time_of(self, bucket: int) -> datetime:
        """When a bucket began, as an aware UTC datetime."""
        return datetime.fromtimestamp(int(self.times[bucket].astype("datetime64[s]").astype(np.int64)), UTC)

    def first_after(self, moment: datetime) -> int:
        """The first bucket that began later than `moment` (aware); the number of buckets if none did."""
        return int(np.searchsorted(self.times, _as_utc(moment), side="right"))

    def part(self, start: int, end: int) -> Stream:
        """The buckets `start` to `end` (not included) as a stream of their own."""
        kept = slice(start, end)
        return Stream(self.times[kept], self.trials[kept], self.good[kept], self.cells[kept])

    def without(self, start: int, end: int) -> Stream:
        """All buckets but `start` to `end` (not included)."""
        gap = slice(start, end)
        return Stream(
            np.delete(self.times, gap),
            np.delete(self.trials, gap),
            np.delete(self.good, gap),
            np.delete(self.cells, gap),
        )


def keep_called(times: Times, trials: Counts, good: Counts, cells: Counts) -> Stream:
    """Make a stream of buckets in order of time, leaving out those without calls; arrays as in `Stream`."""
    called = trials > 0
    return Stream(times[called], trials[called], good[called], cells[called])


def _as_utc(moment: datetime) -> np.datetime64:
    if moment.tzinfo is None:
        raise ValueError("A time without an offset cannot be placed: give aware datetimes.")
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "s")
