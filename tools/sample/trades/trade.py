"""What has to be known about a project to play its calls: when they come in, what is said, what goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memory.vocabulary import Cause
from tools.sample.topics.topic import Topic


@dataclass(frozen=True, slots=True)
class Timetable:
    """When calls come in: a mean per day, the weight of each weekday (Monday first) and of each hour of the day."""

    per_day: float
    weekdays: tuple[float, ...]
    hours: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of calls by how they go; what is left over is a conversation.

    `outbound` is the share of conversations in which the agent phones back, the others are counted among all calls.
    `leaving`, `transferred` and `silent` are shares of conversations that end early for those reasons.
    """

    no_answer: float = 0.06
    busy: float = 0.02
    voicemail: float = 0.05
    failed: float = 0.015
    brief: float = 0.04
    outbound: float = 0.1
    leaving: float = 0.02
    transferred: float = 0.008
    silent: float = 0.005


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one field: in the share `rate` of conversations it is missed for one of `causes`.

    `days` is how many days before the end it began, None where it was always so. `vague` is what callers say from
    then on in place of a value.
    """

    field: str
    rate: float
    causes: Mapping[Cause, float]
    days: int | None = None
    vague: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outage:
    """Technical failures: the share of failed calls rises to `rate` over `ramp` days, from `days` before the end."""

    rate: float
    days: int
    ramp: int


@dataclass(frozen=True, slots=True)
class Trade:
    """One project with everything its calls are made of.

    `openings` are the agent's first words, `callbacks` those after a caller picked up the phone. `reasons` are why
    people call; they may name fields in braces, which are then given without being asked. `asides` are questions of
    callers with the agent's answers. `acks` are how this agent acknowledges an answer. `wrap_ups` follow the summary;
    they may hold `{reference}`. Openings and callbacks may hold `{notice}`, the words the law asks for.
    """

    key: str
    prefix: str
    brand: str
    agent: str
    name: str
    goal: str
    instructions: str
    topics: tuple[Topic, ...]
    acks: tuple[str, ...]
    openings: tuple[str, ...]
    callbacks: tuple[str, ...]
    reasons: tuple[str, ...]
    welcomes: tuple[str, ...]
    asides: tuple[tuple[str, str], ...]
    wrap_ups: tuple[str, ...]
    timetable: Timetable
    target_success_rate: float
    mix: Mix = field(default_factory=Mix)
    flaw: Flaw | None = None
    outage: Outage | None = None
    notice: str = ""
    gives_success: bool = False

    def as_project(self) -> dict[str, Any]:
        """Return the project in the shape of the contract."""
        return {
            "project": self.key,
            "name": self.name,
            "goal": self.goal,
            "instructions": self.instructions,
            "target_success_rate": self.target_success_rate,
            "time_zone": "Africa/Johannesburg",
            "fields": [topic.as_field() for topic in self.topics],
        }
