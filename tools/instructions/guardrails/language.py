"""Is the new text in another language than the instructions, so that their readers could not check it?"""

import re

from memory.drafts import Refusal
from tools.instructions.common_words import COMMON_WORDS, ENGLISH_FUNCTION_WORDS
from tools.instructions.guardrails.ordinary_words import ORDINARY_WORDS
from tools.instructions.guardrails.proposal import Proposal

FEWEST_WORDS = 4
MOST_STRANGE = 0.5
MOST_READ = 4_000

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST_ENGLISH = 0.2
_SETTLED = 8


def refuse_another_language(proposal: Proposal) -> Refusal | None:
    """New sentences in English instructions are in English; words that stand there or in the settings may be used."""
    if not is_english(proposal.before[:MOST_READ]):
        return None
    known = {*_words(proposal.before), *_words(proposal.allowed)}
    for edit in proposal.placed:
        for sentence in re.split(r"[.!?;:\n\"“”]", edit.text):
            new = [word for word in _words(sentence) if word not in known]
            strange = [word for word in new if not _is_english_word(word)]
            if len(strange) >= FEWEST_WORDS and len(strange) >= MOST_STRANGE * len(_words(sentence)):
                return Refusal("another_language", "The new text is in another language than the instructions.")
    return None


def is_english(text: str) -> bool:
    """Say whether a text has the words that no English text can do without; one that is too short has not."""
    words = _words(text)
    if len(words) < _SETTLED:
        return False
    return sum(word in ENGLISH_FUNCTION_WORDS for word in words) >= _FEWEST_ENGLISH * len(words)


def _is_english_word(word: str) -> bool:
    stems = (word, *(word.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "ly")))
    return any(stem in COMMON_WORDS or stem in ORDINARY_WORDS for stem in stems)


def _words(text: str) -> list[str]:
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(text.casefold())]
