"""What does an instruction text say after typed edits, and which typed edits lead from one text to another?

Every edit holds on to an anchor that stands exactly once in the original text. All edits are located
in the original, never in a half-edited text, so their order matters only for inserts at one place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import can_anchor, find_anchor_ending_at, find_anchor_starting_at, widenings
from tools.instructions.graphemes import has_half_characters, is_boundary
from tools.instructions.line_matching import find_changes

MOST_DERIVED_EDITS = 200

_PIECE_ENDS = re.compile(r"(?<=\n)|(?<=[^\d\s][.!?] )")
_INSERTS = frozenset({EditOp.INSERT_BEFORE, EditOp.INSERT_AFTER})


class EditRefused(ValueError):  # noqa: N818 - an outcome callers expect, not a fault
    """An edit that cannot be applied: the `rule` it breaks and a plain `sentence` for people."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(rule, sentence)
        self.rule = rule
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit at its place: characters `start` to `end` of the original give way to `text`."""

    start: int
    end: int
    text: str
    edit: Edit


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with all `edits` made; no edits give the text back.

    Characters are taken as they are: nothing is normalised, line ends stay as they stand.

    Raises:
        EditRefused: An edit is empty, its anchor does not stand exactly once, it cuts a character or line end
            in two or joins two, two edits touch the same words, or together they change nothing.
    """
    placed = place_edits(text, edits)
    after = join_edits(text, placed)
    _refuse_joined_characters(after, placed)
    if edits and after == text:
        raise EditRefused("no_change", "The edits together leave the instructions as they were.")
    return after


def place_edits(text: str, edits: Sequence[Edit]) -> list[PlacedEdit]:
    """Return the edits at their places in `text`, first place first; inserts at one place keep their order.

    Raises:
        EditRefused: As for `apply_edits`, but for what only shows in the text that comes of them.
    """
    placed = [_place(text, edit, f"Edit {number}") for number, edit in enumerate(edits, start=1)]
    placed.sort(key=lambda one: (one.start, one.end))
    reached = 0
    for one in placed:
        if one.start < reached:
            raise EditRefused("edits_overlap", "Two of the edits touch the same words of the instructions.")
        reached = max(reached, one.end)
    return placed


def join_edits(text: str, placed: Sequence[PlacedEdit]) -> str:
    """Return `text` with edits made that `place_edits` has located in it."""
    pieces: list[str] = []
    reached = 0
    for one in placed:
        pieces += (text[reached : one.start], one.text)
        reached = one.end
    return "".join((*pieces, text[reached:]))


def _place(text: str, edit: Edit, name: str) -> PlacedEdit:
    _refuse_empty(edit, name)
    start = text.find(edit.anchor)
    if start < 0:
        raise EditRefused("anchor_not_found", f"{name} holds on to words that do not stand in the instructions.")
    if text.find(edit.anchor, start + 1) >= 0:
        raise EditRefused(
            "anchor_not_unique", f"{name} holds on to words that stand more than once in the instructions."
        )
    end = start + len(edit.anchor)
    if not (is_boundary(text, start) and is_boundary(text, end)):
        raise EditRefused("cuts_character", f"{name} would cut a character or a line end in two.")
    if edit.op is EditOp.INSERT_BEFORE:
        end = start
    elif edit.op is EditOp.INSERT_AFTER:
        start = end
    return PlacedEdit(start, end, edit.text, edit)


def _refuse_joined_characters(after: str, placed: Sequence[PlacedEdit]) -> None:
    """New text that begins with a mark would change the letter before it, which no reader would see as an edit."""
    shift = 0
    for one in placed:
        start = one.start + shift
        shift += len(one.text) - (one.end - one.start)
        if not (is_boundary(after, start) and is_boundary(after, start + len(one.text))):
            raise EditRefused("cuts_character", "An edit would join its text to half a character or line end.")


def _refuse_empty(edit: Edit, name: str) -> None:
    if has_half_characters(edit.anchor) or has_half_characters(edit.text):
        raise EditRefused("half_characters", f"{name} holds halves of characters, which cannot be written.")
    if not edit.anchor:
        raise EditRefused("empty_anchor", f"{name} does not say which words it holds on to.")
    if edit.op is EditOp.DELETE and edit.text:
        raise EditRefused("unwanted_text", f"{name} deletes words and so must not carry new text.")
    if edit.op in _INSERTS and not edit.text:
        raise EditRefused("empty_text", f"{name} inserts nothing.")
    if edit.op is EditOp.REPLACE and not edit.text:
        raise EditRefused("empty_text", f"{name} replaces words with nothing; that is a delete.")
    if edit.op is EditOp.REPLACE and edit.text == edit.anchor:
        raise EditRefused("no_change", f"{name} replaces words with the same words.")


