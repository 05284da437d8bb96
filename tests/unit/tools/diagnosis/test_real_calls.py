"""Measured on labelled calls of real datasets: causes, turns and quotes."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Finding, Speaker, Turn
from tools.diagnosis import diagnose, find_fields

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "contract"
FEWEST_LABELS = 10
MACRO_F1_FLOOR = 0.92
TURN_FLOOR = 0.96

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the labelled calls are not there: {DATA}")

Found = dict[tuple[str, str, str], Finding]


def read(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def as_call(line: dict[str, Any]) -> Call:
    return Call(
        call_id=line["call_id"],
        started_at=datetime.fromisoformat(line["started_at"]),
        status=CallStatus(line["status"]),
        ended_reason=line.get("ended_reason"),
        captured={name: value for name, value in line["captured"].items() if value},
        transcript=tuple(Turn(Speaker(turn["speaker"]), turn["text"]) for turn in line["transcript"]),
    )


def as_fields(project: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=one["name"],
            description=one.get("description") or "",
            type=FieldType(one["type"]),
            required=one["required"],
            choices=tuple(one.get("choices") or ()),
        )
        for one in project["fields"]
    )


@pytest.fixture(scope="module")
def projects() -> dict[str, dict[str, Any]]:
    return {project["project"]: project for project in read("projects.jsonl")}


@pytest.fixture(scope="module")
def calls() -> dict[str, list[Call]]:
    by_project: dict[str, list[Call]] = {}
    for name in ("calls.jsonl", "calls_edited.jsonl"):
        for line in read(name):
            by_project.setdefault(line["project"], []).append(as_call(line))
    return by_project


@pytest.fixture(scope="module")
def found(projects: dict[str, dict[str, Any]], calls: dict[str, list[Call]]) -> Found:
    return {
        (project, call.call_id, finding.field): finding
        for project, every in calls.items()
        for call in every
        for finding in find_fields(call, as_fields(projects[project]), projects[project]["instructions"])
    }


def test_every_quote_stands_word_for_word_in_its_turn(found: Found, calls: dict[str, list[Call]]) -> None:
    transcripts = {(project, call.call_id): call.transcript for project, every in calls.items() for call in every}
    quoted = 0
    for (project, call_id, _), finding in found.items():
        if finding.quote is not None and finding.turn is not None:
            quoted += 1
            assert finding.quote in transcripts[project, call_id][finding.turn].text
    assert quoted > 300


def test_causes_agree_with_the_labels(found: Found) -> None:
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for label in read("causes.jsonl"):
        finding = found[label["project"], label["call_id"], label["field"]]
        cause = finding.cause.value if finding.cause else None
        if label["cause"] is None:
            assert cause is None
            continue
        agrees = cause in {label["cause"], *(label.get("also_ok") or [])}
        true[label["cause"]] += 1
        said[label["cause"] if agrees else str(cause)] += 1
        right[label["cause"]] += agrees
    scores = {cause: 2 * right[cause] / (true[cause] + said[cause]) for cause in true if true[cause] >= FEWEST_LABELS}
    assert len(scores) == 6
    assert sum(scores.values()) / len(scores) >= MACRO_F1_FLOOR, scores


def test_turns_are_right_within_one(found: Found) -> None:
    near = []
    for label in read("causes.jsonl"):
        if label["cause"] is None:
            continue
        turn = found[label["project"], label["call_id"], label["field"]].turn
        first, last = label.get("turn_range") or (label["turn"], label["turn"])
        near.append(turn == label["turn"] or (turn is not None and first is not None and first - 1 <= turn <= last + 1))
    assert sum(near) / len(near) >= TURN_FLOOR


@pytest.mark.parametrize(
    ("project", "main"),
    [
        *(
            (name, Cause.NOT_ASKED)
            for name in ("hotels-2-search-house", "hotels-3-reserve-hotel", "hotels-4-search-hotel")
        ),
        *((name, Cause.NOT_ASKED) for name in ("services-1-find-provider", "services-2-find-provider")),
        *(
            (f"identity-check-{one}", Cause.MISHEARD)
            for one in ("letter-digit", "letter-word", "nato-digit", "nato-word")
        ),
    ],
)
def test_the_main_cause_of_a_project_is_found(
    project: str, main: Cause, found: Found, calls: dict[str, list[Call]], projects: dict[str, dict[str, Any]]
) -> None:
    untouched = [call for call in calls[project] if not call.call_id.endswith("-e")]
    ids = {call.call_id for call in untouched}
    findings = [one for (name, call_id, _), one in found.items() if name == project and call_id in ids]
    diagnosis = diagnose(findings, untouched, as_fields(projects[project]))
    assert diagnosis.main is main
    assert len(diagnosis.evidence) == 5
