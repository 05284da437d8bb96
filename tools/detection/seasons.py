"""What does a metric usually do on this weekday, at this hour, for this type of call?

A logistic regression: effects of weekday, part of the day and call type, held towards zero as far as the calls
do not speak for them (a normal prior, Newton's method). What a whole organisation's projects share is fitted
first, each project's own deviation from it second. The effects become offsets, so that a quiet Sunday or more
calls of a harder type is not taken for a fall.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.detection.stream import Floats, Times

WEEKDAYS, PARTS, MOST_TYPES = 7, 4, 9
PART_ENDS: Final = (8, 12, 17)
"""Local hours at which the night, the morning and the afternoon end."""

CELLS = MOST_TYPES * WEEKDAYS * PARTS
WEEKDAY_SD, PART_SD, TYPE_SD = 0.2, 0.2, 0.5
"""How far an effect that an organisation's projects share usually lies from zero, in logits."""

OWN_SD = 0.1
"""How far a project's own effects usually lie from those its organisation shares, in logits."""

INTERCEPT_SD = 3.0
ROUNDS = 5
ROUNDS_FROM_NEARBY = 2
"""A project's own effects lie close to those its organisation shares."""

FARTHEST = 2.0
"""An effect is never taken for more than this, in logits."""


def cells_of(times: Times, zone: tzinfo, types: Sequence[int] | NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """Return the cell of each bucket: its call type, local weekday and part of the day in one number below CELLS.

    Args:
        times: When buckets began, UTC, datetime64[s], shape (n,).
        zone: The project's time zone.
        types: The number of each bucket's call type, 0 to MOST_TYPES - 1; 0 where none is known.
    """
    local = _to_local(times, zone)
    weekday = (local // 86_400 + 3) % WEEKDAYS  # the first of January 1970 was a Thursday
    part = np.searchsorted(PART_ENDS, local % 86_400 // 3600, side="right")
    number = np.zeros(len(times), dtype=np.int64) if types is None else np.asarray(types, dtype=np.int64)
    cells: NDArray[np.int64] = (np.minimum(number, MOST_TYPES - 1) * WEEKDAYS + weekday) * PARTS + part
    return cells


def is_weekend(cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which cells lie on a Saturday or Sunday."""
    return cells // PARTS % WEEKDAYS >= 5


def fit_shared(trials: Floats, good: Floats, groups: NDArray[np.intp]) -> Floats:
    """Return the effects that the streams of each group share, in logits, shape (groups, effects).

    Every stream keeps a rate of its own; only what weekdays, hours and types do to it is shared.

    Args:
        trials: Calls a cell, shape (s, cells).
        good: Good calls a cell, shape (s, cells).
        groups: Which group each stream belongs to, from 0, shape (s,).
    """
    design, sds = _design(trials.shape[1])
    squares = _squares(design)
    precision = np.diag(sds**-2.0)
    shared = np.zeros((int(groups.max(initial=-1)) + 1, design.shape[1]))
    own = _first_guess(trials, good)
    for _ in range(ROUNDS):
        chance = _chance(own[:, None] + shared[groups] @ design.T)
        weight = trials * chance * (1 - chance)
        total = np.maximum(weight.sum(axis=1), 1e-9)
        left = good - trials * chance
        # The streams' own rates are solved for exactly, so that only the shared effects need a joint step.
        mean = weight @ design / total[:, None]
        slope = left @ design - left.sum(axis=1, keepdims=True) * mean
        curve = (weight @ squares).reshape(len(trials), *precision.shape)
        curve -= total[:, None, None] * mean[:, :, None] * mean[:, None, :]
        slopes, curves = np.zeros_like(shared), np.zeros((len(shared), *precision.shape))
        np.add.at(slopes, groups, slope)
        np.add.at(curves, groups, curve)
        step = np.linalg.solve(curves + precision, (slopes - shared @ precision)[:, :, None])[:, :, 0]
        shared += step
        own += left.sum(axis=1) / total - (mean * step[groups]).sum(axis=1)
    return shared


def fit_offsets(trials: Floats, good: Floats, shared: Floats | None = None) -> Floats:
    """Return how far each cell usually lies above a stream's own average, in logits, shape (s, cells).

    Args:
        trials: Calls a cell, shape (s, cells).
        good: Good calls a cell, shape (s, cells).
        shared: What the stream's organisation shares, shape (s, effects); None where nothing is known of it.
    """
    design, sds = _design(trials.shape[1])
    if shared is None:
        shared, rounds = np.zeros((len(trials), design.shape[1])), ROUNDS
    else:
        rounds = ROUNDS_FROM_NEARBY
        sds = np.full(design.shape[1], OWN_SD)
    columns = np.column_stack([np.ones(len(design)), design])
    squares = _squares(columns)
    precision = np.diag(np.concatenate([[INTERCEPT_SD], sds]) ** -2.0)
    expected = np.column_stack([np.zeros(len(trials)), shared])
    weights = expected.copy()
    weights[:, 0] = _first_guess(trials, good)
    for _ in range(rounds):
        chance = _chance(weights @ columns.T)
        slope = (good - trials * chance) @ columns - (weights - expected) @ precision
        curve = ((trials * chance * (1 - chance)) @ squares).reshape(len(trials), *precision.shape)
        weights += np.linalg.solve(curve + precision, slope[:, :, None])[:, :, 0]
    offsets: Floats = np.clip(weights[:, 1:] @ design.T, -FARTHEST, FARTHEST)
    return offsets


def count_cells(last: int, effects: Floats | None = None) -> int:
    """Return how many cells are needed for cells up to number `last`, and for the types that `effects` know."""
    types = last // (WEEKDAYS * PARTS) + 1
    known = 1 if effects is None else max(1, len(effects) - WEEKDAYS - PARTS)
    return max(types, known) * WEEKDAYS * PARTS


def widen(effects: Floats, cells: int) -> Floats:
    """Return effects for so many cells: call types that nothing is known of have none."""
    wide = np.zeros(_design(cells)[0].shape[1])
    wide[: len(effects)] = effects
    return wide


@cache
def _design(cells: int) -> tuple[Floats, Floats]:
    """Return which effects make up each cell, shape (cells, effects), and the prior spread of each effect."""
    number = np.arange(cells)
    part, weekday, kind = number % PARTS, number // PARTS % WEEKDAYS, number // (PARTS * WEEKDAYS)
    types = int(kind.max()) + 1
    columns = [np.eye(WEEKDAYS)[weekday], np.eye(PARTS)[part]]
    sds = [WEEKDAY_SD] * WEEKDAYS + [PART_SD] * PARTS
    if types > 1:
        columns.append(np.eye(types)[kind])
        sds += [TYPE_SD] * types
    return np.column_stack(columns), np.array(sds)


def _squares(columns: Floats) -> Floats:
    """Return the products of every two columns, flat, shape (cells, columns x columns)."""
    return (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)


def _first_guess(trials: Floats, good: Floats) -> Floats:
    rate = (good.sum(axis=1) + 1) / (trials.sum(axis=1) + 2)
    guess: Floats = np.log(rate / (1 - rate))
    return guess


def _chance(logits: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return chance


def _to_local(times: Times, zone: tzinfo) -> NDArray[np.int64]:
    """Return local seconds since 1970; the offset is looked up once a day, at noon."""
    seconds = times.astype("datetime64[s]").astype(np.int64)
    days, place = np.unique(seconds // 86_400, return_inverse=True)
    offsets = []
    for day in days:
        offset = datetime.fromtimestamp(int(day) * 86_400 + 43_200, UTC).astimezone(zone).utcoffset()
        offsets.append(0 if offset is None else int(offset.total_seconds()))
    return seconds + np.array(offsets, dtype=np.int64)[place]
