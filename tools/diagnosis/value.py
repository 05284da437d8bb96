"""What is a value that a caller said, before anybody decides whether it was the right one?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tools.diagnosis.reading import Utterance
from tools.diagnosis.topics import Topic


class Form(StrEnum):
    """How much of a value was heard."""

    WHOLE = "whole"
    PARTIAL = "partial"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a turn: its span, what it comes to when written plainly, and its form."""

    start: int
    end: int
    normal: str
    form: Form = Form.WHOLE
    spelled: bool = False


class Finder(Protocol):
    """Finds a value of one kind in a turn; `answering` when the turn follows a question for the field."""

    def __call__(self, turn: Utterance, topic: Topic, /, *, answering: bool) -> Value | None:
        """The value, or None."""


_WORDS_SHOWN = 120


def whole_turn(turn: Utterance, normal: str, form: Form = Form.WHOLE) -> Value:
    """A value that takes the whole turn, as digits spelled out do."""
    return Value(0, min(len(turn.text), _WORDS_SHOWN), normal, form)
