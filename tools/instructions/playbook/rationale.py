"""How is a draft explained to staff, in plain words and with its counts?"""

from collections.abc import Sequence

from memory.drafts import Snapshot
from memory.vocabulary import Cause
from tools.instructions.playbook.field_phrases import Phrase

_REASONS = {
    Cause.NOT_ASKED: "mostly because the agent did not ask",
    Cause.ASKED_UNCLEARLY: "mostly because callers did not understand the question",
    Cause.NOT_FOLLOWED_UP: "mostly because the agent moved on when it got no answer",
    Cause.MISHEARD: "mostly because the answer was heard wrong",
    Cause.CALL_ENDED_FIRST: "mostly because the call ended before the agent asked",
}


def explain(snapshot: Snapshot, phrases: Sequence[Phrase], change: str) -> str:
    """Return two sentences: what is missing in how many calls and why, and what the draft does about it."""
    labels = [f"“{phrase.label}”" for phrase in phrases]
    names = " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
    verb = "was" if len(labels) == 1 else "were"
    counted = 0 < snapshot.missed <= snapshot.calls
    where = f"In {snapshot.missed} of {snapshot.calls} calls" if counted else "In many calls"
    reason = _REASONS[snapshot.cause]
    return f"{where} {names} {verb} not captured, {reason}. This {change}."
