"""Which digits does someone say with number words: `one hundred forty five`, `five five five`, `twenty first`?"""

from collections.abc import Sequence

from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS

UNITS = {word: int(digit) for word, digit in DIGIT_WORDS.items() if word not in {"oh", "nought", "nil", "zero"}}
NOTHING = frozenset({"zero", "oh", "nought", "nil"})
TENS = {word: number for word, number in TEENS_AND_TENS.items() if number >= 20}
TEENS = {word: number for word, number in TEENS_AND_TENS.items() if number < 20}
SCALES = {"hundred": 100, "thousand": 1_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_LONGEST = 9


def read_number(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The digits of the number that begins at a word, and how many words it takes; None if none begins there."""
    if words[start] in NOTHING:
        return "0", 1
    small = _below_hundred(words, start)
    if small is None:
        return None
    number, used = small
    total, scaled = 0, False
    while start + used < len(words) and used < _LONGEST and words[start + used] in SCALES:
        total, scaled, used = (total + number) * SCALES[words[start + used]], True, used + 1
        behind = used + (words[start + used : start + used + 1] in (["and"], ("and",)))
        more = _below_hundred(words, start + behind)
        number, used = (more[0], behind + more[1]) if more else (0, used)
    return str(total + number if scaled else number), used


def read_ordinal(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The digits of an ordinal such as `twenty first`, and how many words it takes."""
    word = words[start]
    if word in ORDINALS:
        return str(ORDINALS[word]), 1
    unit = ORDINALS.get(words[start + 1], 99) if start + 1 < len(words) else 99
    if word in TENS and unit < 10:
        return str(TENS[word] + unit), 2
    return None


def _below_hundred(words: Sequence[str], start: int) -> tuple[int, int] | None:
    word = words[start] if start < len(words) else ""
    if word in TENS:
        unit = UNITS.get(words[start + 1], 0) if start + 1 < len(words) else 0
        return (TENS[word] + unit, 2) if unit else (TENS[word], 1)
    if word in TEENS or word in UNITS:
        return TEENS.get(word) or UNITS[word], 1
    return None
