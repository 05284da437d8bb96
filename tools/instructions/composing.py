"""Which edits do the work of two drafts one after the other, and which lead back to where they began?"""

from collections.abc import Sequence

from memory.vocabulary import Edit
from tools.instructions.edits import EditRefused, apply_edits, derive_edits


def compose_edits(before: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits of `before` that equal `first` and then `second`, which are edits of what `first` leaves.

    Where the second take back what the first did, nothing is left to do, and no edits are returned.

    Raises:
        EditRefused: Either draft cannot be applied where it belongs; the sentence says which of the two.
    """
    between = _apply("The first draft", before, first)
    return derive_edits(before, _apply("The second draft, made on top of the first,", between, second))


def revert_edits(before: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits that lead from what `edits` make of `before` back to exactly `before`.

    Raises:
        EditRefused: The edits cannot be applied, or leave nothing that edits could hold on to.
    """
    return derive_edits(apply_edits(before, edits), before)


def _apply(name: str, text: str, edits: Sequence[Edit]) -> str:
    try:
        return apply_edits(text, edits)
    except EditRefused as refused:
        raise EditRefused(refused.rule, f"{name} cannot be applied: {refused.sentence}") from refused
