"""How does a value look in the binary format of COPY? Every value is its length in bytes, then its bytes.

The format is described in the PostgreSQL manual under COPY, "Binary Format"; it needs no escaping, and reads
half again as fast as text does.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"

TEXT_OID = 25
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECONDS = 1_000_000

LENGTH = Struct(">i")
SIZED_INTEGER = Struct(">ii")
SIZED_DOUBLE = Struct(">id")
SIZED_FLAG = Struct(">i?")
# Number of dimensions, whether there are nulls, type of the elements, their number, index of the first.
ARRAY_HEADER = Struct(">iiiii")
EMPTY_ARRAY = Struct(">iiii").pack(12, 0, 0, TEXT_OID)


def sized(data: bytes) -> bytes:
    """Return bytes as a value: text in UTF-8, JSON, bytea or uuid."""
    return LENGTH.pack(len(data)) + data


def sized_text(text: str | None) -> bytes:
    """Return a text, or null."""
    return NULL if text is None else sized(text.encode())


def sized_integer(number: int | None) -> bytes:
    """Return an `integer`, or null."""
    return NULL if number is None else SIZED_INTEGER.pack(4, number)


def sized_double(number: float | None) -> bytes:
    """Return a `double precision`, or null."""
    return NULL if number is None else SIZED_DOUBLE.pack(8, number)


def sized_flag(flag: bool | None) -> bytes:  # noqa: FBT001 - the value itself
    """Return a `boolean`, or null."""
    return NULL if flag is None else SIZED_FLAG.pack(1, flag)


def sized_texts(texts: Sequence[str]) -> bytes:
    """Return a `text[]`."""
    if not texts:
        return EMPTY_ARRAY
    elements = b"".join(sized(text.encode()) for text in texts)
    return sized(ARRAY_HEADER.pack(1, 0, TEXT_OID, len(texts), 1) + elements)


def microseconds(moment: datetime) -> int:
    """Return a time with an offset as `timestamptz` counts it: microseconds since the year 2000, UTC."""
    passed: timedelta = moment - EPOCH
    return (passed.days * 86_400 + passed.seconds) * MICROSECONDS + passed.microseconds


def copy_data(rows: Iterable[bytes]) -> bytes:
    """Return rows, each opened by the number of its columns, as one COPY."""
    return b"".join((HEADER, *rows, TRAILER))
