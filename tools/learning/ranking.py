"""Which kind of edit should be tried next against a cause?

Worth is how often people take a kind times what it brings them. While little is known, what is uncertain is given the
benefit of the doubt, so that no kind is given up for its first bad luck; later what is known decides.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from memory.drafts import Lesson
from memory.vocabulary import Cause
from tools.learning.shrinking import PRIOR_MEAN, Array, shrink

EXPLORING = 200
"""For so many decisions uncertainty is given a bonus; afterwards it would cost more than it teaches."""

BONUS = 0.6
"""So many standard deviations."""

LEAST_REJECTED = 5
"""A kind that was rejected so often, and never taken, is not what people want."""

SURELY = 0.8416
"""So many standard deviations below zero an effect is harmful with 80 %."""

TAKEN_PRIOR_WORTH = 6.0
"""What is usual of all kinds counts as so many decisions on one."""


def find_taken(accepted: Array, rejected: Array) -> tuple[Array, Array]:
    """Return mean and standard deviation of the share of people who take a kind, for each cell.

    Args:
        accepted: Decisions for it, as it was or after an edit, shape (..., causes, kinds).
        rejected: Decisions against it; same shape.
    """
    all_accepted = accepted.sum(axis=(-2, -1), keepdims=True)
    all_rejected = rejected.sum(axis=(-2, -1), keepdims=True)
    usual = (all_accepted + TAKEN_PRIOR_WORTH / 2) / (all_accepted + all_rejected + TAKEN_PRIOR_WORTH)
    total = accepted + rejected + TAKEN_PRIOR_WORTH
    mean = (accepted + TAKEN_PRIOR_WORTH * usual) / total
    return mean, np.sqrt(mean * (1 - mean) / (total + 1))


def find_worth(effect: Array, taken: Array) -> Array:
    """Return what kinds are worth, in shares a decision; harm is not made smaller by few people wanting it."""
    return np.where(effect > 0, effect * taken, effect)


def find_appeal(mean: Array, sd: Array, taken: Array, taken_sd: Array, decisions_so_far: int) -> Array:
    """Return by what kinds are ranked: their worth, with a bonus for uncertainty during the first decisions.

    Args:
        mean: The expected effect, in shares.
        sd: Its standard deviation.
        taken: The expected share of people who take it.
        taken_sd: Its standard deviation.
        decisions_so_far: All decisions that lessons were drawn from.
    """
    bonus = BONUS if decisions_so_far < EXPLORING else 0.0
    return find_worth(mean + bonus * sd, np.minimum(taken + bonus * taken_sd, 1.0))


def find_sunk(mean: Array, sd: Array, outcomes: Array, accepted: Array, rejected: Array) -> NDArray[np.bool_]:
    """Return which kinds come last whatever their bonus: measurably harmful ones, and those always rejected."""
    harms = (outcomes > 0) & (mean + SURELY * sd < 0)
    unwanted = (accepted == 0) & (rejected >= LEAST_REJECTED)
    sunk: NDArray[np.bool_] = harms | unwanted
    return sunk


def rank_kinds(
    cause: Cause,
    kinds: Sequence[str],
    lessons: Iterable[Lesson],
    decisions_so_far: int,
    rng: np.random.Generator,
) -> list[str]:
    """Return the kinds of edit in the order in which they should be tried against a cause, best first.

    Args:
        cause: What is to be mended.
        kinds: What can be tried.
        lessons: What is known, of this cause and others; of a kind without one only what is usual is known.
        decisions_so_far: All decisions that the lessons were drawn from.
        rng: Breaks ties, so that what is known alike is tried alike.
    """
    known = tuple(lessons)
    own = {lesson.kind: lesson for lesson in known if lesson.cause == cause}
    unknown = _expect_of_new(known)
    ordered = [kinds[place] for place in rng.permutation(len(kinds))]
    rows = [own.get(kind, Lesson(cause, kind, mean=unknown[0], sd=unknown[1])) for kind in dict.fromkeys(ordered)]
    if not rows:
        return []
    accepted, rejected = _decisions([*rows, *(lesson for lesson in known if lesson.cause != cause)])
    taken, taken_sd = (part[0, : len(rows)] for part in find_taken(accepted, rejected))
    mean, sd = np.array([row.mean for row in rows]), np.array([row.sd for row in rows])
    appeal = find_appeal(mean, sd, taken, taken_sd, decisions_so_far)
    outcomes = np.array([float(row.measured) for row in rows])
    sunk = find_sunk(mean, sd, outcomes, accepted[0, : len(rows)], rejected[0, : len(rows)])
    sunk |= np.array([_is_taken_back(row) for row in rows])
    return [rows[place].kind for place in np.lexsort((-appeal, sunk))]


def _expect_of_new(lessons: Sequence[Lesson]) -> tuple[float, float]:
    """Return mean and deviation of a kind without a lesson: as wide as nothing is known of it."""
    nothing = np.zeros((1, 1))
    sd = float(shrink(nothing, nothing).sd[0, 0])
    measured = [lesson.mean for lesson in lessons if lesson.measured]
    return (float(np.mean(measured)) if measured else PRIOR_MEAN), sd


def _decisions(lessons: Sequence[Lesson]) -> tuple[Array, Array]:
    """Return decisions for and against, shape (1, lessons); what was rolled back counts as rejected after all."""
    accepted = [max(lesson.accepted + lesson.edited - lesson.rolled_back, 0) for lesson in lessons]
    rejected = [lesson.rejected + lesson.rolled_back for lesson in lessons]
    return np.array([accepted], dtype=np.float64), np.array([rejected], dtype=np.float64)


def _is_taken_back(lesson: Lesson) -> bool:
    """Was it rolled back more than once, and at least as often as it was kept?"""
    return lesson.rolled_back > 1 and 2 * lesson.rolled_back >= lesson.accepted + lesson.edited
