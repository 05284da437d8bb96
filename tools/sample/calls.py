"""What one call looks like in the shape of the contract, together with why each of its fields is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from memory.vocabulary import Cause
from tools.sample.dialogue.brief import reach_a_mailbox, stay_brief
from tools.sample.dialogue.conversation import converse
from tools.sample.dialogue.outcome import Outcome
from tools.sample.dialogue.talk import Line, part_of_day
from tools.sample.dialogue.timing import with_times
from tools.sample.plan import Kind, draw_kind, draw_plan
from tools.sample.trades.trade import Trade
from tools.sample.truth import Miss

# A brief call stays below the 15 seconds from which on a call counts as a conversation.
LONGEST_BRIEF_CALL_S = 13.5
NO_CONVERSATION = Outcome(cause=Cause.NO_CONVERSATION)
OVER_AT_ONCE = Outcome(cause=Cause.NO_CONVERSATION, also_ok=(Cause.CALL_ENDED_FIRST, Cause.NOT_ASKED))


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on the line: the contract's status and reason, the turns, and every field's outcome."""

    status: str
    ended_reason: str
    rest_s: float
    lines: list[Line] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def make_call(
    rng: Random, trade: Trade, call_id: str, at: datetime, now: datetime
) -> tuple[dict[str, Any], list[Miss]]:
    """Return a call that begins at `at` and the truth about its missing fields."""
    kind = draw_kind(rng, trade, at, now)
    happening = _happen(rng, trade, kind, at, now)
    turns = with_times(rng, happening.lines)
    duration = (turns[-1]["end_s"] if turns else 0.0) + happening.rest_s
    if kind is Kind.BRIEF:
        turns, duration = _hasten(turns, duration)
    captured = {topic.name: happening.outcomes[topic.name].captured for topic in trade.topics}
    call: dict[str, Any] = {
        "project": trade.key,
        "call_id": call_id,
        "started_at": at.isoformat(),
        "duration_s": round(duration, 1),
        "status": happening.status,
        "ended_reason": happening.ended_reason,
        "captured": captured,
        "transcript": turns,
    }
    if trade.gives_success:
        complete = all(captured[topic.name] is not None for topic in trade.topics if topic.required)
        call["success"] = happening.status == "completed" and complete
    return call, _misses(call_id, happening.outcomes)


def _happen(rng: Random, trade: Trade, kind: Kind, at: datetime, now: datetime) -> Happening:
    part = part_of_day(at)
    nothing = {topic.name: NO_CONVERSATION for topic in trade.topics}
    if kind in {Kind.TALK, Kind.BROKEN}:
        broken = kind is Kind.BROKEN
        talk = converse(rng, trade, at, draw_plan(rng, trade, at, now, broken=broken))
        status = "failed" if broken else "completed"
        return Happening(status, talk.ended_reason, rng.uniform(0.3, 2.5), talk.lines, dict(talk.outcomes))
    if kind is Kind.BRIEF:
        lines, reason = stay_brief(rng, trade, part)
        outcomes = {topic.name: OVER_AT_ONCE for topic in trade.topics}
        return Happening("completed", reason, rng.uniform(0.2, 1.5), lines, outcomes)
    if kind is Kind.VOICEMAIL:
        lines = reach_a_mailbox(rng, trade, part)
        return Happening("voicemail", "agent_hung_up", rng.uniform(0.5, 4.0), lines, nothing)
    if kind is Kind.FAILED:
        return Happening("failed", "error", rng.choice((0.0, rng.uniform(0.5, 6.0))), [], nothing)
    rest = rng.uniform(18.0, 32.0) if kind is Kind.NO_ANSWER else rng.uniform(1.0, 4.0)
    return Happening(kind.value, kind.value, rest, [], nothing)


def _hasten(turns: list[dict[str, Any]], duration: float) -> tuple[list[dict[str, Any]], float]:
    """Press a brief call together where it would last too long."""
    if duration <= LONGEST_BRIEF_CALL_S:
        return turns, duration
    share = LONGEST_BRIEF_CALL_S / duration
    pressed = [
        turn | {"start_s": round(turn["start_s"] * share, 2), "end_s": round(turn["end_s"] * share, 2)}
        for turn in turns
    ]
    return pressed, LONGEST_BRIEF_CALL_S


def _misses(call_id: str, outcomes: dict[str, Outcome]) -> list[Miss]:
    return [
        Miss(call_id, name, outcome.cause, outcome.turn, outcome.quote, outcome.also_ok, outcome.given)
        for name, outcome in outcomes.items()
        if outcome.cause is not None
    ]
