"""One decision after another, in many worlds at once: draft, replay, choose, be accepted or not, measure late."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from evals.suites.learning.arms import Arm, Bools, Places, View
from evals.suites.learning.worlds import Array, Cells, World

DECISIONS = 300
REPLAYED = 3


@dataclass(frozen=True, slots=True)
class Course:
    """What was suggested, both of shape (worlds, decisions).

    `effect` is what it truly brings where it is taken, in shares; `taken` is how often people take its like.
    """

    effect: Array
    taken: Array

    @property
    def brought(self) -> Array:
        """What the decisions bring on average; what is rejected brings nothing."""
        return self.effect * self.taken


def run_arm(arm: Arm, world: World, cells: Cells, *, replays: bool, seed: int) -> Course:
    """Return what was suggested, one decision after another.

    Args:
        arm: Who chooses.
        world: How it goes there.
        cells: The truth.
        replays: Are the three most appealing drafts replayed before one is shown?
        seed: Arms with the same seed meet the same causes.
    """
    worlds = cells.effect.shape[0]
    causes = np.random.default_rng(seed).integers(0, world.causes, (DECISIONS, worlds))
    rng = np.random.default_rng(seed + 1)
    rows = np.arange(worlds)
    course = Course(np.zeros((worlds, DECISIONS)), np.zeros((worlds, DECISIONS)))
    under_way: deque[tuple[Places, Places, Array, Bools]] = deque()
    for decision in range(DECISIONS):
        cause = causes[decision]
        if len(under_way) == world.delay:
            _hear_of(arm, world, under_way.popleft(), rng)
        view = arm.look(decision, cause, rng)
        tried = np.argsort(-view.appeal, axis=1)[:, : REPLAYED if replays else 1]
        effects = cells.effect[rows[:, np.newaxis], cause[:, np.newaxis], tried]
        effects = effects + rng.normal(0, world.edit_sd, effects.shape)
        best = np.zeros(worlds, dtype=np.int64)
        if replays:
            seen = effects + cells.bias[rows[:, np.newaxis], cause[:, np.newaxis], tried]
            best = _replay(arm, world, cause, tried, seen, view, rng)
        kind, effect = tried[rows, best], effects[rows, best]
        course.effect[:, decision], course.taken[:, decision] = effect, cells.taken[rows, cause, kind]
        is_taken = rng.random(worlds) < course.taken[:, decision]
        arm.decide(cause, kind, is_taken)
        under_way.append((cause, kind, effect, is_taken))
    return course


def _hear_of(arm: Arm, world: World, change: tuple[Places, Places, Array, Bools], rng: np.random.Generator) -> None:
    cause, kind, effect, is_taken = change
    measured = effect + rng.normal(0, world.measured_sd, effect.shape)
    arm.hear_measured(cause, kind, measured, world.measured_sd, is_taken)


def _replay(
    arm: Arm, world: World, cause: Places, tried: Places, seen: Array, view: View, rng: np.random.Generator
) -> Places:
    """Return which of the drafts tried is the best, replay and expectation together, by precision."""
    rows = np.arange(cause.size)[:, np.newaxis]
    replayed = seen + rng.normal(0, world.replay_sd, seen.shape)
    mean, variance, taken = view.mean[rows, tried], view.sd[rows, tried] ** 2, view.taken[rows, tried]
    trust = variance / (variance + world.replay_sd**2)
    best: Places = np.argmax((mean + trust * (replayed - mean)) * taken, axis=1)
    for place in range(tried.shape[1]):
        arm.hear_replayed(cause, tried[:, place], replayed[:, place], world.replay_sd)
    return best
