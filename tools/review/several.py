"""Does the agent ask one question at a time?"""

import re
from collections.abc import Iterator

from memory.vocabulary import Severity
from tools.review.findings import Fix, Remark
from tools.review.mentions import list_requests, names_field
from tools.review.placing import add_after, add_rule
from tools.review.reading import Project, Reading, Sentence
from tools.review.signs import NEGATES, ORDERS_ASKING, READS_BACK, SINGLE, STYLE, SUMS_UP, TOGETHER

FEWEST_TOPICS = 2
NEAR_CHARACTERS = 60
SEVERAL = (
    "Here the agent asks for several things at once, and people answer only one of them. "
    "Let it ask one question, wait, and then ask the next."
)

MANY_TOPICS = 3
_OBJECT = re.compile(
    r"\b(?:ask(?:s|ing)?(?: (?:them|him|her|the \w+|callers?)(?= (?:for|about|to|their|his|her|what|which)\b))?"
    r"(?: (?:for|about|to (?:give|state|provide)))?"
    r"|collect|gather|obtain|request|capture|get|take(?: down)?|note(?: down)?|find out)\b(?P<things>[^.;:?]{3,300})",
    re.IGNORECASE,
)
_ENDS_OBJECT = re.compile(
    r"\b(?:so that|because|before|which|that|who|if|when|until|in order|for (?:us|the)|to (?!reach|call|ring"
    r"|contact|be )[a-z]+|and (?:then )?(?:wait|read|repeat|confirm|say|check|ask|have|let|make|offer|tell|put|use"
    r"|enter|look|answer))\b",
    re.I,
)
_THEN = re.compile(r"\b(?:then|next|afterwards|followed by|after that)\b", re.IGNORECASE)
_PARTS = re.compile(r",|\band\b|\bplus\b|\bas well as\b|\balong with\b|\bor\b|&")
_SPOKEN_PARTS = re.compile(r",|\band\b|[?!.]", re.IGNORECASE)
_TOPICS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bnames?\b|\bcalled\b",
        r"\be-?mail",
        r"\b(?:phone|mobile|cell|contact|telephone|callback)\b|\bnumber\b[^,]{0,25}\b(?:reach|ring|call)",
        r"\b(?:addresse?s?|street|suburb|city|town|house number|postcode|post code|zip)\b(?<!mail address)",
        r"\b(?:dates?|days?|times?|when|arrival|slot|month)\b(?! of birth)",
        r"\b(?:date of birth|birth|born)\b",
        r"\bhow many|number of (?:people|guests|nights|rooms|adults)|\bnights\b",
        r"\b(?:policy|reference|account|serial|plate|licen[cs]e|card|booking|order|tracking|confirmation|ticket)\b",
        r"\b(?:budget|amount|bill|price|how much)\b",
        r"\b(?:reason|problem|fault|issue|symptoms?)\b",
        r"\b(?:size|colou?r|model|type|kind|make)\b",
        r"\b(?:mark|score|rating)\b",
    )
)


def find_several_questions(reading: Reading, project: Project) -> Iterator[Remark]:
    """V01: questions that come together get one answer; the rest is lost."""
    has_rule = any(SINGLE.search(one.text) and not _is_elsewhere(one) for one in reading.sentences)
    found = False
    for sentence in list_requests(reading):
        if not _asks_several(reading, sentence, project, has_rule=has_rule):
            continue
        found = True
        yield Remark(
            Severity.HIGH,
            SEVERAL,
            sentence.start,
            sentence.end,
            add_after(reading, sentence, "ask for these one at a time, and wait for each answer"),
        )
    for start, end in _find_spoken(reading, project):
        found = True
        yield Remark(Severity.HIGH, SEVERAL, start, end, Fix(end + 1, end + 1, " Ask these one at a time."))
    if not found and not has_rule and _counts_requests(reading, project) >= FEWEST_TOPICS:
        yield Remark(
            Severity.LOW,
            "Nothing says that the agent asks one question at a time and waits for the answer.",
            fix=add_rule(reading, "ask one question at a time and wait for the answer"),
        )


def _find_spoken(reading: Reading, project: Project) -> Iterator[tuple[int, int]]:
    """Yield words to be spoken in one go, over several sentences, that ask for several things."""
    for start, end in reading.speeches:
        speech = reading.plain[start:end]
        if speech.count("?") < FEWEST_TOPICS or SINGLE.search(reading.plain[end : end + NEAR_CHARACTERS]):
            continue
        questions = re.findall(r"[^.?!]*\?", speech)
        if sum(bool(_find_topics(question, project)) for question in questions) >= FEWEST_TOPICS:
            yield start, end


def _is_elsewhere(sentence: Sentence) -> bool:
    """Say whether words such as "singly" are about something else than questions."""
    is_style = STYLE.search(sentence.text) and not ORDERS_ASKING.search(sentence.text)
    return bool(TOGETHER.search(sentence.text) or (is_style and "question" not in sentence.text))


def _asks_several(reading: Reading, sentence: Sentence, project: Project, *, has_rule: bool) -> bool:
    words = sentence.text
    if reading.is_closed(sentence) or SUMS_UP.match(words) or READS_BACK.match(words):
        return False
    follows = reading.after(sentence)
    if SINGLE.search(follows) and not TOGETHER.search(follows):
        return False
    if TOGETHER.search(words) and ORDERS_ASKING.search(words) and not NEGATES.search(words):
        return True
    return _is_spoken_question(reading, sentence, project) or _orders_several(
        words, project, is_item=reading.lines[sentence.line].is_item, has_rule=has_rule
    )


def _orders_several(words: str, project: Project, *, is_item: bool, has_rule: bool) -> bool:
    """Say whether an order to ask names several things; where a rule parts them, only a step that names many does."""
    match = _OBJECT.search(words)
    if match is None or words.endswith(":") or SINGLE.search(words) or _THEN.search(words):
        return False
    if NEGATES.search(words[: match.start()]):
        return False
    stop = _ENDS_OBJECT.search(match["things"], 4)
    topics = len(_find_topics(match["things"][: stop.start() if stop else None], project))
    if has_rule:
        return topics >= MANY_TOPICS and is_item and match[0].lower().startswith("ask")
    return topics >= FEWEST_TOPICS


def _is_spoken_question(reading: Reading, sentence: Sentence, project: Project) -> bool:
    """Say whether words to be spoken, in this sentence, ask for several things."""
    spoken = [
        reading.plain[low:high] for low, high in reading.speeches if sentence.start <= low and high <= sentence.end
    ]
    if not spoken and sentence.text.endswith("?"):
        spoken = [sentence.text]
    return any("?" in speech and _count_asking(speech, project) >= FEWEST_TOPICS for speech in spoken)


def _count_asking(speech: str, project: Project) -> int:
    parts = [_find_topics(part, project) for part in _SPOKEN_PARTS.split(speech)]
    return min(sum(map(bool, parts)), len(set().union(*parts)))


def _find_topics(things: str, project: Project) -> set[str]:
    """Return what kinds of details words ask for; a day and a time are one."""
    found = set()
    for part in _PARTS.split(things):
        kind = next((pattern.pattern for pattern in _TOPICS if pattern.search(part)), None)
        kind = kind or next((field.name for field in project.fields if names_field(field, part)), None)
        if kind is not None:
            found.add(kind)
    return found


def _counts_requests(reading: Reading, project: Project) -> int:
    asking = sum(bool(ORDERS_ASKING.search(one.text)) for one in reading.sentences)
    return max(asking, len(project.required))
