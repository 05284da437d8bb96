"""The chance an invented world rests on: the same for the same seed and purpose, everywhere."""

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

T = TypeVar("T")


class Dice(Random):
    """`random.Random` with a quicker choice: phrases are chosen a hundred thousand times per sample."""

    def choice(self, seq: "SupportsLenAndGetItem[T]") -> T:
        """Return one element of a non-empty sequence; the bias of scaling a float is far below what shows here."""
        return seq[int(self.random() * len(seq))]


def dice_for(seed: int, purpose: str) -> Dice:
    """Return dice that depend on nothing but the seed and the purpose."""
    return Dice(f"{seed}/{purpose}")
