"""Does the sample keep to the shapes and limits of the contract?"""

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from tests.unit.tools.sample.conftest import NOW
from tools.sample.generate import DAYS, Sample

CONTRACT = Path(__file__).resolve().parents[5] / "shared" / "contract"


@pytest.mark.parametrize(("schema", "objects"), [("project", "projects"), ("call", "calls")])
def test_every_line_validates_against_the_contract(sample: Sample, schema: str, objects: str) -> None:
    file = CONTRACT / f"{schema}.schema.json"
    if not file.exists():
        pytest.skip(f"the contract is not there: {file.name}")
    validator = jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
    lines = sample.projects if objects == "projects" else list(sample.calls())[::5]
    assert not [error.message for line in lines for error in validator.iter_errors(json.loads(json.dumps(line)))]


def test_there_are_seven_projects_and_about_four_thousand_calls(sample: Sample) -> None:
    assert len(sample.projects) == 7
    assert 3_700 <= len(list(sample.calls())) <= 4_400


def test_calls_belong_to_projects_and_capture_exactly_their_fields(sample: Sample) -> None:
    fields = {project["project"]: {field["name"] for field in project["fields"]} for project in sample.projects}
    assert all(call["captured"].keys() == fields[call["project"]] for call in sample.calls())


def test_choices_are_captured_as_one_of_the_choices(sample: Sample) -> None:
    for project in sample.projects:
        for field in project["fields"]:
            captured = {
                call["captured"][field["name"]] for call in sample.calls() if call["project"] == project["project"]
            }
            if choices := field.get("choices"):
                assert captured - {None} == set(choices)


def test_call_ids_are_unique(sample: Sample) -> None:
    ids = Counter((call["project"], call["call_id"]) for call in sample.calls())
    assert ids.most_common(1)[0][1] == 1


def test_calls_come_oldest_first_and_end_within_the_sixty_days_before_now(sample: Sample) -> None:
    starts = [datetime.fromisoformat(call["started_at"]) for call in sample.calls()]
    ends = [at + timedelta(seconds=call["duration_s"]) for at, call in zip(starts, sample.calls(), strict=True)]
    assert starts == sorted(starts)
    assert min(starts) >= NOW - timedelta(days=DAYS)
    assert max(ends) < NOW
    assert NOW - max(ends) < timedelta(days=1)
    assert {at.utcoffset() for at in starts} == {timedelta(hours=2)}


def test_turns_follow_each_other_in_time_and_end_with_the_call(sample: Sample) -> None:
    for call in sample.calls():
        times = [time for turn in call["transcript"] for time in (turn["start_s"], turn["end_s"])]
        assert times == sorted(times)
        assert not times or times[-1] <= call["duration_s"] + 0.1


def test_the_platforms_verdict_is_what_the_contract_would_derive(sample: Sample) -> None:
    given = set()
    for project in sample.projects:
        required = [field["name"] for field in project["fields"] if field["required"]]
        for call in sample.calls():
            if call["project"] == project["project"] and "success" in call:
                complete = all(call["captured"][name] is not None for name in required)
                assert call["success"] == (call["status"] == "completed" and complete)
                given.add(call["project"])
    assert 0 < len(given) < len(sample.projects)


def test_instructions_are_of_a_real_length_and_of_different_styles(sample: Sample) -> None:
    texts = [project["instructions"] for project in sample.projects]
    assert all(150 <= len(text.split()) <= 500 for text in texts)
    for mark in (r"^1\. ", r"^#+ ", r"^[-*] ", r"\{\{\w+\}\}", r"https://\S+", r"R\d+", r"recorded", r"\d\d:\d\d"):
        having = sum(bool(re.search(mark, text, re.M)) for text in texts)
        assert having >= 1, mark
    assert any(not re.search(r"^(#|[-*] |\d\. )", text, re.M) for text in texts)


def test_targets_and_optional_fields_vary(sample: Sample) -> None:
    fields = [field for project in sample.projects for field in project["fields"]]
    assert {field["required"] for field in fields} == {True, False}
    assert len({project["target_success_rate"] for project in sample.projects}) > 2
    assert len({field.get("target_capture_rate") for field in fields}) > 2
    assert len({field["type"] for field in fields}) >= 10
