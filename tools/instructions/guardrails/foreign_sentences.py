"""Does a new sentence in another language than English only ask? Held by words: those of asking, and the project's."""

import re
from collections.abc import Sequence

from tools.instructions.guardrails.closed_words_elsewhere import (
    CONDITIONS_ELSEWHERE,
    CONTINUING_ELSEWHERE,
    NEGATIONS_ELSEWHERE,
    PARTS_ELSEWHERE,
    UNSPACED_WORDS,
    WORDS_ELSEWHERE,
)
from tools.instructions.guardrails.field_words import FieldWords, stem, tokens_of
from tools.instructions.guardrails.language import is_english

MOST_LENT = 3
_YES_OR_NO = re.compile(
    r"\b(?:oui ou (?:un )?non|sí o (?:un )?no|ja oder (?:ein )?nein|sim ou (?:um )?não|sì o (?:un )?no|ja of nee)\b"
)
# Not to end a call before the answer is there asks for that answer.
_NOT_ENDING = re.compile(
    r"\A(?:ne (?:termine|raccroche) pas (?:l['’ ]?appel )?(?:sans|avant)"
    r"|no (?:cuelgues?|termines?) (?:la llamada )?(?:sin|antes)"
    r"|não (?:encerre|desligue|termine) (?:a (?:ligação|chamada) )?(?:sem|antes)(?: saber)?"
    r"|non (?:chiudere|terminare) (?:la chiamata )?(?:senza|prima)|beende das gespräch nicht ohne"
    r"|beëindig het gesprek niet zonder)\b"
)
# To say something, and not why or how it is asked.
_TELLING = re.compile(
    r"\b(?:di|diga|dis|dites|diz|dica|zeg|sê|sage|sag|powiedz|скажи|скажите) (?:\w+ ){0,2}(?:que|che|dat|dass|że|что)\b"
)
# Verbs that open a condition without any word for "if".
_FIRST_IN_CONDITION = frozenset({"noemt", "weet", "geeft", "zegt", "nennt", "gibt", "weiß", "antwortet", "antwoordt"})
_UNSPACED_CONDITIONS = ("如果", "若", "場合", "경우", "없으면", "않으면")
_UNSPACED_NEGATIONS = ("不", "没", "沒", "无", "別", "勿", "ない", "なし", "ず", "ません")


def may_be_foreign(before: str) -> bool:
    """Say whether new sentences may be in another language: the instructions are not English."""
    return not is_english(before)


def is_foreign_asking(sentence: str, field: FieldWords, known: frozenset[str]) -> bool:
    """Say whether all words are those of asking in some language we know, the field's, or a few of the project's."""
    written = sentence.casefold().strip()
    asked = _YES_OR_NO.sub(" ", _NOT_ENDING.sub(" ", written))
    tokens = tokens_of(asked)
    if _TELLING.search(asked) or (asked != written and not _names(tokens, field)):
        return False
    if not tokens or all(token.isascii() and token.isdigit() for token in tokens):
        return True
    if any("\u3040" <= token[0] <= "\u9fff" for token in tokens):
        return _is_unspaced_asking("".join(tokens), field, known)
    return _is_spaced_asking(tokens, field, known, is_condition=tokens[0] in _FIRST_IN_CONDITION and "," in sentence)


def _names(tokens: Sequence[str], field: FieldWords) -> bool:
    return any(stem(token) in field.naming for token in tokens)


def _is_spaced_asking(tokens: Sequence[str], field: FieldWords, known: frozenset[str], *, is_condition: bool) -> bool:
    lent = 0
    has_parts = False
    for token in tokens:
        is_condition = is_condition or token in CONDITIONS_ELSEWHERE
        if token in NEGATIONS_ELSEWHERE and not is_condition:
            return False
        if token in WORDS_ELSEWHERE or token in field.own or stem(token) in field.naming or len(token) == 1:
            continue
        if token in CONTINUING_ELSEWHERE:
            has_parts = has_parts or token in PARTS_ELSEWHERE
            continue
        if stem(token) not in known:
            return False
        lent += 1
    return lent <= MOST_LENT and (not has_parts or is_condition or _names(tokens, field))


def _is_unspaced_asking(text: str, field: FieldWords, known: frozenset[str]) -> bool:
    is_negative = any(sign in text.replace("別の言い方", "") for sign in _UNSPACED_NEGATIONS)
    if is_negative and not any(sign in text for sign in _UNSPACED_CONDITIONS):
        return False
    for word in UNSPACED_WORDS:
        text = text.replace(word, " ")
    rest = text.replace(" ", "")
    return sum(char not in field.own and char not in known for char in rest) == 0 and len(rest) <= 6
