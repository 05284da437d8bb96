"""Where did the agent ask for a field, and how plainly?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from tools.diagnosis.asking import (
    ANY_COUNT,
    ASKED_BY,
    ASKS,
    ASKS_FOR_DETAILS,
    ASKS_WHAT_IS_WRONG,
    BEEN_HERE,
    BOTH_NAMES,
    DAY_WORD,
    ELLIPTIC,
    FIRST_NAME,
    HOW_LONG,
    HOW_MANY,
    HOW_MANY_PEOPLE,
    KIND_OF,
    LAST_NAME,
    NAME_OF_A_THING,
    NAME_OF_THE,
    NAMED_COUNT,
    NOUN_OF_CODE,
    OPEN,
    PLACEHOLDER,
    PLACEHOLDER_ASKS,
    PLAIN_CODES,
    QUESTION_MARK,
    STATES_AN_OFFER,
    THEIR_NAME,
    TIME_WORD,
    VERBS,
    YES_NO_QUESTION,
)
from tools.diagnosis.borrowing import without_borrowed
from tools.diagnosis.lexicon import COUNT_UNITS, FUNCTION_WORDS, PERSON_WORDS, Kind, side_pattern
from tools.diagnosis.reading import Conversation, Sentence, Utterance, stem, stems_of
from tools.diagnosis.sorts import asks_for_another, is_bare_noun
from tools.diagnosis.topics import Topic

PLAIN, LIKELY, LOOSE, NOT_ASKED = 3, 2, 1, 0
"""The question names the field; it may mean it; it asks for details in general; it asks for something else."""
_NAMED_FREELY = frozenset({Kind.ADDRESS, Kind.PLACE, Kind.MONEY, Kind.PHONE, Kind.EMAIL})
_DETAILED = frozenset({Kind.PERSON, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.BIRTH, Kind.POSTCODE})
_OTHER_SIDE = {"start": "end", "end": "start", None: "start"}
_KNOWN_HERE = frozenset({"first", "new", "exist", "return", "member"})
_BETWEEN = frozenset({"of", "the", "our", "your", "is", "are"})
_UNIT_STEMS = frozenset(stem(unit) for group in COUNT_UNITS for unit in group)


@dataclass(frozen=True, slots=True)
class Ask:
    """An agent's question for a field; `plain` is PLAIN, LIKELY or LOOSE."""

    turn: int
    start: int
    end: int
    plain: int
    together: int
    """How many fields were asked for in the same turn."""
    guessed: bool = False
    """The question names no field; only its place among the others speaks for this one."""


def find_asks(conversation: Conversation, topics: tuple[Topic, ...]) -> dict[str, list[Ask]]:
    """Every turn in which the agent asked for a field, by field name, in order."""
    asks: dict[str, list[Ask]] = {topic.field.name: [] for topic in topics}
    for turn in conversation.agent_turns:
        found = {topic.field.name: best for topic in topics if (best := _best_question(turn, topic))}
        found = without_borrowed(found, topics, PLAIN)
        settled = {sentence.start for sentence, plain in found.values() if plain == PLAIN}
        together = sum(1 for _, plain in found.values() if plain == PLAIN)
        for name, (sentence, plain) in found.items():
            if plain < PLAIN and sentence.start in settled:
                continue
            end = sentence.start + len(sentence.text)
            asks[name].append(Ask(turn.index, sentence.start, end, plain, together))
    return _without_announcements(asks, topics)


def _without_announcements(asks: dict[str, list[Ask]], topics: tuple[Topic, ...]) -> dict[str, list[Ask]]:
    """`I need your details` only announces questions when the agent then asks for some of them one by one."""
    detailed = {topic.field.name for topic in topics if topic.kind in _DETAILED}
    last = max((ask.turn for name in detailed for ask in asks[name] if ask.plain == PLAIN), default=-1)
    return {name: [ask for ask in found if ask.plain > LOOSE or ask.turn > last] for name, found in asks.items()}


def _best_question(turn: Utterance, topic: Topic) -> tuple[Sentence, int] | None:
    best: tuple[Sentence, int] | None = None
    for sentence in turn.sentences:
        if not is_request(sentence):
            continue
        plain = how_plainly(sentence, topic)
        if plain and (best is None or plain > best[1]):
            best = sentence, plain
    return best


