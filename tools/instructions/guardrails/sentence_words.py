"""The words of a sentence, with the phrases of the missing fields folded into one."""

import re
from collections.abc import Sequence

from tools.instructions.guardrails.closed_words import HARMLESS_CODES, SECRET_WORDS
from tools.instructions.guardrails.field_words import FieldWords, stem
from tools.instructions.guardrails.plain_text import plain

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|,")


def read_pieces(text: str, field: FieldWords) -> list[str]:
    """Return the words and commas of a text; FIELD stands for what the settings say of a missing field."""
    return _fold(_pieces(text), field)


def names_field(text: str, field: FieldWords) -> bool:
    """Say whether a text names a missing field."""
    tokens = read_pieces(text, field)
    return "FIELD" in tokens or any(stem(token) in field.naming for token in tokens)


def count_words(line: str, field: FieldWords) -> int:
    """Count the words of a line, a phrase of the settings as one."""
    return sum(piece != "," for piece in read_pieces(line, field))


def speaks_of_secrets(tokens: Sequence[str], field: FieldWords) -> bool:
    """Say whether words speak of codes, cards or accounts that the missing fields do not."""
    for place, token in enumerate(tokens):
        if token not in SECRET_WORDS or token in field.own or stem(token) in field.naming:
            continue
        around = {*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]}
        if token in {"code", "codes"} and around & HARMLESS_CODES:
            continue
        return True
    return False


def _pieces(text: str) -> list[str]:
    joined = plain(text).replace("e-mail", "email").replace("e mail", "email").replace("_", " ").replace("-", " ")
    return [piece.replace("'", "").replace("’", "") for piece in _PIECE.findall(re.sub(r"[–—/&]", ",", joined))]


def _fold(tokens: list[str], field: FieldWords) -> list[str]:
    """Put FIELD for the names and descriptions of the fields, as they are written in the settings."""
    for phrase in field.phrases:
        place = 0
        while place < len(tokens):
            end = _match(tokens, place, phrase)
            if end:
                tokens[place:end] = ["FIELD"]
            place += 1
    return tokens


def _match(tokens: Sequence[str], place: int, phrase: Sequence[str]) -> int:
    """Return where a phrase that begins at `place` ends, commas aside; 0: it does not stand there."""
    for word in phrase:
        while tokens[place : place + 1] == [","]:
            place += 1
        if tokens[place : place + 1] != [word]:
            return 0
        place += 1
    return place
