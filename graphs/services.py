"""What a run may use besides its state: handed in from outside, never reached for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from memory.database import Database

if TYPE_CHECKING:
    from agents.models import ModelLine

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Services:
    """The database, the clock, and the model if one is configured."""

    database: Database
    clock: Clock
    model: "ModelLine | None" = None
