"""Which of two turns of an agent do what was wanted there, as a model sees it that knows not which is which?

It judges each turn by itself, with its evidence first. What it writes is never shown: its verdicts count, and the
sentences for people are ours.
"""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.frozen_calls import FrozenCall, Judgement, Wanted
from agents.model_line import BadAnswer, ModelLine
from agents.models import AnswerSchema, Message
from agents.prompting import as_one_line, choose_tag, render
from agents.replay_view import ShownReplay
from memory.replays import CallGroup, JudgedBy
from memory.vocabulary import Field

MOST_TURNS = 14
"""Turns before the decision point that the judge reads, besides the opening."""

_LONGEST_SETTING = 200
_LONGEST_REPLY = 600
_LONGEST_LIST, _MOST_OTHERS = 600, 30
_LONGEST_EVIDENCE = 300
_RIGHT, _WRONG = "right", "wrong"
_WISHES = {(Wanted.ASK, CallGroup.BAD): "ask_in_a_bad_call", (Wanted.ASK, CallGroup.GOOD): "ask_in_a_good_call"}
_DOES = {
    Wanted.ASK: "asks for",
    Wanted.ASK_AGAIN: "asks more closely for",
    Wanted.READ_BACK: "reads back, or has said again,",
    Wanted.GO_ON: "goes on without asking again for",
}
_DOES_NOT = {
    Wanted.ASK: "does not clearly ask for",
    Wanted.ASK_AGAIN: "does not ask more closely for",
    Wanted.READ_BACK: "does not read back",
    Wanted.GO_ON: "does harm after the caller gave",
}


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    evidence: str
    verdict: str


async def judge_pair(
    line: ModelLine, frozen: FrozenCall, old_reply: str, new_reply: str, *, swap: bool, shown: ShownReplay
) -> tuple[Judgement, Judgement]:
    """Return what a model says of the turns under the old and the new text, asked once for both.

    It reads them as the first and the second, the new one first where they are swapped, and nothing tells it which is
    which. Turns have placeholders for personal data.

    Raises:
        ModelProblem: There is no usable judgement.
    """
    pair = (new_reply, old_reply) if swap else (old_reply, new_reply)

    def read(answer: str) -> tuple[bool, bool]:
        return read_verdicts(answer, pair)

    messages = build_messages(frozen, pair, shown)
    verdicts = await line.ask(messages, read, schema=_build_schema(), purpose="judge")
    old, new = reversed(verdicts) if swap else verdicts
    return _as_judgement(frozen, right=old), _as_judgement(frozen, right=new)


def build_messages(frozen: FrozenCall, pair: tuple[str, str], shown: ShownReplay) -> list[Message]:
    """Return what the judge is told: the call, what is wanted there, and the two turns as first and second."""
    turns = [f"{speaker.value}: {as_one_line(text, _LONGEST_REPLY)}" for speaker, text in shown.list_latest(MOST_TURNS)]
    first, second = (as_one_line(shown.hide(reply), _LONGEST_REPLY) for reply in pair)
    detail = _describe(frozen.field)
    others = as_one_line(", ".join(_list_others(frozen)), _LONGEST_LIST)
    request = render(
        "judge_turns",
        tag=choose_tag([*turns, first, second, detail, others]),
        turns=turns,
        detail=detail,
        others=others,
        wanted=_WISHES.get((frozen.wanted, frozen.group), frozen.wanted.value),
        first=first,
        second=second,
    )
    return [("system", render("judge_turns_role")), ("user", request)]


def read_verdicts(text: str, pair: tuple[str, str]) -> tuple[bool, bool]:
    """Return whether the first and the second turn are right; one that is empty never is.

    Raises:
        BadAnswer: The answer has another form.
    """
    start = text.find("{")
    try:
        answer, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
        said = [_Said.model_validate(answer[name]) for name in ("first", "second")]
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as wrong:
        raise BadAnswer("give evidence and verdict for the first and for the second turn, as JSON.") from wrong
    if any(one.verdict not in {_RIGHT, _WRONG} for one in said):
        raise BadAnswer(f'each verdict is "{_RIGHT}" or "{_WRONG}".')
    first, second = (one.verdict == _RIGHT and bool(reply.strip()) for one, reply in zip(said, pair, strict=True))
    if pair[0].strip() == pair[1].strip():
        # One verdict for one turn; in doubt it is not right.
        first = second = first and second
    return first, second


def _as_judgement(frozen: FrozenCall, *, right: bool) -> Judgement:
    name = frozen.field.name.replace("_", " ")
    does = (_DOES if right else _DOES_NOT)[frozen.wanted]
    return Judgement(right=right, reason=f"A model judged that it {does} the {name}.", judged_by=JudgedBy.MODEL)


def _list_others(frozen: FrozenCall) -> list[str]:
    others = (one for one in frozen.fields if one.required and one.name != frozen.field.name)
    return [one.name.replace("_", " ") for one in others][:_MOST_OTHERS]


def _describe(field: Field) -> str:
    described = f": {field.description}" if field.description else ""
    return as_one_line(f"{field.name.replace('_', ' ')}{described}", _LONGEST_SETTING)


def _build_schema() -> AnswerSchema:
    verdict = _closed(
        {
            "evidence": {"type": "string", "maxLength": _LONGEST_EVIDENCE},
            "verdict": {"type": "string", "enum": [_RIGHT, _WRONG]},
        }
    )
    return AnswerSchema("judge_turns", _closed({"first": verdict, "second": verdict}))


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
