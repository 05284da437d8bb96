"""What turns texts into vectors, whichever model does it."""

from collections.abc import Sequence
from typing import Protocol


class EmbedderProblem(Exception):  # noqa: N818 - named by the word the product uses
    """Texts could not be embedded: no model, no server, a foreign file; `sentence` says it to a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Embedder(Protocol):
    """Turns texts into vectors of length 1. It may be kept and used from several threads."""

    @property
    def name(self) -> str:
        """Which model it is, and in which form: vectors of two names are never compared."""

    @property
    def size(self) -> int:
        """How many numbers a vector has."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a vector for each text, in order; meant to run in a thread of its own.

        Any text will do: an empty one has a vector too, and of a long one only the beginning counts.

        Raises:
            EmbedderProblem: It cannot be done; the sentence says why.
        """
