"""What may be expected of a suggestion that nothing has been replayed or measured for?

The prior is a mixture of three equally likely worlds. The edit helps and mends a part of what its cause explains;
it does nothing; or it does a little harm. Published experience with blind rewrites of prompts is worse still
(49 % of 72 made things worse, arXiv 2604.14585), but these edits are small and guarded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memory.vocabulary import Cause, Estimate

HELPS = 1 / 3
DOES_NOTHING = 1 / 3

MOST_HARM = 0.03
"""An edit that harms costs up to three points, one on average (a falling triangle)."""

INTERVAL = 0.8
STEPS = 2_000
"""Points of the numerical integration: quantiles are exact to about a thousandth of the recoverable share."""


@dataclass(frozen=True, slots=True)
class MendedShare:
    """The part of the calls lost to a cause that a helpful edit wins back: a Beta distribution."""

    a: float
    b: float


BY_INSTRUCTION = MendedShare(2, 4)
"""The agent can simply do it (ask, ask clearly, ask again): a third on average, rarely more than 60 %."""

BY_PERSUASION = MendedShare(1.5, 8.5)
"""It takes the caller, the line or another system too: 15 % on average."""

MENDED_BY_INSTRUCTION = frozenset({Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP})

REASONS = {
    Cause.NOT_ASKED: "it was not asked",
    Cause.ASKED_UNCLEARLY: "it was asked unclearly",
    Cause.NOT_FOLLOWED_UP: "it was not followed up",
    Cause.REFUSED: "the caller refused",
    Cause.CALLER_DID_NOT_KNOW: "the caller did not know",
    Cause.MISHEARD: "it was misheard",
    Cause.GIVEN_NOT_RECORDED: "it was given but not recorded",
    Cause.CALL_ENDED_FIRST: "the call ended first",
    Cause.NO_CONVERSATION: "there was no conversation",
}


def expect(*, cause: Cause, kind: str, calls: int, missed: int, missed_for_cause: int) -> Estimate:
    """Return the expected change of the metric, as an 80 % interval around the mean of the prior.

    `high` never exceeds the share of calls lost to the cause, `low` is never below minus three points nor minus
    the share of calls that are good now. `mid` is the mean, the right figure to multiply: most edits do little,
    so it stands far below `high`, and below zero where there is hardly anything to win.

    Args:
        cause: Why the calls are missed.
        kind: The kind of edit, named in the basis.
        calls: All calls of the metric in the period that was diagnosed.
        missed: Those that missed it.
        missed_for_cause: Those of them missed for this cause. For success: failed for this cause alone.

    Raises:
        ValueError: The counts cannot be.
    """
    if not 0 <= missed_for_cause <= missed <= calls or calls == 0:
        raise ValueError(f"Of {calls} calls {missed} cannot have missed, {missed_for_cause} of them for this cause.")
    recoverable = missed_for_cause / calls
    good = (calls - missed) / calls
    changes, weights = _prior(recoverable, good, cause)
    tail = (1 - INTERVAL) / 2
    return Estimate(
        low=_quantile(changes, weights, tail),
        mid=round(float(changes @ weights), 4),
        high=_quantile(changes, weights, 1 - tail),
        basis=_describe(cause, kind, calls, missed, missed_for_cause),
    )


def _prior(recoverable: float, good: float, cause: Cause) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return possible changes of the metric and their chances, which sum to one."""
    mended = BY_INSTRUCTION if cause in MENDED_BY_INSTRUCTION else BY_PERSUASION
    share = (np.arange(STEPS) + 0.5) / STEPS
    helpful = share ** (mended.a - 1) * (1 - share) ** (mended.b - 1)
    harmful = 1 - share
    changes = np.concatenate([recoverable * share, [0.0], -min(MOST_HARM, good) * share])
    weights = np.concatenate(
        [
            HELPS * helpful / helpful.sum(),
            [DOES_NOTHING],
            (1 - HELPS - DOES_NOTHING) * harmful / harmful.sum(),
        ]
    )
    return changes, weights


def _quantile(changes: NDArray[np.float64], weights: NDArray[np.float64], level: float) -> float:
    order = np.argsort(changes)
    reached = np.searchsorted(np.cumsum(weights[order]), level)
    return round(float(changes[order][reached]), 4)


def _describe(cause: Cause, kind: str, calls: int, missed: int, missed_for_cause: int) -> str:
    most = round(100 * missed_for_cause / calls)
    points = "point" if most == 1 else "points"
    return (
        f"Expected, neither replayed nor measured: {missed:,} of {calls:,} calls missed this, {missed_for_cause:,} "
        f"of them because {REASONS[cause]}, so at most {most} {points} can be won. About one edit in three of the "
        f'kind "{kind.replace("_", " ")}" helps, the others do nothing or a little harm; '
        "8 of 10 should end up in this range."
    )
