"""Which numbers and codes of a text could identify somebody, written, said digit by digit or spelled?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.redaction.codes import classify_digits, find_amounts, find_extension_end, find_marked_codes, is_amount
from tools.redaction.lexicon import (
    NUMBER_WORDS,
    ORDINARY_WORDS,
    SEQUENCE_FILLERS,
    SPELLING_WORDS,
    TENS_WORDS,
    UNITS_OF_MEASURE,
    read_words,
)
from tools.redaction.spans import PersonalKind, Span, Word

FEWEST_DIGITS = 5
FEWEST_PHONE_DIGITS = 7
FEWEST_SPOKEN_DIGITS = 4
FEWEST_SPELLED = 3

_SEPARATOR = r"(?:, ?|[ \t\n\u00a0().\-/\u2010-\u2015]{0,3})"
_DIGIT_RUN = re.compile(rf"(?<![\w$€£¥₹])[+(]{{0,2}}\d(?:{_SEPARATOR}\d)*+")
_DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})")
_MIXED_CODE = re.compile(r"(?<!\w)(?=[^\W\d_]*+\d)(?=\d*+[^\W\d_])(?!0x[\da-fA-F]++(?!\w))[^\W_]{5,}+")
_JOINED_CODE = re.compile(r"(?<![\w-])[^\W_]++(?:[-/][^\W_]++)++")
_CAPITAL_CODE = re.compile(r"(?<!\w)[A-Z]{6,10}(?!\w)")
_POSTCODE = re.compile(
    r"(?<!\w)(?:[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d)(?!\w)",
    re.IGNORECASE,
)
_POSTCODE_LETTERS_LAST = re.compile(r"(?<![\w.-])[1-9]\d{3}\s?([a-z]{2})(?!\w)", re.IGNORECASE)
_SHORT_AFTER_CUE = re.compile(
    r"(?<!\w)(?:pin|code|otp|cvv|cvc|extension|end(?:s|ing)|digits|postcode|postal|zip|account|policy|member|membership|passport|"
    r"licen[cs]e|reference|number|nommer|kode|código|nummer|numéro|número|номер)\W{1,3}(?:\w{1,12}\W{1,3}){0,3}?"
    r"(\d{3,4})(?!\w)",
    re.IGNORECASE,
)
_SHORT_CUES = read_words("pin code otp cvv cvc digits security area ending ends extension")
_CUE_REACHES = 4
_FEWEST_CUED_DIGITS = 3
_NO_LETTERS = ORDINARY_WORDS | UNITS_OF_MEASURE | read_words("id rx nr re vs mr ms dr tv")
_FOR_WORDS = frozenset({"for", "wie", "comme", "vir"})
_GAP = re.compile(r"[\s,.\-–—/'’]{0,4}")


def find_numbers(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Yield written numbers and codes long enough to identify somebody; amounts of money are left alone."""
    yield from _find_digit_runs(text, regions)
    yield from find_marked_codes(text)
    for found in _SHORT_AFTER_CUE.finditer(text):
        yield Span(found.start(1), found.end(1), PersonalKind.NUMBER)
    for pattern in (_MIXED_CODE, _POSTCODE):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), PersonalKind.CODE)
    for found in _POSTCODE_LETTERS_LAST.finditer(text):
        if found.group(1).isupper() or found.group(1) not in _NO_LETTERS:
            yield Span(found.start(), found.end(), PersonalKind.CODE)
    for found in _JOINED_CODE.finditer(text):
        if sum(map(str.isdigit, found.group())) >= 3 and len(found.group()) >= FEWEST_DIGITS:
            yield Span(found.start(), found.end(), PersonalKind.CODE)
    if any(map(str.islower, text)):
        for found in _CAPITAL_CODE.finditer(text):
            yield Span(found.start(), found.end(), PersonalKind.CODE)


def _find_digit_runs(text: str, regions: Sequence[str]) -> Iterator[Span]:
    amounts = iter(find_amounts(text))
    amount = next(amounts, None)
    for found in _DIGIT_RUN.finditer(text):
        while amount is not None and amount[1] < found.end():
            amount = next(amounts, None)
        is_amount = amount is not None and amount[0] <= found.start()
        if is_amount or sum(map(str.isdigit, found.group())) < FEWEST_DIGITS:
            continue
        kind = PersonalKind.DATE if _DATE.fullmatch(found.group()) else classify_digits(found.group(), regions)
        end = find_extension_end(text, found.end()) if kind is PersonalKind.PHONE else found.end()
        yield Span(found.start(), end, kind)


