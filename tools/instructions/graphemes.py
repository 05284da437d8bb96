"""Where may a text be cut without breaking what a reader sees as one character, or one line end?

Follows the boundaries of Unicode's grapheme clusters (UAX 29), on the careful side: a place counts as inside a
character where it may be.
"""

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
_VIRAMA = 9
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def is_boundary(text: str, place: int) -> bool:
    """Say whether `text` may be cut before offset `place`; both its ends may."""
    if place <= 0 or place >= len(text):
        return True
    left, right = text[place - 1], text[place]
    if left == "\r" and right == "\n":
        return False
    if (left < "\u0300" and right < "\u0300") or _is_control(left) or _is_control(right):
        return True
    return not (
        _extends(right)
        or (left == _JOINER and not right.isascii())
        or (unicodedata.combining(left) == _VIRAMA and right.isalpha())
        or _joins_syllable(left, right)
        or _splits_flag(text, place)
    )


def snap_left(text: str, place: int) -> int:
    """Return the nearest place at or left of `place` where the text may be cut."""
    while not is_boundary(text, place):
        place -= 1
    return place


def snap_right(text: str, place: int) -> int:
    """Return the nearest place at or right of `place` where the text may be cut."""
    while not is_boundary(text, place):
        place += 1
    return place


def has_half_characters(text: str) -> bool:
    """Say whether a text holds lone surrogates, which are halves of characters and cannot be written as UTF-8."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


@lru_cache(maxsize=4096)
def _is_control(char: str) -> bool:
    is_joining = char in "\u200c\u200d" or "\U000e0020" <= char <= "\U000e007f"
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and not is_joining


@lru_cache(maxsize=4096)
def _extends(char: str) -> bool:
    """Say whether a character belongs to the one before it: marks, joiners, skin tones, tags."""
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or char in "\u200c\u200d\uff9e\uff9f\u0e33\u0eb3"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _joins_syllable(left: str, right: str) -> bool:
    """Say whether two Hangul letters or a syllable and a letter are written as one syllable."""
    is_vowel, is_final = "\u1160" <= right <= "\u11a7", "\u11a8" <= right <= "\u11ff"
    if "\u1100" <= left <= "\u115f":
        return is_vowel or "\u1100" <= right <= "\u115f" or "\uac00" <= right <= "\ud7a3"
    return ("\u1160" <= left <= "\u11ff" or "\uac00" <= left <= "\ud7a3") and (is_vowel or is_final)


def _splits_flag(text: str, place: int) -> bool:
    """Say whether a place lies inside a flag, which is a pair of letters of its own alphabet."""
    low, high = _FLAG_LETTERS
    if not low <= text[place] <= high:
        return False
    start = place
    while start > 0 and low <= text[start - 1] <= high:
        start -= 1
    return (place - start) % 2 == 1
