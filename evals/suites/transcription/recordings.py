"""Which recordings is it measured on, and what is said on them?"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FEW = 6


@dataclass(frozen=True, slots=True)
class Recording:
    """One file; `reference` is None where nobody wrote down what is said, and then only the time counts."""

    path: Path
    kind: str
    duration_s: float
    reference: str | None


def read_recordings(folder: Path) -> list[Recording]:
    """Read the manifest of the recordings beside the project."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [
        Recording(folder / entry["file"], entry["kind"], float(entry["duration_s"]), _reference(folder, entry))
        for entry in entries
    ]


def few_of_each_kind(recordings: list[Recording]) -> list[Recording]:
    """Return the shortest of each kind, for a look."""
    kinds = sorted({recording.kind for recording in recordings})
    return [
        recording
        for kind in kinds
        for recording in sorted((one for one in recordings if one.kind == kind), key=lambda one: one.duration_s)[
            : FEW // len(kinds)
        ]
    ]


def _reference(folder: Path, entry: dict[str, Any]) -> str | None:
    if entry.get("reference"):
        turns = json.loads((folder / entry["reference"]).read_text(encoding="utf-8"))
        return " ".join(turn["text"] for turn in turns)
    return entry.get("text")
