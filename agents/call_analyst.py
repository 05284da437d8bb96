"""What does a model think about the fields that the rules are unsure of, and what holds then?

The model judges only what the rules leave open. It sees the call without personal data; what it says is read field by
field, so that one it gets wrong spoils no other, proven by code from the real call, and settled by rule.
"""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.analyst_graph import AnalysisContext, run_analyst
from agents.analyst_view import ShownCall, build_redactor
from agents.line_hints import find_own_line
from agents.model_line import BadAnswer, ModelLine
from agents.models import AnswerSchema, Message
from agents.prompting import as_one_line, render
from memory.vocabulary import Call, Cause, Field, Finding
from tools.diagnosis.proofs import Witness
from tools.diagnosis.settling import Opinion, Sureness, is_unsure, settle
from tools.redaction.redactor import Redactor

MOST_FIELDS = 6
"""Fields of one call that a model is asked about; the rules are least sure of these."""

_LONGEST_SETTING = 200
_LONGEST_INSTRUCTIONS = 50_000
# Whether anybody spoke at all is plain to see, and never asked.
_CAUSES = tuple(cause for cause in Cause if cause is not Cause.NO_CONVERSATION)
_ABSENCES = frozenset({Cause.NOT_ASKED, Cause.CALL_ENDED_FIRST})
_NO_TURN = -1
_LINE = re.compile(r"\s*(?:(\d{1,9}) )?(?:agent|caller): ")
_MOST_CHOICES = 20


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    turn: int
    quote: str
    cause: str
    sure: str


async def analyse_with_model(
    line: ModelLine,
    call: Call,
    fields: Sequence[Field],
    instructions: str,
    findings: Sequence[Finding],
    *,
    redactor: Redactor | None = None,
) -> list[Finding]:
    """Return the findings of the rules for one call, with the unsure ones settled with a model's opinions.

    Nothing is asked where the rules are sure of all. Only the first `MOST_FIELDS` of the least sure are asked about.

    Args:
        line: The way to the model.
        call: The call the findings are about.
        fields: The fields of its project.
        instructions: What the phone agent was told in this call.
        findings: What the rules found, as `find_fields` returns it.
        redactor: Hides personal data; otherwise one is made that knows the captured values.

    Raises:
        ModelProblem: The model says nothing usable; the findings of the rules hold.
    """
    known = {field.name: field for field in fields}
    unsure = [finding for finding in list_unsure(findings) if finding.field in known]
    if not unsure:
        return list(findings)
    asked = [known[finding.field] for finding in unsure]
    witness = Witness(call, fields)
    redactor = redactor or build_redactor(call, fields, instructions)
    beside = [instructions, call.ended_reason or "", repr(fields)]
    # Redaction of hours of speech takes long enough to be noticed by others on the loop.
    shown = await asyncio.to_thread(ShownCall, call, witness, fields, redactor, beside)
    telling = [turn for finding in unsure for turn in _find_telling(finding, witness)]
    ended = redactor.redact((call.ended_reason or "")[:_LONGEST_SETTING]).text
    messages = build_messages(shown, asked, telling, _choose_lines(instructions, asked), ended)

    def read(answer: str) -> Mapping[str, Opinion]:
        return read_opinions(answer, [field.name for field in asked], shown, witness)

    context = AnalysisContext(line, shown.view, _build_schema(asked), read, may_look_up=not shown.fits)
    opinions = await line.converse(lambda: run_analyst(context, messages))
    return [settle(one, opinions[one.field]) if one.field in opinions else one for one in findings]


