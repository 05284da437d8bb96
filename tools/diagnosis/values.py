"""Does a caller's turn hold a value for a field, and is it whole, broken off or garbled?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tools.diagnosis.dates import find_date, find_past, read_birth_date
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.names import find_name, find_place, find_thing
from tools.diagnosis.reading import Sentence, Utterance, find_words, stem
from tools.diagnosis.replies import find_reaction, is_no, is_yes
from tools.diagnosis.speech import find_content, is_question, no_preference
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS, count_digits, find_spelling, is_spelled_aloud
from tools.diagnosis.topics import Topic


class Form(StrEnum):
    """How much of a value was heard."""

    WHOLE = "whole"
    PARTIAL = "partial"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a turn: its span, what it comes to when written plainly, and its form."""

    start: int
    end: int
    normal: str
    form: Form = Form.WHOLE
    spelled: bool = False


_WRITTEN_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SPOKEN_EMAIL = re.compile(r"\bat\W+\w[\w .-]{0,40}?(?:\bdot\W+|\bpoint\W+|\.)\w{2,}")
_EMAIL_PIECE = re.compile(
    r"\b(?:gmail|g mail|yahoo|hotmail|outlook|icloud|dot (?:com|co|org|net)|underscore|\w+\.com|\w+ at \w+)\b"
)
_TIME = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m)?|\d{1,2} ?(?:[ap]\.? ?m\b|o'? ?clock)|(?:half|quarter) (?:past|to|after) \w+|noon|midday"
    r"|midnight|o'? ?clock|(?:in the|this|that|tomorrow|early|late|mid|every|\w+day) (?:morning|afternoon|evening)|lunch ?time"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[ap]\.? ?m\b|thirty|fifteen|forty-?five|oh)"
    r"|(?:after|before|around|by|at) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b"
)
_PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|night)\b")
_MONEY = re.compile(
    r"[$€£¥₹]\s?\d|\b(?:r|zar|usd|eur|gbp|kes|ngn) ?\d|\b(?:dollars?|euros?|pounds?|rands?|bucks|naira|shillings?|rupees?|\d+k|grand)\b"
)
_NUMBER_WORDS = "|".join(word for word in (*DIGIT_WORDS, *TEENS_AND_TENS) if word not in {"oh", "nil"})
_NUMBER = re.compile(
    rf"\b(?:\d{{1,9}}(?:[.,]\d{{1,3}})?|{_NUMBER_WORDS}|couple|single|both|dozen|pair|alone|just me|only me"
    r"|myself|none|nothing|zero|hundred|thousand|million|half|once|twice|never)\b"
)
_VAGUE = re.compile(
    r"\b(?:as soon as (?:possible|you can)|asap|a few|several|some(?:time| time)|whenever|soon|any ?time|not too (?:early|late)|later|depends"
    r"|a couple of|many|more or less|about the same|the usual|the same|end of the month|(?:this|next) (?:week|month)|we'll see|the (?:old|new|normal|usual) one)\b"
)
_A_SMALL_ONE = re.compile(r"\b(?:an?|the|this|that|which|my) (?:\w+ )?one$")
_TABLE_FOR = re.compile(r"\b(?:table|party|group|reservation|booking|room|seats?) (?:for|of) (\w+)|\b(\w+) of us\b")
_POSTCODES = re.compile(
    r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}|\d{4,6}|\d{9}|[a-z]\d[a-z]\d[a-z]\d|\d{4}[a-z]{2}|[a-z]\d[\dw][a-z\d]{4}|\d{8}"
)
_STREET = re.compile(
    r"\b\d{1,5}\w? (?:\w+ ){1,4}(?:street|st|road|rd|avenue|ave|lane|drive|close|crescent|way|boulevard|court|place)\b"
)
_ORDINAL_PICK = re.compile(r"\b(?:first|second|third|last|former|latter|either)(?: one| option)?\b")
_SEARCH = re.compile(r"\b(?:can|could|will|would) you (?:please |also )?(?:find|help|look|search|get|book|recommend|suggest|show|give)\b")
_FIRST_PERSON = re.compile(
    r"\b(?:i|we|i'm|i'd|we'd|my|our|me|it|with|without|needs?|wants?|has to|must|no|non|don't|prefer\w*)\b"
)


