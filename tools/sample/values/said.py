"""What one value is, and how it sounds when a person says it and when the agent says it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from tools.sample.people import Caller


@dataclass(frozen=True, slots=True)
class Scene:
    """What a value may depend on: who speaks and on which day (the caller's own date)."""

    caller: Caller
    today: date


@dataclass(frozen=True, slots=True)
class Said:
    """`value` is what should be captured, `spoken` the caller's words, `readback` the agent's words for it."""

    value: str
    spoken: str
    readback: str


Say = Callable[[Random, Scene], Said]
