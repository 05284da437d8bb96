"""Which small change to a project's instructions would a model make against what its calls are missing?

The model sees a snapshot gathered by code: instructions as numbered lines, the missed fields, and redacted quotes.
Its answer is checked here for form only; whether a draft may be shown to anyone is for the guardrails to say.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from agents.line_changes import LineAction, LineChange, NumberedLines
from agents.line_hints import find_lines_of_others, find_own_line, speaks_of
from agents.model_line import BadAnswer, ModelLine
from agents.models import AnswerSchema, Message
from agents.prompting import as_one_line, choose_tag, has_hidden_characters, render
from memory.drafts import Draft, Refusal, Snapshot
from memory.vocabulary import Cause, Field
from tools.redaction.known_values import find_personal_kind
from tools.redaction.redactor import Redactor, find_placeholders

DRAFTED_BY = "model"
MOST_EDITS = 6
MOST_QUOTES = 6
LONGEST_QUOTE = 200
LONGEST_TEXT = 300
LONGEST_REASON = 300
_LONGEST_SETTING = 300
_FEWEST_TEXT = 8


@dataclass(frozen=True, slots=True)
class _Remedy:
    """The kind of edit that mends a cause, and what the cause is, in words for people."""

    kind: str
    because: str


_REMEDIES = {
    Cause.NOT_ASKED: _Remedy("ask_for_field", "the agent did not ask"),
    Cause.ASKED_UNCLEARLY: _Remedy("clarify_question", "the agent asked in a way that callers did not understand"),
    Cause.NOT_FOLLOWED_UP: _Remedy("follow_up", "the agent did not ask again when no clear answer came"),
    Cause.MISHEARD: _Remedy("read_back", "the answer was heard wrong and not read back"),
    Cause.CALL_ENDED_FIRST: _Remedy("ask_earlier", "the call ended before the agent asked"),
}
MENDED_CAUSES = frozenset(_REMEDIES)
_ASKED_CAUSES = frozenset({Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD})


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    line: int
    action: str
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    reason: str
    edits: dict[str, _Change]


async def draft_with_model(
    line: ModelLine,
    snapshot: Snapshot,
    *,
    redactor: Redactor | None = None,
    refused: Sequence[Refusal] = (),
) -> Draft:
    """Return a model's draft for a snapshot whose cause is one of `MENDED_CAUSES`.

    It covers the first `MOST_EDITS` of the missing fields; its rationale names them.

    Args:
        line: The way to the model.
        snapshot: What the draft rests on.
        redactor: Hides personal data of the calls; give one that knows the captured values where there are any.
        refused: Why earlier drafts for the same snapshot were refused.

    Raises:
        ModelProblem: The model gave no draft that keeps to the form.
        ValueError: The cause is not one that instructions can mend, or no field is missing.
    """
    if snapshot.cause not in _REMEDIES:
        raise ValueError(f"No change of instructions mends the cause {snapshot.cause.value}.")
    if not snapshot.missing:
        raise ValueError("The snapshot names no missing field.")
    redactor = redactor or Redactor(public=list_public_words(snapshot))
    numbered = NumberedLines(snapshot.instructions)
    messages = build_messages(snapshot, numbered, redactor, refused)

    def read(answer: str) -> Draft:
        return _read_draft(answer, snapshot, numbered, redactor, told=messages)

    return await line.ask(messages, read, schema=_build_schema(snapshot, numbered))


def list_public_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the texts of a project whose words are no personal data of a caller."""
    words = [snapshot.project_name, snapshot.goal, snapshot.instructions]
    for field in (*snapshot.fields, *snapshot.missing):
        words += (field.name.replace("_", " "), field.description, *field.choices)
    return tuple(words)


def build_messages(
    snapshot: Snapshot, numbered: NumberedLines, redactor: Redactor, refused: Sequence[Refusal] = ()
) -> list[Message]:
    """Return what the model is told: whatever came from outside stands between tags it does not contain."""
    untrusted = {
        "project": as_one_line(snapshot.project_name, _LONGEST_SETTING),
        "goal": as_one_line(snapshot.goal, _LONGEST_SETTING),
        "listing": numbered.listing(),
        "quotes": _redact_quotes(snapshot, redactor),
        "refusals": [as_one_line(refusal.reason, _LONGEST_SETTING) for refusal in refused],
        "fields": _describe_fields(snapshot, numbered),
    }
    request = render(
        "draft_edits",
        tag=choose_tag([repr(untrusted)]),
        cause=snapshot.cause.value,
        lines_of_others=find_lines_of_others(snapshot.missing, snapshot.fields, numbered.texts),
        calls=snapshot.calls,
        missed=snapshot.missed,
        **untrusted,
    )
    return [("system", render("draft_edits_role")), ("user", request)]


def _describe_fields(snapshot: Snapshot, numbered: NumberedLines) -> list[tuple[str, str, int | None]]:
    """Return name, description and the line that seems to ask for it, of each missing field."""
    return [
        (
            as_one_line(field.name, _LONGEST_SETTING),
            as_one_line(field.description, _LONGEST_SETTING),
            find_own_line(field, numbered.texts) if snapshot.cause in _ASKED_CAUSES else None,
        )
        for field in _list_drafted(snapshot)
    ]


