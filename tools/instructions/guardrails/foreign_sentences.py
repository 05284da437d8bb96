"""Does a new sentence in another language than English only ask? Held by words: those of asking, and the project's."""

from tools.instructions.guardrails.closed_words_elsewhere import (
    CONDITIONS_ELSEWHERE,
    NEGATIONS_ELSEWHERE,
    UNSPACED_WORDS,
    WORDS_ELSEWHERE,
)
from tools.instructions.guardrails.field_words import FieldWords, stem, tokens_of
from tools.instructions.guardrails.language import is_english

MOST_LENT = 3
_UNSPACED_CONDITIONS = ("如果", "若", "場合", "경우", "없으면", "않으면")
_UNSPACED_NEGATIONS = ("不", "没", "沒", "无", "別", "勿", "ない", "なし", "ず", "ません")


def may_be_foreign(before: str) -> bool:
    """Say whether new sentences may be in another language: the instructions are not English."""
    return not is_english(before)


def is_foreign_asking(sentence: str, field: FieldWords, known: frozenset[str]) -> bool:
    """Say whether all words are those of asking in some language we know, the field's, or a few of the project's."""
    tokens = tokens_of(sentence)
    if not tokens or all(token.isascii() and token.isdigit() for token in tokens):
        return True
    if any("\u3040" <= token[0] <= "\u9fff" for token in tokens):
        return _is_unspaced_asking("".join(tokens), field, known)
    lent = 0
    is_condition = False
    for token in tokens:
        is_condition = is_condition or token in CONDITIONS_ELSEWHERE
        if token in NEGATIONS_ELSEWHERE and not is_condition:
            return False
        if token in WORDS_ELSEWHERE or token in field.own or stem(token) in field.naming or len(token) == 1:
            continue
        if stem(token) not in known:
            return False
        lent += 1
    return lent <= MOST_LENT


def _is_unspaced_asking(text: str, field: FieldWords, known: frozenset[str]) -> bool:
    is_negative = any(sign in text.replace("別の言い方", "") for sign in _UNSPACED_NEGATIONS)
    if is_negative and not any(sign in text for sign in _UNSPACED_CONDITIONS):
        return False
    for word in UNSPACED_WORDS:
        text = text.replace(word, " ")
    rest = text.replace(" ", "")
    return sum(char not in field.own and char not in known for char in rest) == 0 and len(rest) <= 6
