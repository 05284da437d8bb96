"""How is a value compared with what a transcript holds, apart from the product's own reading of values?"""

import re
from collections.abc import Sequence
from functools import lru_cache

_DIGITS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
_TOKEN = re.compile(r"[a-z]+|\d+")
_HALF_OF_DAY = re.compile(r"(?<=[\d y]) ?\b(?:a|p)\.? ?m\b\.?|\bo'clock\b|(?<=\d):00\b|(?<=\d)[ap]m\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)|\.00\b|'")
_NOISE = frozenset({"dollars", "dollar", "th", "st", "nd", "rd"})
_LONGEST = 14


@lru_cache(maxsize=4_096)
def tokens_of(text: str) -> tuple[str, ...]:
    """Words and digits of a text in order, with number words as digits and `dot` and `at` left out."""
    folded = _HALF_OF_DAY.sub(" ", text.lower().replace("’", "'"))
    words = _TOKEN.findall(_THOUSANDS.sub("", folded))
    read: list[str] = []
    place = 0
    while place < len(words):
        number, used = _number(words, place)
        read.append(number)
        place += used
    return tuple(word for word in read if word not in {"dot", "at"})


def _number(words: Sequence[str], place: int) -> tuple[str, int]:
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else ""
    if following == "hundred" and word in _DIGITS:
        rest, used = _number(words, place + 2) if place + 2 < len(words) else ("", 0)
        small = int(rest) if rest.isdigit() and len(rest) <= 2 and words[place + 2] not in _DIGITS else None
        if small is None:
            return f"{_DIGITS[word]}00", 2
        return str(int(_DIGITS[word]) * 100 + small), 2 + used
    if word in _TENS:
        unit = _DIGITS.get(following) or _ORDINALS.get(following, "")
        if unit and int(unit) in range(1, 10):
            return str(_TENS[word] + int(unit)), 2
        return str(_TENS[word]), 1
    return _DIGITS.get(word) or _TEENS.get(word) or _ORDINALS.get(word) or word, 1


def plain(value: str) -> str:
    """Letters and digits of a value, in lower case."""
    return "".join(token for token in tokens_of(value) if token not in _NOISE)


def holds(text: str, value: str) -> bool:
    """Whether some words of a text in a row are a value, neither more nor less."""
    wanted = plain(value)
    if not wanted:
        return False
    tokens = [token for token in tokens_of(text) if token not in _NOISE]
    for first in range(len(tokens)):
        joined = ""
        for token in tokens[first : first + _LONGEST]:
            joined += token
            if joined == wanted:
                return True
            if not wanted.startswith(joined):
                break
    return False
