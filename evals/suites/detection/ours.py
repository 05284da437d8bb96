"""The product's own detection, as the suite asks it: the same code and settings that watch real projects."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from evals.simulate.fleets import Fleet
from evals.simulate.streams import Bools, Ints, Streams
from tools.detection import monitor
from tools.detection.levels import level_evidence
from tools.detection.seasons import PARTS, WEEKDAYS, cells_of, fit_shared
from tools.detection.settings import RatePrior, Settings
from tools.detection.stream import Stream

MONDAY = np.datetime64("2026-01-05T00:00:00", "s")
ONE_TYPE = WEEKDAYS * PARTS
STREAMS_AT_ONCE = 400
KNOW_NOTHING = RatePrior()


class Ours(Protocol):
    """What the suite asks of the product."""

    def watch_alarms(self, streams: Streams, *, calls_a_day: int | None = None) -> Bools:
        """Return where a look after every call finds a drop at the watch level, shape of `streams.monitored`.

        Args:
            streams: What to watch.
            calls_a_day: The calls come in so many a day, evenly from 8 to 20 h; None: at one time of the week.
        """
        ...

    def level_alarms(self, calls: Bools, target: float, *, issue: bool) -> Ints:
        """Return the first call, counted from 1, with which a level problem is found; 0: never.

        Args:
            calls: Shape (streams, calls), looked at after every call.
            target: The share that should be good.
            issue: At the issue level instead of the watch level?
        """
        ...

    def issues(self, fleet: Fleet) -> Ints:
        """Return the index into the fleet's hours after which each stream's first issue opens; -1: never."""
        ...


@dataclass(frozen=True, slots=True)
class Product:
    """The product with its default settings."""

    settings: Settings = field(default_factory=Settings)

    def watch_alarms(self, streams: Streams, *, calls_a_day: int | None = None) -> Bools:
        """Look after every call."""
        cells = _cells_of_calls(streams, calls_a_day)
        raised = np.zeros(streams.monitored.shape, dtype=np.bool_)
        for start in range(0, len(streams), STREAMS_AT_ONCE):
            self._watch(streams, cells, slice(start, start + STREAMS_AT_ONCE), raised)
        return raised

    def _watch(self, streams: Streams, cells: NDArray[np.int64], rows: slice, raised: Bools) -> None:
        prior = np.column_stack(
            [
                streams.prior_good[rows] + KNOW_NOTHING.good,
                streams.prior_bad[rows] + KNOW_NOTHING.bad,
            ]
        )
        known = monitor.begin(prior, ONE_TYPE)
        history = streams.history[rows].astype(np.int64)
        known = monitor.learn(known, np.ones_like(history), history, cells[: history.shape[1]])
        known = monitor.start(known)
        one, later = np.ones((len(prior), 1), dtype=np.int64), cells[history.shape[1] :]
        for call, good in enumerate(streams.monitored[rows].T.astype(np.int64)):
            known, evidence = monitor.watch_week(known, one, good[:, None], later[call : call + 1])
            found = evidence[:, 0] >= self.settings.watch_drop_evidence
            raised[rows, call] = found
            if found.any():
                known = monitor.forget_falls(known, found)

    def level_alarms(self, calls: Bools, target: float, *, issue: bool) -> Ints:
        """Look after every call, from the fewest an issue may rest on."""
        needed = self.settings.level_evidence if issue else self.settings.watch_level_evidence
        times = MONDAY + np.arange(calls.shape[1]) * np.timedelta64(600, "s")
        trials = np.ones(calls.shape[1], dtype=np.int64)
        first = np.zeros(len(calls), dtype=np.int64)
        for row, good in enumerate(calls.astype(np.int64)):
            found = level_evidence(Stream(times, trials, good), target) >= needed
            found[: self.settings.fewest_calls - 1] = False
            if found.any():
                first[row] = found.argmax() + 1
        return first

    def issues(self, fleet: Fleet) -> Ints:
        """Look after every hour and type of call, week by week, as the scan does."""
        needed = self.settings.drop_evidence
        first = np.full(len(fleet.trials), -1, dtype=np.int64)
        of_organisation = fleet.plan.projects_each * fleet.plan.metrics
        step = max(STREAMS_AT_ONCE // of_organisation, 1) * of_organisation
        for start in range(0, len(first), step):
            rows = slice(start, start + step)
            first[rows] = self._first_issues(fleet, rows, needed)
        return first

    def _first_issues(self, fleet: Fleet, rows: slice, needed: float) -> Ints:
        """Return the first issues of the streams of some whole organisations."""
        types = fleet.trials.shape[2]
        cells = _cells(fleet, types)
        trials, good = _flat(fleet.trials[rows]), _flat(fleet.good[rows])
        # What a metric's weekdays and call types do to it is shared by the projects of an organisation.
        groups = (fleet.organisation[rows] - fleet.organisation[rows.start]) * fleet.plan.metrics + fleet.metric[rows]
        seen, week = fleet.monitored_from * types, 7 * fleet.plan.hours_a_day * types
        known = monitor.begin(np.tile([KNOW_NOTHING.good, KNOW_NOTHING.bad], (len(trials), 1)), ONE_TYPE * types)
        known = monitor.learn(known, trials[:, :seen], good[:, :seen], cells[:seen])
        shared = fit_shared(known.trials, known.good, groups)[groups]
        known = monitor.start(known, shared)
        calls = np.cumsum(trials, axis=1)
        first = np.full(len(trials), -1, dtype=np.int64)
        for begin in range(seen, trials.shape[1], week):
            part = slice(begin, begin + week)
            if known.trials.sum() >= monitor.GROWTH_WORTH_A_FIT * known.fitted.sum():
                shared = fit_shared(known.trials, known.good, groups)[groups]
            known, evidence = monitor.watch_week(known, trials[:, part], good[:, part], cells[part], shared)
            found = (evidence >= needed) & (calls[:, part] >= self.settings.fewest_history)
            new = found.any(axis=1) & (first < 0)
            first[new] = (begin + found[new].argmax(axis=1)) // types
        return first


def _cells_of_calls(streams: Streams, calls_a_day: int | None) -> NDArray[np.int64]:
    """Return the cell of each call, history first."""
    calls = np.arange(streams.history.shape[1] + streams.monitored.shape[1])
    if calls_a_day is None:
        return np.zeros(len(calls), dtype=np.int64)
    day, of_day = np.divmod(calls, calls_a_day)
    seconds = day * 86_400 + 8 * 3600 + of_day * 12 * 3600 // calls_a_day
    return cells_of(MONDAY + seconds.astype("timedelta64[s]"), UTC)


def _cells(fleet: Fleet, types: int) -> NDArray[np.int64]:
    hours = np.repeat(fleet.hours, types)
    return cells_of(MONDAY + hours * np.timedelta64(3600, "s"), UTC, np.tile(np.arange(types), len(fleet.hours)))


def _flat(counts: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return buckets in order of time, shape (streams, hours * types)."""
    return counts.reshape(len(counts), -1).astype(np.int64)
