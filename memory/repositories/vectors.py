"""How vectors are stored and compared: at length 1, and only with vectors of the same model and size."""

import math
from collections.abc import Sequence
from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import Column, ColumnElement, Double, and_, cast, func, type_coerce

MOST_NUMBERS = 4_000  # half the largest size that a row of a table can hold


def to_unit(vector: Sequence[float]) -> list[float]:
    """Return a vector at length 1.

    Raises:
        ValueError: It has no length, too many numbers, or some that are none.
    """
    if not 0 < len(vector) <= MOST_NUMBERS:
        raise ValueError(f"A vector has between 1 and {MOST_NUMBERS:,} numbers.")
    length = math.hypot(*vector)
    if not math.isfinite(length) or length == 0:
        raise ValueError("A vector has finite numbers, and one of them at least is not 0.")
    return [float(number) / length for number in vector]


def is_comparable(model: Column[Any], embedding: Column[Any], wanted: str, size: int) -> ColumnElement[bool]:
    """Return what holds for vectors of one model and size."""
    return and_(model == wanted, func.vector_dims(embedding) == size)


def distance(embedding: Column[Any], vector: Sequence[float]) -> ColumnElement[float]:
    """Return the cosine distance from a vector, from 0 to 2."""
    sought = cast(to_unit(vector), HALFVEC)
    return type_coerce(embedding.op("<=>")(sought), Double)


def to_likeness(found: float) -> float:
    """Return the likeness, from 0 to 1, of a cosine distance."""
    return max(0.0, min(1.0, 1.0 - found)) if math.isfinite(found) else 0.0
