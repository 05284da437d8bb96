"""In which order do several drafts for the same problem compete?"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.critic import Critique
from memory.drafts import Draft
from tools.instructions.diff import count_changed_characters
from tools.instructions.edits import EditRefused, apply_edits
from tools.instructions.line_matching import find_changes

MODEL = "model"
_CHARACTERS_A_STEP = 150
"""Edits of about the same size are on equal terms."""


@dataclass(frozen=True, slots=True)
class EditSize:
    """How much a draft changes: lines that go or come, and characters that go or come."""

    lines: int
    characters: int

    @property
    def step(self) -> tuple[int, int]:
        """The size, roughly."""
        return self.lines, self.characters // _CHARACTERS_A_STEP


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with what the critic found in it."""

    draft: Draft
    critique: Critique


def rank_candidates(instructions: str, candidates: Sequence[Candidate], *, kinds: Sequence[str] = ()) -> list[Draft]:
    """Return the drafts, best first; none is left out, those that the critic would drop come last.

    Fewer and lighter harms come first, then the kinds of edit in the given order, others after them, then what
    changes less, then the model's before the playbook's; what is equal in all keeps its order.
    """
    order = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}

    def key(candidate: Candidate) -> tuple[object, ...]:
        draft, critique = candidate.draft, candidate.critique
        size = measure_edit(instructions, draft)
        place = order.get(draft.kind, len(order))
        is_other = draft.drafted_by != MODEL
        return not critique.keep, critique.weight, place, size.step, is_other, size.lines, size.characters

    return [candidate.draft for candidate in sorted(candidates, key=key)]


def measure_edit(instructions: str, draft: Draft) -> EditSize:
    """Return how much a draft changes; one that cannot be applied counts as the whole text."""
    try:
        after = apply_edits(instructions, draft.edits)
    except EditRefused:
        return EditSize(len(instructions.splitlines()), len(instructions))
    changes = find_changes(instructions.splitlines(), after.splitlines())
    lines = sum(one.before_end - one.before_start + one.after_end - one.after_start for one in changes)
    return EditSize(lines, sum(count_changed_characters(instructions, after)))
