"""Does the caller get the chance to put right what was heard wrong?"""

import re
from collections.abc import Iterator

from memory.vocabulary import Field, FieldType, Severity
from tools.review.findings import Remark
from tools.review.mentions import find_request, find_requests, label_of
from tools.review.placing import add_after, add_rule
from tools.review.reading import Project, Reading, Sentence, stem, words_of
from tools.review.signs import EVERY, NEGATES, READS_BACK, STYLE, SUMS_UP

FEWEST_FIELDS = 3

_CODE = re.compile(
    r"\b(?:policy|reference|serial|account|licen[cs]e|plate|card|tracking|booking|order|confirmation|passport"
    r"|invoice|id"
    r"|case|ticket|registration|membership)[ _-]?(?:number|no|code|id|ref|digits|plate)\b|\b(?:vin|imei|iban|plate)\b",
    re.IGNORECASE,
)
_HOW = {
    "email": "have the {label} spelled, read it back and wait for a yes",
    "phone": "read the {label} back digit by digit and wait for a yes",
    "code": "read the {label} back character by character and wait for a yes",
}
_SPELLS = re.compile(r"\bspel(?:l|ls|led|t|ling)\b", re.IGNORECASE)


def find_missing_read_back(reading: Reading, project: Project) -> Iterator[Remark]:
    """V06: numbers, codes and addresses are misheard more than anything else."""
    backs = [one for one in reading.sentences if READS_BACK.search(one.text) and not _is_negated(one)]
    if any(EVERY.search(one.text) for one in backs):
        return
    sums_up = reading.has(SUMS_UP)
    for field in project.required:
        kind = _kind_of(field)
        request = find_request(reading, field, project) if kind else None
        label = label_of(field)
        if request is None or label is None:
            continue
        if any(_is_read_back(reading, field, one, backs) for one in find_requests(reading, field, project)):
            continue
        yield Remark(
            Severity.MEDIUM if sums_up else Severity.HIGH,
            f"The {label} is easily misheard, and nothing tells the agent to read it back and wait for a yes.",
            request.start,
            request.end,
            add_after(reading, request, _HOW[kind].format(label=label)),
        )


def find_missing_summary(reading: Reading, project: Project) -> Iterator[Remark]:
    """V07: the end of the call is the last chance to correct anything."""
    if len(project.required) < FEWEST_FIELDS or any(map(_is_summary, reading.sentences)):
        return
    if any(READS_BACK.search(one.text) and EVERY.search(one.text) for one in reading.sentences):
        return
    yield Remark(
        Severity.MEDIUM,
        "Nothing tells the agent to go over all details before the call ends, when callers can still correct them.",
        fix=add_rule(reading, "before the call ends, repeat all details and ask whether they are right"),
    )


def _is_summary(sentence: Sentence) -> bool:
    if re.search(r"\b(?:everything|all details|all the details|whole|entire)\b", sentence.text, re.IGNORECASE):
        return bool(SUMS_UP.search(sentence.text)) and not _is_negated(sentence)
    slow = re.search(
        r"\b(?:digit|character|figure|letter|groups|pairs|slowly|one by one)\b", sentence.text, re.IGNORECASE
    )
    is_style = STYLE.search(sentence.text)
    return bool(SUMS_UP.search(sentence.text)) and not slow and not is_style and not _is_negated(sentence)


def _is_negated(sentence: Sentence) -> bool:
    match = READS_BACK.search(sentence.text)
    return bool(match and NEGATES.search(sentence.text[max(0, match.start() - 20) : match.start()]))


def _kind_of(field: Field) -> str:
    if field.type in {FieldType.EMAIL, FieldType.PHONE}:
        return field.type.value
    named = field.name.replace("_", " ")
    return "code" if field.type in {FieldType.TEXT, FieldType.NUMBER} and _CODE.search(named) else ""


def _is_read_back(reading: Reading, field: Field, request: Sentence, backs: list[Sentence]) -> bool:
    line = reading.lines[request.line]
    follows = "" if line.is_item and _starts_new_item(reading, request) else reading.after(request)
    here = (request.text, follows, reading.plain[request.end : max(line.end, request.end)])
    if any(READS_BACK.search(words) or _SPELLS.search(words) for words in here):
        return True
    own = {stem(word) for word in words_of(f"{field.name.replace('_', ' ')} {field.type.value}")}
    own -= {"number", "numb", "addres", "text"}
    spoken = {"phone": {"phone", "mobile", "cell", "teleph"}, "email": {"email", "mail", "addres"}}
    own |= spoken.get(field.type.value, set())
    return any(own & {stem(word) for word in words_of(one.text)} for one in backs)


def _starts_new_item(reading: Reading, request: Sentence) -> bool:
    return reading.lines[request.line].end <= request.end
