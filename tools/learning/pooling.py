"""How much do other projects, and other organisations that agreed, tell a project?

Every further level is summarised first and then believed less, since it differs: a whole project of the same
organisation tells about as much as one edit that was measured well, another organisation a little less. Of other
organisations only these summaries are ever passed on, and only where so many agreed that none can be told from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from tools.learning.beliefs import Outcome
from tools.learning.lessons import Cell, sum_up
from tools.learning.shrinking import EDIT_SD

PROJECTS_DIFFER = 0.01
"""The effect of one kind against one cause differs by so much between projects of an organisation, in shares."""

ORGANISATIONS_DIFFER = 0.015
"""And by so much between organisations."""

LEAST_ORGANISATIONS = 5
"""With fewer that agreed, a mean would tell of one of them."""


@dataclass(frozen=True, slots=True)
class LevelShares:
    """How much of what is known of a cell comes from which level; the three sum to one, or to zero without outcomes."""

    project: float
    organisation: float
    everyone: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """Outcomes of all levels as a project may believe them, to be learnt from, and where they come from."""

    outcomes: tuple[Outcome, ...]
    shares: Mapping[Cell, LevelShares]


def summarise(outcomes: Iterable[Outcome], *, differ: float = 0.0) -> tuple[Outcome, ...]:
    """Return one outcome for each cell in place of many, its error made larger by how much the place differs.

    Args:
        outcomes: Those of one project, or of one organisation.
        differ: How much its true effect differs from the one that is looked for, as a standard deviation in shares.
    """
    sums = sum_up(outcomes)
    return tuple(
        Outcome(
            cause,
            kind,
            float(sums.sums[row, column] / sums.weights[row, column]),
            sqrt(max(1 / float(sums.weights[row, column]) + differ**2 - EDIT_SD**2, 0.0)),
            is_measured=bool(sums.measured[row, column] > 0),
            count=int(sums.measured[row, column]) or 1,
        )
        for row, cause in enumerate(sums.causes)
        for column, kind in enumerate(sums.kinds)
        if sums.weights[row, column] > 0
    )


def pool_levels(
    own: Sequence[Outcome],
    siblings: Mapping[str, Sequence[Outcome]],
    others: Mapping[str, Sequence[Outcome]],
) -> Pooled:
    """Return what a project may learn from.

    Args:
        own: Outcomes of the project.
        siblings: Those of the other projects of its organisation, by project.
        others: Summaries of other organisations that agreed to it, by organisation; fewer than five are not used.
    """
    of_projects = [row for rows in siblings.values() for row in summarise(rows, differ=PROJECTS_DIFFER)]
    agreed = others if len(others) >= LEAST_ORGANISATIONS else {}
    of_organisations = [row for rows in agreed.values() for row in summarise(rows, differ=ORGANISATIONS_DIFFER)]
    levels = [_weigh(rows) for rows in (own, of_projects, of_organisations)]
    shares = {cell: _share_out([level.get(cell, 0.0) for level in levels]) for level in levels for cell in level}
    return Pooled((*own, *of_projects, *of_organisations), shares)


def _weigh(outcomes: Iterable[Outcome]) -> dict[Cell, float]:
    sums = sum_up(outcomes)
    return {
        (cause, kind): float(sums.weights[row, column])
        for row, cause in enumerate(sums.causes)
        for column, kind in enumerate(sums.kinds)
        if sums.weights[row, column] > 0
    }


def _share_out(weights: Sequence[float]) -> LevelShares:
    total = sum(weights)
    return LevelShares(*(weight / total for weight in weights))
