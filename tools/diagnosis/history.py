"""What can happen to one field in the course of a call: asked, answered, disputed, refused, passed over."""

from dataclasses import dataclass, field

from tools.diagnosis.echoes import Echo
from tools.diagnosis.questions import (
    Ask,
)
from tools.diagnosis.reactions import Reaction
from tools.diagnosis.reading import Utterance
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Value


@dataclass(frozen=True, slots=True)
class Attempt:
    """A value the caller gave: `answering` when it followed a question for the field."""

    turn: Utterance
    value: Value
    answering: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A reaction that is no value; `direct` when it names the field or the field alone was asked for."""

    turn: Utterance
    reaction: Reaction
    start: int
    end: int
    direct: bool


@dataclass(slots=True)
class History:
    """All that happened to one field in one call, each list in order of the turns."""

    topic: Topic
    asks: list[Ask]
    attempts: list[Attempt] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    silent: list[Ask] = field(default_factory=list)
    """Questions behind which no word of the caller was heard."""
    evaded: list[Ask] = field(default_factory=list)
    """Questions behind which the caller spoke of something else."""
    troubled: list[Utterance] = field(default_factory=list)
    """Agent turns that say a value was not understood or not found."""
    echo: Echo = Echo.NONE
    """How the agent's last repetition of the value stands to what the caller said."""
    pieced: bool = False
    """The agent repeated, rightly, a whole number that the caller gave in pieces."""
    mistaken: int | None = None
    """The caller's turn that the agent first repeated wrongly."""