def is_request(sentence: Sentence) -> bool:
    """Whether an agent's sentence asks for something; a stage direction counts if it says that it asks."""
    if PLACEHOLDER.match(sentence.text):
        return PLACEHOLDER_ASKS.search(sentence.text) is not None
    return ASKS.search(sentence.text) is not None or QUESTION_MARK.search(sentence.text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a turn is a note in brackets instead of speech."""
    return PLACEHOLDER.match(text) is not None


def how_plainly(sentence: Sentence, topic: Topic) -> int:
    """How plainly a sentence speaks of this field: PLAIN, LIKELY, LOOSE or NOT_ASKED."""
    text = sentence.text
    if topic.side and _wrong_side(text, topic):
        return NOT_ASKED
    if asks_for_another(sentence, topic):
        return NOT_ASKED
    plain = _BY_KIND.get(topic.kind, _by_pattern)(sentence, topic)
    if plain < PLAIN and (is_bare_noun(sentence, topic) or any(idea.search(text) for idea in topic.phrases)):
        plain = PLAIN
    if plain == NOT_ASKED and topic.kind in _DETAILED and ASKS_FOR_DETAILS.search(text):
        return LOOSE
    return LIKELY if plain and STATES_AN_OFFER.search(text) and "?" not in text else plain


def _wrong_side(text: str, topic: Topic) -> bool:
    return not is_on_side(text, topic) and side_pattern(topic.kind, _OTHER_SIDE[topic.side]).search(text) is not None


def is_on_side(text: str, topic: Topic) -> bool:
    """Whether a text speaks of the side the field is on: the start or the end of a pair."""
    return topic.side is not None and side_pattern(topic.kind, topic.side).search(text) is not None


def _by_pattern(sentence: Sentence, topic: Topic) -> int:
    if topic.kind is Kind.DATE and topic.side == "end" and HOW_LONG.search(sentence.text):
        return LIKELY
    asked = ASKED_BY[topic.kind].search(sentence.text) is not None
    if not asked and topic.kind is Kind.ADDRESS and topic.side:
        asked = ASKED_BY[Kind.PLACE].search(sentence.text) is not None
    if not asked:
        return PLAIN if _asks_by_name(sentence, topic) else NOT_ASKED
    if topic.own & sentence.stems or is_on_side(sentence.text, topic):
        return LIKELY if _means_partner(sentence.text, topic) else PLAIN
    if topic.against & sentence.stems:
        return NOT_ASKED
    return LIKELY if topic.has_sibling or _means_partner(sentence.text, topic) else PLAIN


def _asks_by_name(sentence: Sentence, topic: Topic) -> bool:
    """Whether a question names the field itself, in no words that all fields of its kind are asked for with."""
    named = bool(topic.own & sentence.stems)
    if named and ELLIPTIC.match(sentence.text) and not VERBS & set(sentence.words):
        return True
    if named and topic.kind is Kind.MONEY and OPEN.search(sentence.text):
        return True
    nouns = topic.own | topic.described if topic.kind in {Kind.ADDRESS, Kind.PLACE} else topic.own
    return topic.kind in _NAMED_FREELY and _asks_which(sentence, nouns)


def _asks_which(sentence: Sentence, own: frozenset[str]) -> bool:
    """Whether `which` or `what` is followed by the field's own noun: `which of our branches`."""
    for place, word in enumerate(sentence.words):
        if word in {"which", "what"}:
            after = dropwhile(_BETWEEN.__contains__, sentence.words[place + 1 : place + 6])
            nouns = takewhile(lambda noun: noun not in FUNCTION_WORDS, after)
            return any(stem(noun) in own for noun in islice(nouns, 3))
    return False


def _means_partner(text: str, topic: Topic) -> bool:
    """Whether `when` asks for the day of a project that wants a time too, or the other way round."""
    if topic.kind is Kind.TIME and topic.has_partner:
        return TIME_WORD.search(text) is None
    return topic.kind is Kind.DATE and topic.has_partner and bool(TIME_WORD.search(text)) and not DAY_WORD.search(text)


def says_day_or_time(text: str) -> bool:
    """Whether a question says which it wants; `when?` alone leaves it open."""
    return TIME_WORD.search(text) is not None or DAY_WORD.search(text) is not None


def _person(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    if topic.of_another and THEIR_NAME.search(text):
        return PLAIN
    of_the = NAME_OF_THE.search(text)
    if NAME_OF_A_THING.search(text) or (of_the is not None and of_the[1] not in PERSON_WORDS):
        return NOT_ASKED
    first, last = FIRST_NAME.search(text), LAST_NAME.search(text)
    if not BOTH_NAMES.search(text):
        if topic.part == "last" and first and not last:
            return NOT_ASKED
        if topic.part == "first" and last and not first:
            return NOT_ASKED
    plain = PLAIN if first or last else NOT_ASKED
    return plain or (_by_pattern(sentence, topic) and (LIKELY if topic.against & sentence.stems else PLAIN))


def _entity(sentence: Sentence, topic: Topic) -> int:
    if topic.of_another and topic.has_counterpart and THEIR_NAME.search(sentence.text):
        return PLAIN
    if not ASKED_BY[Kind.ENTITY].search(sentence.text):
        return NOT_ASKED
    return PLAIN if (topic.own | topic.described) & sentence.stems else NOT_ASKED


def _code(sentence: Sentence, topic: Topic) -> int:
    pattern = _code_pattern(topic.words)
    if pattern.search(sentence.text):
        return PLAIN
    return NOT_ASKED


@lru_cache(maxsize=512)
def _code_pattern(words: frozenset[str]) -> re.Pattern[str]:
    named = {
        *words,
        *({"booking", "reservation", "reference"} if words & {"confirmation", "booking", "reference"} else ()),
    }
    names = "|".join(sorted(re.escape(word) for word in named)) or r"(?!)"
    alone = "|".join(sorted(re.escape(word) for word in words & PLAIN_CODES)) or r"(?!)"
    return re.compile(
        rf"\b(?:{names})\b[^.?!]{{0,25}}\b{NOUN_OF_CODE}\b|\b{NOUN_OF_CODE}\b[^.?!]{{0,25}}\b(?:{names})\b|\b(?:{alone})\b"
    )


def _count(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    counting = ASKED_BY[Kind.COUNT].search(text)
    if topic.units & sentence.stems or topic.own & sentence.stems:
        by_name = topic.own & sentence.stems - _UNIT_STEMS
        named = (
            by_name
            or counting
            or NAMED_COUNT.search(text)
            or PLACEHOLDER.match(text)
            or _asks_which(sentence, topic.own)
        )
        return PLAIN if named else NOT_ASKED
    if "party" in topic.units and HOW_MANY_PEOPLE.search(text):
        return LIKELY if topic.has_sibling else PLAIN
    some_count = ANY_COUNT.search(text) or (not topic.has_sibling and HOW_MANY.search(text))
    return LIKELY if some_count else NOT_ASKED


def _yes_no(sentence: Sentence, topic: Topic) -> int:
    if topic.own & sentence.stems or (topic.own & _KNOWN_HERE and BEEN_HERE.search(sentence.text)):
        return PLAIN
    known = (stems_of(tuple(topic.words)) | topic.described) & sentence.stems
    return (
        LIKELY if (len(known) > 1 or topic.described & known) and YES_NO_QUESTION.search(sentence.text) else NOT_ASKED
    )


def _choice(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    offered = sum(1 for option in topic.options if re.search(rf"\b{re.escape(option)}\b", text))
    if offered >= 2 or topic.own & sentence.stems or _asks_for_trouble(text, topic):
        return PLAIN
    described = not topic.own and topic.described & sentence.stems
    return PLAIN if described and KIND_OF.search(text) else NOT_ASKED


def _reason(sentence: Sentence, topic: Topic) -> int:
    if ASKED_BY[Kind.REASON].search(sentence.text) or topic.own & sentence.stems:
        return PLAIN
    return NOT_ASKED


def _free(sentence: Sentence, topic: Topic) -> int:
    if topic.own & sentence.stems or _asks_for_trouble(sentence.text, topic):
        return PLAIN
    described = len(topic.described & sentence.stems)
    return LIKELY if described >= 2 or (described and OPEN.search(sentence.text)) else NOT_ASKED


def _asks_for_trouble(text: str, topic: Topic) -> bool:
    return topic.is_trouble and ASKS_WHAT_IS_WRONG.search(text) is not None


_BY_KIND = {
    Kind.PERSON: _person, Kind.ENTITY: _entity, Kind.CODE: _code, Kind.COUNT: _count, Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice, Kind.REASON: _reason, Kind.FREE: _free,
}  # fmt: skip
