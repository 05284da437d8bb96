"""Which typed edits put new words at a place, so that the text reads as if one person had written it?"""

import re
from collections.abc import Sequence

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import find_anchor_ending_at, find_anchor_starting_at
from tools.instructions.outline import Item, ItemList, Line, LineKind, Outline
from tools.instructions.playbook.requests import Sentence

MOST_RENUMBERED = 15

_LETTERS = 26

_REFERENCE = re.compile(
    r"(?:\b(?:steps?|points?|items?|rules?|see|from|numbers?)\s{0,3}|#)\(?#?(\d{1,3})\b|\((\d{1,2})(?:-\d{1,2})?\)",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r"(?:[;,](?: and| or)?|[.:])\Z")
_WORDS_OF_A_LABEL = 6
_CLOSING_MARKS = '"”’)*_'


def insert_at(text: str, place: int, new: str, *, near: int | None = None) -> Edit | None:
    """Return the edit that puts `new` at offset `place`, or None where no words around it stand once.

    The anchor starts at `near` where that makes it unique, else further left; with nothing to the left it
    stands to the right.
    """
    anchor = find_anchor_ending_at(text, place, near)
    if anchor is not None:
        return Edit(EditOp.INSERT_AFTER, anchor, new)
    anchor = find_anchor_starting_at(text, place)
    return Edit(EditOp.INSERT_BEFORE, anchor, new) if anchor is not None else None


def add_sentence(outline: Outline, sentence: Sentence, order: str) -> Edit | None:
    """Put the order ("read it back") after a sentence, as a sentence of its own."""
    text = outline.text
    ending = text[sentence.start : sentence.end].rstrip(_CLOSING_MARKS)[-1:]
    new = as_sentence(order)
    if ending in {".", "!", "?"}:
        return insert_at(text, sentence.end, f" {new}", near=sentence.start)
    if ending == ":":
        return insert_at(text, sentence.end - 1, f"; {order}", near=sentence.start)
    if ending in {";", ","}:
        return insert_at(text, sentence.end - 1, f" ({order})", near=sentence.start)
    return insert_at(text, sentence.end, f". {new.removesuffix('.')}", near=sentence.start)


def add_to_item(outline: Outline, item: Item, order: str) -> Edit | None:
    """Put the order into a list item: below it where it has items of its own, else at its end."""
    inner = next((one for one in outline.lists if one.intro == item.first and one.items[-1].last <= item.last), None)
    if inner is not None and inner.indent > outline.lines[item.first].indent:
        return add_items(outline, inner, [as_sentence(order).removesuffix(".")])
    line = outline.lines[item.first]
    body = outline.body(item.first).rstrip()
    is_sentence = body.endswith(".") and len(body.split()) > _WORDS_OF_A_LABEL
    if is_sentence or body.rstrip(_CLOSING_MARKS).endswith(("!", "?")):
        return insert_at(outline.text, line.body_start + len(body), f" {as_sentence(order)}", near=line.body_start)
    ending = _ITEM_END.search(body)
    place = line.body_start + (ending.start() if ending else len(body))
    runs_on = ending is not None and ending[0][0] in ";,"
    return insert_at(outline.text, place, f" ({order})" if runs_on else f"; {order}", near=line.body_start)


def add_items(outline: Outline, one: ItemList, bodies: Sequence[str]) -> Edit | None:
    """Put new items at the end of a list, with its marks, indentation and spacing."""
    edits = add_steps(outline, one, len(one.items) - 1, bodies)
    return edits[0] if edits else None


def add_steps(outline: Outline, one: ItemList, after: int, bodies: Sequence[str]) -> list[Edit] | None:
    """Put new items after the item number `after` of a list (-1: before the first) and count the others on.

    Returns None where that would break something: references to step numbers, numbers out of order, or too
    many numbers to change.
    """
    renumbering = _renumber(outline, one, after + 1, len(bodies))
    item = one.items[max(after, 0)]
    line = outline.lines[item.first]
    if renumbering is None or (line.family == "letter" and len(one.items) + len(bodies) > _LETTERS):
        return None
    between = outline.line_end * _distance(one)
    is_constant = _is_constant(outline, one)
    leads = [_lead(outline, line, 0 if is_constant else step) for step in range(len(bodies) + 1)]
    if after >= 0:
        new = "".join(f"{between}{lead}{body}" for lead, body in zip(leads[1:], bodies, strict=True))
        edit = insert_at(outline.text, _end_of(outline, item), new, near=outline.lines[item.last].body_start)
    else:
        new = "".join(f"{lead}{body}{between}" for lead, body in zip(leads, bodies, strict=False))
        anchor = find_anchor_starting_at(outline.text, line.start, line.end)
        edit = Edit(EditOp.INSERT_BEFORE, anchor, new) if anchor else None
    return [edit, *renumbering] if edit else None


