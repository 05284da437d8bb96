"""Conditions that quote an answer, as in 'If the caller only says "soon" or "any day", ask for the day'.

What is quoted there is neither asked nor said by the agent, so that a sentence is judged as if it were not there.
"""

import re

from tools.instructions.common_words import COMMON_WORDS
from tools.instructions.guardrails.closed_words import CLOSED_WORDS, SECRET_WORDS, UNBORROWABLE
from tools.instructions.guardrails.ordinary_words import ORDINARY_WORDS
from tools.instructions.guardrails.plain_nouns import PLAIN_NOUNS, PLAIN_QUALITIES

MOST_QUOTED_WORDS = 4

_QUOTED = r"[\"“]([a-z][a-z' ]{0,40})[\"”]"
_CONDITION = re.compile(
    r"\b((?:if|when|whenever) (?:the caller|a caller|callers|they|the answer|he|she)"
    r" (?:only |just |simply )?(?:says?|answers?|replies|reply|is))"
    rf" {_QUOTED}(?:(?:, or|,| or) {_QUOTED})?(?:(?:, or|,| or) {_QUOTED})?"
    r"(?=, (?:then |please |gently |politely )?ask\b)",
    re.IGNORECASE,
)
_BEFORE_ALL = re.compile(r"\bbefore (?:anything|everything) else(?: is (?:asked|discussed|said))?\b", re.IGNORECASE)
_PLAIN = (COMMON_WORDS | ORDINARY_WORDS | CLOSED_WORDS | PLAIN_NOUNS | PLAIN_QUALITIES) - UNBORROWABLE - SECRET_WORDS


def drop_vague_answers(text: str) -> str:
    """Return a text whose conditions quote no short plain answers; "before anything else" is "first"."""
    return _CONDITION.sub(_without_quotes, _BEFORE_ALL.sub("first", text))


def _without_quotes(match: re.Match[str]) -> str:
    quoted = [one.split() for one in match.groups()[1:] if one]
    is_plain = all(len(words) <= MOST_QUOTED_WORDS and all(word in _PLAIN for word in words) for words in quoted)
    return f"{match[1]} so" if is_plain else match[0]
