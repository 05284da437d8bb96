import numpy as np
import pytest

from evals.suites.learning.arms import Bools, Forgetful, Oracle, Places, Remembering
from evals.suites.learning.running import DECISIONS, run_arm
from evals.suites.learning.worlds import Array, World, after_gate, by_kind, thirds

WORLD = World("any", after_gate, causes=3, kinds=4)


@pytest.mark.parametrize("draw", [after_gate, thirds, by_kind])
def test_worlds_have_the_effects_they_are_described_by(draw: object) -> None:
    effects = World("any", draw).draw_cells(400, np.random.default_rng(0)).effect

    expected = {after_gate: 0.033, thirds: 0.0133, by_kind: 0.033}[draw]
    assert effects.shape == (400, 8, 5)
    assert effects.mean() == pytest.approx(expected, abs=0.002)


def test_who_knows_everything_does_better_than_who_knows_nothing() -> None:
    cells = WORLD.draw_cells(20, np.random.default_rng(1))

    known = run_arm(Oracle(WORLD, cells, wants_worth=True), WORLD, cells, replays=True, seed=1)
    forgotten = run_arm(Forgetful(WORLD, 20), WORLD, cells, replays=True, seed=1)
    remembered = run_arm(Remembering(WORLD, 20), WORLD, cells, replays=True, seed=1)

    assert known.brought.shape == known.effect.shape == (20, DECISIONS)
    assert forgotten.brought[:, 200:].mean() < remembered.brought[:, 200:].mean() < 1.02 * known.brought[:, 200:].mean()


def test_an_oracle_gets_what_it_wants() -> None:
    cells = WORLD.draw_cells(40, np.random.default_rng(8))

    worth, effect = (
        run_arm(Oracle(WORLD, cells, wants_worth=wants), WORLD, cells, replays=False, seed=8) for wants in (True, False)
    )

    assert worth.brought.mean() > effect.brought.mean()
    assert effect.effect.mean() > worth.effect.mean()


class Listening(Forgetful):
    def __init__(self, world: World, worlds: int) -> None:
        super().__init__(world, worlds)
        self.decided, self.measured, self.replayed = 0, 0, 0
        self.first_measured: int | None = None

    def decide(self, cause: Places, kind: Places, is_taken: Bools) -> None:
        self.decided += 1

    def hear_measured(self, cause: Places, kind: Places, effect: Array, error: float, where: Bools) -> None:
        self.measured += 1
        self.first_measured = self.decided if self.first_measured is None else self.first_measured

    def hear_replayed(self, cause: Places, kind: Places, effect: Array, error: float) -> None:
        self.replayed += 1


def test_impacts_are_heard_of_late_and_replays_at_once() -> None:
    arm = Listening(WORLD, 2)

    run_arm(arm, WORLD, WORLD.draw_cells(2, np.random.default_rng(2)), replays=True, seed=2)

    assert arm.decided == DECISIONS
    assert arm.first_measured == WORLD.delay
    assert arm.measured == DECISIONS - WORLD.delay
    assert arm.replayed == 3 * DECISIONS


def test_the_same_seed_brings_the_same() -> None:
    cells = WORLD.draw_cells(3, np.random.default_rng(3))

    first, again = (run_arm(Remembering(WORLD, 3), WORLD, cells, replays=True, seed=3) for _ in range(2))

    assert (first.effect == again.effect).all()