def list_unsure(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that a model is asked about, the least sure first."""
    return sorted(filter(is_unsure, findings), key=lambda finding: finding.confidence)[:MOST_FIELDS]


def build_messages(
    shown: ShownCall,
    asked: Sequence[Field],
    telling: Sequence[int] = (),
    lines: Sequence[str] = (),
    ended_reason: str = "",
) -> list[Message]:
    """Return what the model is told.

    Args:
        shown: The call without personal data.
        asked: The fields whose cause is in question.
        telling: Turns that are shown of a call that is too long to be shown whole, as far as there is room.
        lines: Lines of the instructions.
        ended_reason: How the call ended, as the platform says it.
    """
    request = render(
        "analyse_call",
        tag=shown.view.tag,
        lines=[as_one_line(text, _LONGEST_SETTING) for text in lines],
        is_whole=shown.fits,
        length=shown.view.length,
        turns=shown.write_whole() if shown.fits else shown.write_outline(telling),
        ending=as_one_line(ended_reason, _LONGEST_SETTING),
        fields=[(as_one_line(one.name, _LONGEST_SETTING), _describe(one)) for one in asked],
    )
    return [("system", render("analyse_call_role")), ("user", request)]


def read_opinions(text: str, asked: Sequence[str], shown: ShownCall, witness: Witness) -> dict[str, Opinion]:
    """Return what an answer says, by field; fields of which it says nothing that can be read are left out.

    Raises:
        BadAnswer: There is no field left.
    """
    start = text.find("{")
    try:
        answer, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
    except (ValueError, RecursionError) as wrong:
        raise BadAnswer("it is not valid JSON.") from wrong
    given = answer if isinstance(answer, dict) else {}
    opinions = {name: one for name in asked if (one := _read_opinion(given.get(name), name, shown, witness))}
    if not opinions:
        raise BadAnswer(f"give turn, quote, cause and sure for each of {', '.join(asked)}, in the form that was asked.")
    return opinions


def _read_opinion(said: object, field: str, shown: ShownCall, witness: Witness) -> Opinion | None:
    try:
        one = _Said.model_validate(said)
    except ValidationError:
        return None
    if one.cause not in set(_CAUSES) or one.sure not in set(Sureness):
        return None
    cause, sure = Cause(one.cause), Sureness(one.sure)
    turn, words = _read_citation(one)
    quote = None if cause in _ABSENCES else shown.find_quote(turn, words)
    opinion = Opinion(cause, sure, turn if quote else None, quote)
    return replace(opinion, proven=witness.bears_out(opinion, field))


def _read_citation(said: _Said) -> tuple[int, str]:
    """Return the turn and the words; small models copy the whole line, whose own number then counts."""
    line = _LINE.match(said.quote)
    if line is None:
        return said.turn, said.quote
    return int(line[1] or said.turn), said.quote[line.end() :]


def _find_telling(finding: Finding, witness: Witness) -> list[int]:
    """The turns to show first: where the rules found something, then where the field was spoken of."""
    found = [] if finding.turn is None else [finding.turn]
    return [*found, *witness.find_turns_about(finding.field)]


def _choose_lines(instructions: str, asked: Sequence[Field]) -> list[str]:
    """The lines of the instructions that seem to speak of the fields, in order."""
    lines = [line.strip() for line in instructions[:_LONGEST_INSTRUCTIONS].splitlines()]
    numbers = {number for field in asked if (number := find_own_line(field, lines)) is not None}
    return [lines[number - 1] for number in sorted(numbers)]


def _describe(field: Field) -> str:
    choices = f" One of: {', '.join(field.choices[:_MOST_CHOICES])}." if field.choices else ""
    return as_one_line(f"{field.description}{choices}", _LONGEST_SETTING)


def _build_schema(asked: Sequence[Field]) -> AnswerSchema:
    """Return the shape of an answer: one opinion under the name of each field, evidence before judgement."""
    opinion = _closed(
        {
            "turn": {"type": "integer", "minimum": _NO_TURN},
            "quote": {"type": "string"},
            "cause": {"type": "string", "enum": [cause.value for cause in _CAUSES]},
            "sure": {"type": "string", "enum": [sure.value for sure in Sureness]},
        }
    )
    return AnswerSchema("analyse_call", _closed({field.name: opinion for field in asked}))


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
