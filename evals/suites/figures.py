"""What does a suite hand back: figures held against what they must reach, and tables to read."""

from dataclasses import dataclass
from math import isfinite
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        metric: What was measured, in words.
        value: What came out; infinite: never.
        cases: On how many cases it rests.
        floor: What it must reach; None: printed only.
        at_most: Does it have to stay at or below the floor instead of at or above it?
    """

    metric: str
    value: float
    cases: int
    floor: float | None = None
    at_most: bool = True

    @property
    def passed(self) -> bool:
        """Is it good enough? What is printed only always is."""
        if self.floor is None:
            return True
        return self.value <= self.floor if self.at_most else self.value >= self.floor


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """What one suite found: its figures, and the same and more as text for people."""

    name: str
    figures: tuple[Figure, ...]
    text: str

    @property
    def missed(self) -> tuple[Figure, ...]:
        """The figures that are not good enough."""
        return tuple(figure for figure in self.figures if not figure.passed)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the figures in the shape of the contract; a value that is never reached is null."""
        return [
            {
                "name": self.name,
                "metric": figure.metric,
                "value": round(figure.value, 6) if isfinite(figure.value) else None,
                "floor": figure.floor,
                "passed": figure.passed,
                "cases": figure.cases,
            }
            for figure in self.figures
        ]


def figure_table(figures: list[Figure]) -> str:
    """Set figures beside what they must reach."""
    rows = []
    for figure in figures:
        limit = "" if figure.floor is None else f"{'at most' if figure.at_most else 'at least'} {figure.floor:g}"
        verdict = "" if figure.floor is None else "reached" if figure.passed else "MISSED"
        rows.append([figure.metric, number(figure.value, 3), limit, verdict, f"{figure.cases:,}"])
    return table("Held against what is promised", ["figure", "value", "has to be", "", "cases"], rows)


def table(title: str, headings: list[str], rows: list[list[str]]) -> str:
    """Set a table in plain text; the first column stands left, the others right."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [headings, ["-" * width for width in widths], *rows]
    ]
    return "\n".join([title, "", *(f"  {line}" for line in lines), ""])


def number(value: float, digits: int = 0) -> str:
    """Write a number for a table; what is never reached is a dash."""
    return f"{value:,.{digits}f}" if isfinite(value) else "-"


def percent(share: float, digits: int = 1) -> str:
    """Write a share for a table; what cannot be said is a dash."""
    return f"{100 * share:.{digits}f} %" if isfinite(share) else "-"
