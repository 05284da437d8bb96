"""How likely is each count of calls, where the share behind it is known or spread over a range?"""

from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_SMALLEST = 1e-12
"""Keeps the logarithms finite; no share is known more exactly."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares and how much each of them weighs; the weights sum to one."""

    shares: Array
    weights: Array


def exactly(share: float) -> Spread:
    """Return one share without any spread."""
    return Spread(np.array([share]), np.ones(1))


def evenly(low: float, high: float, *, nodes: int) -> Spread:
    """Return the uniform distribution as nodes that integrate polynomials of degree `2 * nodes - 1` exactly."""
    places, weights = np.polynomial.legendre.leggauss(nodes)
    return Spread((low + high) / 2 + (high - low) / 2 * places, weights / 2)


def count_chances(calls: int, spread: Spread) -> Array:
    """Return the chances of 0, 1, ... `calls` successes, averaged over the shares; they sum to one."""
    averaged: Array = spread.weights @ likelihoods(calls, spread.shares)
    return averaged


def likelihoods(calls: int, shares: Array) -> Array:
    """Return the binomial chances of each count, one row a share: shape (shares, calls + 1)."""
    counts = np.arange(calls + 1)
    ways = np.array([lgamma(calls + 1) - lgamma(k + 1) - lgamma(calls - k + 1) for k in range(calls + 1)])
    share = np.clip(shares, _SMALLEST, 1 - _SMALLEST)[:, np.newaxis]
    chances: Array = np.exp(ways + counts * np.log(share) + (calls - counts) * np.log1p(-share))
    return chances


def quantile(values: Array, weights: Array, level: float) -> float:
    """Return the value below which a share `level` of the weights stands."""
    order = np.argsort(values, kind="stable")
    reached = np.searchsorted(np.cumsum(weights[order]), level * float(weights.sum()))
    return float(values[order][min(int(reached), values.size - 1)])
