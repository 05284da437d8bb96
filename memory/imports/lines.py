"""Which lines stand in a JSON Lines file, and which of them cannot be read at all?

The file is read as bytes and in bounded memory, whatever it holds: a line that is too long is skipped
without being loaded, and bytes that are no UTF-8 text are named as such, line by line.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

MOST_LINE_BYTES = 16 * 1024 * 1024
MOST_BATCH_BYTES = 16 * 1024 * 1024
READ_BYTES = 1024 * 1024
# A lone NUL is what UTF-16 leaves of its last line break.
BLANK = b" \t\r\n\x00"


class UnreadableFileError(Exception):
    """The file cannot be opened or read; the message is a sentence for people."""


class RawLine(Struct, frozen=True, gc=False):
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

    def read_batch(self, most_lines: int) -> list[RawLine] | None:
        """Return what the next lines hold, blank ones left out, or None at the end of the file.

        At most `most_lines` are read, blank ones included, and not many more than `MOST_BATCH_BYTES`.
        """
        batch: list[RawLine] = []
        start, last = self.bytes_done, self._number + most_lines
        try:
            while self._number < last and self.bytes_done - start < MOST_BATCH_BYTES:
                data = self._file.readline(MOST_LINE_BYTES + 1)
                if not data:
                    return batch or None
                line = self._take(data)
                if line is not None:
                    batch.append(line)
        except OSError as error:
            raise _unreadable(self._source, error) from error
        return batch

    def _take(self, data: bytes) -> RawLine | None:
        self._number += 1
        self.bytes_done += len(data)
        if len(data) > MOST_LINE_BYTES and not data.endswith(b"\n"):
            self._skip_rest()
            return RawLine(self._number, b"", f"the line is longer than {MOST_LINE_BYTES >> 20} MB")
        problem = _find_problem(data, is_first=self._number == 1)
        if problem is not None:
            return RawLine(self._number, b"", problem)
        text = (data.removeprefix(BOM_UTF8) if self._number == 1 else data).strip(BLANK)
        return RawLine(self._number, text) if text else None

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
