"""What is known of many streams, week after week: their baselines, their seasons, and the evidence of a fall.

The one procedure behind every look at a drop: of a single stream from its first call, of a whole fleet where
last time's knowledge is taken up again, and of simulated worlds. Each week is judged with what the weeks before
it taught about weekdays, hours and call types.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.detection import drops, seasons
from tools.detection.drops import PER_LOGIT, Grid
from tools.detection.settings import RatePrior
from tools.detection.stream import Counts, Floats, Stream

FEWEST_CALLS_TO_FIT = 100
GROWTH_WORTH_A_FIT = 1.3
"""Effects are fitted anew once so many times the calls of the last fit are known."""

WEEK = np.timedelta64(7, "D")
A_MONDAY = np.datetime64("1969-12-29", "s")


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """What a project's organisation lets one expect of a metric, before the project's own calls are looked at.

    Attributes:
        prior: Its rate.
        effects: What weekdays, parts of the day and call types do (`seasons.fit_shared`), shape (effects,);
            None where nothing is known.
    """

    prior: RatePrior = field(default_factory=RatePrior)
    effects: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """All that the calls so far taught about s streams.

    Attributes:
        prior: Good and bad calls known beforehand, shape (s, 2).
        trials: Calls in each cell (see `seasons`), shape (s, cells).
        good: Good calls in each cell, shape (s, cells).
        fitted: With how many calls the offsets were fitted, 0: not yet, shape (s,).
        offsets: How far each cell usually lies above the baseline, 64ths of a logit, shape (s, cells).
        grid: The baselines, and the evidence against them; means nothing before `start`.
    """

    prior: Floats
    trials: Floats
    good: Floats
    fitted: Floats
    offsets: NDArray[np.int32]
    grid: Grid


def begin(prior: Floats, cells: int) -> Learnt:
    """Return what is known before the first call; `prior` as in `Learnt`, `cells` a multiple of 28."""
    streams = len(prior)
    empty = np.zeros((streams, cells))
    return Learnt(
        prior,
        empty,
        empty,
        np.zeros(streams),
        np.zeros((streams, cells), dtype=np.int32),
        drops.lay_grid(prior[:, 0], prior[:, 1]),
    )


def learn(learnt: Learnt, trials: Counts, good: Counts, cells: NDArray[np.int64]) -> Learnt:
    """Take buckets as history: rates and seasons are learnt from them, no fall is looked for.

    Args:
        learnt: What is known so far.
        trials: Calls per bucket, shape (s, n).
        good: Good calls per bucket, shape (s, n).
        cells: The cell of each bucket, shape (n,) where all streams share them, or (s, n).
    """
    size = learnt.trials.shape[1]
    return replace(
        learnt,
        trials=learnt.trials + _by_cell(trials, cells, size),
        good=learnt.good + _by_cell(good, cells, size),
    )


def start(learnt: Learnt, shared: Floats | None = None) -> Learnt:
    """Begin to look for falls, with all that is known so far; `shared` as in `watch_week`."""
    learnt = _fit(learnt, shared)
    good, bad = learnt.good.sum(axis=1), (learnt.trials - learnt.good).sum(axis=1)
    laid = drops.lay_grid(good + learnt.prior[:, 0], bad + learnt.prior[:, 1])
    return replace(learnt, grid=_weigh(learnt, laid))


def watch_week(
    learnt: Learnt, trials: Counts, good: Counts, cells: NDArray[np.int64], shared: Floats | None = None
) -> tuple[Learnt, Floats]:
    """Watch one week of buckets; return what is known after it, and the log evidence of a fall after each bucket.

    Args:
        learnt: What is known so far; falls are looked for since `start`.
        trials: Calls per bucket, shape (s, n).
        good: Good calls per bucket, shape (s, n).
        cells: The cell of each bucket, shape (n,) where all streams share them, or (s, n).
        shared: The effects each stream's organisation shares (`seasons.fit_shared`), shape (s, effects).
    """
    if learnt.trials.sum() >= GROWTH_WORTH_A_FIT * learnt.fitted.sum():
        learnt = _fit(learnt, shared)
        learnt = replace(learnt, grid=_weigh(learnt, learnt.grid))
    offsets = learnt.offsets[:, cells] if cells.ndim == 1 else np.take_along_axis(learnt.offsets, cells, axis=1)
    grid, evidence = drops.follow(learnt.grid, trials, good, offsets)
    return learn(replace(learnt, grid=grid), trials, good, cells), evidence


def drop_evidence(stream: Stream, first: int, usual: Usual) -> Floats:
    """Return the log evidence of a fall after each bucket of one stream; minus infinity before bucket `first`.

    The buckets before `first` are history.
    """
    size = seasons.count_cells(int(stream.cells.max(initial=0)), usual.effects)
    shared = None if usual.effects is None else seasons.widen(usual.effects, size)[None, :]
    trials, good = stream.trials[None, :], stream.good[None, :]
    history = slice(0, first)
    learnt = begin(np.array([[usual.prior.good, usual.prior.bad]]), size)
    learnt = learn(learnt, trials[:, history], good[:, history], stream.cells[history])
    learnt = start(learnt, shared)
    evidence = np.full(len(stream), -np.inf)
    weeks = (stream.times - A_MONDAY) // WEEK
    cuts = [first, *(first + 1 + np.flatnonzero(np.diff(weeks[first:]))), len(stream)]
    for begins, ends in pairwise(cuts):
        week = slice(begins, ends)
        learnt, after = watch_week(learnt, trials[:, week], good[:, week], stream.cells[week], shared)
        evidence[week] = after[0]
    return evidence


def forget_falls(learnt: Learnt, chosen: NDArray[np.bool_]) -> Learnt:
    """Let the evidence of the streams `chosen`, shape (s,), start again at nothing; what they know is kept."""
    sums = np.where(chosen[:, None, None], 0.0, learnt.grid.sums)
    return replace(learnt, grid=replace(learnt.grid, sums=sums))


def _fit(learnt: Learnt, shared: Floats | None) -> Learnt:
    """Fit the offsets anew, so that they are zero on average over all calls so far.

    What is called the baseline moves with that average, and the grid moves along.
    """
    calls = learnt.trials.sum(axis=1)
    known = calls >= (FEWEST_CALLS_TO_FIT if shared is None else 1)
    usual = np.where(known[:, None], learnt.trials / np.maximum(calls, 1)[:, None], 0.0)
    moved = np.rint((usual * learnt.offsets).sum(axis=1, keepdims=True)).astype(np.int32)
    offsets = seasons.fit_offsets(learnt.trials, learnt.good, shared) * PER_LOGIT
    offsets -= (offsets * usual).sum(axis=1, keepdims=True)
    return replace(
        learnt,
        fitted=np.where(known, calls, learnt.fitted),
        offsets=np.where(known[:, None], np.rint(offsets), learnt.offsets).astype(np.int32),
        grid=replace(learnt.grid, nodes=learnt.grid.nodes + moved),
    )


def _weigh(learnt: Learnt, grid: Grid) -> Grid:
    return drops.weigh(grid, learnt.prior, learnt.good, learnt.trials - learnt.good, learnt.offsets)


def _by_cell(counts: Counts, cells: NDArray[np.int64], size: int) -> Floats:
    """Return counts per bucket added up by cell, shape (s, size)."""
    if cells.ndim == 1:
        added: Floats = counts.astype(np.float64) @ np.eye(size)[cells]
        return added
    rows = np.arange(len(counts))[:, None] * size
    summed = np.bincount((rows + cells).ravel(), weights=counts.ravel(), minlength=len(counts) * size)
    return summed.astype(np.float64).reshape(len(counts), size)
