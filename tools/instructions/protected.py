"""Which parts of an instruction text may no edit touch, and why?

A user protects a part with marks, alone or inside a line: `<!-- protected -->` ... `<!-- /protected -->` or
`[protected]` ... `[/protected]`; a mark that is never closed protects to the end. Beyond that, sentences are
found that carry duties: legal wording, recording notices, consent, opening hours, emergencies, wording that
must be said exactly, and what must never be done. An insert beside a protected part touches nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tools.instructions.protected_signs import SIGNS_ELSEWHERE, SIGNS_UNSPACED

_MARK = re.compile(r"<!--\s{0,5}(/?)\s{0,5}protected\s{0,5}-->|\[(/?)\s{0,5}protected\s{0,5}\]", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\r\n]+?(?:[.!?؟][\"'”’»)]{0,2}(?=\s)|[。！？।][”’」』)]{0,2}|(?=[\r\n])|\Z)")
_PARAGRAPH = re.compile(r"(?:\s*\n)?(?:[^\n]*\S[^\n]*(?:\n|\Z))*")
_LIST_MARK = re.compile(r"\s*(?:[-*+•–>#]+\s+|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+)*")


class ProtectedReason(StrEnum):
    """Why a part is protected."""

    MARKED = "marked as protected"
    RECORDING = "a recording notice"
    CONSENT = "consent"
    LEGAL = "legal wording"
    OPENING_HOURS = "opening hours"
    EMERGENCY = "emergency wording"
    EXACT_WORDING = "wording to be said exactly"
    PROHIBITION = "what must never be done"


@dataclass(frozen=True, slots=True)
class ProtectedPart:
    """Characters `start` to `end` of a text, and why they must stay as they are."""

    start: int
    end: int
    reason: ProtectedReason


_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur?|sat|sun)(?:day)?s?"
_SIGNS = {
    ProtectedReason.RECORDING: (
        r"\b(?:calls?|conversations?|lines?)\b[^\n]{0,40}\b(?:recorded|monitored|listened to)\b"
        r"|\brecording (?:notice|disclosure|consent)\b|\brecorded (?:for|line)\b"
    ),
    ProtectedReason.CONSENT: (
        r"\b(?:consents?|opt(?:s|ed)?[- ](?:in|out)|permission|authori[sz]es? (?:us|the company)"
        r"|authori[sz]ation to|agrees? (?:to be|to the|that (?:we|the call)))\b"
    ),
    ProtectedReason.LEGAL: (
        r"\b(?:legal(?:ly)?|by law|disclos(?:e|ures?)|disclaimer|terms (?:and|&) conditions"
        r"|terms of (?:use|service)|privacy (?:policy|notice|statement|act)|data protection"
        r"|gdpr|popia?|hipaa|ccpa|pci(?:[- ]dss)?|tcpa|regulat(?:ed|ions?|ory?)|complian(?:ce|t)"
        r"|licen[sc]ed (?:by|financial)|liab(?:le|ility)|(?:medical|financial|investment|tax) advice)\b"
    ),
    ProtectedReason.OPENING_HOURS: (
        r"\b(?:opening|business|office|trading|working|operating) (?:hours|times)\b"
        r"|\bopen (?:24|daily|from|until|till|every|on|between|" + _DAY + r")\b"
        r"|\bclosed (?:on|from|between|every|" + _DAY + r")\b"
        r"|\b" + _DAY + r"\s{0,3}(?:-|–|to|until|through)\s{0,3}" + _DAY + r"\b[^\n]{0,20}\d"
        r"|\b" + _DAY + r"\b[^\w\n]{0,4}(?:from )?\d{1,2}(?:[:.]\d\d| ?[ap]\.?m)"
    ),
    ProtectedReason.EMERGENCY: (
        r"\b(?:emergenc(?:y|ies)|life[- ]threatening|ambulance|suicid\w{0,4}|self[- ]harm|chest pain"
        r"|(?:call|dial|ring|phone) (?:911|999|112|000|10111|10177|988|the police))\b"
    ),
    ProtectedReason.EXACT_WORDING: (
        r"\b(?:verbatim|word[- ]for[- ]word|exact(?:ly)? (?:these|this|the following|as written)"
        r"|exact (?:words?|wording)|(?:say|read|state|recite) exactly"
        r"|do not (?:change|alter|paraphrase|reword))\b"
    ),
    ProtectedReason.PROHIBITION: r"\b(?:never|must not|under no circumstances|strictly|forbidden|prohibited)\b",
}
_REASONS = [
    (reason, re.compile(rf"(?<!\w)(?:{signs}|{SIGNS_ELSEWHERE[reason.name]})", re.IGNORECASE))
    for reason, signs in _SIGNS.items()
]
_REASONS_UNSPACED = [(reason, re.compile(SIGNS_UNSPACED[reason.name])) for reason in _SIGNS]
_ALL_SIGNS = "|".join(f"{signs}|{SIGNS_ELSEWHERE[reason.name]}" for reason, signs in _SIGNS.items())
# The look behind lets most letters be passed over at once.
_ANY_SIGN = re.compile(rf"(?<!\w)(?:{_ALL_SIGNS})", re.IGNORECASE)
_ANY_UNSPACED = re.compile("|".join(SIGNS_UNSPACED[reason.name] for reason in _SIGNS))


def find_protected(text: str) -> list[ProtectedPart]:
    """Return the protected parts of `text` in order of place; marked parts hold their marks too.

    Found parts are sentences without the bullet or number before them, so that a list may be renumbered.
    """
    marked = list(_find_marked(text))
    edges = (0, *(edge for part in marked for edge in (part.start, part.end)), len(text))
    found = (
        part for low, high in zip(edges[::2], edges[1::2], strict=True) for part in _find_sentences(text, low, high)
    )
    return sorted((*marked, *found), key=lambda part: part.start)


def _find_marked(text: str) -> Iterator[ProtectedPart]:
    opened: int | None = None
    for mark in _MARK.finditer(text):
        is_closing = bool(mark[1] or mark[2])
        if opened is None and not is_closing:
            opened = mark.start()
        elif opened is not None and is_closing:
            yield ProtectedPart(opened, mark.end(), ProtectedReason.MARKED)
            opened = None
    if opened is not None:
        yield ProtectedPart(opened, len(text), ProtectedReason.MARKED)


def _find_sentences(text: str, low: int, high: int) -> Iterator[ProtectedPart]:
    reached = low
    for sentence in _SENTENCE.finditer(text, low, high):
        reason = None if sentence.start() < reached else _find_reason(sentence[0])
        if reason is None:
            continue
        lead = _LIST_MARK.match(sentence[0])
        start = sentence.start() + (lead.end() if lead else 0)
        reached = sentence.start() + len(sentence[0].rstrip())
        if reason is ProtectedReason.EXACT_WORDING:
            reached = min(high, _end_of_wording(text, reached))
        yield ProtectedPart(start, reached, reason)


def _find_reason(sentence: str) -> ProtectedReason | None:
    if _ANY_SIGN.search(sentence):
        return next(reason for reason, signs in _REASONS if signs.search(sentence))
    if not sentence.isascii() and _ANY_UNSPACED.search(sentence):
        return next(reason for reason, signs in _REASONS_UNSPACED if signs.search(sentence))
    return None


def _end_of_wording(text: str, end: int) -> int:
    """Return where exact wording ends: with its line or, where that ends in a colon, the next paragraph."""
    found = text.find("\n", end)
    line_end = len(text) if found < 0 else found
    line = text[end - 1 : line_end].rstrip()
    if line.endswith(":"):
        paragraph = _PARAGRAPH.match(text, line_end + 1)
        if paragraph and paragraph[0].strip():
            return paragraph.start() + len(paragraph[0].rstrip())
    return end - 1 + len(line)
