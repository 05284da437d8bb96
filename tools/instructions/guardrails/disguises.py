"""Is there text in the new words that must first be decoded: Base64, hexadecimal, percent signs, ROT13, reversed?"""

import codecs
import re
from collections.abc import Callable, Iterator

from memory.drafts import Refusal
from tools.instructions.common_words import COMMON_WORDS
from tools.instructions.guardrails.plain_text import plain
from tools.instructions.guardrails.proposal import Proposal

_BLOB = re.compile(r"(?<![\w/+])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w=])|(?<![\w/+])[A-Za-z0-9+/]{6,}={1,2}(?![\w=])")
_CASE_TURN = re.compile(r"[a-z][A-Z]")
_FEWEST_TURNS = 3
_ESCAPED = re.compile(
    r"(?:%[0-9a-f]{2}){2,}|(?:=[0-9a-f]{2}){2,}|(?:\\[0-7]{3}){2,}|&[a-z]{2,8};|&#x?[0-9a-f]{1,6};?"
    r"|\bu\+[0-9a-f]{4}\b"
    r"|\b(?:0x[0-9a-f]{2}\W{0,2}){2,}|\b(?:[01]{8}\W?){2,}|(?:[.\-·–]{1,5}[ /]{1,3}){6,}"
)
_NAMED_CODE = re.compile(
    r"\b(?:base ?-?(?:16|32|58|64)|rot ?-?13|hex(?:adecimal)?(?:ed|-encoded)|decod(?:e|es|ed|ing)\b"
    r"|caesar (?:cipher|shift)|morse)"
)
_WORD = re.compile(r"[a-z]{2,}")
_FEWEST_DECODED = 4
_BRAILLE = re.compile(r"[\u2800-\u28ff\U0001f1e6-\U0001f1ff\u2460-\u24ff\U0001f100-\U0001f1ad]{2,}")


def refuse_disguises(proposal: Proposal) -> Refusal | None:
    """What has to be decoded before it can be read has no place in what a phone agent is told."""
    if not proposal.find_unwritten(_find_encoded) and not proposal.find_unwritten(_find_turned):
        return None
    return Refusal("encoded_text", "The new text holds words that must be decoded before they can be read.")


def _find_encoded(text: str) -> set[str]:
    blobs = {match[0] for match in _BLOB.finditer(text) if _is_blob(match[0])}
    plain_text = plain(text)
    found = {match[0] for pattern in (_ESCAPED, _NAMED_CODE) for match in pattern.finditer(plain_text)}
    return blobs | found | {match[0] for match in _BRAILLE.finditer(text)}


def _is_blob(blob: str) -> bool:
    core = blob.rstrip("=")
    if not core.strip("-_"):
        return False
    is_mixed = any(map(str.isupper, core)) and any(map(str.islower, core))
    has_digit = any(map(str.isdigit, core))
    if blob != core:
        return is_mixed or has_digit or core.isupper()
    turns = len(_CASE_TURN.findall(core))
    return is_mixed and (turns >= _FEWEST_TURNS or (has_digit and turns > 0 and "-" not in core))


def _find_turned(text: str) -> set[str]:
    """Return lines that are English once ROT13 is undone or they are read backwards, and are not as they stand."""
    if not any(char.isascii() and char.isalpha() for char in text):
        return set()
    return {line for line in _pieces(plain(text)) if _reads_better(line, _undo_rot13) or _reads_better(line, _reverse)}


def _pieces(text: str) -> Iterator[str]:
    return (piece for piece in re.split(r"[.!?:;\n\"“”]+", text) if piece.strip())


def _undo_rot13(text: str) -> str:
    return codecs.encode(text, "rot13")


def _reverse(text: str) -> str:
    return text[::-1]


def _reads_better(text: str, decode: Callable[[str], str]) -> bool:
    decoded = _count_english(decode(text))
    return decoded >= _FEWEST_DECODED and decoded > 2 * _count_english(text)


def _count_english(text: str) -> int:
    return sum(word in COMMON_WORDS for word in _WORD.findall(text))
