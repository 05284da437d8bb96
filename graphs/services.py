"""What a run may use besides its state: handed in from outside, never reached for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from memory.database import Database

if TYPE_CHECKING:
    from agents.model_line import ModelLine

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Services:
    """The database, the clock, and the way to the model if one is configured.

    `model` is one pass's line to it: it closes after a few failures, and the next pass gets a new one.
    """

    database: Database
    clock: Clock
    build_model_line: "Callable[[], ModelLine] | None" = None
    model: "ModelLine | None" = None

    def for_one_pass(self) -> "Services":
        """Return these services with a fresh line to the model."""
        return self if self.build_model_line is None else replace(self, model=self.build_model_line())
