"""Would a draft do harm? Code says what it can see for itself, a model what else it sees.

A critique may drop a draft or rank it down, and never changes it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.critic_rules import (
    Change,
    Harm,
    HarmKind,
    Severity,
    estimate_extra_seconds,
    find_harm_by_code,
    read_change,
    weigh,
)
from agents.line_changes import list_some
from agents.model_line import BadAnswer, ModelLine, ask_again
from agents.models import AnswerSchema, Message
from agents.prompt_leaks import repeats_prompt
from agents.prompting import as_one_line, choose_tag, render
from memory.drafts import Draft, Snapshot
from tools.instructions.edits import EditRefused
from tools.redaction.redactor import Redactor

__all__ = [
    "Critique",
    "Harm",
    "HarmKind",
    "Severity",
    "critique",
    "critique_by_code",
    "estimate_extra_seconds",
    "find_harm_by_code",
]

PURPOSE = "critique"
MOST_NAMED = 5
"""Harms of one answer that are heard."""

LONGEST_SENTENCE = 200
_LONGEST_SETTING = 300
_LONGEST_LINE = 1_000
_MOST_FIELDS = 20
_MOST_GONE = 10
# What a model cannot know better than code is not asked for.
_ASKED_KINDS = tuple(kind for kind in HarmKind if kind is not HarmKind.CANNOT_BE_APPLIED)
_SENTENCES = {
    HarmKind.CONTRADICTION: "The new text may contradict another rule.",
    HarmKind.ASKS_TWICE: "The agent may ask for the same thing twice.",
    HarmKind.SEVERAL_QUESTIONS: "The agent may ask several things at once.",
    HarmKind.LONGER_CALLS: "Calls may get longer than they need to be.",
    HarmKind.BROKEN_VARIABLE: "A variable may end up in a broken sentence.",
    HarmKind.OTHER_LANGUAGE: "The new text may be in another language than the rest.",
}
_ADDRESS = re.compile(r"https?:|www\.|@|\d{5}")


@dataclass(frozen=True, slots=True)
class Critique:
    """The harm found in a draft, the worst first, and whether the draft may be kept.

    `by_model` says whether a model was heard too.
    """

    harms: tuple[Harm, ...] = ()
    keep: bool = True
    by_model: bool = False

    @property
    def weight(self) -> int:
        """How much the harms count together."""
        return sum(weigh(harm) for harm in self.harms)


class _NamedHarm(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    line: int
    kind: str
    sentence: str
    severity: str


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    harms: list[_NamedHarm]
    keep: bool


def critique_by_code(snapshot: Snapshot, draft: Draft) -> Critique:
    """Return the critique of a draft without asking a model."""
    harms = tuple(find_harm_by_code(snapshot, draft))
    return Critique(harms, keep=all(harm.severity is not Severity.HEAVY for harm in harms))


async def critique(
    line: ModelLine, snapshot: Snapshot, draft: Draft, *, redactor: Redactor | None = None, tries: int = 2
) -> Critique:
    """Return the critique of a draft by code and model.

    A model is not asked about a draft that code drops already. It drops one only by naming a heavy harm: small models
    find fault with everything, and the replay judges what is left.

    Args:
        line: The way to the model; calls are booked as `critique`.
        snapshot: What the draft rests on.
        draft: The draft, by whomever it is.
        redactor: Hides personal data in what the model says about the draft.
        tries: How often the model is asked at most.

    Raises:
        ModelProblem: The model gave no critique that can be used; `critique_by_code` holds.
    """
    seen = critique_by_code(snapshot, draft)
    if not seen.keep:
        return seen
    try:
        change = read_change(snapshot, draft)
    except EditRefused:
        return seen
    redactor = redactor or Redactor(public=(snapshot.instructions, snapshot.goal, change.after))
    messages = build_critique_messages(change)
    schema = _build_schema(len(change.after.splitlines()))

    async def ask() -> Critique:
        said: list[Message] = []
        for attempt in range(tries):
            answer = (await line.take_step([*messages, *said], schema=schema, purpose=PURPOSE)).text
            try:
                return _join(seen, _read(answer, change, redactor, messages))
            except BadAnswer as wrong:
                if attempt == tries - 1:
                    raise
                said = ask_again(answer, str(wrong))
        raise BadAnswer("it was not asked.")

    return await line.converse(ask)


def build_critique_messages(change: Change) -> list[Message]:
    """Return what the critic is told: the new text with the changed lines marked, and what the draft is for."""
    snapshot = change.snapshot
    lines = change.after.splitlines()
    changed = frozenset(change.lines)
    shown = [
        (number, f"{'+' if number in changed else ' '} {number}| {line[:_LONGEST_LINE].rstrip()}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    near = [place for place, (number, _) in enumerate(shown) if number in changed]
    untrusted = {
        "goal": as_one_line(snapshot.goal, _LONGEST_SETTING),
        "listing": list_some([line for _, line in shown], near),
        "fields": [
            (as_one_line(field.name, _LONGEST_SETTING), as_one_line(field.description, _LONGEST_SETTING))
            for field in snapshot.missing[:_MOST_FIELDS]
        ],
        "gone": [as_one_line(text, _LONGEST_SETTING) for text in change.gone[:_MOST_GONE]],
    }
    request = render("critique_edits", tag=choose_tag([repr(untrusted)]), changed=sorted(changed), **untrusted)
    return [("system", render("critique_edits_role")), ("user", request)]


def _build_schema(lines: int) -> AnswerSchema:
    harm = {
        "line": {"type": "integer", "minimum": 1, "maximum": max(lines, 1)},
        "kind": {"type": "string", "enum": [kind.value for kind in _ASKED_KINDS]},
        "sentence": {"type": "string"},
        "severity": {"type": "string", "enum": [severity.value for severity in Severity]},
    }
    harms = {"type": "array", "minItems": 0, "maxItems": MOST_NAMED, "items": _closed(harm)}
    return AnswerSchema("critique_edits", _closed({"harms": harms, "keep": {"type": "boolean"}}))


def _closed(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _read(text: str, change: Change, redactor: Redactor, told: Sequence[Message]) -> Critique:
    start = text.find("{")
    try:
        answer = _Answer.model_validate(json.JSONDecoder().raw_decode(text, max(start, 0))[0])
    except ValidationError as wrong:
        raise BadAnswer("give harms and keep in the form that was asked.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadAnswer("it is not valid JSON.") from wrong
    harms = tuple(_read_harm(one, change, redactor, told) for one in answer.harms[:MOST_NAMED])
    is_grave = any(harm.severity is Severity.HEAVY for harm in harms)
    return Critique(harms, keep=answer.keep or not is_grave, by_model=True)


def _read_harm(said: _NamedHarm, change: Change, redactor: Redactor, told: Sequence[Message]) -> Harm:
    last = len(change.after.splitlines())
    if not 1 <= said.line <= last:
        raise BadAnswer(f"there is no line {said.line}; lines go from 1 to {last}.")
    if said.kind not in set(_ASKED_KINDS) or said.severity not in set(Severity):
        raise BadAnswer("kind and severity must be among those that were given.")
    kind = HarmKind(said.kind)
    sentence = as_one_line(said.sentence, LONGEST_SENTENCE)
    prompt = "\n".join(one[1] for one in told if isinstance(one, tuple) and one[0] == "system")
    is_own = sentence and not _ADDRESS.search(sentence) and not repeats_prompt(sentence, prompt)
    if not is_own or redactor.redact(sentence).text != sentence:
        sentence = _SENTENCES[kind]
    return Harm(kind, said.line, sentence, Severity(said.severity))


def _join(seen: Critique, said: Critique) -> Critique:
    known = {(harm.kind, harm.line) for harm in seen.harms}
    harms = [*seen.harms, *(harm for harm in said.harms if (harm.kind, harm.line) not in known)]
    return Critique(tuple(sorted(harms, key=lambda harm: -weigh(harm))), seen.keep and said.keep, by_model=True)
