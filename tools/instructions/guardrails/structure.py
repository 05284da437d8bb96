"""Do the edits keep the variables, the template logic and the protected parts of the instructions?"""

from collections import Counter

from memory.drafts import Refusal
from tools.instructions.edits import PlacedEdit
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.protected import ProtectedPart, ProtectedReason, find_protected
from tools.instructions.template_variables import VariableStyle, find_variables

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
    """A protected part may neither change nor move; an insert beside it is fine."""
    parts = find_protected(proposal.before)
    ranges = [_changed_range(proposal.before, one) for one in proposal.placed]
    for part in parts:
        if any(_touches(part, start, end) for start, end in ranges):
            return Refusal("protected_part", f"The edits touch a protected part: {part.reason.value}.")
    marked = _marked_texts(proposal.before, parts)
    if marked == _marked_texts(proposal.after, find_protected(proposal.after)):
        return None
    return Refusal("protected_part", "The edits change what is marked as protected.")


def _count_variables(text: str) -> Counter[str]:
    return Counter(variable.text for variable in find_variables(text))


def _tags(text: str) -> list[str]:
    return [one.text for one in find_variables(text) if one.style is VariableStyle.TAG]


def _name(variables: Counter[str] | list[str]) -> str:
    names = list(variables)
    return ", ".join(names[:_MOST_NAMED]) + (" and more" if len(names) > _MOST_NAMED else "")


def _marked_texts(text: str, parts: list[ProtectedPart]) -> list[str]:
    return [text[one.start : one.end] for one in parts if one.reason is ProtectedReason.MARKED]


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
