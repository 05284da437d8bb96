"""What does a model find in instructions that no rule knows?

It sees numbered lines, and each of its findings must quote one of them word for word, which code checks. What the
instructions order is data here: a hostile text can make a model find nonsense, and nothing more.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.line_changes import LineAction, LineChange, NumberedLines
from agents.model_line import BadAnswer, ModelLine
from agents.models import AnswerSchema, Message
from agents.prompt_leaks import repeats_prompt
from agents.prompting import as_one_line, choose_tag, has_hidden_characters, render
from knowledge_base.advice import find_advice
from memory.vocabulary import Edit, Field, Severity
from tools.instructions.guardrails import check_draft
from tools.review import ReviewFinding

PURPOSE = "review"
MOST_FINDINGS = 8
LONGEST_ADVICE = 300
LONGEST_TEXT = 300
TITLE = "Seen by the model"

_NO_CHANGE = "none"
_LONGEST_SETTING = 300
_MOST_FIELDS = 40
_FEWEST_QUOTED = 3
_ECHOED_NUMBER = re.compile(r"\A\s*\d{1,6}\|\s?")
_AROUND_QUOTE = " \t\n\"'`“”‘’"
_ADDRESS = re.compile(r"https?:|www\.|@|\d{5}")
_WEIGHTS = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    line: int
    quote: str
    problem: str
    severity: str
    action: str
    text: str


async def review_with_model(
    line: ModelLine, text: str, fields: Sequence[Field], goal: str, *, known: Sequence[ReviewFinding]
) -> list[ReviewFinding]:
    """Return what a model finds beyond what the rules found, the gravest first; at most `MOST_FINDINGS`.

    Findings are numbered M1, M2 and so on. One whose quote does not stand in its line, or is about words that a rule
    quoted already, is left out; an edit that cannot be made or that a guardrail refuses is left out of its finding.

    Args:
        line: The way to the model; calls are booked as `review`.
        text: The instructions.
        fields: What every call should capture.
        goal: What the calls are for.
        known: What the rules found.

    Raises:
        ModelProblem: The model gave no answer that can be used; the findings of the rules hold.
    """
    numbered = NumberedLines(text)
    if not numbered.count:
        return []
    messages = build_review_messages(numbered, fields, goal, known)

    def read(answer: str) -> list[ReviewFinding]:
        said = _parse(answer)
        found = {one.quote: one for one in (_read_finding(each, text, numbered, known) for each in said) if one}
        return _number(_check_edits(list(found.values()), text, fields, goal), messages)

    return await line.ask(messages, read, schema=_build_schema(numbered), purpose=PURPOSE)


def build_review_messages(
    numbered: NumberedLines, fields: Sequence[Field], goal: str, known: Sequence[ReviewFinding]
) -> list[Message]:
    """Return what the model is told: whatever came from outside stands between tags it does not contain."""
    untrusted = {
        "goal": as_one_line(goal, _LONGEST_SETTING),
        "listing": numbered.listing(),
        "fields": [
            (as_one_line(field.name, _LONGEST_SETTING), as_one_line(field.description, _LONGEST_SETTING))
            for field in fields[:_MOST_FIELDS]
        ],
    }
    titles = list(dict.fromkeys(one.title for one in known))
    request = render("review_text", tag=choose_tag([repr(untrusted)]), known=titles, **untrusted)
    return [("system", render("review_text_role", most=MOST_FINDINGS)), ("user", request)]


def _build_schema(numbered: NumberedLines) -> AnswerSchema:
    finding = {
        "line": {"type": "integer", "minimum": 1, "maximum": numbered.count},
        "quote": {"type": "string"},
        "problem": {"type": "string"},
        "severity": {"type": "string", "enum": [severity.value for severity in Severity]},
        "action": {"type": "string", "enum": [_NO_CHANGE, *(action.value for action in LineAction)]},
        "text": {"type": "string"},
    }
    findings = {"type": "array", "minItems": 0, "maxItems": MOST_FINDINGS, "items": _closed(finding)}
    return AnswerSchema("review_text", _closed({"findings": findings}))


def _closed(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _parse(text: str) -> list[_Said]:
    start = text.find("{")
    try:
        answer, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
    except (ValueError, RecursionError) as wrong:
        raise BadAnswer("it is not valid JSON.") from wrong
    given = answer.get("findings") if isinstance(answer, dict) else None
    if not isinstance(given, list):
        raise BadAnswer("give findings as a list, in the form that was asked.")
    said = [one for each in given[:MOST_FINDINGS] if (one := _read_said(each))]
    if given and not said:
        raise BadAnswer("give line, quote, problem, severity, action and text for each finding.")
    return said


def _read_said(given: object) -> _Said | None:
    try:
        return _Said.model_validate(given)
    except ValidationError:
        return None


def _read_finding(
    said: _Said, text: str, numbered: NumberedLines, known: Sequence[ReviewFinding]
) -> ReviewFinding | None:
    quote = _ECHOED_NUMBER.sub("", said.quote).strip(_AROUND_QUOTE)
    advice = as_one_line(said.problem, LONGEST_ADVICE)
    is_there = 1 <= said.line <= numbered.count and quote in numbered.texts[said.line - 1] and quote in text
    if not is_there or len(quote) < _FEWEST_QUOTED or said.severity not in set(Severity):
        return None
    if any(one.quote and (quote in one.quote or one.quote in quote) for one in known):
        return None
    if not re.search(r"\w", advice) or any(match not in text for match in _ADDRESS.findall(advice)):
        return None
    article = next(iter(find_advice(advice, 1)), None)
    return ReviewFinding(
        rule="M",
        title=TITLE,
        severity=Severity(said.severity),
        quote=quote,
        advice=advice,
        edit=_read_edit(said, numbered),
        article=article.article_id if article else "",
    )


def _read_edit(said: _Said, numbered: NumberedLines) -> Edit | None:
    """Return the one edit that makes the change, or None where there is none that can be made."""
    text = " ".join(said.text.split())
    if said.action not in set(LineAction) or len(text) > LONGEST_TEXT or has_hidden_characters(text):
        return None
    action = LineAction(said.action)
    try:
        edits = numbered.as_edits([LineChange(action, said.line, "" if action is LineAction.DELETE else text)])
    except BadAnswer:
        return None
    return edits[0] if len(edits) == 1 else None


def _check_edits(
    findings: Sequence[ReviewFinding], text: str, fields: Sequence[Field], goal: str
) -> list[ReviewFinding]:
    allowed = [goal, *(words for field in fields for words in (field.name, field.description, *field.choices))]
    return [
        replace(one, edit=None)
        if one.edit and check_draft(text, [one.edit], caller_words=(), allowed_words=allowed)
        else one
        for one in findings
    ]


def _number(findings: Sequence[ReviewFinding], told: Sequence[Message]) -> list[ReviewFinding]:
    """Return the findings in order of weight and numbered, without those that recite what the model was told."""
    prompt = "\n".join(one[1] for one in told if isinstance(one, tuple) and one[0] == "system")
    own = [one for one in findings if not repeats_prompt(f"{one.advice} {_new_text(one)}", prompt)]
    ordered = sorted(own, key=lambda one: _WEIGHTS.index(one.severity))
    return [replace(one, rule=f"M{number}") for number, one in enumerate(ordered, start=1)]


def _new_text(finding: ReviewFinding) -> str:
    return finding.edit.text if finding.edit else ""