def find_value(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """The value a caller's turn holds for a field, or None.

    `answering`: the turn follows a question for the field, so that a bare `two` or `Thandi` will do;
    otherwise the turn must say itself what the value is for.
    """
    value = _FINDERS[topic.kind](turn, topic, answering)
    if value is None and answering and topic.kind not in _EXACT:
        span = no_preference(turn.folded) or _vague(turn)
        return Value(*span, "any", Form.PARTIAL) if span else None
    return value


_EXACT = frozenset({Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.PERSON, Kind.POSTCODE, Kind.CODE, Kind.YES_NO})


def _vague(turn: Utterance) -> tuple[int, int] | None:
    found = _VAGUE.search(turn.folded)
    return found.span() if found else None


def _email(turn: Utterance, _topic: Topic, answering: bool) -> Value | None:
    found = _WRITTEN_EMAIL.search(turn.folded) or _SPOKEN_EMAIL.search(turn.folded)
    if found:
        return Value(*found.span(), re.sub(r"\W+", "", found[0]))
    piece = _EMAIL_PIECE.search(turn.folded) if answering else None
    if piece:
        return Value(*piece.span(), re.sub(r"\W+", "", turn.folded)[:80], Form.GARBLED)
    return _spelled(turn, Form.PARTIAL) if answering else None


def _phone(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    spelling = find_spelling(turn.written)
    digits = spelling.digits if spelling else 0
    total = count_digits(turn.words) if answering else digits
    if total < (3 if answering else 7) or spelling is None:
        return None
    whole = total >= 7 and (topic.length is None or total == topic.length)
    return _whole_turn(turn, spelling.text, Form.WHOLE if whole else Form.PARTIAL)


def _birth(turn: Utterance, _topic: Topic, answering: bool) -> Value | None:
    born = re.search(r"\bborn\b|\bbirth", turn.folded)
    if not answering and not born:
        return None
    date = read_birth_date(turn.folded)
    if date is None:
        return None
    form = Form.WHOLE if date.is_whole else Form.PARTIAL
    normal = f"{date.year % 100:02}-{date.month:02}-{date.day:02}" if date.is_whole else turn.folded[:40]
    return _whole_turn(turn, normal, form)


def _date(turn: Utterance, _topic: Topic, answering: bool) -> Value | None:
    span = find_date(turn.folded)
    if span is None and answering:
        span = find_past(turn.folded)
    if span is None and answering:
        number = _NUMBER.search(turn.folded)
        span = number.span() if number else None
    return Value(*span, turn.folded[span[0] : span[1]], _precise(turn, span)) if span else None


def _precise(turn: Utterance, span: tuple[int, int]) -> Form:
    start, end = span
    vague = any(found.start() < end and found.end() > start - 1 for found in _VAGUE.finditer(turn.folded))
    return Form.PARTIAL if vague else Form.WHOLE


def _time(turn: Utterance, _topic: Topic, answering: bool) -> Value | None:
    found = _TIME.search(turn.folded)
    if found is None and answering:
        found = _NUMBER.search(turn.folded) or _PART_OF_DAY.search(turn.folded)
    return Value(*found.span(), found[0], _precise(turn, found.span())) if found else None


def _count(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    for sentence in turn.sentences:
        for found in _NUMBER.finditer(sentence.text):
            if _A_SMALL_ONE.search(sentence.text, 0, found.end()):
                continue
            after = find_words(sentence.text[found.end() : found.end() + 40])[:2]
            before = find_words(sentence.text[max(0, found.start() - 20) : found.start()])[-2:]
            rated = before[-1:] in (("of",), ("is",), ("rated",), ("least",), ("over",), ("above",))
            counted = any(stem(word) in topic.units for word in (*after, *(before if rated else ())))
            if counted or answering:
                return Value(sentence.start + found.start(), sentence.start + found.end(), found[0])
    table = _TABLE_FOR.search(turn.folded) if "party" in topic.units else None
    if table and _NUMBER.fullmatch(table[1] or table[2]):
        return Value(*table.span(), table[0])
    return None


def _money(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    found = _MONEY.search(turn.folded) or (_NUMBER.search(turn.folded) if answering else None)
    return Value(*found.span(), found[0]) if found else None


def _yes_no(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    if answering and turn.words[-1:] in (("no",), ("yes",)):
        return _whole_turn(turn, turn.words[-1])
    if answering and (is_yes(turn.folded) or is_no(turn.folded)):
        return _whole_turn(turn, "yes" if is_yes(turn.folded) else "no")
    for sentence in turn.sentences:
        says = topic.own & sentence.stems and _FIRST_PERSON.search(sentence.text)
        if says and (answering or not is_question(sentence.text) or _SEARCH.search(sentence.text)):
            return Value(sentence.start, sentence.start + len(sentence.text), "stated")
    return None


def _choice(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    stems = frozenset().union(*(sentence.stems for sentence in turn.sentences))
    for option in topic.options:
        found = re.search(rf"(?<!\w){re.escape(option)}(?!\w)", turn.folded)
        if found:
            return Value(*found.span(), option)
        words = [stem(word) for word in re.findall(r"\w+", option)]
        if words and stems.issuperset(words):
            return _whole_turn(turn, option)
    if not answering:
        return None
    picked = _ORDINAL_PICK.search(turn.folded)
    if picked:
        return Value(*picked.span(), picked[0])
    return _content(turn, Form.WHOLE if not topic.options else Form.PARTIAL)


def _postcode(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    spelling = find_spelling(turn.written)
    if spelling is None or (not answering and not re.search(r"\bpost ?-?code|\bzip|\bpostal", turn.folded)):
        return None
    left_over = [word for word in find_content(turn) if word not in _spelled_words(turn, spelling.first, spelling.words)]
    if spelling.guessed or left_over:
        form = Form.GARBLED
    else:
        form = Form.WHOLE if _POSTCODES.fullmatch(spelling.text) else Form.PARTIAL
    return _whole_turn(turn, spelling.text, form)


def _spelled_words(turn: Utterance, first: int, count: int) -> frozenset[str]:
    return frozenset(word.lower() for word in turn.written[first : first + count])


def _code(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    if not answering and not (topic.words & set(turn.words) or (not topic.has_sibling and "code" in turn.words)):
        return None
    spelling = find_spelling(turn.written)
    if spelling is None or len(spelling.text) < (3 if answering else 4):
        return None
    if topic.length is None:
        form = Form.WHOLE if len(spelling.text) >= 4 or spelling.digits == len(spelling.text) else Form.PARTIAL
    else:
        form = Form.WHOLE if len(spelling.text) == topic.length else Form.GARBLED
    return _whole_turn(turn, spelling.text, form)


def _person(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    found = find_name(turn, topic.part, answering=answering)
    if found is None:
        return None
    start, end, normal = found
    spelled = is_spelled_aloud(find_words(turn.folded[start:end]))
    whole = spelled or not topic.whole_name or " " in normal
    return Value(start, end, normal, Form.WHOLE if whole else Form.PARTIAL, spelled)


def _place(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    found = find_place(turn)
    if found:
        return Value(*found)
    return _content(turn) if answering else None


def _entity(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    found = find_thing(turn, topic.own | topic.described)
    if found:
        return Value(*found)
    return _content(turn) if answering else None


def _address(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    found = _STREET.search(turn.folded)
    if found:
        return Value(*found.span(), found[0])
    if not answering:
        return None
    value = _content(turn)
    numbered = any(c.isdigit() for c in turn.folded)
    return value and Value(value.start, value.end, value.normal, Form.WHOLE if numbered else Form.PARTIAL)


def _free(turn: Utterance, topic: Topic, answering: bool) -> Value | None:
    if answering:
        value = _content(turn)
        if value and topic.needs_digits and not count_digits(turn.written):
            return Value(value.start, value.end, value.normal, Form.PARTIAL)
        return value
    for sentence in turn.sentences:
        if not is_question(sentence.text) and _states(sentence, topic):
            return Value(sentence.start, sentence.start + len(sentence.text), "stated")
    return None


def _states(sentence: Sentence, topic: Topic) -> bool:
    """Whether a sentence is of the shape `my <field> is ...`."""
    for place, word in enumerate(sentence.words[:-2]):
        if stem(word) in topic.own and sentence.words[place + 1] in {"is", "are", "was", "would", "to"}:
            return True
    return False


def _content(turn: Utterance, form: Form = Form.WHOLE) -> Value | None:
    for sentence in turn.sentences:
        if is_question(sentence.text) or find_reaction(sentence.text):
            continue
        words = find_content(sentence)
        if words:
            return Value(sentence.start, sentence.start + len(sentence.text), " ".join(words[:12]), form)
    return None


def _spelled(turn: Utterance, form: Form) -> Value | None:
    spelling = find_spelling(turn.written)
    return _whole_turn(turn, spelling.text, form) if spelling and len(spelling.text) >= 3 else None


def _whole_turn(turn: Utterance, normal: str, form: Form = Form.WHOLE) -> Value:
    return Value(0, min(len(turn.text), 120), normal, form)


_FINDERS: dict[Kind, Callable[[Utterance, Topic, bool], Value | None]] = {
    Kind.EMAIL: _email, Kind.PHONE: _phone, Kind.BIRTH: _birth, Kind.DATE: _date, Kind.TIME: _time,
    Kind.PERSON: _person, Kind.ENTITY: _entity, Kind.PLACE: _place, Kind.ADDRESS: _address, Kind.POSTCODE: _postcode,
    Kind.CODE: _code, Kind.COUNT: _count, Kind.MONEY: _money, Kind.YES_NO: _yes_no, Kind.CHOICE: _choice,
    Kind.REASON: _free, Kind.FREE: _free,
}  # fmt: skip