def _redact_quotes(snapshot: Snapshot, redactor: Redactor) -> list[str]:
    """Return the quotes without personal data; answers about personal fields keep ordinary words only."""
    strict = any(find_personal_kind(field) for field in snapshot.missing)
    hidden = redactor.redact_all([quote.text for quote in snapshot.quotes], strict=strict)
    lines = (as_one_line(one.text, LONGEST_QUOTE) for one in hidden)
    return list(dict.fromkeys(filter(None, lines)))[:MOST_QUOTES]


def _build_schema(snapshot: Snapshot, numbered: NumberedLines) -> AnswerSchema:
    """Return the shape of an answer: one edit under the name of each field, so that none can be left out."""
    change = _closed(
        {
            "line": {"type": "integer", "minimum": 1, "maximum": max(numbered.count, 1)},
            "action": {"type": "string", "enum": [action.value for action in LineAction]},
            "text": {"type": "string"},
        }
    )
    edits = _closed({field.name: change for field in _list_drafted(snapshot)})
    return AnswerSchema("draft_edits", _closed({"reason": {"type": "string"}, "edits": edits}))


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _read_draft(
    text: str, snapshot: Snapshot, numbered: NumberedLines, redactor: Redactor, *, told: Sequence[Message]
) -> Draft:
    answer = _parse(text)
    fields = {field.name: field for field in _list_drafted(snapshot)}
    if set(answer.edits) != set(fields):
        raise BadAnswer(f"give one edit for each of {', '.join(fields)}, and no other.")
    changes = {name: _check_change(name, answer.edits[name], snapshot) for name in fields}
    texts = [change.text for change in changes.values() if change.text]
    if len(set(texts)) < len(texts):
        raise BadAnswer("two edits have the same text; write one about each detail.")
    for name, change in changes.items():
        _refuse_copy(name, change, told)
        _refuse_unrelated_delete(fields[name], change, numbered)
    edits = numbered.as_edits(list(changes.values()))
    return Draft(
        edits=edits,
        rationale=_explain(answer.reason, snapshot, redactor),
        kind=_REMEDIES[snapshot.cause].kind,
        drafted_by=DRAFTED_BY,
    )


def _parse(text: str) -> _Answer:
    """Read the JSON object of an answer; some servers let a model put words or a code fence around it."""
    start = text.find("{")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
        return _Answer.model_validate(value)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        place = str(first["loc"][-1]) if first["loc"] else ""
        # Other names than these come from the answer, and are not to be repeated.
        named = place if place in {*_Answer.model_fields, *_Change.model_fields} else "the answer"
        raise BadAnswer(f"{named}: {first['msg']}.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadAnswer("it is not valid JSON.") from wrong


def _check_change(name: str, change: _Change, snapshot: Snapshot) -> LineChange:
    if change.action not in set(LineAction):
        raise BadAnswer(f"action must be one of {', '.join(LineAction)}.")
    action = LineAction(change.action)
    text = " ".join(change.text.split())
    if action is LineAction.DELETE:
        return LineChange(action, change.line)
    if len(text) < _FEWEST_TEXT or text == name:
        raise BadAnswer(f'the text for {name} must be a whole sentence that orders the phone agent, as "Ask ..." does.')
    if "_" in name and name in text and name not in snapshot.instructions:
        raise BadAnswer(f"write {name} in plain words.")
    if has_hidden_characters(text):
        raise BadAnswer("a text must not hold hidden characters.")
    if any(placeholder not in snapshot.instructions for placeholder in find_placeholders(text)):
        raise BadAnswer("a text must not hold placeholders such as [NAME_1]; they stand for callers' personal data.")
    return LineChange(action, change.line, text)


def _refuse_copy(name: str, change: LineChange, told: Sequence[Message]) -> None:
    if change.action is LineAction.INSERT_AFTER and any(change.text in words for _, words in told):
        raise BadAnswer(f"the text for {name} only copies this request; say what the phone agent must do about {name}.")


def _refuse_unrelated_delete(field: Field, change: LineChange, numbered: NumberedLines) -> None:
    lines = numbered.texts[change.line - 1 : change.line] if change.line > 0 else []
    if change.action is LineAction.DELETE and not any(speaks_of(field, line) for line in lines):
        raise BadAnswer(f"line {change.line} does not speak of {field.name} and must stay.")


def _explain(reason: str, snapshot: Snapshot, redactor: Redactor) -> str:
    """Return the facts in our own words, and the model's reason if nothing in it could come from a caller."""
    names = ", ".join(field.name.replace("_", " ") for field in _list_drafted(snapshot))
    facts = (
        f"Not captured in {snapshot.missed} of {snapshot.calls} calls: {names}. "
        f"The main cause: {_REMEDIES[snapshot.cause].because}."
    )
    line = as_one_line(reason, LONGEST_REASON)
    if not re.search(r"\w", line) or redactor.redact(line).text != line:
        return facts
    return f"{facts} {line}"


def _list_drafted(snapshot: Snapshot) -> tuple[Field, ...]:
    return snapshot.missing[:MOST_EDITS]
