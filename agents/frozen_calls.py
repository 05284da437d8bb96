"""What is a past call that is stopped at a turn of the agent, what is wanted of that turn, and what came of it?"""

from dataclasses import dataclass, replace
from enum import StrEnum

from memory.replays import CallGroup, JudgedBy
from memory.vocabulary import Call, Cause, Field


class Wanted(StrEnum):
    """What the agent's next turn should do about a field."""

    ASK = "ask"
    """Ask for it, in one clear question."""
    ASK_AGAIN = "ask_again"
    """Not let a vague or missing answer pass."""
    READ_BACK = "read_back"
    """Repeat the value that was just given, or have it spelled or said again."""
    GO_ON = "go_on"
    """Go on without asking for it again, since the caller has given it."""


@dataclass(frozen=True, slots=True)
class FrozenCall:
    """A past call stopped where the agent speaks turn number `turn`; the turns before it were heard as they were.

    `field` was missed for `cause` (a bad call), or went well and must go on doing so (a good one). `fields` are all
    those of the project; without them, code knows only the one.
    """

    call: Call
    field: Field
    group: CallGroup
    cause: Cause
    turn: int
    wanted: Wanted = Wanted.ASK
    fields: tuple[Field, ...] = ()

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The fields of the project, this one among them."""
        return self.fields if self.field in self.fields else (*self.fields, self.field)

    @property
    def heard(self) -> Call:
        """The call as far as it was heard; what it captured in the end stays known."""
        return replace(self.call, transcript=tuple(self.call.transcript[: self.turn]))

    @property
    def real_turn(self) -> str:
        """What the agent really said there, if anything; a caller's personal data may stand in it."""
        return self.call.transcript[self.turn].text if self.turn < len(self.call.transcript) else ""

    @property
    def key(self) -> str:
        """What tells this decision point from all others, for replays that are kept."""
        return f"{self.call.call_id}:{self.turn}:{self.field.name}:{self.wanted.value}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a turn does what is wanted there, why in a sentence for people, and who says so."""

    right: bool
    reason: str
    judged_by: JudgedBy = JudgedBy.CODE
