"""Embeds by counting words, without a model: the same text always gives the same vector."""

import hashlib
import math
import re
from collections.abc import Sequence

from knowledge_base.embeddings.port import EmbedderProblem

_WORD = re.compile(r"\w+")


class FakeEmbedder:
    """Puts every word on a place of the vector that its digest names, so texts that share words are close.

    Args:
        name: What to call itself; vectors of another name are another model's.
        size: How many numbers a vector has.
        problem: The sentence to fail with, instead of giving anything back.
    """

    def __init__(self, *, name: str = "fake", size: int = 384, problem: str | None = None) -> None:
        self.name = name
        self.size = size
        self._problem = problem

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder`."""
        if self._problem is not None:
            raise EmbedderProblem(self._problem)
        return [self._embed(text) for text in texts]

    def _embed(self, text: str) -> list[float]:
        vector = [0.0] * self.size
        # A text without words has a place of its own.
        for word in _WORD.findall(text.casefold()) or [""]:
            digest = hashlib.sha256(f"{self.name} {word}".encode("utf-8", "replace")).digest()
            vector[int.from_bytes(digest[:4]) % self.size] += 1.0
        length = math.sqrt(sum(number * number for number in vector))
        return [number / length for number in vector]
