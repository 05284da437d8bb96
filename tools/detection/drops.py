"""How strongly do the calls say that a metric has fallen below its own past?

Bayesian Shiryaev-Roberts: the baseline is a grid of rates weighted by all calls so far, a fall is a mixture of
three sizes that may begin with any bucket. It is an e-detector (Shin, Ramdas and Rinaldo, arXiv 2203.03532):
while the rate is constant, the expected number of calls until the evidence first reaches X is at least X, on
average over the prior. Works on many streams at once: every array begins with an axis of streams.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tools.detection.kernel import Tables, compiled
from tools.detection.stream import Counts, Floats

PER_LOGIT = 64
"""Rates are kept as whole 64ths of a logit: a difference of 0.4 points at most, and a table for their logs."""

FARTHEST = 12 * PER_LOGIT
NODES = 17
FALLS = (26, 45, 70)
"""How far a fall takes the rate down, in 64ths of a logit: 8, 15 and 24 points from 70 %."""

SHARES = (0.2, 0.6, 0.2)

FARTHEST_NODE_SD = 4.0
"""The grid reaches so many standard deviations of the baseline to either side."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """What is known of s streams' baselines, and of falls from them; enough to go on without the calls so far.

    Attributes:
        nodes: The baselines thought possible, in 64ths of a logit, shape (s, NODES).
        log_weights: The logs of their posterior weights if nothing changed, up to a constant, shape (s, NODES).
        sums: Over the starts of a fall: calls in the start x likelihood of the fall / likelihood of no fall,
            shape (s, NODES, falls).
    """

    nodes: NDArray[np.int32]
    log_weights: Floats
    sums: Floats

    def baseline(self) -> Floats:
        """Return the posterior mean of each baseline in logits, shape (s,)."""
        weights = _normalised(self.log_weights)
        mean: Floats = (weights * self.nodes).sum(axis=1) / PER_LOGIT
        return mean


def lay_grid(good: Floats, bad: Floats) -> Grid:
    """Return grids for baselines of which so many good and bad calls are known, prior included; shape (s,).

    The weights are flat: `weigh` makes them a posterior.
    """
    rate = good / (good + bad)
    centre = np.log(good / bad)
    spread = 1 / np.sqrt((good + bad) * rate * (1 - rate))
    reach = np.linspace(-FARTHEST_NODE_SD, FARTHEST_NODE_SD, NODES)
    nodes = np.rint((centre[:, None] + spread[:, None] * reach) * PER_LOGIT).astype(np.int32)
    return Grid(nodes, np.zeros(nodes.shape), np.zeros((*nodes.shape, len(FALLS))))


def weigh(grid: Grid, prior: Floats, good: Floats, bad: Floats, offsets: NDArray[np.int32]) -> Grid:
    """Return the grid with weights from the prior and all calls, counted in cells of equal offset.

    Args:
        grid: Its weights are replaced, its sums stay.
        prior: Good and bad calls known beforehand, shape (s, 2).
        good: Good calls a cell, shape (s, cells).
        bad: Bad calls a cell, shape (s, cells).
        offsets: How far each cell's rate usually lies above the baseline, 64ths of a logit, shape (s, cells).
    """
    good, bad = np.column_stack([good, prior[:, 0]]), np.column_stack([bad, prior[:, 1]])
    offsets = np.column_stack([offsets, np.zeros(len(prior), dtype=np.int32)])
    places = _places(grid.nodes, offsets)
    (log_good, log_bad), _, _ = _tables()
    weights = (log_good[places] * good[:, None, :] + log_bad[places] * bad[:, None, :]).sum(axis=2)
    return replace(grid, log_weights=weights - weights.max(axis=1, keepdims=True))


def follow(grid: Grid, trials: Counts, good: Counts, offsets: NDArray[np.int32]) -> tuple[Grid, Floats]:
    """Watch some buckets; return what is known after them, and the log evidence of a fall after each.

    A fall may begin at the start of a bucket, once for each of its calls: the order of calls inside a bucket
    does not matter and the guarantee holds at bucket ends. A bucket of one call is the textbook form; one
    without calls changes nothing.

    Args:
        grid: What is known before these buckets.
        trials: Calls per bucket, shape (s, n).
        good: Good calls per bucket, shape (s, n).
        offsets: How far the rate of each bucket usually lies above the baseline, in 64ths of a logit, (s, n).
    """
    evidence = np.full(trials.shape, -np.inf)
    weights, sums = grid.log_weights.copy(), grid.sums.copy()
    places = grid.nodes + np.int32(FARTHEST)
    buckets = (np.ascontiguousarray(trials), np.ascontiguousarray(good), np.ascontiguousarray(offsets))
    compiled()(places, weights, sums, buckets, _tables(), evidence)
    return Grid(grid.nodes, weights, sums), evidence


def _places(nodes: NDArray[np.int32], offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return where in the tables the rates of nodes shifted by offsets stand, shape (s, NODES, columns)."""
    places: NDArray[np.int32] = np.clip(nodes[:, :, None] + offsets[:, None, :] + FARTHEST, 0, 2 * FARTHEST)
    return places


@cache
def _tables() -> Tables:
    """Return log chances by rate from -FARTHEST to FARTHEST, what falls add to them, and how likely each is."""
    logits = np.arange(-FARTHEST, FARTHEST + 1) / PER_LOGIT
    fallen = logits - np.array(FALLS)[:, None] / PER_LOGIT
    chances, lower = (-np.logaddexp(0, np.stack([-of, of])) for of in (logits, fallen))
    return chances, np.ascontiguousarray(np.moveaxis(lower, 1, 0)) - chances, np.array(SHARES)


def _normalised(log_weights: Floats) -> Floats:
    weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
    normalised: Floats = weights / weights.sum(axis=1, keepdims=True)
    return normalised
