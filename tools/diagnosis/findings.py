"""What happened to each field in one call, and if it was not captured: why?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memory.vocabulary import Call, Cause, Field, Finding
from tools.diagnosis.endings import has_conversation, read_ending
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.language import is_understood
from tools.diagnosis.order import passed_over, times_to_ask
from tools.diagnosis.questions import is_placeholder, is_request
from tools.diagnosis.reading import Conversation, cut_quote, fold, read_call
from tools.diagnosis.topics import build_topics
from tools.diagnosis.tracing import trace_field
from tools.diagnosis.verdicts import Circumstances, Verdict, judge

IN_ANOTHER_LANGUAGE = 0.25
"""How sure the rules can be of a call whose language they do not know."""

SURELY_GIVEN = 0.65
"""From this confidence on a value answers its question, and stands for no other field."""


def find_fields(call: Call, fields: Sequence[Field], instructions: str = "") -> list[Finding]:
    """One finding per field, in the order given.

    A captured, non-blank value has no cause. For the rest, `turn` and `quote` show where it went wrong or
    where the value stands (for a call that ended first, its last turn); both are None for `not_asked` and
    `no_conversation`. `instructions` tell how often a question is to be put, and in which order if they
    insist on one. Time grows with the fields and with what is read of the call (see `reading`), not with
    what it holds.
    """
    missing = [field for field in fields if not is_captured(call, field)]
    causes = _find_causes(call, fields, missing, instructions) if missing else {}
    return [_finding(call, field, causes.get(field.name)) for field in fields]


def find_given(call: Call, fields: Sequence[Field], instructions: str = "") -> list[Finding]:
    """One finding per field for a call of which nobody knows what was captured, as of a mere recording.

    A value that was given whole and not disputed counts as captured, with its turn and quote; the rest is as
    in `find_fields`. What the call holds as captured stays so.
    """
    heard = hear_values(call, fields, instructions)
    known = replace(call, captured={**{name: value.text for name, value in heard.items()}, **call.captured})
    found = find_fields(known, fields, instructions)
    return [
        replace(one, turn=value.finding.turn, quote=value.finding.quote, confidence=value.finding.confidence)
        if (value := heard.get(one.field)) is not None
        else one
        for one in found
    ]


def hear_values(call: Call, fields: Sequence[Field], instructions: str = "") -> dict[str, "Heard"]:
    """The values given whole and not disputed, by field name: first those that answer, then those volunteered."""
    heard: dict[str, Heard] = {}
    for surest in (True, False):
        known = replace(call, captured={**{name: one.text for name, one in heard.items()}, **call.captured})
        missing = [field for field in fields if not is_captured(known, field)]
        for name, verdict in (_find_causes(known, fields, missing, instructions) if missing else {}).items():
            given = verdict.cause is Cause.GIVEN_NOT_RECORDED and verdict.turn is not None
            if given and verdict.turn is not None and (not surest or verdict.confidence >= SURELY_GIVEN):
                text = verdict.turn.text[verdict.start : verdict.end].strip(" ,.;:!?")
                if text:
                    finding = replace(_finding(call, Field(name), verdict), captured=True, cause=None)
                    heard[name] = Heard(text, finding)
    return heard


@dataclass(frozen=True, slots=True)
class Heard:
    """A value as it was said, and where."""

    text: str
    finding: Finding


def is_captured(call: Call, field: Field) -> bool:
    """Whether the call holds a value for the field that is not blank."""
    return bool((call.captured.get(field.name) or "").strip())


def _find_causes(call: Call, fields: Sequence[Field], missing: list[Field], instructions: str) -> dict[str, Verdict]:
    conversation = read_call(call)
    if not has_conversation(call, conversation):
        return {field.name: Verdict(Cause.NO_CONVERSATION, 0.95) for field in missing}
    exchange = Exchange(conversation, build_topics(fields))
    ending, heard = read_ending(call, conversation), _agent_heard(conversation)
    names = {field.name for field in missing}
    causes = {}
    for topic in exchange.topics:
        name = topic.field.name
        if name in names:
            taken = frozenset(fold(v).strip()[:200] for k, v in call.captured.items() if k != name and v)
            passed = passed_over(exchange.topics, topic, exchange.asks, instructions)
            circumstances = Circumstances(ending, heard, passed, times_to_ask(instructions))
            causes[name] = judge(trace_field(exchange, topic, taken), exchange, circumstances)
    return causes if is_understood(conversation) else {name: _doubt(verdict) for name, verdict in causes.items()}


def _doubt(verdict: Verdict) -> Verdict:
    return replace(verdict, confidence=min(verdict.confidence, IN_ANOTHER_LANGUAGE))


def _agent_heard(conversation: Conversation) -> bool:
    return any(
        not is_placeholder(turn.text) or any(is_request(sentence) for sentence in turn.sentences)
        for turn in conversation.agent_turns
    )


def _finding(call: Call, field: Field, verdict: Verdict | None) -> Finding:
    if verdict is None:
        return Finding(call.call_id, field.name, captured=True)
    turn = quote = None
    if verdict.turn is not None:
        quote = cut_quote(verdict.turn.text, verdict.start, verdict.end) or None
        turn = verdict.turn.index if quote else None
    return Finding(call.call_id, field.name, False, verdict.cause, turn, quote, verdict.confidence)