@dataclass(slots=True)
class _Sequence:
    """A run of digits and letters said one after the other."""

    start: int
    end: int
    units: int = 0
    digits: int = 0
    spells: bool = False
    counts_singly: bool = False
    is_spoken: bool = False
    is_cued: bool = False

    def take(self, first: Word, last: Word, digits: int) -> None:
        self.end = last.end
        self.units += 1
        self.digits += digits
        self.spells = self.spells or _is_spelling(first.folded)
        self.counts_singly = self.counts_singly or digits == 1
        self.is_spoken = self.is_spoken or not first.folded.isdigit()

    def find_spans(self, text: str) -> Iterator[Span]:
        """Yield where the run stands if it can identify somebody."""
        span = self._find_span()
        if span is not None and not is_amount(text[span.start : span.end]):
            yield span

    def _find_span(self) -> Span | None:
        if self.spells and self.units >= FEWEST_SPELLED:
            return Span(self.start, self.end, PersonalKind.CODE)
        fewest = FEWEST_SPOKEN_DIGITS if self.counts_singly else FEWEST_DIGITS
        fewest = _FEWEST_CUED_DIGITS if self.is_cued else fewest
        if (self.is_spoken or self.is_cued) and self.digits >= fewest:
            return Span(self.start, self.end, _kind_of(self.digits))
        return None


def find_spoken_sequences(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield numbers said digit by digit and words spelled letter by letter, plainly or with code words."""
    run: _Sequence | None = None
    at = 0
    while at < len(words):
        taken, digits = _weigh(words, at)
        if run is not None and not _goes_on(text, run, words[at], is_unit=taken > 0):
            yield from run.find_spans(text)
            run = None
        if taken:
            run = run or _begin_sequence(words, at)
            run.take(words[at], words[at + taken - 1], digits)
        elif run is not None:
            run.end = words[at].end
        at += max(taken, 1)
    if run is not None:
        yield from run.find_spans(text)


def _begin_sequence(words: Sequence[Word], at: int) -> _Sequence:
    says_plus = at > 0 and words[at - 1].folded == "plus"
    is_cued = any(word.folded in _SHORT_CUES for word in words[max(at - _CUE_REACHES, 0) : at])
    return _Sequence(words[at - says_plus].start, words[at].end, is_cued=is_cued)


def _goes_on(text: str, run: _Sequence, word: Word, *, is_unit: bool) -> bool:
    adjoins = _GAP.fullmatch(text, run.end, word.start) is not None
    return adjoins and (is_unit or word.folded in SEQUENCE_FILLERS)


def _weigh(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Return how many words the unit at this place takes, none if it is none, and how many digits it says."""
    word = words[at].folded
    if _is_letter(word):
        following = tuple(one.folded for one in words[at + 1 : at + 4])
        if following[:2] == ("as", "in") and len(following) == 3:
            return 4, 0
        return (3, 0) if len(following) > 1 and following[0] in _FOR_WORDS else (1, 0)
    if word in SPELLING_WORDS or (len(word) == 2 and word.isalpha() and word not in _NO_LETTERS):
        return 1, 0
    if word.isdigit():
        return 1, len(word)
    if word in NUMBER_WORDS:
        return 1, 2 if word in TENS_WORDS else 1
    return 0, 0


def _kind_of(digits: int) -> PersonalKind:
    return PersonalKind.PHONE if digits >= FEWEST_PHONE_DIGITS else PersonalKind.NUMBER


def _is_spelling(word: str) -> bool:
    return _is_letter(word) or word in SPELLING_WORDS


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and not _is_unspaced(word) and word not in NUMBER_WORDS


def _is_unspaced(letter: str) -> bool:
    """Say whether a letter belongs to a script where one letter can be a whole word."""
    return "\u0900" <= letter <= "\u0fff" or letter >= "\u2e80"
