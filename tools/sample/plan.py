"""What is going to happen in a call, before a word is spoken: how it ends and which fields it misses, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from memory.vocabulary import Cause, FieldType
from tools.sample.topics.topic import Topic
from tools.sample.trades.trade import Flaw, Trade

# Ordinary shares of misses by kind of field and cause, small enough for a healthy project to stay above 95 %.
SLIPS: dict[FieldType, dict[Cause, float]] = {
    FieldType.NAME: {Cause.MISHEARD: 0.007, Cause.NOT_FOLLOWED_UP: 0.004, Cause.REFUSED: 0.003},
    FieldType.PHONE: {Cause.MISHEARD: 0.005, Cause.NOT_FOLLOWED_UP: 0.004, Cause.REFUSED: 0.006},
    FieldType.EMAIL: {Cause.MISHEARD: 0.01, Cause.REFUSED: 0.008, Cause.CALLER_DID_NOT_KNOW: 0.007},
    FieldType.DATE: {Cause.CALLER_DID_NOT_KNOW: 0.008, Cause.NOT_FOLLOWED_UP: 0.004},
    FieldType.TIME: {Cause.CALLER_DID_NOT_KNOW: 0.005, Cause.NOT_FOLLOWED_UP: 0.006},
    FieldType.NUMBER: {Cause.CALLER_DID_NOT_KNOW: 0.006, Cause.NOT_FOLLOWED_UP: 0.005},
    FieldType.MONEY: {Cause.REFUSED: 0.03, Cause.CALLER_DID_NOT_KNOW: 0.02},
    FieldType.BOOLEAN: {Cause.CALLER_DID_NOT_KNOW: 0.006, Cause.NOT_FOLLOWED_UP: 0.005},
    FieldType.CHOICE: {Cause.CALLER_DID_NOT_KNOW: 0.006, Cause.NOT_FOLLOWED_UP: 0.004},
    FieldType.ADDRESS: {Cause.MISHEARD: 0.006, Cause.NOT_FOLLOWED_UP: 0.005, Cause.CALLER_DID_NOT_KNOW: 0.004},
    FieldType.TEXT: {Cause.CALLER_DID_NOT_KNOW: 0.006, Cause.NOT_FOLLOWED_UP: 0.005},
}
SLIPS_OF_ANY = {Cause.NOT_ASKED: 0.003, Cause.GIVEN_NOT_RECORDED: 0.003}
# The share of failures that break off a conversation which had begun.
BROKEN_OFF = 0.14


class Kind(StrEnum):
    """How a call goes as a whole."""

    TALK = "talk"
    BRIEF = "brief"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    FAILED = "failed"
    BROKEN = "broken"


class Ending(StrEnum):
    """How a conversation ends."""

    COMPLETE = "complete"
    LEFT = "left"
    TRANSFERRED = "transferred"
    SILENT = "silent"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Plan:
    """A conversation to be played. `misses` names the fields that will not be captured although the call goes on.

    An `ending` other than complete comes when the share `reached` of the questions has been asked.
    """

    ending: Ending = Ending.COMPLETE
    reached: float = 1.0
    outbound: bool = False
    misses: Mapping[str, Cause] = field(default_factory=dict)
    vague: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def start_of(days: int, now: datetime) -> datetime:
    """Return the local midnight at which a fault that began `days` days before `now` set in."""
    return (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)


def has_begun(flaw: Flaw, at: datetime, now: datetime) -> bool:
    """Whether a flaw already shows in calls at a moment."""
    return flaw.days is None or at >= start_of(flaw.days, now)


def draw_kind(rng: Random, trade: Trade, at: datetime, now: datetime) -> Kind:
    """Return how a call that comes in at `at` goes."""
    mix = trade.mix
    failed = share_of_failures(trade, at, now)
    if rng.random() < failed:
        return Kind.BROKEN if rng.random() < BROKEN_OFF else Kind.FAILED
    shares = (mix.no_answer, mix.busy, mix.voicemail, mix.brief)
    kinds = (Kind.NO_ANSWER, Kind.BUSY, Kind.VOICEMAIL, Kind.BRIEF, Kind.TALK)
    return rng.choices(kinds, (*shares, 1 - sum(shares)))[0]


def share_of_failures(trade: Trade, at: datetime, now: datetime) -> float:
    """Return the share of calls that fail at a moment."""
    outage, usual = trade.outage, trade.mix.failed
    if outage is None:
        return usual
    since = (at - start_of(outage.days, now)) / timedelta(days=1)
    if since < 0:
        return usual
    return usual + (outage.rate - usual) * min(1.0, (since + 1) / outage.ramp)


def draw_plan(rng: Random, trade: Trade, at: datetime, now: datetime, *, broken: bool = False) -> Plan:
    """Return what will happen in a conversation that begins at `at`."""
    mix = trade.mix
    ending = Ending.BROKEN
    if not broken:
        shares = (mix.leaving, mix.transferred, mix.silent)
        endings = (Ending.LEFT, Ending.TRANSFERRED, Ending.SILENT, Ending.COMPLETE)
        ending = rng.choices(endings, (*shares, 1 - sum(shares)))[0]
    misses: dict[str, Cause] = {}
    vague: dict[str, tuple[str, ...]] = {}
    flaw = trade.flaw if trade.flaw is not None and has_begun(trade.flaw, at, now) else None
    for topic in trade.topics:
        cause = _ordinary_slip(rng, topic)
        if flaw is not None and flaw.field == topic.name:
            vague[topic.name] = flaw.vague
            if rng.random() < flaw.rate:
                cause = rng.choices(tuple(flaw.causes), tuple(flaw.causes.values()))[0]
        if cause is not None:
            misses[topic.name] = cause
    reached = 1.0 if ending is Ending.COMPLETE else rng.uniform(0.15, 0.95)
    return Plan(ending, reached, rng.random() < mix.outbound, misses, vague)


def _ordinary_slip(rng: Random, topic: Topic) -> Cause | None:
    if not topic.asked:
        return None
    left = rng.random() / topic.slips
    for cause, share in (*SLIPS[topic.type].items(), *SLIPS_OF_ANY.items()):
        left -= share
        if left < 0:
            return cause
    return None
