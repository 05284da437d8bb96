"""Labelled calls as files have them: projects, calls, and why which field was missed in which call."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Speaker, Turn

OPEN = "open"
"""Calls that anybody may read; what is learnt from them shows on the others."""


@dataclass(frozen=True, slots=True)
class Project:
    """What every call of a project is to capture, by which instructions."""

    name: str
    fields: tuple[Field, ...]
    instructions: str


@dataclass(frozen=True, slots=True)
class Label:
    """Why one field was not captured in one call; `cause` is None where it was.

    `turns` are the first and the last turn that show it, if any does; `is_absence` says that no turn need be named.
    `also` are further causes that one could defend, `basis` is how the label came about.
    """

    project: str
    call_id: str
    field: str
    cause: Cause | None
    turns: tuple[int, int] | None
    is_absence: bool
    also: frozenset[Cause]
    basis: str


@dataclass(frozen=True, slots=True)
class LabelledCalls:
    """Calls with their projects by name, and what is known of them."""

    title: str
    projects: dict[str, Project]
    calls: tuple[tuple[str, Call], ...]
    labels: tuple[Label, ...]

    def sample(self, most: int, seed: int) -> "LabelledCalls":
        """Keep at most so many calls that carry a label, chosen by chance but alike for the same seed."""
        labelled = sorted({(label.project, label.call_id) for label in self.labels})
        chosen = set(random.Random(seed).sample(labelled, min(most, len(labelled))))
        return replace(
            self,
            calls=tuple((project, call) for project, call in self.calls if (project, call.call_id) in chosen),
            labels=tuple(label for label in self.labels if (label.project, label.call_id) in chosen),
        )


def read_labelled(folder: Path, title: str) -> LabelledCalls:
    """Read a folder with `projects.jsonl`, files `calls*.jsonl` and `causes.jsonl`, as the contract has them."""
    return LabelledCalls(
        title=title,
        projects={line["project"]: as_project(line) for line in read_lines(folder / "projects.jsonl")},
        calls=tuple(
            (line["project"], as_call(line))
            for path in sorted(folder.glob("calls*.jsonl"))
            for line in read_lines(path)
        ),
        labels=tuple(map(_as_label, read_lines(folder / "causes.jsonl"))),
    )


def read_splits(folder: Path, title: str) -> list[LabelledCalls]:
    """Read a folder whose labels name the split they belong to, each split apart, the open one first."""
    every = read_labelled(folder, title)
    split_of = {line["project"]: line["split"] for line in read_lines(folder / "projects.jsonl") if "split" in line}
    split_of |= {line["project"]: line["split"] for line in read_lines(folder / "causes.jsonl") if "split" in line}
    splits = sorted({split_of.get(name, OPEN) for name in every.projects}, key=lambda split: (split != OPEN, split))
    return [
        LabelledCalls(
            title=f"{title}, {split.replace('_', ' ')}",
            projects=every.projects,
            calls=tuple(pair for pair in every.calls if split_of.get(pair[0], OPEN) == split),
            labels=tuple(label for label in every.labels if split_of.get(label.project, OPEN) == split),
        )
        for split in splits
    ]


def as_call(line: dict[str, Any]) -> Call:
    """Make a call of one line of a file of calls."""
    return Call(
        call_id=line["call_id"],
        started_at=datetime.fromisoformat(line["started_at"]),
        status=CallStatus(line["status"]),
        ended_reason=line.get("ended_reason"),
        duration_s=line.get("duration_s"),
        captured={name: str(value) for name, value in (line.get("captured") or {}).items() if value is not None},
        transcript=tuple(
            Turn(Speaker(turn["speaker"]), turn["text"], turn.get("start_s"), turn.get("end_s"))
            for turn in line.get("transcript") or ()
        ),
    )


def as_project(line: dict[str, Any]) -> Project:
    """Make a project of one line of a file of projects."""
    fields = tuple(
        Field(
            name=one["name"],
            description=one.get("description") or "",
            type=FieldType(one.get("type") or "text"),
            required=one.get("required", True),
            choices=tuple(one.get("choices") or ()),
        )
        for one in line["fields"]
    )
    return Project(line["project"], fields, line.get("instructions") or "")


def _as_label(line: dict[str, Any]) -> Label:
    turns = [*(line.get("turn_range") or ()), *([] if line.get("turn") is None else [line["turn"]])]
    return Label(
        project=line["project"],
        call_id=line["call_id"],
        field=line["field"],
        cause=Cause(line["cause"]) if line["cause"] else None,
        turns=(min(turns), max(turns)) if turns else None,
        is_absence=line.get("turn") is None,
        also=frozenset(map(Cause, line.get("also_ok") or ())),
        basis=line.get("basis") or "unknown",
    )


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
