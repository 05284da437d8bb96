"""What a recogniser makes of one piece of sound, before it is believed."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from memory.spoken import Word

REPETITIVE = 2.4
UNSURE = -1.0
SILENCE = 0.6
"""OpenAI's own thresholds: a text compressed by more, less probable, or with a higher chance of silence, is doubted."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one piece; times are seconds within it.

    Attributes:
        words: In order.
        log_probability: Mean over the tokens.
        no_speech: How probable it is that nothing was said.
        repetition: How many times smaller the text becomes when it is compressed.
    """

    words: tuple[Word, ...]
    log_probability: float = 0.0
    no_speech: float = 0.0
    repetition: float = 0.0

    @property
    def is_silence(self) -> bool:
        """Does the model itself think that nothing was said?"""
        return self.no_speech > SILENCE and self.log_probability < UNSURE


class PieceListener(Protocol):
    """Hears pieces of one recording. `language` is None until it is given or found out."""

    @property
    def language(self) -> str | None:
        """As ISO 639-1 writes it."""

    @property
    def language_probability(self) -> float:
        """How sure that is, from 0 to 1."""

    def listen(self, pieces: Sequence[NDArray[np.float32]]) -> list[Heard]:
        """Hear pieces, at 16,000 samples a second, and say for each what was heard."""


def compression_ratio(text: str) -> float:
    """Say how many times smaller a text becomes when it is compressed; 0 for an empty one."""
    content = text.encode()
    return len(content) / len(zlib.compress(content)) if content else 0.0
