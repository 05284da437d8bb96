"""Which drafts does an answer of the optimizer hold? It is checked here for form only.

Whether a draft may be shown to anyone is for the guardrails to say.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from agents.line_changes import LineAction, LineChange, NumberedLines
from agents.line_hints import speaks_of
from agents.model_line import BadAnswer
from agents.models import Message
from agents.optimizer_request import MOST_CANDIDATES, REMEDIES, list_drafted
from agents.prompt_leaks import repeats_prompt
from agents.prompting import as_one_line, has_hidden_characters
from memory.drafts import Draft, Snapshot
from memory.vocabulary import Edit, Field
from tools.instructions.edits import apply_edits
from tools.instructions.template_variables import find_variables
from tools.redaction.redactor import Redactor, find_placeholders

DRAFTED_BY = "model"
LONGEST_TEXT = 300
LONGEST_REASON = 300
_LONGEST_NAME = 80
_FEWEST_TEXT = 8


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    line: int
    action: str
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    reason: str
    edits: dict[str, _Change]


_Model = TypeVar("_Model", bound=BaseModel)
# Other names than these come from the answer, and are not to be repeated.
_OWN_NAMES = frozenset({*_Answer.model_fields, *_Change.model_fields})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is read against: the snapshot, its lines, and the messages that the model was told."""

    snapshot: Snapshot
    numbered: NumberedLines
    redactor: Redactor
    told: Sequence[Message]

    @property
    def prompt(self) -> str:
        """What the model was told in confidence: the system messages."""
        return "\n".join(one[1] for one in self.told if isinstance(one, tuple) and one[0] == "system")


def read_draft(text: str, asked: Asked) -> Draft:
    """Return the draft of an answer.

    Raises:
        BadAnswer: It does not keep to the form.
    """
    return _as_draft(_check(_Answer, _parse(text)), asked)


def read_candidates(text: str, asked: Asked) -> tuple[Draft, ...]:
    """Return one or two different drafts of an answer; one that breaks the form is left out where another does not.

    Raises:
        BadAnswer: None keeps to the form.
    """
    value = _parse(text)
    # Small models leave out the list around the only draft.
    given = value.get("candidates", [value]) if isinstance(value, dict) else [value]
    if not isinstance(given, list) or not given:
        raise BadAnswer("candidates must be a list of one or two drafts.")
    drafts: dict[tuple[Edit, ...], Draft] = {}
    straying: dict[tuple[Edit, ...], Draft] = {}
    wrongs: list[BadAnswer] = []
    for one in given[:MOST_CANDIDATES]:
        try:
            answer = _check(_Answer, one)
            draft = _as_draft(answer, asked)
        except BadAnswer as wrong:
            wrongs.append(wrong)
        else:
            (straying if _strays(answer, asked.snapshot) else drafts).setdefault(draft.edits, draft)
    if not drafts and not straying:
        raise wrongs[0]
    # That words tell what a text is about is a hint; it decides only where there is something better.
    return tuple((drafts or straying).values())


def _strays(answer: _Answer, snapshot: Snapshot) -> bool:
    """Say whether a text seems to be about a field that is not missing, and not about its own."""
    own = {field.name: field for field in snapshot.missing}
    others = [field for field in snapshot.fields if field.name not in own]
    return any(
        not speaks_of(own[name], change.text) and any(speaks_of(other, change.text) for other in others)
        for name, change in answer.edits.items()
    )


def _parse(text: str) -> object:
    """Read the JSON object of an answer; some servers let a model put words or a code fence around it."""
    start = text.find("{")
    try:
        value: object = json.JSONDecoder().raw_decode(text, max(start, 0))[0]
    except (ValueError, RecursionError) as wrong:
        raise BadAnswer("it is not valid JSON.") from wrong
    return value


def _check(model: type[_Model], value: object) -> _Model:
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        place = str(first["loc"][-1]) if first["loc"] else ""
        raise BadAnswer(f"{place if place in _OWN_NAMES else 'the answer'}: {first['msg']}.") from wrong


def _as_draft(answer: _Answer, asked: Asked) -> Draft:
    snapshot, numbered = asked.snapshot, asked.numbered
    fields = {field.name: field for field in list_drafted(snapshot)}
    if set(answer.edits) != set(fields):
        raise BadAnswer(f"give one edit for each of {', '.join(fields)}, and no other.")
    changes = {name: _check_change(name, answer.edits[name], snapshot) for name in fields}
    texts = [change.text for change in changes.values() if change.text]
    if len(set(texts)) < len(texts):
        raise BadAnswer("two edits have the same text; write one about each detail.")
    for name, change in changes.items():
        _refuse_copy(name, change, asked)
        _refuse_unrelated_delete(fields[name], change, numbered)
    edits = numbered.as_edits(list(changes.values()))
    _refuse_other_variables(snapshot.instructions, apply_edits(snapshot.instructions, edits))
    return Draft(
        edits=edits,
        rationale=_explain(asked),
        kind=REMEDIES[snapshot.cause].kind,
        drafted_by=DRAFTED_BY,
        cause=snapshot.cause,
    )


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


def _refuse_copy(name: str, change: LineChange, asked: Asked) -> None:
    told = (one[1] for one in asked.told if isinstance(one, tuple))
    if change.action is LineAction.INSERT_AFTER and any(change.text in words for words in told):
        raise BadAnswer(f"the text for {name} only copies this request; say what the phone agent must do about {name}.")
    if repeats_prompt(change.text, asked.prompt, asked.snapshot.instructions):
        raise BadAnswer(f"the text for {name} repeats what you were told; write an order to the phone agent.")


def _refuse_unrelated_delete(field: Field, change: LineChange, numbered: NumberedLines) -> None:
    lines = numbered.texts[change.line - 1 : change.line] if change.line > 0 else []
    if change.action is LineAction.DELETE and not any(speaks_of(field, line) for line in lines):
        raise BadAnswer(f"line {change.line} does not speak of {field.name} and must stay.")


def _refuse_other_variables(before: str, after: str) -> None:
    old, new = (Counter(variable.text for variable in find_variables(text)) for text in (before, after))
    for name in old - new:
        raise BadAnswer(f"{as_one_line(name, _LONGEST_NAME)} must stay where it is.")
    if set(new) - set(old):
        raise BadAnswer("a text must not hold variables that the instructions do not have.")


def _explain(asked: Asked) -> str:
    """Return the facts in our own words: a model's reason may be a caller's, and no guardrail reads it."""
    snapshot = asked.snapshot
    names = ", ".join(field.name.replace("_", " ") for field in list_drafted(snapshot))
    return (
        f"Not captured in {snapshot.missed} of {snapshot.calls} calls: {names}. "
        f"The main cause: {REMEDIES[snapshot.cause].because}."
    )
