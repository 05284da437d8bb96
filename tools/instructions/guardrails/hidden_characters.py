"""Do the edits bring in characters a reader cannot see, or letters that only look like others?"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import script_of
from tools.instructions.guardrails.proposal import Proposal

_UNUSUAL = re.compile(r"[^ -~\n\r\t]")
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
# Joiners shape letters in Arabic, Persian and Indic writing, and only there.
_JOINERS = frozenset("\u200c\u200d")
_JOINED_SCRIPTS = frozenset(
    {"ARABIC", "DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"}
)
_ALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "CHEROKEE", "ARMENIAN", "COPTIC"})
_JAPANESE = frozenset({"HIRAGANA", "KATAKANA"})
_NON_ASCII_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")


def refuse_hidden_characters(proposal: Proposal) -> Refusal | None:
    """Invisible, direction-changing, private and unassigned characters can hide an order from a reader."""
    if _hidden(proposal.after) <= _hidden(proposal.before):
        return None
    return Refusal("hidden_characters", "The new text holds characters that a reader cannot see.")


def refuse_lookalike_letters(proposal: Proposal) -> Refusal | None:
    """A word written in two alphabets, or in mathematical letters, is a disguise."""
    if not proposal.find_unwritten(_disguised_words):
        return None
    return Refusal("lookalike_letters", "The new text holds letters that only look like ordinary ones.")


def refuse_another_script(proposal: Proposal) -> Refusal | None:
    """Text in an alphabet the instructions and settings do not use cannot be checked by their readers."""
    if not _scripts(proposal.before) or not proposal.find_new(_scripts):
        return None
    return Refusal("another_script", "The new text is in another alphabet than the instructions.")


def _hidden(text: str) -> Counter[str]:
    return Counter(
        match[0] for match in _UNUSUAL.finditer(text) if _is_hidden(match[0]) and not _is_shaping(text, match.start())
    )


@lru_cache(maxsize=4096)
def _is_hidden(char: str) -> bool:
    is_selector = "\ufe00" <= char <= "\ufe0e" or "\U000e0100" <= char <= "\U000e01ef"
    return is_selector or char in _BLANK_LETTERS or unicodedata.category(char) in _UNSEEN


def _is_shaping(text: str, place: int) -> bool:
    return text[place] in _JOINERS and place > 0 and script_of(text[place - 1]) in _JOINED_SCRIPTS


def _disguised_words(text: str) -> set[str]:
    return {word for word in _NON_ASCII_WORD.findall(text) if _is_disguised(word)}


def _is_disguised(word: str) -> bool:
    if any("\U0001d400" <= char <= "\U0001d7ff" for char in word):
        return True
    return len({script_of(char) for char in word} & _ALIKE_SCRIPTS) > 1


def _scripts(text: str) -> set[str]:
    found = {script_of(char) for char in set(text)} - {"", "MODIFIER", "FEMININE", "MASCULINE"}
    # Japanese is written in three scripts at once, and Korean with Chinese characters here and there.
    return found | {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} if found & _JAPANESE else found