def derive_edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return edits that turn `before` into exactly `after`.

    Edits are found sentence by sentence and carry as much of the text around them as makes their anchors
    unique; equal texts give no edits. More than `MOST_DERIVED_EDITS` changes are drawn together where they
    lie closest.

    Raises:
        EditRefused: `before` is empty and `after` is not: there is nothing to hold on to.
    """
    if before == after:
        return ()
    if not before:
        raise EditRefused("nothing_to_anchor", "An empty text has no words that an edit could hold on to.")
    waiting = _draw_together(before, _find_spans(before, after))[::-1]
    done: list[tuple[_Span, PlacedEdit]] = []
    while waiting:
        span = waiting.pop()
        placed = _as_edit(before, span)
        if done and done[-1][1].end > placed.start:
            waiting.append(_merge(before, done.pop()[0], span))
        elif waiting and waiting[-1].start < placed.end:
            waiting.append(_merge(before, span, waiting.pop()))
        else:
            done.append((span, placed))
    return tuple(placed.edit for _, placed in done)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    text: str


def _find_spans(before: str, after: str) -> list[_Span]:
    pieces, new_pieces = _split(before), _split(after)
    places = [0, *accumulate(map(len, pieces))]
    return [
        _Span(
            places[change.before_start],
            places[change.before_end],
            "".join(new_pieces[change.after_start : change.after_end]),
        )
        for change in find_changes(pieces, new_pieces)
    ]


def _split(text: str) -> list[str]:
    ends = [match.start() for match in _PIECE_ENDS.finditer(text) if is_boundary(text, match.start())]
    return [text[low:high] for low, high in pairwise((0, *ends, len(text)))]


def _draw_together(before: str, spans: list[_Span]) -> list[_Span]:
    if len(spans) <= MOST_DERIVED_EDITS:
        return spans
    gaps = sorted((right.start - left.end for left, right in pairwise(spans)), reverse=True)
    smallest_kept = gaps[MOST_DERIVED_EDITS - 1]
    drawn = [spans[0]]
    for span in spans[1:]:
        if span.start - drawn[-1].end > smallest_kept:
            drawn.append(span)
        else:
            drawn[-1] = _merge(before, drawn[-1], span)
    return drawn


def _merge(before: str, left: _Span, right: _Span) -> _Span:
    return _Span(left.start, right.end, left.text + before[left.end : right.start] + right.text)


def _as_edit(before: str, span: _Span) -> PlacedEdit:
    if span.start == span.end:
        edit = _as_insert(before, span)
        if edit:
            return PlacedEdit(span.start, span.end, span.text, edit)
    old = before[span.start : span.end]
    if not span.text and can_anchor(before, old):
        return PlacedEdit(span.start, span.end, "", Edit(EditOp.DELETE, old))
    start, end = next(
        (low, high)
        for low, high in widenings(before, span.start, span.end)
        if can_anchor(before, before[low:high]) or high - low == len(before)
    )
    text = before[start : span.start] + span.text + before[span.end : end]
    op = EditOp.REPLACE if text else EditOp.DELETE
    return PlacedEdit(start, end, text, Edit(op, before[start:end], text))


def _as_insert(before: str, span: _Span) -> Edit | None:
    anchor = find_anchor_ending_at(before, span.start)
    if anchor is None:
        anchor = find_anchor_starting_at(before, span.start)
        return Edit(EditOp.INSERT_BEFORE, anchor, span.text) if anchor else None
    if anchor.endswith("\n") and span.text.endswith("\n") and _ends_alike(anchor, span.text):
        line_end = "\r\n" if anchor.endswith("\r\n") else "\n"
        shorter = anchor.removesuffix(line_end)
        if can_anchor(before, shorter):
            return Edit(EditOp.INSERT_AFTER, shorter, line_end + span.text.removesuffix(line_end))
    return Edit(EditOp.INSERT_AFTER, anchor, span.text)


def _ends_alike(left: str, right: str) -> bool:
    return left.endswith("\r\n") == right.endswith("\r\n")
