"""Which street addresses stand in a text?"""

import re
from collections.abc import Iterator, Sequence

from tools.redaction.lexicon import (
    BIG_NUMBER_WORDS,
    MONTHS,
    NUMBER_WORDS,
    NUMBERED_STREET_TYPES,
    ORDINARY_WORDS,
    STREET_ENDINGS,
    STREET_OPENERS,
    STREET_TYPES,
    UNIT_WORDS,
    UNITS_OF_MEASURE,
    WEAK_STREET_TYPES,
)
from tools.redaction.spans import PersonalKind, Span, Word

_NAME_REACHES = 5
_MOST_TRAILING_PARTS = 6

_HOUSE_NUMBER = re.compile(r"\d{1,5}[a-z]?")
_NOT_STREETS = ORDINARY_WORDS | MONTHS | UNITS_OF_MEASURE
_LONGER_NUMBER = re.compile(r"\d{2,5}[a-z]?")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_UNSPACED = re.compile(r"[\u3400-\u9fff]{1,12}(?:路|街|巷|弄|道|丁目|番地)\s?\d{0,5}[号號番]?")
_TRAILING_GAP = re.compile(r",\s{0,2}|\s")


def find_addresses(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield streets with their house numbers, units and boxes, and the place names that follow them."""
    for at, word in enumerate(words):
        span = (
            _find_before_type(words, at)
            or _find_after_opener(words, at)
            or _find_compound(words, at)
            or _find_number_after(words, at)
            or _find_unit(text, words, at)
            or _find_numbered_name(text, words, at)
        )
        if span is not None:
            first, last = span
            first = _with_floor(words, first)
            yield Span(words[first].start, _with_places(text, words, last), PersonalKind.ADDRESS)
        elif word.folded == "box" and at and at + 1 < len(words) and _is_number(words[at + 1].folded):
            yield Span(words[at - 1].start, words[at + 1].end, PersonalKind.ADDRESS)
    for found in _UNSPACED.finditer(text):
        yield Span(found.start(), found.end(), PersonalKind.ADDRESS)


def _find_before_type(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Find "12 Long Street" from its last word; without a number only capitalised street names count."""
    strong = words[at].folded in STREET_TYPES
    numbered = words[at].folded in NUMBERED_STREET_TYPES
    if not (strong or numbered or words[at].folded in WEAK_STREET_TYPES):
        return None
    capital: int | None = None
    for index in range(at - 1, max(at - 1 - _NAME_REACHES, -1), -1):
        if _is_number(words[index].folded):
            return (_first_number(words, index), at) if index < at - 1 or strong else None
        is_ordinary = words[index].folded in ORDINARY_WORDS and not words[index].text[0].isupper()
        if is_ordinary and not (strong and index == at - 1):
            break
        if words[index].text[0].isupper() and (index == at - 1 or capital == index + 1):
            capital = index
    if capital is None or numbered or not (strong or words[at].text[0].isupper()):
        return None
    return capital, at


def _find_after_opener(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Find "rue de la Paix 12", where the kind of street comes first."""
    if words[at].folded not in STREET_OPENERS or at + 1 >= len(words):
        return None
    first = at - 1 if at and _is_number(words[at - 1].folded) else at
    last = at
    for index in range(at + 1, min(at + 1 + _NAME_REACHES, len(words))):
        word = words[index]
        if _is_number(word.folded):
            return first, index
        if word.text[0].isupper():
            last = index
        elif word.folded in ORDINARY_WORDS:
            break
    return (first, last) if last > at or first < at else None


def _find_compound(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Find "Hauptstraße 5", where the kind of street is the ending of the name."""
    word = words[at].folded
    if not word.endswith(STREET_ENDINGS) or word in STREET_TYPES:
        return None
    follows = at + 1 < len(words) and _is_number(words[at + 1].folded)
    return at, at + 1 if follows else at


def _find_number_after(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Find "church street number 12"."""
    if words[at].folded not in STREET_TYPES or not 0 < at < len(words) - 2:
        return None
    follows = words[at + 1].folded in {"number", "no"} and _is_number(words[at + 2].folded)
    return (at - 1, at + 2) if follows else None


def _find_unit(text: str, words: Sequence[Word], at: int) -> tuple[int, int] | None:
    if words[at].folded not in UNIT_WORDS or at + 1 >= len(words):
        return None
    following = words[at + 1]
    if text[words[at].end : following.start].strip(" .#"):
        return None
    is_single = len(following.folded) == 1 and following.folded != "a"
    return (at, at + 1) if is_single or _is_number(following.folded) else None


def _find_numbered_name(text: str, words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Find "1512 Whispering Oaks", where nothing says that it is a street."""
    if not _LONGER_NUMBER.fullmatch(words[at].folded):
        return None
    last = at
    for index in range(at + 1, min(at + 1 + _NAME_REACHES, len(words))):
        word = words[index]
        is_name = word.text[0].isupper() and len(word.text) > 1 and word.folded not in _NOT_STREETS
        if text[words[last].end : word.start] != " " or not is_name:
            break
        last = index
    return (at, last) if last > at else None


def _first_number(words: Sequence[Word], at: int) -> int:
    while at and (_is_number(words[at - 1].folded) or words[at - 1].folded in BIG_NUMBER_WORDS):
        at -= 1
    while words[at].folded == "and":
        at += 1
    return at


def _with_floor(words: Sequence[Word], first: int) -> int:
    """Return where an address begins with "5th floor" before it."""
    is_floor = first > 1 and words[first - 1].folded == "floor"
    return first - 2 if is_floor and _ORDINAL.fullmatch(words[first - 2].folded) else first


def _with_places(text: str, words: Sequence[Word], last: int) -> int:
    """Return where the address ends, with capitalised parts such as suburb and city after commas."""
    for part in range(_MOST_TRAILING_PARTS):
        if last + 1 >= len(words):
            break
        following = words[last + 1]
        if not _TRAILING_GAP.fullmatch(text, words[last].end, following.start):
            break
        is_place = (
            following.text[0].isupper()
            and not following.folded.startswith("i'")
            and (part or following.folded not in ORDINARY_WORDS)
        )
        if not is_place and not _HOUSE_NUMBER.fullmatch(following.folded):
            break
        last += 1
    return words[last].end


def _is_number(word: str) -> bool:
    return word in NUMBER_WORDS or _HOUSE_NUMBER.fullmatch(word) is not None
