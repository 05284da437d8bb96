"""The suite `learning`: what remembering brings over 300 decisions, beside forgetting and beside knowing everything.

All arms meet the same causes in the same worlds. The arm without memory has the same replay as the product, so that
only what is remembered makes the difference.
"""

from dataclasses import dataclass, replace

import numpy as np

from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, percent, table
from evals.suites.learning.arms import Forgetful, Oracle, Remembering
from evals.suites.learning.running import DECISIONS, Course, run_arm
from evals.suites.learning.worlds import Array, World, after_gate, by_kind, thirds

SEED = 20_261_122
EARLY = 200
LEAST_LATE = 1.2
LEAST_EARLY = 1.08
LEAST_CLOSED = 0.6
LEAST_MANY_CAUSES = 1.15

FORGETFUL, OURS = "no memory", "memory"
IMPACTS_ALONE, EFFECTS_ALONE = "memory of impacts alone", "impacts alone, ranked by effect"
THOMPSON = "memory, Thompson"
BEST_EFFECT, BEST_WORTH = "oracle of effects", "oracle of worth"

EFFECT, BROUGHT = "true effect", "true effect times how often it is taken"

PROMISED = World("after the gate, 8 x 5", after_gate)
MANY_CAUSES = World("kind and cell effects, 40 x 5", by_kind, causes=40)
PRINTED = (
    World("kind and cell effects, 8 x 5", by_kind),
    World("thirds, 8 x 5", thirds),
    replace(PROMISED, name="after the gate, impacts to 3 points, 10 late", measured_sd=0.03, delay=10),
    replace(PROMISED, name="after the gate, replays of a cell err by 3 points", replay_bias=0.03),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One arm in one measure: shares a decision in the first 200 and the following 100, and beside the others."""

    world: str
    arm: str
    early: float
    late: float
    early_ratio: float
    late_ratio: float
    closed: float


def run_suite(effort: Effort) -> SuiteResult:
    """Let the product's learning choose in worlds with known effects; the same seeds at any effort."""
    worlds = effort.learning_worlds
    promised = _run_arms(PROMISED, worlds, (IMPACTS_ALONE, EFFECTS_ALONE, THOMPSON))
    many = _run_arms(MANY_CAUSES, worlds, (EFFECTS_ALONE,))
    printed = {world.name: _run_arms(world, worlds) for world in PRINTED}
    unreplayed = _run_arms(PROMISED, worlds, replays=False)
    figures: list[Figure] = []
    tables: list[str] = []
    for measure in (EFFECT, BROUGHT):
        rows, many_rows = _compare(PROMISED.name, promised, measure), _compare(MANY_CAUSES.name, many, measure)
        figures += [figure for row in rows for figure in _promised_figures(row, measure, worlds)]
        figures += [figure for row in many_rows for figure in _many_figures(row, measure, worlds)]
        others = [row for name, courses in printed.items() for row in _compare(name, courses, measure)]
        tables.append(_table(f"Points a decision: {measure}", [*rows, *many_rows, *others]))
        tables.append(_table("The same without any replay", _compare(PROMISED.name, unreplayed, measure)))
    held = figure_table([figure for figure in figures if figure.floor is not None])
    heading = f"Simulated: {worlds} worlds of each kind, {DECISIONS} decisions in each."
    return SuiteResult("learning", tuple(figures), "\n".join([heading, "", *tables, held]))


def _run_arms(world: World, worlds: int, compared: tuple[str, ...] = (), *, replays: bool = True) -> dict[str, Course]:
    """Return the course of every arm; those `compared` run beside the product, its opposite and the oracles."""
    cells = world.draw_cells(worlds, np.random.default_rng(SEED))
    arms: dict[str, Forgetful | Remembering] = {
        FORGETFUL: Forgetful(world, worlds),
        OURS: Remembering(world, worlds),
        IMPACTS_ALONE: Remembering(world, worlds, from_replays=False),
        EFFECTS_ALONE: Remembering(world, worlds, from_replays=False, wants_worth=False),
        THOMPSON: Remembering(world, worlds, thompson=True),
        BEST_EFFECT: Oracle(world, cells, wants_worth=False),
        BEST_WORTH: Oracle(world, cells, wants_worth=True),
    }
    wanted = {FORGETFUL, OURS, *compared, BEST_EFFECT, BEST_WORTH}
    return {
        name: run_arm(arm, world, cells, replays=replays, seed=SEED) for name, arm in arms.items() if name in wanted
    }


def _compare(world: str, courses: dict[str, Course], measure: str) -> list[Row]:
    """Return the arms beside the one without memory, and beside the oracle that wants what is measured."""
    means = {
        name: _means_of(course.effect if measure == EFFECT else course.brought) for name, course in courses.items()
    }
    usual_early, usual_late = means[FORGETFUL]
    best = means[BEST_EFFECT if measure == EFFECT else BEST_WORTH][1]
    return [
        Row(
            world=world,
            arm=name,
            early=early,
            late=late,
            early_ratio=early / usual_early,
            late_ratio=late / usual_late,
            closed=(late - usual_late) / (best - usual_late),
        )
        for name, (early, late) in means.items()
    ]


def _means_of(values: Array) -> tuple[float, float]:
    return float(values[:, :EARLY].mean()), float(values[:, EARLY:].mean())


def _promised_figures(row: Row, measure: str, worlds: int) -> list[Figure]:
    if row.arm not in _held_arms(measure):
        return []
    where, late = f"{row.world}, {row.arm}, {measure}", worlds * (DECISIONS - EARLY)
    return [
        Figure(f"{where}: first 200 decisions", row.early_ratio, worlds * EARLY, LEAST_EARLY, at_most=False),
        Figure(f"{where}: decisions 201 to 300", row.late_ratio, late, LEAST_LATE, at_most=False),
        Figure(f"{where}: gap to the oracle closed", row.closed, late, LEAST_CLOSED, at_most=False),
    ]


def _many_figures(row: Row, measure: str, worlds: int) -> list[Figure]:
    if row.arm not in _held_arms(measure):
        return []
    where, late = f"{row.world}, {row.arm}, {measure}", worlds * (DECISIONS - EARLY)
    return [Figure(f"{where}: decisions 201 to 300", row.late_ratio, late, LEAST_MANY_CAUSES, at_most=False)]


def _held_arms(measure: str) -> set[str]:
    """Return the arms held to the promises: the product, and what it does without learning from replays."""
    return {OURS, EFFECTS_ALONE if measure == EFFECT else IMPACTS_ALONE}


def _table(title: str, rows: list[Row]) -> str:
    return table(
        title,
        ["world", "arm", "1 to 200", "201 to 300", "times", "times", "gap closed"],
        [
            [
                row.world,
                row.arm,
                number(100 * row.early, 2),
                number(100 * row.late, 2),
                number(row.early_ratio, 2),
                number(row.late_ratio, 2),
                percent(row.closed, 0),
            ]
            for row in rows
        ],
    )
