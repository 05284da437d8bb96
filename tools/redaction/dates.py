"""Which dates of a text could be somebody's date of birth?"""

import re
from collections.abc import Iterator, Sequence

from tools.redaction.lexicon import BIRTH_CUES, MONTHS, NUMBER_WORDS, ORDINAL_WORDS, UNSPACED_BIRTH_CUES, read_words
from tools.redaction.spans import PersonalKind, Span, Word

LAST_BIRTH_YEAR = 2019
_CUE_REACHES = 10
_DATE_REACHES = 4

_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|ste|de|er|º|ª)?")
_FILLERS = read_words("of the de van den in on was is my day month year and hundred")
_UNSPACED_BIRTH = re.compile(
    rf"(?:{'|'.join(UNSPACED_BIRTH_CUES)})[^\d]{{0,10}}"
    r"(\d{1,4}(?:[\s年月日년월일./-]{1,2}\d{1,4}){0,2}[日일]?)"
)
_SPOKEN_CENTURIES = frozenset({"nineteen", "twenty", "thousand", "negentien", "dix", "mil"})


def find_birth_dates(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield dates that follow a word of birth, and years up to `LAST_BIRTH_YEAR` with the date around them.

    Dates written in digits only are long numbers, and found as such.
    """
    for at, word in enumerate(words):
        if word.folded.removesuffix("'s") in BIRTH_CUES:
            yield from _after_cue(words, at)
        elif word.folded in MONTHS:
            yield from _around_month(words, at)
        elif word.folded.isdecimal() and _is_birth_year(word.folded):
            first = at - 1 if at and _ORDINAL.fullmatch(words[at - 1].folded) else at
            yield Span(words[first].start, word.end, PersonalKind.DATE)
    for found in _UNSPACED_BIRTH.finditer(text):
        yield Span(found.start(1), found.end(1), PersonalKind.DATE)


def _after_cue(words: Sequence[Word], at: int) -> Iterator[Span]:
    """Yield the first run of date words after a cue, with the small words between them."""
    reach = words[at + 1 : at + 1 + _CUE_REACHES]
    dated = [index for index, word in enumerate(reach) if _is_dated(word.folded)]
    if not dated:
        return
    last = dated[0]
    for index in dated:
        if all(word.folded in _FILLERS for word in reach[last + 1 : index]):
            last = index
    if last > dated[0] or not _is_small(reach[last].folded):
        yield Span(reach[dated[0]].start, reach[last].end, PersonalKind.DATE)


def _around_month(words: Sequence[Word], at: int) -> Iterator[Span]:
    first = last = at
    for index in range(at - 1, max(at - 1 - _DATE_REACHES, -1), -1):
        if _is_dated(words[index].folded):
            first = index
        elif words[index].folded not in _FILLERS:
            break
    for index in range(at + 1, min(at + 2 + _DATE_REACHES, len(words))):
        if _is_dated(words[index].folded):
            last = index
        elif words[index].folded not in _FILLERS:
            break
    if any(_is_birth_year(word.folded) for word in words[at + 1 : last + 1]):
        yield Span(words[first].start, words[last].end, PersonalKind.DATE)


def _is_dated(word: str) -> bool:
    return (
        word in MONTHS
        or word in ORDINAL_WORDS
        or word in NUMBER_WORDS
        or word in _SPOKEN_CENTURIES
        or _ORDINAL.fullmatch(word) is not None
        or (word.isdecimal() and len(word) == 4)
    )


def _is_small(word: str) -> bool:
    """Say whether a word alone counts something rather than dates it, such as "attempt 2"."""
    return word in NUMBER_WORDS or (word.isdecimal() and len(word) <= 2)


def _is_birth_year(word: str) -> bool:
    if word in _SPOKEN_CENTURIES:
        return True
    return word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= LAST_BIRTH_YEAR
