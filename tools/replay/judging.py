"""How often is the judge of a replayed turn right, and what does that make of what it says?"""

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

LEAST_TOLD_APART = 0.2
"""With a judge that is less than this much better than a coin, no rule can be made in tens of calls."""


@dataclass(frozen=True, slots=True)
class JudgeQuality:
    """How often the judge is right about turns that are right (`right_on_good`) and wrong (`right_on_bad`), as shares.

    Raises:
        ValueError: A share is outside 0 to 1.
    """

    right_on_good: float = 0.9
    right_on_bad: float = 0.9

    def __post_init__(self) -> None:
        if not (0 <= self.right_on_good <= 1 and 0 <= self.right_on_bad <= 1):
            raise ValueError(f"A judge is right in a share of turns, not in {self.right_on_good}, {self.right_on_bad}.")

    @property
    def told_apart(self) -> float:
        """By how much more often a right turn is called right than a wrong one is; 0 for a coin, 1 without error."""
        return self.right_on_good + self.right_on_bad - 1

    @property
    def is_usable(self) -> bool:
        """Does the judge tell right from wrong well enough for a rule?"""
        return self.told_apart >= LEAST_TOLD_APART

    def called_right(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the shares of turns that are called right where so many are."""
        return share * self.right_on_good + (1 - share) * (1 - self.right_on_bad)

    def by_votes(self, votes: int) -> "JudgeQuality":
        """Return the quality of the majority of independent judgements.

        Raises:
            ValueError: `votes` is not odd and positive.
        """
        if votes < 1 or votes % 2 == 0:
            raise ValueError(f"A majority needs an odd number of votes, not {votes}.")
        return JudgeQuality(_majority(self.right_on_good, votes), _majority(self.right_on_bad, votes))


def _majority(right: float, votes: int) -> float:
    needed = votes // 2 + 1
    return min(1.0, sum(comb(votes, k) * right**k * (1 - right) ** (votes - k) for k in range(needed, votes + 1)))
