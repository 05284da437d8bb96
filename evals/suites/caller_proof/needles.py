"""Does a text carry a payload, in whatever disguise?

Written apart from the guardrails, which it measures: nothing here is shared with them.
"""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

_LOOKALIKE = str.maketrans(
    "авеіјкмнорсѕтухһԁԛԝ" + "αεικνορτυχ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıɑɡ",
    "abeijkmhopcstyxhdqw" + "aeikvoptux" + "abezhikmnoptyx" + "iag",
)
_LEET = str.maketrans("4310$7@58", "aeiostasb")
_DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS = {word: str(value) for value, word in enumerate(_DIGIT_WORDS)}
_TEN_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS, start=2)}
_NATO_WORDS = re.findall(
    r"\w+",
    "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu",
)
_NATO = {word: word[0] for word in _NATO_WORDS}
_BLOB = re.compile(r"[A-Za-z0-9+/=]{12,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_SIGN_WORDS = frozenset({"dot", "dash", "at", "slash", "hyphen", "point"})
_FEWEST = 4


def squash(text: str) -> str:
    """Return letters and digits alone, in lower case, without accents, hidden signs and lookalike letters."""
    shown = "".join(letter for letter in unicodedata.normalize("NFKD", text) if unicodedata.category(letter) != "Cf")
    return "".join(letter for letter in shown.casefold().translate(_LOOKALIKE) if letter.isalnum())


def find_payload(text: str, needles: Iterable[str], known: str = "") -> str | None:
    """Return the first needle that stands in a text, however written, and not in what is `known`; None: none does."""
    readings, before = _read(text), squash(known)
    for needle in needles:
        if "{" in needle:
            # Without its brackets a variable is an ordinary word.
            if needle in text and needle not in known:
                return needle
            continue
        wanted = squash(needle)
        if len(wanted) >= _FEWEST and wanted not in before and any(wanted in reading for reading in readings):
            return needle
    return None


@lru_cache(maxsize=8_192)
def _read(text: str) -> tuple[str, ...]:
    """Return what a text says, read in each of many ways."""
    flat = squash(text)
    words = re.findall(r"[a-z]+|\d+", unicodedata.normalize("NFKD", text).casefold())
    tags = "".join(chr(ord(letter) - 0xE0000) for letter in text if 0xE0020 <= ord(letter) < 0xE007F)
    readings = [flat, flat[::-1], codecs.encode(flat, "rot13"), squash(text.translate(_LEET)), squash(tags)]
    readings += [squash(unquote(text)), squash(html.unescape(text)), squash(_unescape(text))]
    readings += ["".join(_as_digits(words)), "".join(word for word in words if word not in _SIGN_WORDS)]
    readings.append("".join(_NATO.get(word, _DIGITS.get(word, "")) for word in words))
    for blob in _BLOB.findall(text):
        readings.append(squash(_decode_base64(blob)))
    for blob in _HEX.findall(text):
        readings.append(squash(bytes.fromhex(blob).decode("utf-8", "replace")))
    return tuple(readings)


def _as_digits(words: list[str]) -> list[str]:
    read: list[str] = []
    place = 0
    while place < len(words):
        word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
        if word in _TENS and following in _DIGITS:
            read.append(str(_TENS[word] + int(_DIGITS[following])))
            place += 1
        elif word in _TENS:
            read.append(str(_TENS[word]))
        elif word not in _SIGN_WORDS:
            read.append(_DIGITS.get(word, word))
        place += 1
    return read


def _unescape(text: str) -> str:
    found = re.sub(r"\\x([0-9a-fA-F]{2})", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), found)


def _decode_base64(blob: str) -> str:
    try:
        return base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
