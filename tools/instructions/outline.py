"""How is an instruction text built: headings, paragraphs, and lists with their items?

Reads Markdown-like text as people write it: bullets below a numbered step without indentation, blank lines
between steps, and lists that paragraphs interrupt. Lines an edit should keep out of (fenced code, tables, template
conditions, sample dialogue, comments) are marked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-*+•–◦‣]|(?:[Ss]tep )?\(?(?P<number>\d{1,3})[.):]|\(?(?P<letter>[a-z])[.)])"
    r"(?P<gap>[ \t]+)(?=\S)"
)
_INTRODUCES = re.compile(r":\s*\Z|\b(?:following|these|below)\b", re.IGNORECASE)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+\S")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_DIALOGUE = re.compile(
    r"[ \t>*_-]{0,8}(?:agent|caller|customer|user|assistant|bot|operator|representative|client|patient|guest)"
    r"[ *_]{0,3}:",
    re.IGNORECASE,
)
_OPENS_LOGIC = re.compile(r"\{%-?\s{0,3}(?:if|unless|for|case|block|macro)\b")
_CLOSES_LOGIC = re.compile(r"\{%-?\s{0,3}end")


class LineKind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line from `start` to `end`, without its line end.

    `indent` is the width of its leading space, `body_start` where its words begin; `marker` is an item's bullet or
    number as written, `number` its number or its letter's place, or None. `closed` lines take no edits.
    """

    index: int
    start: int
    end: int
    body_start: int
    kind: LineKind
    indent: int
    marker: str
    number: int | None
    closed: bool

    @property
    def family(self) -> str:
        """Items of one list share their family: a bullet sign, numbers or letters."""
        if self.number is None:
            return self.marker
        return "number" if any(map(str.isdigit, self.marker)) else "letter"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its first line, and its last one, which may belong to a list inside it."""

    first: int
    last: int


@dataclass(slots=True)
class ItemList:
    """Items that stand side by side, and the line that introduces them, if any.

    `breaks` are the places of items that follow after a paragraph in between.
    """

    indent: int
    family: str
    intro: int | None
    items: list[Item]
    last_number: int | None
    interrupted: bool = False
    breaks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """A text with its lines and lists; `line_end` is how its lines end."""

    text: str
    lines: tuple[Line, ...]
    lists: tuple[ItemList, ...]
    line_end: str

    def body(self, index: int) -> str:
        """Return the words of a line without indentation, bullet or number."""
        line = self.lines[index]
        return self.text[line.body_start : line.end]


def read_outline(text: str, closed_spans: Iterable[tuple[int, int]] = ()) -> Outline:
    """Return the outline of `text`; lines that reach into one of `closed_spans` take no edits."""
    lines = _read_lines(text, sorted(closed_spans))
    line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return Outline(text, lines, _read_lists(text, lines), line_end)


def _read_lines(text: str, closed_spans: list[tuple[int, int]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    start = depth = 0
    fenced = False
    spans = closed_spans[::-1]
    while start <= len(text):
        found = text.find("\n", start)
        stop = len(text) if found < 0 else found
        end = stop - 1 if stop > start and text[stop - 1] == "\r" else stop
        content = text[start:end]
        is_fence = bool(_FENCE.match(content))
        depth_before = depth
        depth = max(0, depth + len(_OPENS_LOGIC.findall(content)) - len(_CLOSES_LOGIC.findall(content)))
        while spans and spans[-1][1] <= start:
            spans.pop()
        closed = (
            fenced
            or is_fence
            or depth_before + depth > 0
            or bool(spans and spans[-1][0] < end)
            or content.lstrip().startswith(("|", "<!--", "{%"))
            or bool(_DIALOGUE.match(content))
        )
        fenced ^= is_fence
        lines.append(_read_line(len(lines), content, start, end, closed=closed))
        start = stop + 1
    return tuple(lines)


def _read_line(index: int, content: str, start: int, end: int, *, closed: bool) -> Line:
    stripped = content.lstrip()
    indent = len(content) - len(stripped)
    if not stripped:
        return Line(index, start, end, end, LineKind.BLANK, indent, "", None, closed)
    item = _ITEM.match(content)
    if item:
        letter = item["letter"]
        number = int(item["number"]) if item["number"] else ord(letter) - ord("a") + 1 if letter else None
        body_start = start + item.end()
        return Line(index, start, end, body_start, LineKind.ITEM, indent, item["marker"], number, closed)
    kind = LineKind.HEADING if _HEADING.match(content) else LineKind.TEXT
    return Line(index, start, end, start + indent, kind, indent, "", None, closed)


def _read_lists(text: str, lines: tuple[Line, ...]) -> tuple[ItemList, ...]:
    found: list[ItemList] = []
    open_lists: list[ItemList] = []
    intro: int | None = None
    for line in lines:
        if line.kind is LineKind.BLANK:
            continue
        if line.kind is LineKind.HEADING:
            open_lists.clear()
        elif line.kind is LineKind.ITEM and not line.closed:
            _add_item(line, open_lists, found, intro)
        elif line.closed or not text[line.body_start].islower():
            _interrupt(line, open_lists, is_intro=bool(_INTRODUCES.search(text, line.body_start, line.end)))
        for one in open_lists:
            if not one.interrupted:
                one.items[-1] = Item(one.items[-1].first, line.index)
        intro = line.index
    return tuple(found)


def _add_item(line: Line, open_lists: list[ItemList], found: list[ItemList], intro: int | None) -> None:
    while open_lists and open_lists[-1].indent > line.indent:
        open_lists.pop()
    for place in range(len(open_lists) - 1, -1, -1):
        one = open_lists[place]
        if one.indent == line.indent and one.family == line.family and _continues(one, line):
            del open_lists[place + 1 :]
            one.breaks += [len(one.items)] if one.interrupted else []
            one.items.append(Item(line.index, line.index))
            one.interrupted, one.last_number = False, line.number
            return
    started = ItemList(line.indent, line.family, intro, [Item(line.index, line.index)], line.number)
    open_lists.append(started)
    found.append(started)


def _continues(one: ItemList, line: Line) -> bool:
    if line.number is None or one.last_number is None:
        return True
    step = line.number - one.last_number
    # People skip a number now and then, and write every step as "1.".
    return step == 1 or (step in {0, 2} and not one.interrupted)


def _interrupt(line: Line, open_lists: list[ItemList], *, is_intro: bool) -> None:
    """A paragraph left of a list interrupts it; bullets end where the paragraph introduces others."""
    for one in open_lists[:]:
        if one.indent < line.indent:
            continue
        if is_intro and one.last_number is None:
            open_lists.remove(one)
        else:
            one.interrupted = True
