"""What may a draft be, whose harm the gate has to keep out?

A third of drafts help, a third do nothing, a third harm. Whether those that harm also mend what they were made for is
not known: none of them, half of them or all, and a gate has to hold in each of these worlds.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tools.replay.chances import Array, Spread, count_chances, evenly, exactly
from tools.replay.judging import JudgeQuality

MENDED = (0.3, 0.7)
"""A helpful draft mends this share of the bad calls, evenly spread."""

BROKEN = (0.1, 0.3)
"""A harmful draft breaks this share of the good calls, evenly spread."""

HARMFUL_THAT_MEND = (0.0, 0.5, 1.0)
"""The three worlds: which share of the harmful drafts mends bad calls as well as helpful ones do."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chances of passing every threshold, for drafts of each sort.

    `mends` and `mends_nothing` have shape (bad + 1,): the chance that at least so many bad calls are called right.
    `breaks` and `breaks_nothing` have shape (good + 1,): the chance that at most so many good calls are called wrong.
    """

    mends: Array
    mends_nothing: Array
    breaks: Array
    breaks_nothing: Array

    def helpful(self) -> Array:
        """Return the chance that a helpful draft passes, shape (bad + 1, good + 1) as the thresholds."""
        return np.outer(self.mends, self.breaks_nothing)

    def neutral(self) -> Array:
        """Return the chance that a draft passes that does nothing."""
        return np.outer(self.mends_nothing, self.breaks_nothing)

    def harmful(self, that_mend: float) -> Array:
        """Return the chance that a harmful draft passes where so many of them mend."""
        return np.outer(that_mend * self.mends + (1 - that_mend) * self.mends_nothing, self.breaks)


@lru_cache(maxsize=64)
def look_ahead(bad: int, good: int, quality: JudgeQuality, chance: float, steady: float) -> Outlook:
    """Return the chances of passing for counts of bad and good calls.

    Args:
        bad: Bad calls to replay.
        good: Good calls to replay.
        quality: How often the judge is right.
        chance: The share of bad calls that go right when replayed, though nothing was changed.
        steady: The share of good calls that go right when replayed, though nothing was changed.
    """
    nodes = max(bad, good) // 2 + 1
    mended = evenly(*MENDED, nodes=nodes)
    kept = evenly(*BROKEN, nodes=nodes)
    return Outlook(
        mends=_at_least(bad, _judged(Spread(mended.shares + (1 - mended.shares) * chance, mended.weights), quality)),
        mends_nothing=_at_least(bad, _judged(exactly(chance), quality)),
        breaks=_at_most(good, _missed(Spread(steady * (1 - kept.shares), kept.weights), quality)),
        breaks_nothing=_at_most(good, _missed(exactly(steady), quality)),
    )


def _judged(spread: Spread, quality: JudgeQuality) -> Spread:
    return Spread(quality.called_right(spread.shares), spread.weights)


def _missed(spread: Spread, quality: JudgeQuality) -> Spread:
    return Spread(1 - quality.called_right(spread.shares), spread.weights)


def _at_least(calls: int, spread: Spread) -> Array:
    return np.cumsum(count_chances(calls, spread)[::-1])[::-1]


def _at_most(calls: int, spread: Spread) -> Array:
    return np.cumsum(count_chances(calls, spread))
