"""Is a shown draft sound? Answered without the product's own code: slow, plain, and written another way."""

import re
from collections.abc import Iterator, Sequence

from evals.suites.edits.instructions import Instructions
from memory.vocabulary import Edit, EditOp
from tools.instructions.composing import compose_edits, revert_edits
from tools.instructions.diff import RowKind, diff_rows, unified_diff
from tools.instructions.edits import apply_edits

_SIMPLE_VARIABLE = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|[$#]?\{[a-z_]+\}|\[[A-Z_]+\]|%[a-z_]+%|%\(\w+\)s|<date>")


def find_faults(instructions: Instructions, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield what is wrong with edits that passed every guardrail, in words; nothing: they are sound."""
    before = instructions.text
    expected = apply_by_hand(before, edits)
    if expected is None:
        yield "an anchor does not stand exactly once"
        return
    after = apply_edits(before, edits)
    if after != expected:
        yield "applied otherwise than by hand"
    yield from _find_losses(instructions, after)
    if "\r\n" in before and any(_cuts_line_end(before, edit) for edit in edits):
        yield "a line end cut in two"
    try:
        after.encode()
    except UnicodeEncodeError:
        yield "text that cannot be written"
    back = revert_edits(before, edits)
    if apply_by_hand(after, back) != before:
        yield "not reverted"
    if compose_edits(before, edits, back):
        yield "a draft and its reversal leave something to do"
    if not _renders(before, after):
        yield "the diff does not lead from one side to the other"
    if not _shows(before, after):
        yield "the rows do not show both sides"


def apply_by_hand(text: str, edits: Sequence[Edit]) -> str | None:
    """Return the text with edits made character by character, or None where an anchor does not stand once."""
    cells = [*text, ""]
    inserted: dict[int, str] = {}
    replaced: dict[int, str] = {}
    for edit in edits:
        places = _places(text, edit.anchor)
        if len(places) != 1:
            return None
        start, end = places[0], places[0] + len(edit.anchor)
        if edit.op in {EditOp.INSERT_BEFORE, EditOp.INSERT_AFTER}:
            gap = start if edit.op is EditOp.INSERT_BEFORE else end
            inserted[gap] = inserted.get(gap, "") + edit.text
        else:
            replaced[start] = edit.text
            cells[start:end] = [""] * (end - start)
    for gap in {*inserted, *replaced}:
        cells[gap] = inserted.get(gap, "") + replaced.get(gap, "") + cells[gap]
    return "".join(cells)


def _places(text: str, anchor: str) -> list[int]:
    """Return where an anchor stands, overlapping places too, by trying every place where its first letter stands."""
    if not anchor:
        return []
    first = anchor[0]
    return [place for place, letter in enumerate(text) if letter == first and text.startswith(anchor, place)]


def _find_losses(instructions: Instructions, after: str) -> Iterator[str]:
    before = instructions.text
    for variable in {*instructions.variables, *_SIMPLE_VARIABLE.findall(before)}:
        if after.count(variable) < before.count(variable):
            yield f"the variable {variable} lost"
    for part in instructions.protected:
        if after.count(part) < before.count(part):
            yield f"the protected part {part[:40]!r} changed"


def _cuts_line_end(text: str, edit: Edit) -> bool:
    start = text.index(edit.anchor)
    return any(text[place - 1 : place + 1] == "\r\n" for place in (start, start + len(edit.anchor)) if place)


def _renders(before: str, after: str) -> bool:
    """Read a unified diff as `patch` does, forwards and backwards."""
    diff = unified_diff(before, after)
    return _patch(before, diff, drop="-", add="+") == after and _patch(after, diff, drop="+", add="-") == before


def _patch(text: str, diff: str, *, drop: str, add: str) -> str:
    old = [line for line in re.split(r"(?<=\n)", text) if line]
    out: list[str] = []
    at = 0
    lines = re.split(r"(?<=\n)", diff)[2:-1]
    for number, line in enumerate(lines):
        body = line[1:]
        if number + 1 < len(lines) and lines[number + 1].startswith("\\ No newline"):
            body = body.removesuffix("\n")
        if line.startswith("@@ "):
            spans = dict(re.findall(r"([-+])(\d+,\d+)", line))
            first, size = map(int, spans[drop].split(","))
            out += old[at : first - (size > 0)]
            at = first - (size > 0)
        elif line.startswith((" ", drop)):
            if at >= len(old) or old[at] != body:
                return ""
            out += [body] if line.startswith(" ") else []
            at += 1
        elif line.startswith(add):
            out.append(body)
    return "".join(out + old[at:])


def _shows(before: str, after: str) -> bool:
    rows = diff_rows(before, after)
    for text, number, words in ((before, "before_number", "before"), (after, "after_number", "after")):
        lines = [line for line in re.split(r"(?<=\n)", text) if line]
        shown = 0
        for row in rows:
            if row.kind is RowKind.HIDDEN:
                shown += row.hidden
            elif getattr(row, number) is not None:
                shown += 1
                said = "".join(span.text for span in getattr(row, words)).rstrip("\N{SYMBOL FOR NEWLINE}")
                if getattr(row, number) != shown or said != lines[shown - 1].rstrip("\r\n"):
                    return False
        if shown != len(lines):
            return False
    return True
