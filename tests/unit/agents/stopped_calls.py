"""Calls that are stopped at a decision point, shared by the tests of replay and judge."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from agents.frozen_calls import FrozenCall, Wanted
from agents.model_line import ModelLine
from agents.models import ModelSettings
from agents.scripted_server import ScriptedServer
from memory.replays import CallGroup
from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Speaker, Turn

OLD = "You are the phone agent of {{company}}, a kennel.\nAsk for the name and the number of nights.\n"
NEW = f"{OLD}Ask for the e-mail address before you say goodbye.\n"

NAME = Field("owner_name", "Name of the owner", FieldType.NAME)
NIGHTS = Field("nights", "How many nights the dog stays", FieldType.NUMBER)
EMAIL = Field("email", "E-mail address of the owner", FieldType.EMAIL)
FOOD = Field("food", "What the dog eats")
FIELDS = (NAME, NIGHTS, EMAIL, FOOD)

BAD = (
    "Happy Tails, how can I help?",
    "I'd like to board my dog over Easter.",
    "Of course. What is your name, please?",
    "My name is Pieter Zondi.",
    "How many nights will your dog stay, Pieter?",
    "Four nights.",
    "Four nights it is. Thank you for calling, goodbye!",
    "Bye.",
)
GOOD = (
    *BAD[:6],
    "And what is your e-mail address?",
    "It's pieter.zondi@mail.example",
    "Thank you. What does your dog eat?",
    "Only chicken.",
    "Thank you for calling, goodbye!",
)
PERSONAL = ("Pieter", "Zondi", "mail.example")


def make_call(said: Sequence[str] = BAD, call_id: str = "c-1", *, age: int = 0, **captured: str) -> Call:
    """Return a call in which agent and caller speak by turns, the agent first."""
    speakers = (Speaker.AGENT, Speaker.CALLER)
    return Call(
        call_id,
        datetime(2026, 11, 2, tzinfo=UTC) - timedelta(days=age),
        CallStatus.COMPLETED,
        captured=captured,
        success=len(captured) == len(FIELDS),
        transcript=tuple(Turn(speakers[place % 2], text) for place, text in enumerate(said)),
    )


def stop(
    said: Sequence[str] = BAD,
    turn: int = 6,
    *,
    field: Field = EMAIL,
    cause: Cause = Cause.NOT_ASKED,
    group: CallGroup = CallGroup.BAD,
    wanted: Wanted = Wanted.ASK,
    **captured: str,
) -> FrozenCall:
    """Return a call stopped at a turn of the agent."""
    return FrozenCall(make_call(said, **captured), field, group, cause, turn, wanted, FIELDS)


def as_line(server: ScriptedServer, timeout_s: float = 20) -> ModelLine:
    """Return the way to a scripted model."""
    return ModelLine(ModelSettings("m", None, server.url, timeout_s))
