"""How do changes that a model tells by line numbers become exact edits of the instructions?

Small models copy anchors badly and count lines well, so they see numbered lines, and code does the rest: it keeps
bullets, numbering and indentation, and finds anchors that stand once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.model_line import BadAnswer
from memory.drafts import MarkedPart
from memory.vocabulary import Edit
from tools.instructions.edits import EditRefused, derive_edits
from tools.instructions.outline import Line, LineKind, Outline, read_outline
from tools.instructions.protected import find_protected

LONGEST_LISTING = 24_000
"""Characters of instructions that are shown whole; of longer ones, what matters is shown."""

_LONGEST_LINE = 1_000
_OPENING, _CLOSING, _AROUND = 40, 15, 3

_ECHOED_START = re.compile(r"\A(?:\d{1,6}\|\s?)?\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?")


class LineAction(StrEnum):
    """What is done at a line."""

    INSERT_AFTER = "insert_after"
    REPLACE = "replace"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class LineChange:
    """One change at the line with this number; `text` is one line of new words, empty for a delete."""

    action: LineAction
    line: int
    text: str = ""


class NumberedLines:
    """Instructions as a model sees them: lines that may change are numbered from 1, others are only shown.

    `marked` are parts that may not change beyond those that the text itself shows to be protected.
    """

    def __init__(self, instructions: str, marked: Iterable[MarkedPart] = ()) -> None:
        closed = [(part.start, part.end) for part in find_protected(instructions)]
        closed += [(part.start, part.end) for part in marked]
        self._outline: Outline = read_outline(instructions, closed)
        self._open = [line for line in self._outline.lines if not line.closed and line.kind is not LineKind.BLANK]

    @property
    def count(self) -> int:
        """How many lines are numbered."""
        return len(self._open)

    @property
    def texts(self) -> list[str]:
        """The words of the numbered lines, without indentation, bullet or number."""
        return [self._outline.body(line.index) for line in self._open]

    def listing(self, telling: Collection[int] = ()) -> str:
        """Return the lines below each other, as `12| words`; lines without a number may not be changed.

        Of instructions too long to be shown whole, the beginning, the end and the surroundings of the `telling`
        numbers are shown, and `…` stands for what is left out.
        """
        whole = self._outline.text
        is_long = len(whole) > LONGEST_LISTING
        most = _LONGEST_LINE if is_long else len(whole)
        numbers = {line.index: number for number, line in enumerate(self._open, start=1)}
        lines = [line for line in self._outline.lines if line.kind is not LineKind.BLANK]
        shown = [
            f"{numbers.get(line.index, '')}| {whole[line.start : min(line.end, line.start + most)]}".strip()
            for line in lines
        ]
        near = [place for place, line in enumerate(lines) if numbers.get(line.index, 0) in telling]
        return "\n".join(list_some(shown, near) if is_long else shown)

    def as_edits(self, changes: Sequence[LineChange]) -> tuple[Edit, ...]:
        """Return exact edits that make these changes.

        Raises:
            BadAnswer: A line does not exist or is changed twice, a text is empty or drops most of the line it replaces,
                or nothing would change.
        """
        inserted: defaultdict[int, list[str]] = defaultdict(list)
        replaced: dict[int, str | None] = {}
        for change in changes:
            line = self._find_line(change)
            body = _ECHOED_START.sub("", change.text).strip()
            if change.action is LineAction.INSERT_AFTER:
                inserted[line.index].append(self._find_start_below(line) + body)
            elif line.index in replaced:
                raise BadAnswer(f"line {change.line} is changed twice.")
            elif change.action is LineAction.DELETE:
                replaced[line.index] = None
            else:
                self._refuse_lost_words(change.line, body)
                replaced[line.index] = self._outline.text[line.start : line.body_start] + body
        try:
            edits = derive_edits(self._outline.text, self._join(inserted, replaced))
        except EditRefused as refused:
            raise BadAnswer(refused.sentence) from refused
        if not edits:
            raise BadAnswer("the edits leave the instructions as they are.")
        return edits

    def _refuse_lost_words(self, number: int, body: str) -> None:
        """A model that wants to add something now and then puts it in place of what should stay."""
        old = _count_pieces(self.texts[number - 1])
        if 2 * (old & _count_pieces(body)).total() < old.total():
            raise BadAnswer(
                f"the new text of line {number} must keep most of its words; to add to it use insert_after."
            )

    def _find_line(self, change: LineChange) -> Line:
        if not 1 <= change.line <= self.count:
            raise BadAnswer(f"there is no line {change.line}; lines go from 1 to {self.count}.")
        if change.action is not LineAction.DELETE and not change.text.strip():
            raise BadAnswer("an edit has no text.")
        return self._open[change.line - 1]

    def _join(self, inserted: dict[int, list[str]], replaced: dict[int, str | None]) -> str:
        text, lines = self._outline.text, self._outline.lines
        pieces: list[str] = []
        for line in lines:
            stop = lines[line.index + 1].start if line.index + 1 < len(lines) else len(text)
            words = replaced.get(line.index, text[line.start : line.end])
            here = [*([] if words is None else [words]), *inserted.get(line.index, [])]
            if here:
                pieces += (self._outline.line_end.join(here), text[line.end : stop])
        return "".join(pieces)

    def _find_start_below(self, line: Line) -> str:
        """Return indentation and marker for a new line below this one, as the list around it has them."""
        text = self._outline.text
        below = next((one for one in self._outline.lines[line.index + 1 :] if one.kind is not LineKind.BLANK), None)
        if below is not None and below.kind is LineKind.ITEM:
            opens_list = line.kind is LineKind.TEXT and text[line.start : line.end].rstrip().endswith(":")
            if below.indent > line.indent or opens_list:
                indent = text[below.start : below.start + below.indent]
                return text[below.start : below.body_start] if below.number is None else f"{indent}- "
        if line.number is None:
            return text[line.start : line.body_start]
        return " " * (line.body_start - line.start) + "- "


def list_some(lines: Sequence[str], near: Sequence[int]) -> list[str]:
    """Return the lines that matter most, as many as there is room for: those around `near` places come first.

    `…` stands for what is left out.
    """
    wanted = [place for one in near for place in range(one - _AROUND, one + _AROUND + 1)]
    wanted += [*range(_OPENING), *range(len(lines) - _CLOSING, len(lines))]
    kept: set[int] = set()
    left = LONGEST_LISTING
    for place in dict.fromkeys(place for place in wanted if 0 <= place < len(lines)):
        left -= len(lines[place]) + 1
        if left < 0:
            break
        kept.add(place)
    pieces: list[str] = []
    reached = 0
    for place in sorted(kept):
        pieces += (["…"] if place > reached else []) + [lines[place]]
        reached = place + 1
    return [*pieces, *(["…"] if reached < len(lines) else [])]


def _count_pieces(text: str) -> Counter[str]:
    """Count a text's runs of three letters, which say how alike two texts are in scripts without spaces too."""
    folded = text.casefold()
    return Counter(folded[place : place + 3] for place in range(len(folded) - 2))
