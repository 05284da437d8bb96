"""Did a caller say a figure: a date, a time, a count, an amount, a number or a code?"""

import re

from tools.diagnosis.dates import find_date, find_past, read_birth_date
from tools.diagnosis.phrasing import any_of
from tools.diagnosis.reading import Utterance, find_words, stem
from tools.diagnosis.speech import find_content
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS, count_digits, find_spelling
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Form, Value, whole_turn

FEWEST_DIGITS_OF_A_PHONE = 7
_FEWEST_DIGITS_HEARD = 3

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TIME = any_of(
    rf"""
    \d{{1,2}}[:.]\d{{2}}(?: ?[ap]\.?m)? | \d{{1,2}} ?(?:[ap]\.? ?m\b|o'? ?clock) | o'? ?clock | lunch ?time
    (?:half|quarter) (?:past|to|after) \w+ | noon | midday | midnight
    (?:in the|this|that|tomorrow|early|late|mid|every|\w+day) (?:morning|afternoon|evening)
    {_HOUR} (?:[ap]\.? ?m\b|thirty|fifteen|forty-?five|oh) | (?:after|before|around|by|at) (?:\d{{1,2}}|{_HOUR})
    """
)
_PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|night)\b")
_CURRENCY = re.compile(r"[$€£¥₹]\s?\d|\b(?:r|zar|usd|eur|gbp|kes|ngn) ?\d")
_MONEY = any_of(r"dollars? | euros? | pounds? | rands? | bucks | naira | shillings? | rupees? | \d+k | grand")
_SPOKEN_NUMBERS = " | ".join(word for word in (*DIGIT_WORDS, *TEENS_AND_TENS) if word not in {"oh", "nil"})
_NUMBER = any_of(
    rf"""
    \d{{1,9}}(?:[.,]\d{{1,3}})? | {_SPOKEN_NUMBERS}
    couple | single | both | dozen | pair | alone | just me | only me | myself | none | nothing | zero | hundred
    thousand | million | half | once | twice | never
    """
)
_VAGUE = any_of(
    r"""
    as soon as (?:possible|you can) | asap | a few | several | some(?:time| time) | whenever | soon | any ?time | later
    not too (?:early|late) | depends | a couple of | many | more or less | about the same | the usual | the same
    end of the month | (?:this|next) (?:week|month) | we'll see | the (?:old|new|normal|usual) one | all sorts
    (?:a|quite a|a good|a long|a little) while | loads | plenty | a lot | lots
    not (?:that|too|very|so) (?:much|many|long|far|big|heavy)
    enough | a bit | a little something | something | various | different ones | ages | it varies | varies | negotiable
    (?:couple of|few) (?:days|weeks|months|hours|years) | or so | shortly | one of these days | recently | the other day
    (?:a long|some) time ago | once i | when i (?:can|get|have) | in due course | bits and | odds and
    some time | sometime | either .{1,20} or
    """
)
_FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[1-9])"
_RANGE = re.compile(rf"\b{_FEW}(?:,? or | ?- ?| )(?=(?!oh\b){_FEW}\b(?! {_FEW}\b))(?<!-)\w+\b")
_HEDGES = any_of(
    rf"""
    depends | depending | we'll see | will see | not sure yet | hard to say | it varies | have to see
    (?:may|might|could) ?be\b.{{1,30}}\b(?:may|might|could) ?be
    {_FEW}(?:,? or|,| to|) {_FEW} (?:days?|nights?|weeks?|months?|years?|hours?)
    """
)
_A_SMALL_ONE = re.compile(r"\b(?:an?|the|this|that|which|my) (?:\w+ )?one$|\b(?:at|all at) once$|\bnever$")
_NO_AMOUNT = re.compile(r"\b(?:at once|never|alone|twice|myself|single|which one)$")
_TABLE_FOR = re.compile(r"\b(?:table|party|group|reservation|booking|room|seats?) (?:for|of) (\w+)|\b(\w+) of us\b")
_AFTER_THE_UNIT = frozenset({"of", "is", "rated", "least", "over", "above"})
_POSTCODES = any_of(
    r"""
    [a-z]{1,2}\d[a-z\d]?\d[a-z]{2} | \d{4,6} | \d{8,9} | [a-z]\d[a-z]\d[a-z]\d | \d{4}[a-z]{2}
    [a-z]\d[\dw][a-z\d]{4}
    """,
    before="",
    after="",
)
_OUTWARD = re.compile(r"[a-z]{1,2}\d[a-z\d]?|\d{3,5}")
_PART_OF_A_POSTCODE = frozenset({stem("half"), stem("area"), stem("district"), stem("outward"), stem("first")})
_SAYS_POSTCODE = re.compile(r"\bpost ?-?code|\bzip|\bpostal")
_SAYS_BORN = re.compile(r"\bborn\b|\bbirth")


def find_vague(folded: str) -> tuple[int, int] | None:
    """The span of words such as `whenever` or `a few`, which answer without saying."""
    found = _VAGUE.search(folded)
    return found.span() if found else None


