"""Is the text whole: long enough, not too long, with a beginning and an end, and nothing left unfilled?"""

import re
from collections.abc import Iterator

from memory.vocabulary import Severity
from tools.review.findings import Remark
from tools.review.placing import add_at_top, add_rule, name_people
from tools.review.reading import Project, Reading, words_of
from tools.review.signs import CONDITION, TROUBLE

FEWEST_WORDS = 8
FEWEST_LETTERS = 20
MANY_WORDS = 1_200
TOO_MANY_WORDS = 3_000
MANY_CHARACTERS = 8_000
TOO_MANY_CHARACTERS = 20_000
MOST_LEFT_OVER = 10
MOST_OPENING_LINES = 8

_GREETS = re.compile(
    r"\b(?:greet\w*|welcom\w+|hello|introduc\w+|good (?:morning|day|afternoon|evening)|(?:open|start|begin)(?:s"
    r"|ing)?(?: the call)?"
    r" (?:with|by)\b|(?:begin|opening|greeting)\s*:|thank(?:s| you) for calling"
    r"|(?:say|state|give|tell\w*|mention)\b[^.;]{0,40}\b(?:who (?:you are|is calling|called|it is)"
    r"|name the (?:company|practice|shop)|your name|company|business))",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:good-?bye|bye|thank (?:the|them|him|her|you|your|everybody)|thanks|say thank|farewell|wish (?:them|the"
    r"|him|her)"
    r"|have a (?:nice|good|great|lovely)|sign(?:s|ing)? off|bid|look(?:ing)? forward|clos(?:e|ing) (?:the call|with"
    r"|by)|wrap up|what happens next)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:right|correct|agree|agrees|confirm\w*|done|finished|fine|ready|agreed|booked|complete\w*|at the end"
    r"|finally|nothing else|all|everything"
    r"|before (?:you )?(?:goodbye|hang|end\w*))\b",
    re.IGNORECASE,
)
_OPENING_WORDS = re.compile(r"\bthank(?:s| you) for calling\b", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\[\s?(?:insert|add|your|fill in|enter|put|tbd|tbc|todo|xx+|placeholder)\b[^\]\n]{0,60}\]|<(?:insert|add"
    r"|fill in|enter)\b"
    r"[^>\n]{1,60}>|\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|\?{3,}|(?<!_)_{4,}(?!_)"
)
_BROKEN = re.compile(
    r"\{\{[ \w.|-]{1,60}(?:\}(?!\})|(?=[^}\w .|-])|\Z)"
    r"|(?<![{$#@%\w])\{[A-Za-z_][\w.]{0,60}(?=[\s,.;!?)\"']|\Z)(?![^{}\n]*\})"
    r"|(?<![{\w.|-])\{[A-Za-z_][\w.]{0,60}\}\}(?!\})"
    r"|(?<![{\w .|-])(?<!\{ )[A-Za-z_][\w.]{0,60}\}\}"
)


def find_short_text(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V28: from a few words an agent makes up the rest."""
    if is_hardly_anything(reading):
        start = len(reading.text) - len(reading.text.lstrip())
        end = len(reading.text.rstrip())
        yield Remark(
            Severity.HIGH,
            "There are hardly any instructions here, so the agent makes up what to say. Say who it speaks for, "
            "what to ask for, and how to end.",
            start if start < end else None,
            end if start < end else None,
        )


def is_hardly_anything(reading: Reading) -> bool:
    """Say whether a text is too short to be instructions, in any language."""
    letters = sum(letter.isalpha() for letter in reading.plain[:1_000])
    is_wordy = reading.plain.isascii() or " " in reading.plain.strip()
    return letters < FEWEST_LETTERS or (is_wordy and len(words_of(reading.plain[:1_000])) < FEWEST_WORDS)


def find_long_text(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V23: of many orders some are always forgotten."""
    words = len(words_of(reading.plain))
    is_huge = words > TOO_MANY_WORDS or (words < len(reading.plain) / 20 and len(reading.plain) > TOO_MANY_CHARACTERS)
    if is_huge or words > MANY_WORDS or (words < len(reading.plain) / 20 and len(reading.plain) > MANY_CHARACTERS):
        yield Remark(
            Severity.MEDIUM if is_huge else Severity.LOW,
            f"These instructions have {words:,} words. The longer they are, the more of them is forgotten in a call; "
            "move facts into the knowledge base and cut what never changed a call.",
        )


def find_no_greeting(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V24: people want to know first to whom they speak."""
    first = reading.speeches[0][0] if reading.speeches else len(reading.text)
    opens = any(line.start < first < line.end for line in reading.lines[:MOST_OPENING_LINES])
    if not opens and not reading.has(_GREETS):
        people = name_people(reading)
        yield Remark(
            Severity.LOW,
            "Nothing tells the agent how to open the call and to say for whom it speaks.",
            fix=add_at_top(reading, f"begin by greeting {people} and saying who you are"),
        )


def find_no_closing(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V25: a call without an end leaves people unsure whether anything was arranged."""
    for sentence in reading.sentences:
        words = sentence.text
        if not _CLOSES.search(words) or _OPENING_WORDS.search(words):
            continue
        is_special = TROUBLE.search(words) or CONDITION.search(words)
        if not is_special or (_DONE.search(words) and not TROUBLE.search(words)):
            return
    people = name_people(reading)
    yield Remark(
        Severity.LOW,
        "Nothing tells the agent how to close the call, so that people know what happens next.",
        fix=add_rule(reading, f"at the end, say what happens next, thank {people} and say goodbye"),
    )


def find_left_over(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V26: what somebody meant to fill in later is read out to callers."""
    for number, match in enumerate(_LEFT_OVER.finditer(reading.plain)):
        if number == MOST_LEFT_OVER:
            return
        yield Remark(
            Severity.HIGH,
            "This was left to be filled in. The agent may read it out; fill it in or take it away.",
            match.start(),
            match.end(),
        )


def find_broken_variables(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V27: a variable whose brackets do not close is never filled in."""
    for number, match in enumerate(_BROKEN.finditer(reading.plain)):
        if number == MOST_LEFT_OVER:
            return
        yield Remark(
            Severity.HIGH,
            "The brackets of this variable do not close as they open, so it is read out instead of being filled in.",
            match.start(),
            match.end(),
        )
