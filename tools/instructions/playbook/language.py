"""Is a text plainly not English, so that English sentences have no place in it?"""

import re
import unicodedata

from tools.instructions.common_words import COMMON_WORDS, ENGLISH_FUNCTION_WORDS

FEWEST_WORDS = 12

_WORD = re.compile(r"[^\W\d_]+")
_MOST_READ = 4_000
# Short words that several languages share with English ("is", "in", "of", "die", "man") say nothing.
_SHARED = frozenset(
    {"a", "i", "an", "as", "at", "am", "in", "is", "of", "on", "or", "so", "to", "no", "me", "do", "he", "was"}
)
_ELSEWHERE = frozenset(
    re.findall(
        r"\w+",
        "de het een en van voor niet met naar die nie vir dit jy ek om der das und ist mit nach den dem ein eine nicht "
        "sie auf le la les et du des une pour dans est vous que el los las y para por con una su del il lo di che per "
        "non è um uma os não em no se w na nie się jest och att det som på og er ikke og til",
    )
)


def is_plainly_not_english(text: str) -> bool:
    """Say whether a text is in another language; one too short to tell counts as English."""
    text = text[:_MOST_READ]
    letters = "" if text.isascii() else [char for char in text if char.isalpha()]
    latin = sum(char.isascii() or unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if latin * 2 < len(letters):
        return True
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return False
    english = sum(word in ENGLISH_FUNCTION_WORDS and word not in _SHARED for word in words)
    elsewhere = sum(word in _ELSEWHERE for word in words)
    known = sum(word in COMMON_WORDS for word in words)
    return elsewhere > english or known < len(words) / 8
