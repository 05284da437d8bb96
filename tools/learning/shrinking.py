"""What effect does each kind of edit have against each cause, going by all of them together?

An effect is taken to be a common mean plus what is particular to the kind plus what is particular to the cell of
cause and kind. How large these parts are is not known; their likelihood over a grid weighs them, so that few outcomes
are shrunk towards their kind, kinds without any towards all others, and many outcomes speak for themselves.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EDIT_SD = 0.015
"""Edits of one kind against one cause differ from each other by so much, in shares."""

PRIOR_MEAN = 0.02
PRIOR_SD = 0.03
"""Of the mean of all kinds: one edit in three helps, by single digits of points."""

REPLAY_BIAS = 0.02
"""What replays say of a kind may be off by so much, in shares, however many of them say it."""

KIND_SDS = (0.003, 0.01, 0.02, 0.04)
CELL_SDS = (0.003, 0.01, 0.02, 0.03, 0.05)
_GRID = tuple(product(KIND_SDS, CELL_SDS))


@dataclass(frozen=True, slots=True)
class Posterior:
    """Mean and standard deviation of the effect of each cell, in shares; both of shape (..., causes, kinds)."""

    mean: Array
    sd: Array


def precision_of(error: Array) -> Array:
    """Return how much figures with these standard errors weigh: how edits differ is added to each."""
    return 1 / (error**2 + EDIT_SD**2)


def join(measured: Array, measured_sums: Array, replayed: Array, replayed_sums: Array) -> tuple[Array, Array]:
    """Return summed precisions and effects of both sources; replays of a cell weigh no more than their bias allows.

    Args:
        measured: Summed precisions of the measured effects of each cell.
        measured_sums: These effects, each times its precision, summed.
        replayed: The same of effects that replays promised.
        replayed_sums: These effects, likewise.
    """
    believed = 1 / (1 + replayed * REPLAY_BIAS**2)
    return measured + replayed * believed, measured_sums + replayed_sums * believed


def shrink(weights: Array, sums: Array) -> Posterior:
    """Return what is believed of each cell.

    Args:
        weights: Summed precisions of the outcomes of each cell, shape (..., causes, kinds); 0: there are none.
        sums: Their effects, each times its precision, summed; same shape.
    """
    observed = np.divide(sums, weights, out=np.zeros_like(sums), where=weights > 0)
    parts = [_shrink_given(weights, sums, observed, kind_sd**2, cell_sd**2) for kind_sd, cell_sd in _GRID]
    likelihood = np.stack([part[2] for part in parts])
    trust = np.exp(likelihood - likelihood.max(axis=0))
    trust = (trust / trust.sum(axis=0))[..., np.newaxis, np.newaxis]
    mean = np.sum([share * part[0] for share, part in zip(trust, parts, strict=True)], axis=0)
    square = np.sum([share * (part[1] + part[0] ** 2) for share, part in zip(trust, parts, strict=True)], axis=0)
    return Posterior(mean, np.sqrt(np.maximum(square - mean**2, 0.0)))


def _shrink_given(
    weights: Array, sums: Array, observed: Array, kind_variance: float, cell_variance: float
) -> tuple[Array, Array, Array]:
    """Return means and variances of the cells, and the log likelihood of everything, for given variances."""
    cell = weights / (1 + weights * cell_variance)
    of_kind = cell.sum(axis=-2)
    kind_sum = (cell * observed).sum(axis=-2)
    kind = of_kind / (1 + of_kind * kind_variance)
    kind_mean = np.divide(kind_sum, of_kind, out=np.zeros_like(kind_sum), where=of_kind > 0)
    precision = 1 / PRIOR_SD**2 + kind.sum(axis=-1)
    mean = (PRIOR_MEAN / PRIOR_SD**2 + (kind * kind_mean).sum(axis=-1)) / precision

    spread = (
        (cell * observed**2).sum(axis=(-2, -1))
        - (of_kind * kind_mean**2).sum(axis=-1)
        + (kind * kind_mean**2).sum(axis=-1)
        + PRIOR_MEAN**2 / PRIOR_SD**2
        - precision * mean**2
    )
    size = (
        np.log1p(weights * cell_variance).sum(axis=(-2, -1))
        + np.log1p(of_kind * kind_variance).sum(axis=-1)
        + np.log(precision)
    )
    kind_precision = of_kind + 1 / kind_variance
    follows = 1 / (kind_variance * kind_precision)
    kind_centre = kind_sum / kind_precision + follows * mean[..., np.newaxis]
    kind_spread = 1 / kind_precision + follows**2 / precision[..., np.newaxis]
    own = weights + 1 / cell_variance
    leans = 1 / (cell_variance * own)
    centre = sums / own + leans * kind_centre[..., np.newaxis, :]
    variance = 1 / own + leans**2 * kind_spread[..., np.newaxis, :]
    return centre, variance, -(spread + size) / 2
