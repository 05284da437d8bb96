"""Worlds in which is known what each kind of edit brings against each cause, and how often people take it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Array]


@dataclass(frozen=True, slots=True)
class Cells:
    """The truth, all of shape (worlds, causes, kinds): effects, acceptance, and by how much replays err; in shares."""

    effect: Array
    taken: Array
    bias: Array


@dataclass(frozen=True, slots=True)
class World:
    """What is simulated.

    Attributes:
        name: For the table.
        draw: Returns the effects of the cells.
        causes: How many there are; each comes up equally often.
        kinds: How many kinds of edits there are.
        measured_sd: The standard error of a measured impact, in shares.
        delay: After so many further decisions an impact is known.
        replay_sd: The standard error of a replay's effect, in shares.
        edit_sd: How edits of one cell differ, in shares.
        replay_bias: Replays of a cell all err by as much; its standard deviation over cells, in shares.
    """

    name: str
    draw: Draw
    causes: int = 8
    kinds: int = 5
    measured_sd: float = 0.05
    delay: int = 20
    replay_sd: float = 0.05
    edit_sd: float = 0.015
    replay_bias: float = 0.0

    def draw_cells(self, worlds: int, rng: np.random.Generator) -> Cells:
        """Return the truth of so many worlds."""
        shape = (worlds, self.causes, self.kinds)
        return Cells(self.draw(rng, shape), rng.beta(3, 3, shape), rng.normal(0, self.replay_bias, shape))


def after_gate(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return effects of what a gate lets through: 60 % help, 30 % do nothing, 10 % harm."""
    sort = rng.random(shape)
    return np.select([sort < 0.6, sort < 0.9], [rng.normal(0.06, 0.025, shape), np.zeros(shape)], _harm(rng, shape))


def thirds(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return effects of which a third helps, a third does nothing, a third harms."""
    sort = rng.random(shape)
    harm = rng.normal(-0.02, 0.01, shape)
    return np.select([sort < 1 / 3, sort < 2 / 3], [rng.normal(0.06, 0.02, shape), np.zeros(shape)], harm)


def by_kind(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return effects after the gate that a kind has everywhere, and its own in each cell beside."""
    worlds, _, kinds = shape
    return after_gate(rng, (worlds, 1, kinds)) + rng.normal(0, 0.02, shape)


def _harm(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return rng.normal(-0.03, 0.01, shape)
