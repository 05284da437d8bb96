"""Labelled turns as files have them: a call up to a certain point, and what an agent might say there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agents.frozen_calls import FrozenCall, Wanted
from evals.suites.causes.labelled import read_lines
from memory.replays import CallGroup
from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Speaker, Turn

JUDGEMENTS = Path(__file__).parents[2] / "datasets" / "judgements"
OPEN, HELD_OUT = "open", "held_out"
SPLITS = (OPEN, HELD_OUT)
_DAY = datetime(2026, 11, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One turn an agent might say at a decision point, and whether it does what is wanted there."""

    frozen: FrozenCall
    reply: str
    right: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A decision point in a trade, with turns of which some are right and some are wrong."""

    trade: str
    frozen: FrozenCall
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def cases(self) -> Iterator[Case]:
        """Its turns one by one."""
        for is_right, replies in ((True, self.right), (False, self.wrong)):
            for reply in replies:
                yield Case(self.frozen, reply, is_right)

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Its turns by two, a right and a wrong one."""
        yield from zip(self.right, self.wrong, strict=False)


def read_scenes(split: str, folder: Path = JUDGEMENTS) -> list[Scene]:
    """Read the scenes of a split, none where there is no file of it."""
    path = folder / f"{split}.jsonl"
    return [_as_scene(line) for line in read_lines(path)] if path.is_file() else []


def _as_scene(line: dict[str, Any]) -> Scene:
    fields = tuple(
        Field(one["name"], one["description"], FieldType(one["type"]), choices=tuple(one.get("choices") or ()))
        for one in line["fields"]
    )
    heard = tuple(Turn(Speaker(speaker), text) for speaker, text in line["heard"])
    frozen = FrozenCall(
        call=Call(line["scene"], _DAY, CallStatus.COMPLETED, transcript=heard),
        field=next(one for one in fields if one.name == line["field"]),
        group=CallGroup(line["group"]),
        cause=Cause(line["cause"]),
        turn=len(heard),
        wanted=Wanted(line["wanted"]),
        fields=fields,
    )
    replies = line["replies"]
    return Scene(
        line["trade"],
        frozen,
        tuple(one["text"] for one in replies if one["right"]),
        tuple(one["text"] for one in replies if not one["right"]),
    )
