"""Does the agent ask for all it should, in questions that can be answered?"""

import re
from collections.abc import Iterator

from memory.vocabulary import Field, FieldType, Severity
from tools.review.findings import Fix, Remark
from tools.review.mentions import (
    as_question,
    count_choices,
    find_request,
    is_telling,
    join_labels,
    label_of,
    list_requests,
)
from tools.review.placing import add_after, add_rule
from tools.review.reading import Project, Reading, Sentence
from tools.review.signs import NEGATES, ORDERS_ASKING, SUMS_UP

FEWEST_TOPICS = 2
MOST_LISTED = 8
LONGEST_CHOICES = 120
LONGEST_ITEM = 12
_VAGUE = re.compile(
    r"\b(?:(?:all|any|the|their|his|her|every|other|whatever) )*(?:necessary|required|relevant|usual|needed"
    r"|important|basic"
    r"|personal|appropriate|essential|pertinent|standard|contact|useful)(?: \w+)? (?:details?|information|info|data"
    r"|particulars|fields?)\b|\b(?:all|any|the|their|some|more) (?:\w+ )?(?:details?|information|info|particulars)\b"
    r"|\b(?:whatever|everything|anything|what) (?:else )?(?:is|you|we)(?: \w+)? (?:need|require|necessary|needed)\w*",
    re.IGNORECASE,
)
_NAMES_THEM = re.compile(
    r"[:(]|\b(?:following|below|above|such as|like|including|namely|these|about|of the|on the)\b", re.I
)
_OPEN_END = re.compile(
    r",?\s*\b(?:and so (?:on|forth)|and the like|and similar|among others?|etc\b\.?|et cetera\b)", re.I
)
_EXAMPLES = re.compile(r"\be\.g\.|\b(?:like|such as|for example|for instance|includ\w+)\b", re.IGNORECASE)
_EXPLAINED = re.compile(r"\A(?:these|they|those|that|this|namely)\b", re.IGNORECASE)
_GUESS = re.compile(
    r"\b(?:just |simply )?(?:make (?:your|a|an) (?:\w+ )?guess|guess(?: at)? (?:the|their|it|a|what|his|her|from|based)"
    r"|make (?:it|something|one) up|make up (?:a|an|the|some)|invent (?:a|an|the|one|something)"
    r"|(?:put|write|note|fill)(?: down| in)? (?:what(?:ever)? you|your best|something|the most|a likely|any)"
    r"|fill in (?:the )?(?:gaps|blanks|rest|missing)"
    r"|(?:use|enter|record|pick|choose|take) (?:a |the |some )?(?:default|placeholder|dummy|random|likely|likeliest"
    r"|most"
    r" (?:likely|common|probable|plausible))|whatever (?:is|seems|sounds) (?:most )?(?:likely|plausible|right"
    r"|reasonable))",
    re.IGNORECASE,
)
_ASSUMES = re.compile(
    r"\b(?:just |simply )?(?:assume|guess|infer|suppose)\b(?! (?:that )?(?:you|they"
    r"|the \w+) (?:have|has|are|is)\b)",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\b(?:if|bad|unclear|vague|missing|not|n't|incomplete|declin\w*|refus\w*|unsure|doubt|without)\b", re.I
)


def find_unasked_fields(reading: Reading, project: Project) -> Iterator[Remark]:
    """V02: what the agent is not told to ask for is captured by chance."""
    requests = [(field, find_request(reading, field, project)) for field in project.required]
    last = max((one for _, one in requests if one), key=lambda one: one.start, default=None)
    for field, request in requests:
        if request is None and is_telling(field, project):
            label = label_of(field) or field.name.replace("_", " ")
            yield Remark(
                Severity.HIGH,
                f"Every call should capture “{label}”, but nothing tells the agent to ask for it.",
                fix=_add_question(reading, field, last),
            )


def find_open_requests(reading: Reading, project: Project) -> Iterator[Remark]:
    """V03: "all the details" is something else in every call."""
    for sentence in list_requests(reading):
        vague = _find_vague(reading, sentence)
        if vague:
            labels = [label for field in project.required[:MOST_LISTED] if (label := label_of(field))]
            naming = f"these are the {join_labels(labels)}" if labels else ""
            yield Remark(
                Severity.MEDIUM,
                "This leaves open what to ask for, so that every call captures something else. Name each detail.",
                sentence.start,
                sentence.end,
                add_after(reading, sentence, naming) if naming else None,
            )
        open_end = _OPEN_END.search(sentence.text)
        if open_end and _ends_request(reading, sentence, sentence.text[: open_end.start()]):
            yield _close_list(reading, sentence, open_end)


def find_unnamed_choices(reading: Reading, project: Project) -> Iterator[Remark]:
    """V04: callers who do not hear the choices answer something else."""
    for field in project.required:
        request = find_request(reading, field, project)
        if request is None or not _has_spoken_choices(field) or count_choices(field, reading.plain):
            continue
        choices = join_labels(field.choices, "or")
        yield Remark(
            Severity.MEDIUM,
            f"Only some answers fit here ({choices}), but the agent is not told to offer them.",
            request.start,
            request.end,
            add_after(reading, request, f"offer {choices}"),
        )


def find_guessing(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V05: a guessed value looks captured and is wrong."""
    for sentence in reading.sentences:
        match = _GUESS.search(sentence.text) or (
            _ASSUMES.search(sentence.text) if _LACKING.search(sentence.text) else None
        )
        if match is None or NEGATES.search(sentence.text[max(0, match.start() - 20) : match.start()]):
            continue
        start = sentence.start + match.start()
        stop = re.search(r"[.;]|\Z", sentence.text[match.start() :])
        end = start + (stop.start() if stop else 0)
        order = "ask again and record only what was said"
        text = order if match.start() else order[0].upper() + order[1:]
        yield Remark(
            Severity.HIGH,
            "The agent is told to fill in a value that nobody said. A guess looks like an answer and is often wrong; "
            "let it ask again, or leave the value open.",
            sentence.start,
            sentence.end,
            None if reading.is_closed(sentence) else Fix(start, end, text),
        )


def _add_question(reading: Reading, field: Field, last: Sentence | None) -> Fix | None:
    """Put the missing question below the last one in a list of bullets, else behind it, else at the end."""
    order = as_question(field)
    if order is None:
        return None
    if last is None or reading.is_closed(last):
        return add_rule(reading, order)
    line = reading.lines[last.line]
    is_label = line.is_item and not ORDERS_ASKING.match(last.text) and not last.text.endswith((".", "?", "!"))
    if line.is_item and line.number is None and line.marker in "-*+•–◦" and last.end <= line.end:
        words = _as_label(order) if is_label else order[0].upper() + order[1:] + "."
        end = line.start + len(reading.text[line.start : line.end].rstrip())
        return Fix(end, end, f"{reading.line_end}{reading.text[line.start : line.body]}{words}")
    return add_after(reading, last, order)


def _as_label(order: str) -> str:
    """Return what is asked for: "the date" for "ask for the date"."""
    for lead in ("ask for ", "ask about ", "ask "):
        if order.startswith(lead):
            return order.removeprefix(lead)
    return order


def _find_vague(reading: Reading, sentence: Sentence) -> re.Match[str] | None:
    match = _VAGUE.search(sentence.text)
    asked = ORDERS_ASKING.search(sentence.text)
    if match is None or asked is None or asked.start() > match.start():
        return None
    if SUMS_UP.search(sentence.text) and not ORDERS_ASKING.match(sentence.text):
        return None
    if NEGATES.search(sentence.text[: match.start()]) or _NAMES_THEM.search(sentence.text[match.start() :]):
        return None
    return None if _EXPLAINED.match(reading.after(sentence)) else match


def _ends_request(reading: Reading, sentence: Sentence, before: str) -> bool:
    """Say whether an open end belongs to what is asked for, and not to examples."""
    if _EXAMPLES.search(before) or before.count("(") > before.count(")"):
        return False
    is_label = reading.lines[sentence.line].is_item and len(before.split()) <= LONGEST_ITEM
    return bool(ORDERS_ASKING.search(before)) or is_label


def _close_list(reading: Reading, sentence: Sentence, open_end: re.Match[str]) -> Remark:
    start, end = sentence.start + open_end.start(), sentence.start + open_end.end()
    ends_sentence = open_end[0].endswith(".") and open_end.end() == len(sentence.text)
    return Remark(
        Severity.LOW,
        "This list has an open end, and what is not named is not asked. Name the rest, or end the list.",
        sentence.start,
        sentence.end,
        None if reading.is_closed(sentence) else Fix(start, end, "." if ends_sentence else ""),
    )


def _has_spoken_choices(field: Field) -> bool:
    if field.type is not FieldType.CHOICE or not FEWEST_TOPICS <= len(field.choices) <= MOST_LISTED:
        return False
    if any(not re.fullmatch(r"[A-Za-z][A-Za-z '-]*", choice) for choice in field.choices):
        return False
    is_plain = {choice.casefold() for choice in field.choices} <= {"yes", "no", "true", "false"}
    return not is_plain and sum(map(len, field.choices)) <= LONGEST_CHOICES