def find_phone(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A telephone number; fewer than seven digits are a part of one."""
    spelling = find_spelling(turn.written)
    if spelling is None:
        return None
    digits = count_digits(turn.words) if answering else spelling.digits
    if digits < (_FEWEST_DIGITS_HEARD if answering else FEWEST_DIGITS_OF_A_PHONE):
        return None
    whole = digits >= FEWEST_DIGITS_OF_A_PHONE and topic.length in {None, digits}
    return whole_turn(turn, spelling.text, Form.WHOLE if whole else Form.PARTIAL)


def find_birth_date(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """A date of birth; without day, month or year it is a part of one."""
    if not answering and not _SAYS_BORN.search(turn.folded):
        return None
    date = read_birth_date(turn.folded)
    if date is None:
        return None
    if not date.is_whole:
        return whole_turn(turn, turn.folded[:40], Form.PARTIAL)
    return whole_turn(turn, f"{date.year % 100:02}-{date.month:02}-{date.day:02}")


def find_day(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """A date, a weekday or a day such as `tomorrow`; in an answer also a bare number or a time past."""
    span = find_date(turn.folded)
    if span is None and answering:
        span = find_past(turn.folded)
    if span is None and answering and not _TIME.search(turn.folded):
        number = _NUMBER.search(turn.folded)
        span = number.span() if number else None
    return Value(*span, turn.folded[slice(*span)], _precise(turn, span)) if span else None


def find_time(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """A time of day; in an answer also a bare number or a part of the day."""
    found = _TIME.search(turn.folded)
    if found is None and answering:
        found = _NUMBER.search(turn.folded) or _PART_OF_DAY.search(turn.folded)
    return Value(*found.span(), found[0], _precise(turn, found.span())) if found else None


def _precise(turn: Utterance, span: tuple[int, int]) -> Form:
    start, end = span
    if _HEDGES.search(turn.folded):
        return Form.PARTIAL
    vague = any(found.start() < end and found.end() > start - 1 for found in _VAGUE.finditer(turn.folded))
    return Form.PARTIAL if vague else Form.WHOLE


def find_count(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A number; outside an answer one that stands beside what is counted."""
    for sentence in turn.sentences:
        for found in _NUMBER.finditer(sentence.text):
            if _A_SMALL_ONE.search(sentence.text, 0, found.end()):
                continue
            if answering or _is_beside_unit(sentence.text, found, topic.units):
                span = sentence.start + found.start(), sentence.start + found.end()
                wavers = answering and _wavers(sentence.text, found.start())
                return Value(*span, found[0], Form.PARTIAL if wavers else _precise(turn, span))
    table = _TABLE_FOR.search(turn.folded) if "party" in topic.units else None
    if table and _NUMBER.fullmatch(table[1] or table[2]):
        return Value(*table.span(), table[0])
    return None


def _wavers(text: str, start: int) -> bool:
    """Whether a number is the first of two that a caller wavers between: `two, three days`, `four or five`."""
    return _RANGE.match(text, start) is not None


def _is_beside_unit(text: str, number: re.Match[str], units: frozenset[str]) -> bool:
    after = find_words(text[number.end() : number.end() + 40])[:2]
    before = find_words(text[max(0, number.start() - 20) : number.start()])[-2:]
    near = (*after, *before) if _AFTER_THE_UNIT & set(before[-1:]) else after
    return any(stem(word) in units for word in near)


def find_money(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """An amount with its currency; in an answer also a bare number."""
    found = _CURRENCY.search(turn.folded) or _MONEY.search(turn.folded)
    if found is None and answering:
        found = next(
            (one for one in _NUMBER.finditer(turn.folded) if not _NO_AMOUNT.search(turn.folded, 0, one.end())), None
        )
    return Value(*found.span(), found[0]) if found else None


def find_postcode(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A postal code of a known shape; other words within it show that it was garbled."""
    spelling = find_spelling(turn.written)
    if spelling is None or (not answering and not _SAYS_POSTCODE.search(turn.folded)):
        return None
    spelled = {word.lower() for word in turn.written[spelling.first : spelling.first + spelling.words]}
    if (topic.described | topic.own) & _PART_OF_A_POSTCODE and _OUTWARD.fullmatch(spelling.text):
        return whole_turn(turn, spelling.text)
    if spelling.guessed or any(word not in spelled for word in find_content(turn.words)):
        return whole_turn(turn, spelling.text, Form.GARBLED)
    whole = _POSTCODES.fullmatch(spelling.text) is not None
    return whole_turn(turn, spelling.text, Form.WHOLE if whole else Form.PARTIAL)


def find_code(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A number or code of letters and digits, as long as the field's description says if it does."""
    named = topic.words & set(turn.words) or (not topic.has_sibling and "code" in turn.words)
    if not answering and not named:
        return None
    spelling = find_spelling(turn.written)
    if spelling is None or len(spelling.text) < (3 if answering else 4):
        return None
    if topic.length is not None:
        form = Form.WHOLE if len(spelling.text) == topic.length else Form.GARBLED
    else:
        form = Form.WHOLE if len(spelling.text) >= 4 or spelling.digits == len(spelling.text) else Form.PARTIAL
    return whole_turn(turn, spelling.text, form)
