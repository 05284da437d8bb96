"""How close are two texts in meaning?"""

import math
from collections.abc import Callable, Sequence

from knowledge_base.embeddings.port import Embedder

Likeness = Callable[[str, str], float]

MOST_KEPT = 256


def compare_vectors(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of the angle between two vectors of the same size, from -1 to 1; 0 where one has no length.

    Raises:
        ValueError: They are not of the same size.
    """
    dot = sum(a * b for a, b in zip(one, other, strict=True))
    lengths = math.sqrt(sum(a * a for a in one)) * math.sqrt(sum(b * b for b in other))
    return max(-1.0, min(1.0, dot / lengths)) if lengths > 0 else 0.0


def build_likeness(embedder: Embedder) -> Likeness:
    """Return what compares two texts by meaning, from 0 (nothing in common) to 1 (the same).

    It embeds, so it is meant to be called in a thread; it may raise `EmbedderProblem`. The last vectors are kept:
    one candidate is compared with many past texts.
    """
    kept: dict[str, list[float]] = {}

    def likeness(one: str, other: str) -> float:
        vectors = dict(kept)
        unknown = [text for text in dict.fromkeys((one, other)) if text not in vectors]
        if unknown:
            vectors.update(zip(unknown, embedder.embed(unknown), strict=True))
            while len(kept) > MOST_KEPT:
                kept.pop(next(iter(kept)))
            kept.update((text, vectors[text]) for text in unknown)
        return max(0.0, compare_vectors(vectors[one], vectors[other]))

    return likeness
