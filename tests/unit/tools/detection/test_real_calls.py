"""Does the monitor say the obvious, and only that, on recorded calls?"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from memory.vocabulary import IssueKind
from tests.unit.tools.detection.worlds import build_stream
from tools.detection.detect import detect
from tools.detection.stream import Stream

DATA = Path(__file__).parents[5] / "shared" / "data" / "contract"


@pytest.fixture(scope="module")
def captures() -> dict[tuple[str, str], Stream]:
    """One stream per project and required field, over completed calls."""
    if not DATA.is_dir():
        # They are not part of the project: licences keep them out. Made-up streams test the same elsewhere.
        pytest.skip("the recorded calls are not on this machine")
    calls = [json.loads(line) for line in (DATA / "calls.jsonl").read_text().splitlines()]
    projects = [json.loads(line) for line in (DATA / "projects.jsonl").read_text().splitlines()]
    return {
        (project["project"], field["name"]): build_stream(
            (datetime.fromisoformat(call["started_at"]), 1, int(bool(call["captured"].get(field["name"]))))
            for call in calls
            if call["project"] == project["project"] and call["status"] == "completed"
        )
        for project in projects
        for field in project["fields"]
        if field["required"]
    }


def test_fields_that_are_mostly_missed_are_level_problems(captures: dict[tuple[str, str], Stream]) -> None:
    low = {
        key: stream
        for key, stream in captures.items()
        if stream.rate is not None
        and ((stream.calls >= 20 and stream.rate <= 0.5) or (stream.calls >= 80 and stream.rate <= 0.65))
    }
    found = {key: detect(stream, target=0.9).issue for key, stream in low.items()}

    assert len(low) >= 5
    assert {key for key, issue in found.items() if issue is None} == set()
    assert {issue.kind for issue in found.values() if issue} == {IssueKind.LEVEL}


def test_fields_that_are_nearly_always_captured_open_nothing(captures: dict[tuple[str, str], Stream]) -> None:
    good = {key: stream for key, stream in captures.items() if stream.rate is not None and stream.rate >= 0.97}

    assert len(good) >= 20
    assert [key for key, stream in good.items() if detect(stream, target=0.9).issue] == []


def test_a_handful_of_calls_opens_nothing(captures: dict[tuple[str, str], Stream]) -> None:
    assert [key for key, s in captures.items() if s.calls < 20 and detect(s, target=0.9).issue] == []
