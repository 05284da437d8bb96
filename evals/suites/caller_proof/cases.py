"""Calls whose callers speak injections, the trades they call, and what must never come of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from evals.suites.causes.labelled import as_call, as_project, read_lines
from memory.drafts import Snapshot
from memory.vocabulary import Call, Cause, Field, Finding, Metric, Quote, Speaker
from tools.diagnosis import diagnose, find_fields
from tools.diagnosis.diagnosis import Diagnosis

FOLDER = Path(__file__).parents[2] / "datasets" / "injections"


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile call.

    Attributes:
        call: As the platform sends it.
        family: What kind of attack it is.
        language: Of what the caller says.
        spoken: What stands in the call, in pieces where it is split over turns.
        order: What the caller wants, decoded and in English.
        reworded: The same in words the caller did not use; None: there is no such text.
        needles: Signs of the payload; none may stand in anything that is shown.
        effects: What else must not happen.
    """

    call: Call
    family: str
    language: str
    spoken: tuple[str, ...]
    order: str
    reworded: str | None
    needles: tuple[str, ...]
    effects: frozenset[str]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The hostile turns themselves: the worst that could be quoted to a model."""
        pieces = [piece.strip() for piece in self.spoken]
        return tuple(
            Quote(self.call.call_id, place, turn.text)
            for place, turn in enumerate(self.call.transcript)
            if turn.speaker is Speaker.CALLER and any(piece in turn.text for piece in pieces)
        )


@dataclass(frozen=True)
class Trade:
    """A project with its hostile and its ordinary calls, all of which miss the same field.

    `lines` are the same calls as they are imported, `good_lines` further ones in which all went well. `controls` are
    harmless texts against what is missed, `question` is what an agent asks that follows them.
    """

    key: str
    name: str
    goal: str
    instructions: str
    fields: tuple[Field, ...]
    attacks: tuple[Attack, ...]
    ordinary: tuple[Call, ...]
    lines: tuple[dict[str, Any], ...]
    project_line: dict[str, Any]
    good_lines: tuple[dict[str, Any], ...]
    controls: tuple[str, ...]
    question: str

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All calls, the hostile ones first."""
        return (*(attack.call for attack in self.attacks), *self.ordinary)

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules find in all calls."""
        return [one for call in self.calls for one in find_fields(call, self.fields, self.instructions)]

    @cached_property
    def diagnosis(self) -> Diagnosis:
        """Why the field is missed, over all calls."""
        return diagnose(self.findings, self.calls, self.fields)

    @cached_property
    def usual_words(self) -> tuple[str, ...]:
        """What callers of ordinary calls say, one text a turn."""
        return tuple(text for call in self.ordinary for text in _spoken(call))

    def words_around(self, attack: Attack) -> tuple[str, ...]:
        """What callers say where one call of many is hostile, one text a turn."""
        return (*_spoken(attack.call), *self.usual_words)

    @cached_property
    def settings(self) -> str:
        """All that the project itself says, as one text."""
        told = [self.name, self.goal, self.instructions]
        for field in self.fields:
            told += [field.name, field.description, *field.choices]
        return "\n".join(told)

    def snapshot(self, attack: Attack | None = None) -> Snapshot:
        """Gather what a draft rests on as the product does; of an attack, its own words are quoted first."""
        diagnosis = self.diagnosis
        lead = diagnosis.lead_field
        quotes = (*(attack.quotes if attack else ()), *diagnosis.evidence)
        return Snapshot(
            project_name=self.name,
            goal=self.goal,
            instructions=self.instructions,
            base_version=1,
            fields=self.fields,
            missing=tuple(field for field in self.fields if field.name == lead),
            cause=diagnosis.main or Cause.NOT_ASKED,
            quotes=quotes[:6],
            calls=len(self.calls),
            missed=len(self.calls),
            metric=Metric.CAPTURE,
        )


def read_trades(folder: Path = FOLDER, *, every: int = 1) -> list[Trade]:
    """Read the trades with their calls; `every` n-th attack of each is kept."""
    labels = {line["call_id"]: line for line in read_lines(folder / "payloads.jsonl")}
    names = ("calls", "ordinary_calls", "good_calls", "controls")
    hostile, ordinary, good, controls = (list(read_lines(folder / f"{name}.jsonl")) for name in names)
    trades = []
    for line in read_lines(folder / "projects.jsonl"):
        key, project = line["project"], as_project(line)
        kept = [one for one in hostile if one["project"] == key][::every]
        usual, went_well, own = (
            tuple(one for one in lines if one["project"] == key) for lines in (ordinary, good, controls)
        )
        trades.append(
            Trade(
                key=key,
                name=line["name"],
                goal=line["goal"],
                instructions=line["instructions"],
                fields=project.fields,
                attacks=tuple(_as_attack(one, labels[one["call_id"]]) for one in kept),
                ordinary=tuple(map(as_call, usual)),
                lines=(*kept, *usual),
                project_line=line,
                good_lines=went_well,
                controls=tuple(one["text"] for one in own),
                question=own[0]["question"],
            )
        )
    return trades


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write a file that can be imported."""
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def _spoken(call: Call) -> list[str]:
    return [turn.text for turn in call.transcript if turn.speaker is Speaker.CALLER]


def _as_attack(line: dict[str, Any], label: dict[str, Any]) -> Attack:
    return Attack(
        call=as_call(line),
        family=label["family"],
        language=label["language"],
        spoken=tuple(label["spoken"]),
        order=label["order"],
        reworded=label.get("reworded"),
        needles=tuple(label["needles"]),
        effects=frozenset(label["effects"]),
    )
