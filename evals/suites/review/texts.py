"""Instruction texts with defects put into them on purpose, and what a review must find in each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memory.vocabulary import Field, FieldType

TEXTS = Path(__file__).parents[2] / "datasets" / "reviews" / "texts.jsonl"
SPLITS = ("open", "held_out")


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect that was put into a text: the rule it breaks, and the words it stands in, None for an absence.

    An optional one comes along with another; a review may name it or not.
    """

    rule: str
    quote: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """Instructions with all their defects; without any it is a clean twin."""

    id: str
    split: str
    project: str
    goal: str
    fields: tuple[Field, ...]
    text: str
    defects: tuple[Defect, ...]


def read_texts(path: Path = TEXTS) -> list[ReviewedText]:
    """Return the texts in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        return [_read_text(json.loads(line)) for line in lines]


def read_fields(lines: list[dict[str, Any]]) -> tuple[Field, ...]:
    """Make fields of what a project's line says of them."""
    return tuple(
        Field(
            name=one["name"],
            description=one.get("description") or "",
            type=FieldType(one.get("type") or "text"),
            required=one.get("required", True),
            choices=tuple(one.get("choices") or ()),
        )
        for one in lines
    )


def read_unlabelled(folder: Path) -> Iterator[ReviewedText]:
    """Yield the instructions of others that lie beside the project, of which nobody knows what is wrong."""
    projects = folder / "contract" / "projects.jsonl"
    if projects.is_file():
        for number, line in enumerate(projects.read_text(encoding="utf-8").splitlines(), start=1):
            one = json.loads(line)
            fields = read_fields(one["fields"])
            yield ReviewedText(
                f"project {number}", "", one["name"], one.get("goal") or "", fields, one["instructions"], ()
            )
    paths = [path for path in (folder / "instructions").rglob("*") if path.suffix in {".txt", ".md"}]
    for path in sorted(paths):
        if path.stem.lower() != "readme":
            yield ReviewedText(path.stem, "", "", "", (), path.read_text(encoding="utf-8-sig"), ())


def _read_text(line: dict[str, Any]) -> ReviewedText:
    defects = tuple(Defect(one["rule"], one["quote"], one.get("optional", False)) for one in line["labels"])
    fields = read_fields(line["fields"])
    return ReviewedText(line["id"], line["split"], line["project"], line["goal"], fields, line["text"], defects)
