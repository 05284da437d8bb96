"""Do the edits keep the variables, the template logic and the protected parts of the instructions?"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from memory.drafts import Refusal
from tools.instructions.diff import find_changed_ranges
from tools.instructions.edits import PlacedEdit
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.protected import ProtectedPart, ProtectedReason, find_protected
from tools.instructions.template_variables import Variable, VariableStyle, find_variables

_MOST_NAMED = 3


def refuse_lost_variables(proposal: Proposal) -> Refusal | None:
    """Every variable must stand as often after the edits as before, letter for letter."""
    lost = _count_variables(proposal.before) - _count_variables(proposal.after)
    if not lost:
        return None
    return Refusal("lost_variable", f"The edits lose or change a variable: {_name(lost)}.")


def refuse_new_variables(proposal: Proposal) -> Refusal | None:
    """A variable that the platform does not know yet would be read out to callers as it stands."""
    before = _count_variables(proposal.before)
    new = [text for text in _count_variables(proposal.after) if text not in before]
    if not new:
        return None
    return Refusal("new_variable", f"The edits add a variable the instructions do not have: {_name(new)}.")


def refuse_reordered_logic(proposal: Proposal) -> Refusal | None:
    """Tags such as `{% if %}` and `{% endif %}` only mean something in their order."""
    if _tags(proposal.before) == _tags(proposal.after):
        return None
    return Refusal("template_logic", "The edits change the order or number of template tags such as {% if %}.")


def refuse_protected_parts(proposal: Proposal) -> Refusal | None:
    """A protected part may neither change nor move, nor may its sentence go on; an insert beside it is fine."""
    parts = _protected(proposal.before)
    ranges = [range_ for one in proposal.placed for range_ in _changed_ranges(proposal.before, one, parts)]
    for part in parts:
        if any(_touches(part, start, end) for start, end in ranges):
            return Refusal("protected_part", f"The edits touch a protected part: {part.reason.value}.")
    after = _protected(proposal.after)
    if _marked_texts(proposal.before, parts) != _marked_texts(proposal.after, after):
        return Refusal("protected_part", "The edits change what is marked as protected.")
    lost = Counter(_texts(proposal.before, parts)) - Counter(_texts(proposal.after, after))
    if lost:
        return Refusal("protected_part", "The edits make a protected sentence begin or go on in another way.")
    return None


# Several rules, and several drafts in a row, ask about the same instructions.
@lru_cache(maxsize=8)
def _variables(text: str) -> tuple[Variable, ...]:
    return tuple(find_variables(text))


@lru_cache(maxsize=8)
def _protected(text: str) -> tuple[ProtectedPart, ...]:
    return tuple(find_protected(text))


def _count_variables(text: str) -> Counter[str]:
    return Counter(variable.text for variable in _variables(text))


def _tags(text: str) -> list[str]:
    return [one.text for one in _variables(text) if one.style is VariableStyle.TAG]


def _name(variables: Counter[str] | list[str]) -> str:
    names = list(variables)
    return ", ".join(names[:_MOST_NAMED]) + (" and more" if len(names) > _MOST_NAMED else "")


def _marked_texts(text: str, parts: Sequence[ProtectedPart]) -> list[str]:
    return [text[one.start : one.end] for one in parts if one.reason is ProtectedReason.MARKED]


def _texts(text: str, parts: Sequence[ProtectedPart]) -> list[str]:
    return [text[one.start : one.end].rstrip(".") for one in parts]


def _changed_ranges(before: str, placed: PlacedEdit, parts: Sequence[ProtectedPart]) -> list[tuple[int, int]]:
    """Return the ranges that really change; where a protected part lies among them, word by word."""
    start, end = _changed_range(before, placed)
    if not any(_touches(part, start, end) for part in parts) or start == end:
        return [(start, end)]
    changes = find_changed_ranges(before[placed.start : placed.end], placed.text)
    return [(placed.start + low, placed.start + high) for low, high in changes]


def _changed_range(before: str, placed: PlacedEdit) -> tuple[int, int]:
    """Return the characters that really change: an edit may repeat what stands around them."""
    start, end = placed.start, placed.end
    same = 0
    most = min(end - start, len(placed.text))
    while same < most and before[start + same] == placed.text[same]:
        same += 1
    start += same
    most -= same
    same = 0
    while same < most and before[end - 1 - same] == placed.text[-1 - same]:
        same += 1
    return start, end - same


def _touches(part: ProtectedPart, start: int, end: int) -> bool:
    if start == end:
        return part.start < start < part.end
    return start < part.end and part.start < end
