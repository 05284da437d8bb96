"""What does a text say once tricks of writing are taken away: case, accents, hidden and lookalike letters?"""

import re
import unicodedata
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "авеікмнорсѕтухһјԁԛԝ" + "αβεικνορτυχγω" + "ıɑɡłøđ" + "。",
    "abeikmhopcstyxhjdqw" + "abeiknoptuxyw" + "iaglod" + ".",
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)?")
_UNUSUAL = re.compile(r"[^ -~\n\t]")
_DROPPED = {"Cf", "Mn", "Me", "Cc", "Co", "Cs"}


def plain(text: str) -> str:
    """Return `text` in compatible, lower-case letters without accents, hidden or lookalike characters.

    Line breaks and tabs stay, so that lines remain lines.
    """
    decomposed = _UNUSUAL.sub(_kept, unicodedata.normalize("NFKD", text))
    return decomposed.casefold().translate(_LOOKALIKES)


def words_of(text: str) -> list[str]:
    """Return the words of a text made plain; a Chinese or Japanese character counts as a word."""
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(plain(text))]


def letters_of(text: str) -> str:
    """Return all words run together, so that added spaces, hyphens or dots make no difference."""
    return "".join(words_of(text))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the first word of a letter's Unicode name, such as LATIN or CYRILLIC; '' for other signs."""
    return unicodedata.name(char, "").split(" ", 1)[0] if char.isalpha() else ""


def _kept(match: re.Match[str]) -> str:
    return "" if unicodedata.category(match[0]) in _DROPPED else match[0]
