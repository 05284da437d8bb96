"""What an import did: counts, the lines it refused and why, and what it kept but has to mention."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# A file of another kind can be wrong in every line; what nobody will read is counted, not kept.
MOST_LINES_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class LineNote:
    """A sentence about one line of a file; lines are counted from 1, blank ones included."""

    line: int
    reason: str

    def as_contract(self) -> dict[str, Any]:
        """Return the note in the shape of the contract."""
        return {"line": self.line, "reason": self.reason}


@dataclass(slots=True)
class LineNotes:
    """Notes in the order of the file: the first `MOST_LINES_LISTED`, and how many there were in all."""

    listed: list[LineNote] = field(default_factory=list)
    total: int = 0
    last_line: int = 0

    def add(self, note: LineNote) -> None:
        """Take one more note."""
        self.total += 1
        self.last_line = note.line
        if len(self.listed) < MOST_LINES_LISTED:
            self.listed.append(note)

    def extend(self, notes: Iterable[LineNote]) -> None:
        """Take several more notes."""
        for note in notes:
            self.add(note)

    def as_contract(self) -> list[dict[str, Any]]:
        """Return the notes; where some were left out, a last one at the last such line says how many."""
        shown = [note.as_contract() for note in self.listed]
        left_out = self.total - len(self.listed)
        if left_out:
            shown.append({"line": self.last_line, "reason": f"... and {left_out} more lines, not listed here"})
        return shown


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a file was read and stored."""

    bytes_done: int
    bytes_total: int
    created: int
    updated: int
    unchanged: int
    refused: int


OnProgress = Callable[[ImportProgress], Awaitable[None]]


@dataclass(slots=True)
class ImportResult:
    """What became of a file's lines. `refused` were not kept; `reported` were, with a reservation."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: LineNotes = field(default_factory=LineNotes)
    reported: LineNotes = field(default_factory=LineNotes)

    def count(self, created: int, updated: int, unchanged: int) -> None:
        """Add the lines of one more batch."""
        self.created += created
        self.updated += updated
        self.unchanged += unchanged

    def as_contract(self) -> dict[str, Any]:
        """Return the result as `backoffice import --json` prints it."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused.as_contract(),
            "reported": self.reported.as_contract(),
        }

    def progress(self, bytes_done: int, bytes_total: int) -> ImportProgress:
        """Return how far the file was read, with the counts so far."""
        return ImportProgress(
            bytes_done=bytes_done,
            bytes_total=bytes_total,
            created=self.created,
            updated=self.updated,
            unchanged=self.unchanged,
            refused=self.refused.total,
        )
