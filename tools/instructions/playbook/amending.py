"""How do instructions that ask for a field come to say how: clearly, twice if need be, and read back?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import find_anchor_starting_at
from tools.instructions.outline import Item, ItemList
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.placing import add_paragraph, add_sentence, add_to_item, as_sentence
from tools.instructions.playbook.plan import Plan
from tools.instructions.playbook.question_wording import (
    say_how_to_ask_clearly,
    say_how_to_check,
    say_how_to_follow_up,
    say_what_is_needed,
)
from tools.instructions.playbook.requests import Request, RequestFinder, Sentence
from tools.instructions.playbook.sites import end_of_step

CLARIFY_QUESTION = "clarify_question"
FOLLOW_UP = "follow_up"
READ_BACK = "read_back"

_SEVERAL_AT_ONCE = re.compile(
    r"(?:you )?(?:may|can|could) (?:also )?ask (?:for )?(?:several|more than one|multiple|many|all|a few)"
    r"(?: of them| things| questions| details| fields)?"
    r"(?: (?:in (?:one|a single|the same)|at|at the same) (?:sentence|question|once|time|go|turn))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Advice:
    """An order for a field: `beside(phrase, it, already)` at its question, `alone(phrase)` anywhere.

    `at_once` puts it right after the question, otherwise it ends a short step.
    """

    beside: Callable[[Phrase, str, str], str]
    alone: Callable[[Phrase], str]
    at_once: bool = False


def plan_clarifying(finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Plan]:
    """Yield ways to have questions put clearly: one at a time, saying what is needed."""
    several = _stop_asking_several(finder)
    if several:
        needed = _Advice(lambda phrase, _, told: say_what_is_needed(phrase.field, told), _ask_clearly, at_once=True)
        edits = (several, *_amend(finder, phrases, needed))
        yield Plan(CLARIFY_QUESTION, edits, "has the agent ask for one thing at a time and say what is needed")
    clear = _Advice(say_how_to_ask_clearly, _ask_clearly, at_once=True)
    edits = tuple(_amend(finder, phrases, clear))
    if edits:
        yield Plan(CLARIFY_QUESTION, edits, "has the agent put one short question and say what is needed")


def plan_following_up(finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Plan]:
    """Yield ways to have a question asked once more when it was not answered."""
    change = "has the agent ask once more in other words before it moves on"
    edit = _follow_up_on_list(finder, phrases)
    if edit:
        yield Plan(FOLLOW_UP, (edit,), change)
    advice = _Advice(say_how_to_follow_up, lambda phrase: say_how_to_follow_up(phrase, phrase.own))
    edits = tuple(_amend(finder, phrases, advice))
    if edits:
        yield Plan(FOLLOW_UP, edits, change)


def plan_reading_back(finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Plan]:
    """Yield ways to have a value checked with the caller at once."""
    edits = tuple(_amend(finder, phrases, _Advice(say_how_to_check, _check_alone)))
    if edits:
        yield Plan(READ_BACK, edits, "has the agent check at once whether it heard right")


def _ask_clearly(phrase: Phrase) -> str:
    needed = say_what_is_needed(phrase.field)
    return f"{phrase.request} in one short question of its own" + (f", and {needed}" if needed else "")


def _check_alone(phrase: Phrase) -> str:
    said = f"gives {phrase.own}" if phrase.noun else f"answers the question about {phrase.label}"
    return f"when the caller {said}, {say_how_to_check(phrase)}"


def _amend(finder: RequestFinder, phrases: Sequence[Phrase], advice: _Advice) -> Iterator[Edit]:
    """Yield the edits that put the advice beside each question, or at the end where there is no question."""
    at_sentences: dict[Sentence, list[str]] = {}
    alone: list[str] = []
    for phrase in phrases:
        request = finder.find_request(phrase.field)
        if request is None:
            alone.append(as_sentence(advice.alone(phrase)))
            continue
        already = finder.outline.body(request.sentence.line)
        if request.asking_list:
            order = advice.beside(phrase, "it", already)
            edit = add_to_item(finder.outline, _item_of(request, request.asking_list), order) if order else None
            if edit:
                yield edit
            continue
        is_question = finder.asks(request.sentence)
        place = request.sentence if advice.at_once and is_question else end_of_step(finder, request.sentence)
        is_alone = len(finder.fields_in(finder.outline.lines[place.line].body_start, place.end)) == 1
        it = "it" if is_alone else phrase.reference
        order = advice.beside(phrase, it, already) if is_question else advice.alone(phrase)
        if order:
            at_sentences.setdefault(place, []).append(order)
    for sentence, orders in at_sentences.items():
        edit = add_sentence(finder.outline, sentence, _join_orders(orders))
        if edit:
            yield edit
    edit = add_paragraph(finder.outline, " ".join(alone)) if alone else None
    if edit:
        yield edit


def _join_orders(orders: Sequence[str]) -> str:
    return " ".join((*map(as_sentence, orders[:-1]), as_sentence(orders[-1]))).removesuffix(".")


def _item_of(request: Request, asking_list: ItemList) -> Item:
    return next(item for item in asking_list.items if item.first == request.sentence.line)


def _stop_asking_several(finder: RequestFinder) -> Edit | None:
    text = finder.outline.text
    for sentence in finder.sentences:
        found = _SEVERAL_AT_ONCE.search(text, sentence.start, sentence.end)
        if found:
            anchor = find_anchor_starting_at(text, found.start(), found.end())
            new = "ask for one at a time"
            return Edit(EditOp.REPLACE, anchor, new + anchor[len(found[0]) :]) if anchor else None
    return None


def _follow_up_on_list(finder: RequestFinder, phrases: Sequence[Phrase]) -> Edit | None:
    """Where several fields of one list are missed, one order beside its introduction serves them all."""
    requests = [finder.find_request(phrase.field) for phrase in phrases]
    lists = [request.asking_list if request else None for request in requests]
    first = lists[0] if lists else None
    if len(phrases) < 2 or first is None or first.intro is None or any(one is not first for one in lists):
        return None
    sentences = finder.sentences_of(first.intro)
    order = "if the caller leaves one out, ask for it once more in other words, then move on"
    return add_sentence(finder.outline, sentences[-1], order) if sentences else None
