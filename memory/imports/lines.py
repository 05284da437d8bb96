"""Which lines stand in a JSON Lines file, and which of them cannot be read at all?

The file is read as bytes and in bounded memory, whatever it holds: a line that is too long is skipped
without being loaded, and bytes that are no UTF-8 text are named as such, line by line.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

MOST_LINE_BYTES = 16 * 1024 * 1024
MOST_BATCH_BYTES = 16 * 1024 * 1024
READ_BYTES = 1024 * 1024
# A lone NUL is what UTF-16 leaves of its last line break.
BLANK = b" \t\r\n\x00"


class UnreadableFileError(Exception):
    """The file cannot be opened or read; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line that is not blank, counted from 1: its bytes, or the `problem` that keeps it from being read."""

    number: int
    data: bytes
    problem: str | None = None


class LineReader:
    """Reads a file in batches of lines; a context manager that owns the open file."""

    def __init__(self, source: Path) -> None:
        try:
            self._file = source.open("rb", buffering=READ_BYTES)
            self.bytes_total = source.stat().st_size
        except OSError as error:
            raise _unreadable(source, error) from error
        self._source = source
        self._number = 0
        self.bytes_done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def read_batch(self, most_lines: int) -> list[RawLine]:
        """Return the next lines, as many as fit; an empty list at the end of the file."""
        batch: list[RawLine] = []
        size = 0
        try:
            for line in self._lines():
                batch.append(line)
                size += len(line.data)
                if len(batch) >= most_lines or size >= MOST_BATCH_BYTES:
                    break
        except OSError as error:
            raise _unreadable(self._source, error) from error
        return batch

    def _lines(self) -> Iterator[RawLine]:
        while data := self._file.readline(MOST_LINE_BYTES + 1):
            self._number += 1
            self.bytes_done += len(data)
            if len(data) > MOST_LINE_BYTES and not data.endswith(b"\n"):
                self._skip_rest()
                yield RawLine(self._number, b"", f"the line is longer than {MOST_LINE_BYTES >> 20} MB")
                continue
            problem = _find_problem(data, is_first=self._number == 1)
            if problem is not None:
                yield RawLine(self._number, b"", problem)
            elif text := (data.removeprefix(BOM_UTF8) if self._number == 1 else data).strip(BLANK):
                yield RawLine(self._number, text)

    def _skip_rest(self) -> None:
        while data := self._file.readline(READ_BYTES):
            self.bytes_done += len(data)
            if data.endswith(b"\n"):
                return


def _find_problem(data: bytes, *, is_first: bool) -> str | None:
    if is_first and data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "the file is UTF-16 text; save it as UTF-8"
    if b"\x00" in data and data != b"\x00":
        return "the line holds NUL bytes, so it is no UTF-8 text (UTF-16, or a file of another kind?)"
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"the line is not UTF-8 text (byte {error.start + 1} of the line)"
    return None


def _unreadable(source: Path, error: OSError) -> UnreadableFileError:
    return UnreadableFileError(f"{source} cannot be read: {(error.strerror or str(error)).lower()}.")
