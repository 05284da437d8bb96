"""What a run may use besides its state: handed in from outside, never reached for."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from memory.database import Database
from memory.recording_files import RecordingFiles

if TYPE_CHECKING:
    from agents.model_line import ModelLine
    from tools.transcription.port import Transcriber

Clock = Callable[[], datetime]


def _nowhere() -> RecordingFiles:
    return RecordingFiles(Path(tempfile.gettempdir()) / "back-office-assistant-recordings")


@dataclass(frozen=True)
class Services:
    """The database, the clock, and the ways to the models that are configured.

    Attributes:
        model: One pass's line to the chat model: it closes after a few failures, and the next pass gets a new one.
        transcriber: What hears recordings; it loads its model once.
        recording_files: Where recordings lie.
    """

    database: Database
    clock: Clock
    build_model_line: "Callable[[], ModelLine] | None" = None
    model: "ModelLine | None" = None
    transcriber: "Transcriber | None" = None
    recording_files: RecordingFiles = field(default_factory=_nowhere)

    def for_one_pass(self) -> "Services":
        """Return these services with a fresh line to the model."""
        return self if self.build_model_line is None else replace(self, model=self.build_model_line())