def add_paragraph(outline: Outline, sentence: str) -> Edit | None:
    """Put a sentence at the end of the text as a paragraph of its own."""
    end = len(outline.text.rstrip())
    last = next((line for line in reversed(outline.lines) if line.kind is not LineKind.BLANK), None)
    if last is None:
        return None
    return insert_at(outline.text, end, f"{outline.line_end * 2}{sentence}", near=last.start)


def as_sentence(order: str) -> str:
    """Return an order ("ask for it again") as a sentence with capital and full stop."""
    closed = order if order.endswith((".", "!", "?", "?”")) else f"{order}."
    return closed[:1].upper() + closed[1:]


def renumber_line(outline: Outline, line: Line, number: int) -> Edit | None:
    """Return the edit that gives a list item another number, anchored within its own line."""
    old = line.marker
    start = line.start + line.indent
    first_word = outline.text.find(" ", line.body_start, line.end)
    anchor = None
    for end in (first_word if first_word > 0 else line.end, min(line.end, line.body_start + 30), line.end):
        anchor = find_anchor_starting_at(outline.text, start, end)
        if anchor is not None and start + len(anchor) <= line.end:
            break
    if anchor is None or start + len(anchor) > line.end:
        return None
    return Edit(EditOp.REPLACE, anchor, marker_with(line, number) + anchor[len(old) :])


def marker_with(line: Line, number: int) -> str:
    """Return a line's marker with another number or letter; a bullet stays what it is."""
    if line.number is None:
        return line.marker
    if line.family == "letter":
        return re.sub(r"[a-z](?=[.)])", chr(ord("a") + number - 1), line.marker, count=1)
    return re.sub(r"\d{1,3}", str(number), line.marker, count=1)


def can_renumber(outline: Outline, one: ItemList, start: int) -> bool:
    """Say whether the items from place `start` of a list on may get other numbers."""
    numbers = [outline.lines[item.first].number or 0 for item in one.items]
    counts_up = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if not counts_up or len(numbers) - start > MOST_RENUMBERED or _is_entangled(outline, one):
        return False
    bodies = (outline.body(line.index) for line in outline.lines)
    named = (int(match[1] or match[2]) for body in bodies for match in _REFERENCE.finditer(body))
    return all(number < numbers[start] for number in named)


def _is_entangled(outline: Outline, one: ItemList) -> bool:
    """Say whether another list of numbers starts inside this one without indentation, or this in another.

    Nobody can say then which number goes on from which.
    """
    if one.last_number is None:
        return False
    lines = {index for item in one.items for index in (item.first, item.last)}
    alike = [other for other in outline.lists if (other.indent, other.family) == (one.indent, one.family)]
    starts_inside = any(other.intro in lines for other in alike if other is not one)
    intro = outline.lines[one.intro] if one.intro is not None else None
    return starts_inside or (intro is not None and (intro.indent, intro.family) == (one.indent, one.family))


def _renumber(outline: Outline, one: ItemList, start: int, shift: int) -> list[Edit] | None:
    lines = [outline.lines[item.first] for item in one.items[start:]]
    if not lines or lines[0].number is None or _is_constant(outline, one):
        return []
    if not can_renumber(outline, one, start):
        return None
    edits = [renumber_line(outline, line, (line.number or 0) + shift) for line in lines]
    return [edit for edit in edits if edit] if all(edits) else None


def _is_constant(outline: Outline, one: ItemList) -> bool:
    """Say whether a list repeats one mark: bullets, or "1." before every item."""
    numbers = {outline.lines[item.first].number for item in one.items}
    return numbers == {None} or (len(numbers) == 1 and len(one.items) > 1)


def _lead(outline: Outline, line: Line, step: int) -> str:
    """Return a new item's indentation, mark and gap, `step` places after `line`."""
    old = outline.text[line.start : line.body_start]
    return old[: line.indent] + marker_with(line, (line.number or 0) + step) + old[line.indent + len(line.marker) :]


def _distance(one: ItemList) -> int:
    """Return how many line ends stand between the items of a list."""
    if len(one.items) < 2:
        return 1
    left, right = one.items[-2:]
    return min(4, right.first - left.last)


def _end_of(outline: Outline, item: Item) -> int:
    line = outline.lines[item.last]
    return line.start + len(outline.text[line.start : line.end].rstrip())
