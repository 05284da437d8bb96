"""Where does a new question belong in instructions that do not ask it yet?"""

import re
from collections.abc import Sequence

from memory.vocabulary import Edit
from tools.instructions.outline import ItemList, LineKind
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.item_style import ends_sentences, find_place, read_style, write_step
from tools.instructions.playbook.placing import add_paragraph, add_sentence, add_steps, as_sentence
from tools.instructions.playbook.question_wording import say_how_to_take
from tools.instructions.playbook.requests import RequestFinder, Sentence

LONGEST_STEP = 240

_CLOSES = re.compile(
    r"\b(?:good-?bye|anything else|end (?:of )?the (?:call|conversation)|thank|hang up|wrap up|close the call"
    r"|sign off)",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"\b(?:greet|welcome|introduce|say (?:hello|hi|your name)|good morning|open the call)\b", re.IGNORECASE
)


def ask_in_list(finder: RequestFinder, phrases: Sequence[Phrase]) -> list[Edit] | None:
    """Add the fields to the list of things to ask for, in the style of its items."""
    one = find_asking_list(finder)
    if one is None:
        return None
    style = read_style(finder.outline, one)
    bodies = [style.write(phrase) for phrase in phrases]
    return add_steps(finder.outline, one, find_place(finder.outline, one, style, _last_named(finder, one)), bodies)


def ask_in_steps(finder: RequestFinder, phrases: Sequence[Phrase]) -> list[Edit] | None:
    """Add a step for each field after the last step that asks for something."""
    found = find_steps(finder)
    if found is None:
        return None
    one, after = found
    bodies = [write_step(phrase, ends=ends_sentences(finder.outline, one)) for phrase in phrases]
    return add_steps(finder.outline, one, after, bodies)


def ask_in_sentence(finder: RequestFinder, phrases: Sequence[Phrase]) -> list[Edit] | None:
    """Add a sentence to the last step that asks, or after the sentence that asks for most fields."""
    steps = _find_asking_steps(finder)
    sentences = finder.sentences_of(steps[0].items[steps[1]].first) if steps else []
    sentence = sentences[-1] if sentences else find_asking_sentence(finder)
    if sentence is None or finder.outline.text[sentence.end - 1] == ":":
        return None
    edit = add_sentence(finder.outline, sentence, f"also {join_requests(phrases)}")
    return [edit] if edit else None


def ask_at_the_end(finder: RequestFinder, phrases: Sequence[Phrase]) -> list[Edit] | None:
    """Add a paragraph at the end of the instructions."""
    edit = add_paragraph(finder.outline, as_sentence(f"before the call ends, {join_requests(phrases)}"))
    return [edit] if edit else None


def join_requests(phrases: Sequence[Phrase]) -> str:
    """Return one order that asks for all fields, and sentences on how to take those that need care."""
    nouns = [phrase.noun for phrase in phrases if phrase.noun]
    requests = [f"ask for {join_words(nouns)}"] if nouns else []
    requests += [phrase.request for phrase in phrases if not phrase.noun]
    care = [
        as_sentence(order)
        for phrase in phrases
        if (order := say_how_to_take(phrase.field, "it" if len(phrases) == 1 else phrase.reference))
    ]
    order = ", and ".join(requests)
    return f"{order}. {' '.join(care)}" if care else order


def join_words(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def find_asking_list(finder: RequestFinder) -> ItemList | None:
    """Return the list of things to ask for that names most of the project's fields."""
    lists = [one for one in finder.asking_lists if not finder.is_for_some_calls(one)]
    return max(lists, key=lambda one: len(_fields_of(finder, one)), default=None)


def find_steps(finder: RequestFinder) -> tuple[ItemList, int] | None:
    """Return the list of steps that asks most, and after which of them a further question belongs.

    That is the last step that asks for something; without any question, the place before the goodbye will do.
    """
    found = _find_asking_steps(finder)
    return found if found or find_asking_sentence(finder) else _find_goodbye(finder)


def _find_asking_steps(finder: RequestFinder) -> tuple[ItemList, int] | None:
    """A list counts only where it asks more than the best single sentence outside it."""
    sentence = find_asking_sentence(finder)
    alone = len(finder.fields_in(sentence.start, sentence.end)) if sentence else 0
    best: tuple[int, ItemList, int] | None = None
    for one in finder.outline.lists:
        if finder.is_asking_list(one):
            continue
        asking = [place for place in range(len(one.items)) if _asks(finder, one, place)]
        fields = {name for place in asking for name in _item_fields(finder, one, place)}
        holds_it = sentence is not None and any(sentence.line == one.items[place].first for place in asking)
        score = len(asking) + len(fields)
        if (holds_it or len(fields) > alone) and (best is None or score > best[0]):
            best = (score, one, asking[-1])
    return (best[1], best[2]) if best else None


def _find_goodbye(finder: RequestFinder) -> tuple[ItemList, int] | None:
    for one in finder.outline.lists:
        closing = [place for place in range(len(one.items)) if _CLOSES.search(_item_text(finder, one, place))]
        if closing and closing[0] > 0 and one.indent == 0:
            return one, closing[0] - 1
    return None


def find_asking_sentence(finder: RequestFinder) -> Sentence | None:
    """Return the sentence that asks for most of the project's fields, the last of equals."""
    best: Sentence | None = None
    best_score = (-1, False)
    for sentence in filter(finder.asks, finder.sentences):
        score = (len(finder.fields_in(sentence.start, sentence.end)), not finder.is_conditional(sentence))
        if score > best_score or (score == best_score and score[0] > 0):
            best, best_score = sentence, score
    return best


def end_of_step(finder: RequestFinder, sentence: Sentence) -> Sentence:
    """Return the last sentence of a short step, so that the step reads in order; elsewhere the one given."""
    line = finder.outline.lines[sentence.line]
    is_short_step = line.kind is LineKind.ITEM and line.end - line.body_start <= LONGEST_STEP
    return finder.sentences_of(line.index)[-1] if is_short_step else sentence


def _fields_of(finder: RequestFinder, one: ItemList) -> frozenset[str]:
    return frozenset(name for place in range(len(one.items)) for name in _item_fields(finder, one, place))


def _last_named(finder: RequestFinder, one: ItemList) -> int:
    """Return the end of the run of items, between paragraphs, that names a field last."""
    named = [place for place in range(len(one.items)) if _item_fields(finder, one, place)]
    after = named[-1] if named else 0
    return next((start - 1 for start in one.breaks if start > after), len(one.items) - 1)


def _item_fields(finder: RequestFinder, one: ItemList, place: int) -> frozenset[str]:
    line = finder.outline.lines[one.items[place].first]
    return finder.fields_in(line.body_start, line.end)


def _item_text(finder: RequestFinder, one: ItemList, place: int) -> str:
    return finder.outline.body(one.items[place].first)


def _asks(finder: RequestFinder, one: ItemList, place: int) -> bool:
    text = _item_text(finder, one, place)
    if _CLOSES.search(text) or _GREETS.search(text):
        return False
    sentences = finder.sentences_of(one.items[place].first)
    return any(
        (finder.asks(sentence) or finder.checks(sentence)) and not finder.is_conditional(sentence)
        for sentence in sentences
    )
