"""What does a text say once tricks of writing are taken away: case, accents, hidden and lookalike letters?"""

import re
import unicodedata
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "авеікмнорсѕтухһјԁԛԝ" + "αβεικνορτυχγω" + "ıɑɡłøđ" + "。",
    "abeikmhopcstyxhjdqw" + "abeiknoptuxyw" + "iaglod" + ".",
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)?")
_LONGEST_KEPT = 4_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNUSUAL = re.compile(r"[^ -~\n\t]")
_DROPPED = {"Cf", "Mn", "Mc", "Me", "Cc", "Co", "Cs"}


def plain(text: str) -> str:
    """Return `text` in compatible, lower-case letters without accents, hidden or lookalike characters.

    Line breaks and tabs stay, so that lines remain lines.
    """
    # Many rules look at the same few lines; whole instructions would only fill the memory.
    return _plain_short(text) if len(text) <= _LONGEST_KEPT else _make_plain(text)


def _make_plain(text: str) -> str:
    if text.isascii():
        return _CONTROLS.sub("", text).lower()
    decomposed = _UNUSUAL.sub(_kept, unicodedata.normalize("NFKD", text))
    return decomposed.casefold().translate(_LOOKALIKES)


_plain_short = lru_cache(maxsize=1024)(_make_plain)


def words_of(text: str) -> list[str]:
    """Return the words of a text made plain; a Chinese or Japanese character counts as a word."""
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(plain(text))]


def read_words(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text, as they stand and each once."""
    return tuple(dict.fromkeys(words.split()))


def letters_of(text: str) -> str:
    """Return all words run together, so that added spaces, hyphens or dots make no difference."""
    return "".join(words_of(text))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the first word of a letter's Unicode name, such as LATIN or CYRILLIC; '' for other signs."""
    return unicodedata.name(char, "").split(" ", 1)[0] if char.isalpha() else ""


def _kept(match: re.Match[str]) -> str:
    return "" if unicodedata.category(match[0]) in _DROPPED else match[0]
