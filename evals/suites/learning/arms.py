"""Who chooses the edits: the product with its memory, nobody in particular, or somebody who knows the truth."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from evals.suites.learning.worlds import Array, Cells, World
from tools.learning.ranking import EXPLORING, find_appeal, find_sunk, find_taken, find_worth
from tools.learning.shrinking import EDIT_SD, join, precision_of, shrink

Places = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class View:
    """What an arm expects of the kinds for one cause in each world, all of shape (worlds, kinds).

    `appeal` ranks them; `mean` and `sd` describe the effect of the next edit, `taken` how often people take it.
    """

    appeal: Array
    mean: Array
    sd: Array
    taken: Array


class Arm(Protocol):
    """Chooses kinds, and may learn from what comes of it."""

    def look(self, decision: int, cause: Places, rng: np.random.Generator) -> View:
        """Return what is expected of the kinds for the cause that came up in each world."""

    def hear_measured(self, cause: Places, kind: Places, effect: Array, error: float, where: Bools) -> None:
        """Hear of an effect that was measured, in those worlds where there is one."""

    def hear_replayed(self, cause: Places, kind: Places, effect: Array, error: float) -> None:
        """Hear of an effect that a replay promises."""

    def decide(self, cause: Places, kind: Places, is_taken: Bools) -> None:
        """Hear what people decided."""


class Forgetful:
    """Knows nothing and keeps nothing: any kind is as good as another, and only a replay tells them apart."""

    def __init__(self, world: World, worlds: int) -> None:
        self.shape = (worlds, world.kinds)

    def look(self, decision: int, cause: Places, rng: np.random.Generator) -> View:  # noqa: ARG002 - as every arm
        """Return a random order, and expectations that say nothing."""
        return View(rng.random(self.shape), np.zeros(self.shape), np.full(self.shape, 1e3), np.ones(self.shape))

    def hear_measured(self, cause: Places, kind: Places, effect: Array, error: float, where: Bools) -> None:
        """Forget it."""

    def hear_replayed(self, cause: Places, kind: Places, effect: Array, error: float) -> None:
        """Forget it."""

    def decide(self, cause: Places, kind: Places, is_taken: Bools) -> None:
        """Forget it."""


class Oracle(Forgetful):
    """Knows every effect and every acceptance, though not how a single edit turns out.

    It wants the greatest effect, or the greatest worth: the effect times how often it is taken.
    """

    def __init__(self, world: World, cells: Cells, *, wants_worth: bool) -> None:
        super().__init__(world, cells.effect.shape[0])
        self.effect, self.edit_sd = cells.effect, world.edit_sd
        self.taken = cells.taken if wants_worth else np.ones_like(cells.taken)

    def look(self, decision: int, cause: Places, rng: np.random.Generator) -> View:  # noqa: ARG002 - as every arm
        """Return the truth."""
        rows = np.arange(cause.size)
        effect, taken = self.effect[rows, cause], self.taken[rows, cause]
        return View(find_worth(effect, taken), effect, np.full(self.shape, self.edit_sd), taken)


class Remembering:
    """The product's own learning, in all worlds at once; Thompson's draws and an eye for effects alone to compare."""

    def __init__(
        self,
        world: World,
        worlds: int,
        *,
        thompson: bool = False,
        from_replays: bool = True,
        wants_worth: bool = True,
    ) -> None:
        shape = (worlds, world.causes, world.kinds)
        self.measured, self.measured_sums = np.zeros(shape), np.zeros(shape)
        self.replayed, self.replayed_sums = np.zeros(shape), np.zeros(shape)
        self.outcomes, self.accepted, self.rejected = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self.thompson, self.from_replays, self.wants_worth = thompson, from_replays, wants_worth

    def look(self, decision: int, cause: Places, rng: np.random.Generator) -> View:
        """Return what the product would believe, and how it would rank."""
        rows = np.arange(cause.size)
        posterior = shrink(*join(self.measured, self.measured_sums, self.replayed, self.replayed_sums))
        mean, sd = posterior.mean[rows, cause], posterior.sd[rows, cause]
        taken, taken_sd = (part[rows, cause] for part in find_taken(self.accepted, self.rejected))
        if not self.wants_worth:
            taken, taken_sd = np.ones_like(taken), np.zeros_like(taken)
        if self.thompson and decision < EXPLORING:
            appeal = find_worth(rng.normal(mean, sd), np.clip(rng.normal(taken, taken_sd), 0.01, 0.99))
        else:
            appeal = find_appeal(mean, sd, taken, taken_sd, decision)
        counts = (part[rows, cause] for part in (self.outcomes, self.accepted, self.rejected))
        sunk = find_sunk(mean, sd, *counts)
        return View(appeal - sunk, mean, np.hypot(sd, EDIT_SD), taken)

    def hear_measured(self, cause: Places, kind: Places, effect: Array, error: float, where: Bools) -> None:
        """Add a measured effect to its cell."""
        place, precision = self._place(cause, kind, where), float(precision_of(np.array(error)))
        self.measured[place] += precision
        self.measured_sums[place] += precision * effect[where]
        self.outcomes[place] += 1

    def hear_replayed(self, cause: Places, kind: Places, effect: Array, error: float) -> None:
        """Add what a replay promises to its cell."""
        if self.from_replays:
            place = self._place(cause, kind, np.ones(cause.size, dtype=np.bool_))
            precision = float(precision_of(np.array(error)))
            self.replayed[place] += precision
            self.replayed_sums[place] += precision * effect

    def decide(self, cause: Places, kind: Places, is_taken: Bools) -> None:
        """Count decisions."""
        place = (np.arange(cause.size), cause, kind)
        self.accepted[place] += is_taken
        self.rejected[place] += ~is_taken

    def _place(self, cause: Places, kind: Places, where: Bools) -> tuple[Places, Places, Places]:
        rows: Places = np.flatnonzero(where)
        return rows, cause[rows], kind[rows]
