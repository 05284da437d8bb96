"""Where does personal data stand in a text, and what kind is it?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Marks and vowel signs are no letters to Python, but belong to the words of Indic, Thai and Arabic scripts.
_LETTER = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17d3])"
)
_WORD = re.compile(rf"{_LETTER}++(?:['’]{_LETTER}++)*+")


class PersonalKind(StrEnum):
    """What kind of personal data a placeholder stands for; the value is the word inside the placeholder."""

    EMAIL = "EMAIL"
    LINK = "LINK"
    HANDLE = "HANDLE"
    PHONE = "PHONE"
    CARD = "CARD"
    IBAN = "IBAN"
    ID = "ID"
    NUMBER = "NUMBER"
    CODE = "CODE"
    DATE = "DATE"
    ADDRESS = "ADDRESS"
    NAME = "NAME"
    ANSWER = "ANSWER"
    MARK = "MARK"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text are personal data of this kind."""

    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its place; `folded` is the form to compare by."""

    text: str
    folded: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """Return the words of a text in order; digits count as letters, hyphens and full stops separate."""
    return [Word(found.group(), fold(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


def fold(word: str) -> str:
    """Return a word in the form it is compared by: without case and with one kind of apostrophe."""
    return word.casefold().replace("’", "'")


def is_public(span_text: str, public: frozenset[str]) -> bool:
    """Say whether every word of a span stands in the public words."""
    words = find_words(span_text)
    return bool(words) and all(word.folded in public for word in words)


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order without overlaps: overlapping ones become one, of the kind of the longest."""
    merged: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            kind = span.kind if span.end - span.start > longest else last.kind
            longest = max(longest, span.end - span.start)
            merged[-1] = Span(last.start, max(last.end, span.end), kind)
        elif span.end > span.start:
            merged.append(span)
            longest = span.end - span.start
    return merged
