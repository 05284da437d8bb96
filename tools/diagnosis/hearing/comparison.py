"""What does a recording say of its live transcript: which values both have alike, and which were misheard?"""

from dataclasses import dataclass

from memory.spoken import Mishearing


@dataclass(frozen=True, slots=True)
class Agreement:
    """A value of a field that the live transcript and the recording have alike.

    Attributes:
        field: The field it belongs to.
        turn: Place of the turn in the live transcript, from 0.
        quote: Words around it, verbatim in that turn.
        value: The value plainly written.
        whole: It is all there, as far as can be told.
        accepted: The agent went on without disputing it or asking again.
    """

    field: str
    turn: int
    quote: str
    value: str
    whole: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the recording of a call says of its live transcript, both in order of the turns."""

    mishearings: tuple[Mishearing, ...] = ()
    agreements: tuple[Agreement, ...] = ()
