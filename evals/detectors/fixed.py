"""Fixed thresholds, as voice platforms have them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.simulate.streams import Bools, Streams


@dataclass(frozen=True, slots=True)
class TrailingRate:
    """Alarms when the rate of the last `calls` calls is below a floor.

    The floor is so many `points` below the rate of the history or, with `points` None, the fixed share `floor`.
    The calls it looks at are monitored ones since the last alarm.
    """

    calls: int
    points: float | None = 0.10
    floor: float = 0.60

    @property
    def name(self) -> str:
        """How tables call it."""
        under = f"{self.floor:.0%}" if self.points is None else f"history - {self.points * 100:.0f} points"
        return f"last {self.calls} calls < {under}"

    def alarms(self, streams: Streams) -> Bools:
        """Return where it alarms."""
        floor = np.full(len(streams), self.floor)
        if self.points is not None:
            floor = streams.history.mean(axis=1) - self.points
        good = _running(streams.monitored)
        low = np.zeros(streams.monitored.shape, dtype=np.bool_)
        low[:, self.calls - 1 :] = (good[:, self.calls :] - good[:, : -self.calls]) / self.calls < floor[:, None]
        return _so_many_apart(low, self.calls)


@dataclass(frozen=True, slots=True)
class YesterdayAgainstLastWeek:
    """Alarms at the end of a day whose rate is `points` below that of the seven days before it.

    A day is taken as so many calls. An alarm restarts nothing: what it compares with moves on by itself.
    """

    calls_a_day: int = 50
    points: float = 0.10

    @property
    def name(self) -> str:
        """How tables call it."""
        return f"yesterday < last week - {self.points * 100:.0f} points"

    def alarms(self, streams: Streams) -> Bools:
        """Return where it alarms; days are counted from the beginning of monitoring."""
        day = self.calls_a_day
        known = streams.history.shape[1] // day * day
        calls = np.concatenate([streams.history[:, streams.history.shape[1] - known :], streams.monitored], axis=1)
        good = _running(calls)
        raised = np.zeros(streams.monitored.shape, dtype=np.bool_)
        for end in range(max(known + day, 8 * day), good.shape[1], day):
            yesterday = (good[:, end] - good[:, end - day]) / day
            week = (good[:, end - day] - good[:, end - 8 * day]) / (7 * day)
            raised[:, end - known - 1] = yesterday < week - self.points
        return raised


def _so_many_apart(low: Bools, calls: int) -> Bools:
    """Return the alarms among the calls that would raise one, when each has to wait for that many since the last."""
    raised = np.zeros_like(low)
    for row, candidates in zip(raised, low, strict=True):
        possible = np.flatnonzero(candidates)
        place = 0
        while place < len(possible):
            row[possible[place]] = True
            place = int(np.searchsorted(possible, possible[place] + calls))
    return raised


def _running(calls: Bools) -> NDArray[np.int32]:
    """Return how many of the first calls were good, for 0, 1, 2, ... calls, shape (streams, calls + 1)."""
    return np.pad(np.cumsum(calls, axis=1, dtype=np.int32), ((0, 0), (1, 0)))
