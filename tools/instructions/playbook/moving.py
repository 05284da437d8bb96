"""How does a question come earlier in the instructions, when calls end before it is asked?"""

import re
from collections.abc import Iterable, Iterator, Sequence

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import can_anchor, find_anchor_starting_at
from tools.instructions.outline import ItemList
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.item_style import ends_sentences, read_style, write_step
from tools.instructions.playbook.placing import (
    add_steps,
    can_renumber,
    insert_at,
    marker_with,
    renumber_line,
)
from tools.instructions.playbook.plan import Plan
from tools.instructions.playbook.requests import RequestFinder
from tools.instructions.playbook.sites import find_asking_list, find_asking_sentence, find_steps, join_requests

ASK_EARLIER = "ask_earlier"

_FIXED_ORDER = re.compile(
    r"\b(?:(?:in|keep(?: to)?|follow|using) (?:this|the following|the same|that|exactly this) (?:exact )?order"
    r"|keep the order|order (?:matters|is important)|in order:)",
    re.IGNORECASE,
)
_FREE_ORDER = re.compile(r"\b(?:not|n['’]t|any|no particular)\b[^.]{0,60}\border\b", re.IGNORECASE)
_SEQUENCE_WORD = re.compile(r"(?:then|next|after that|afterwards|finally|lastly),?\s+(?:also\s+)?", re.IGNORECASE)


def plan_earlier_asking(finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Plan]:
    """Yield ways to have the fields asked for before the others; none where they already come first.

    Instructions that fix the order of their questions are left alone.
    """
    text = finder.outline.text
    fixed = _FIXED_ORDER.search(text)
    if fixed and not _FREE_ORDER.search(text, max(0, fixed.start() - 80), fixed.end() + 10):
        return
    requests = {phrase.field.name: finder.find_request(phrase.field) for phrase in phrases}
    asked = [request for request in requests.values() if request]
    for one in (*finder.asking_lists, *finder.outline.lists):
        lines = {request.sentence.line for request in asked}
        places = [place for place, item in enumerate(one.items) if item.first in lines]
        if places and len(places) == len(lines) and len(asked) == len(phrases):
            edits = _move(finder, one, places, {phrase.field.name for phrase in phrases})
            if edits:
                yield Plan(ASK_EARLIER, tuple(edits), "moves the question ahead of the others")
            return
    if not asked:
        edits = _ask_first(finder, phrases)
        if edits:
            yield Plan(ASK_EARLIER, tuple(edits), "has the agent ask before everything else it asks for")


def _move(finder: RequestFinder, one: ItemList, places: list[int], missing: set[str]) -> list[Edit] | None:
    """Move items ahead of the first other one that asks for a field; the rest keep their order."""
    outline = finder.outline
    is_asking_list = finder.is_asking_list(one)
    targets = [
        place
        for place, item in enumerate(one.items)
        if place not in places
        and (is_asking_list or any(map(finder.asks, finder.sentences_of(item.first))))
        and finder.fields_in(outline.lines[item.first].body_start, outline.lines[item.first].end) - missing
    ]
    moved = [place for place in places if targets and place > targets[0]]
    if not moved or not all(_stands_alone(finder, one, place, missing) for place in moved):
        return None
    target = targets[0]
    if not _ends_alike(finder, one, range(target, moved[-1] + 1)):
        return None
    is_numbered = outline.lines[one.items[0].first].number is not None
    if is_numbered and not can_renumber(outline, one, target):
        return None
    order = [*moved, *(place for place in range(target, moved[-1] + 1) if place not in moved)]
    edits: list[Edit | None] = [_insert_moved(finder, one, target, moved)]
    edits += [_delete_item(finder, one, place) for place in moved]
    if is_numbered:
        first = outline.lines[one.items[target].first].number or 0
        for shift, place in enumerate(order):
            if place not in moved:
                edits.append(renumber_line(outline, outline.lines[one.items[place].first], first + shift))
    return [edit for edit in edits if edit] if all(edits) else None


def _ends_alike(finder: RequestFinder, one: ItemList, places: Iterable[int]) -> bool:
    """Say whether items may trade places: in a list that runs as one sentence the last ends otherwise."""
    endings = {finder.outline.body(one.items[place].first).rstrip()[-1:] for place in places}
    return len(endings) == 1 or not endings & {";", ","}


def _stands_alone(finder: RequestFinder, one: ItemList, place: int, missing: set[str]) -> bool:
    """Say whether an item only asks, and only for what is missing: other work may rest on the steps before."""
    line = finder.outline.lines[one.items[place].first]
    sentences = finder.sentences_of(line.index)
    only_asks = finder.is_asking_list(one) or (bool(sentences) and finder.asks(sentences[0]))
    return only_asks and not finder.fields_in(line.body_start, line.end) - missing


def _insert_moved(finder: RequestFinder, one: ItemList, target: int, moved: Sequence[int]) -> Edit | None:
    outline, text = finder.outline, finder.outline.text
    target_line = outline.lines[one.items[target].first]
    blocks = []
    for shift, place in enumerate(moved):
        first, last = outline.lines[one.items[place].first], outline.lines[one.items[place].last]
        body = _SEQUENCE_WORD.sub("", text[first.body_start : last.end], count=1)
        gap = text[first.start + first.indent + len(first.marker) : first.body_start]
        number = (target_line.number or 0) + shift
        lead = text[first.start : first.start + first.indent] + marker_with(first, number) + gap
        was_cut = len(body) < last.end - first.body_start
        blocks.append(lead + (body[:1].upper() + body[1:] if was_cut else body) + outline.line_end * _distance(one))
    anchor = find_anchor_starting_at(text, target_line.start, target_line.end)
    return Edit(EditOp.INSERT_BEFORE, anchor, "".join(blocks)) if anchor else None


def _delete_item(finder: RequestFinder, one: ItemList, place: int) -> Edit | None:
    """Delete an item with the line end before it, so that no empty line is left."""
    outline, text = finder.outline, finder.outline.text
    first, last = outline.lines[one.items[place].first], outline.lines[one.items[place].last]
    before = outline.lines[one.items[place - 1].last]
    old = text[before.end : last.end]
    if can_anchor(text, old) and first.start > before.end:
        return Edit(EditOp.DELETE, old)
    return None


def _distance(one: ItemList) -> int:
    return min(4, one.items[1].first - one.items[0].last) if len(one.items) > 1 else 1


def _ask_first(finder: RequestFinder, phrases: Sequence[Phrase]) -> list[Edit] | None:
    """Ask for fields that the instructions do not ask for yet, ahead of what they ask for."""
    outline = finder.outline
    one = find_asking_list(finder)
    if one is not None:
        style = read_style(outline, one)
        return add_steps(outline, one, -1, [style.write(phrase) for phrase in phrases])
    steps = find_steps(finder)
    if steps is not None:
        one = steps[0]
        asking = [
            place
            for place, item in enumerate(one.items)
            if any(finder.asks(sentence) for sentence in finder.sentences_of(item.first))
        ]
        if asking:
            bodies = [write_step(phrase, ends=ends_sentences(outline, one)) for phrase in phrases]
            return add_steps(outline, one, asking[0] - 1, bodies)
    sentence = find_asking_sentence(finder)
    if sentence is None:
        return None
    edit = insert_at(outline.text, sentence.start, f"First, {join_requests(phrases).removesuffix('.')}. ")
    return [edit] if edit else None
