"""What does a draft change, seen in the ways the guardrails need?"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from memory.vocabulary import Cause, Field
from tools.instructions.edits import PlacedEdit

MOST_AROUND = 1_500

_SENTENCE_GAP = re.compile(r"(?<=[.!?])\s|\n|[。！？]")
_GAP = re.compile(r"\s")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft under check.

    `fresh` is every line of `after` that an edit touches, with a line on either side (of very long lines, what lies
    within 1,500 characters): all that can be new stands in it, also where edits only together make a word or a
    number. `caller_turns` are what callers said, in order, `allowed` the project's own settings as one text. `missing`
    are the fields the draft is for, if it is for any, `cause` is why they are missing.
    """

    before: str
    after: str
    placed: tuple[PlacedEdit, ...]
    fresh: str
    caller_turns: tuple[str, ...]
    allowed: str
    missing: tuple[Field, ...] = ()
    cause: Cause | None = None

    def find_new(self, find: Callable[[str], set[_Found]]) -> set[_Found]:
        """Return what `find` finds after the edits and neither before them nor in the project's settings."""
        new = self.find_unwritten(find)
        return new - find(self.allowed) if new else new

    def find_unwritten(self, find: Callable[[str], set[_Found]]) -> set[_Found]:
        """Return what `find` finds after the edits and not before them, whatever the settings say."""
        found = find(self.fresh)
        return found - find(self.before) if found else found


def build_proposal(
    before: str,
    after: str,
    placed: Iterable[PlacedEdit],
    *,
    caller_words: Iterable[str],
    allowed_words: Iterable[str],
    missing: Sequence[Field] = (),
    cause: Cause | None = None,
) -> Proposal:
    """Gather what the rules look at; `placed` are the edits at their places in `before`."""
    edits = tuple(placed)
    return Proposal(
        before=before,
        after=after,
        placed=edits,
        fresh=_fresh_lines(after, edits),
        caller_turns=tuple(caller_words),
        allowed="\n".join(dict.fromkeys(allowed_words)),
        missing=tuple(missing),
        cause=cause,
    )


def _fresh_lines(after: str, placed: tuple[PlacedEdit, ...]) -> str:
    parts: list[str] = []
    shift = reached = 0
    for one in placed:
        start = one.start + shift
        shift += len(one.text) - (one.end - one.start)
        low = max(reached, _line_before(after, start))
        high = max(reached, _line_after(after, start + len(one.text)))
        if high > low:
            parts.append(after[low:high])
            reached = high
    return "".join(parts)


def _line_before(text: str, place: int) -> int:
    line = text.rfind("\n", 0, place)
    start = text.rfind("\n", 0, line) + 1 if line >= 0 else 0
    if place - start <= MOST_AROUND:
        return start
    far, near = place - MOST_AROUND, place - MOST_AROUND // 2
    cut = _SENTENCE_GAP.search(text, far, near) or _GAP.search(text, far, near)
    return cut.end() if cut else far


def _line_after(text: str, place: int) -> int:
    line = text.find("\n", place)
    end = text.find("\n", line + 1) if line >= 0 else -1
    stop = len(text) if end < 0 else end + 1
    if stop - place <= MOST_AROUND:
        return stop
    near, far = place + MOST_AROUND // 2, place + MOST_AROUND
    cut = _SENTENCE_GAP.search(text, near, far) or _GAP.search(text, near, far)
    return cut.start() + 1 if cut else far
