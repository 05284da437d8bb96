"""What became of one field in one conversation."""

from dataclasses import dataclass

from memory.vocabulary import Cause


@dataclass(frozen=True, slots=True)
class Outcome:
    """`captured` is the recorded value, None for a miss, which then has a `cause`.

    `turn` and `quote` point to where it shows, `given` is what the caller said although nothing was captured.
    """

    captured: str | None = None
    cause: Cause | None = None
    turn: int | None = None
    quote: str | None = None
    also_ok: tuple[Cause, ...] = ()
    given: str | None = None
