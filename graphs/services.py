"""What a run may use besides its state: handed in from outside, never reached for."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from memory.database import Database
from memory.recording_files import RecordingFiles
from tools.notifications.reach import Reach

if TYPE_CHECKING:
    from agents.model_line import ModelLine
    from agents.spending import Budget, Prices
    from knowledge_base.embeddings.port import Embedder
    from tools.transcription.port import Transcriber

Clock = Callable[[], datetime]


def _nowhere() -> RecordingFiles:
    return RecordingFiles(Path(tempfile.gettempdir()) / "back-office-assistant-recordings")


@dataclass(frozen=True)
class Services:
    """The database, the clock, and the ways to the models that are configured.

    Attributes:
        timer: Seconds from any moment on, to say how long a step took.
        model: One pass's line to the chat model: it closes after a few failures, and the next pass gets a new one.
        transcriber: What hears recordings; it loads its model once.
        recording_files: Where recordings lie.
        embedder: What finds past suggestions by meaning; it loads its model once. None: by words alone.
        prices: What the model costs.
        run_budget: What one run may spend on it at most.
        concurrency: How many questions are put to the model at once.
        reach: The ways notifications go out.
    """

    database: Database
    clock: Clock
    timer: Callable[[], float] = time.monotonic
    build_model_line: "Callable[[], ModelLine] | None" = None
    model: "ModelLine | None" = None
    transcriber: "Transcriber | None" = None
    recording_files: RecordingFiles = field(default_factory=_nowhere)
    embedder: "Embedder | None" = None
    prices: "Prices | None" = None
    run_budget: "Budget | None" = None
    concurrency: int = 4
    reach: Reach = field(default_factory=Reach)

    def for_one_pass(self) -> "Services":
        """Return these services with a fresh line to the model."""
        return self if self.build_model_line is None else replace(self, model=self.build_model_line())
