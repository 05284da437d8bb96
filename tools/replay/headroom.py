"""Does the old text already handle the calls that went wrong? Then the instructions are not the cause."""

from dataclasses import dataclass

import numpy as np

from tools.replay.chances import likelihoods, quantile
from tools.replay.judging import JudgeQuality
from tools.replay.plan import CHANCE, count

STEPS = 1_000
INTERVAL = 0.8
LEAST_SEEN = 6
"""With fewer calls replayed nobody is told that his instructions are in order."""

HANDLED = 0.5
"""Where the old text handles more than half of the bad calls when asked again, luck failed them, not the text."""

_CHANCE_PRIOR = (1.0, 3.0)
_CAREFUL = 0.7
"""The gate takes this quantile of the chance rate: taken too low, it would let through what does nothing."""

LEAST_CHANCE = 0.05
"""No call is so surely lost that a second try never succeeds."""


@dataclass(frozen=True, slots=True)
class Headroom:
    """What the old text does with bad calls when their decision point is replayed afresh.

    Attributes:
        low: Lower end of the 80 % interval of the share it handles.
        mid: The middle of it.
        high: The upper end.
        chance: The share by which the gate then allows for chance.
        may_be_cause: May the instructions be the cause?
        explanation: What was found, in a sentence for people.
    """

    low: float
    mid: float
    high: float
    chance: float
    may_be_cause: bool
    explanation: str


def headroom(old_right: int, seen: int, quality: JudgeQuality | None = None) -> Headroom:
    """Return how many bad calls the old text handles, from replays of it that were judged.

    Args:
        old_right: Replays of bad calls under the old text whose turn is called right.
        seen: All replays of bad calls under the old text; with none, nothing is known and the usual chance is taken.
        quality: How often the judge is right; its error is taken out.

    Raises:
        ValueError: More are right than were seen.
    """
    if not 0 <= old_right <= seen:
        raise ValueError(f"Of {seen} replays {old_right} cannot be right.")
    share = (np.arange(STEPS) + 0.5) / STEPS
    called_right = (quality or JudgeQuality()).called_right(share)
    likelihood = likelihoods(seen, called_right)[:, old_right]
    usual = likelihood * share ** (_CHANCE_PRIOR[0] - 1) * (1 - share) ** (_CHANCE_PRIOR[1] - 1)
    low, mid, high = (quantile(share, likelihood, level) for level in ((1 - INTERVAL) / 2, 0.5, (1 + INTERVAL) / 2))
    may_be_cause = seen < LEAST_SEEN or low <= HANDLED
    chance = max(LEAST_CHANCE, quantile(share, usual, _CAREFUL)) if seen else CHANCE
    return Headroom(low, mid, high, chance, may_be_cause, _explain(old_right, seen, low, high, may_be_cause))


def _explain(old_right: int, seen: int, low: float, high: float, may_be_cause: bool) -> str:  # noqa: FBT001 - said, not switched
    if seen == 0:
        return "The present instructions were not replayed on bad calls."
    found = (
        f"Replayed afresh under the present instructions, {old_right} of {count(seen, 'bad call')} went right at the "
        f"turn where they had gone wrong ({round(100 * low)} to {round(100 * high)} %, judge error taken out)"
    )
    if not may_be_cause:
        return f"{found}: the instructions already do it most of the time, so they are not the cause."
    return f"{found}: a change of the instructions can still mend the others."
