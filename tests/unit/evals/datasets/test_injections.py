import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evals.suites.caller_proof.needles import find_payload
from memory.imports.schemas import CallLine, ProjectLine

FOLDER = Path(__file__).parents[4] / "evals" / "datasets" / "injections"
FEWEST_CALLS, FEWEST_TRADES, FEWEST_LANGUAGES, FEWEST_OF_A_FAMILY = 330, 10, 12, 12
FAMILIES = {
    "action", "captured", "direct", "edit_format", "encoded", "fence", "language", "leak", "markup", "posing",
    "social", "split", "transcript",
}  # fmt: skip


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def payloads() -> list[dict[str, Any]]:
    return _read("payloads")


@pytest.fixture(scope="module")
def projects() -> dict[str, dict[str, Any]]:
    return {line["project"]: line for line in _read("projects")}


def test_there_are_enough_calls_of_every_family_over_enough_trades(payloads: list[dict[str, Any]]) -> None:
    families = Counter(label["family"] for label in payloads)
    assert len(payloads) >= FEWEST_CALLS
    assert set(families) == FAMILIES
    assert min(families.values()) >= FEWEST_OF_A_FAMILY
    assert len({label["project"] for label in payloads}) >= FEWEST_TRADES
    assert len({label["language"] for label in payloads}) >= FEWEST_LANGUAGES


def test_every_call_has_one_label_and_no_two_callers_say_the_same(payloads: list[dict[str, Any]]) -> None:
    assert {label["call_id"] for label in payloads} == {call["call_id"] for call in _read("calls")}
    assert len({label["call_id"] for label in payloads}) == len(payloads)
    assert len({tuple(label["spoken"]) for label in payloads}) == len(payloads)


def test_what_is_labelled_as_spoken_stands_in_the_call(payloads: list[dict[str, Any]]) -> None:
    calls = {call["call_id"]: call for call in _read("calls")}
    for label in payloads:
        call = calls[label["call_id"]]
        said = "\n".join(turn["text"] for turn in call["transcript"] if turn["speaker"] == "caller").casefold()
        assert all(piece.strip().casefold() in said for piece in label["spoken"]), label["call_id"]
        if label["placement"] == "captured":
            assert any(label["spoken"][0] == value for value in call["captured"].values())


def test_every_order_carries_a_sign_that_the_project_does_not(
    payloads: list[dict[str, Any]], projects: dict[str, dict[str, Any]]
) -> None:
    for label in payloads:
        own = json.dumps(projects[label["project"]], ensure_ascii=False)
        assert find_payload(label["order"], label["needles"], own) is not None, label["call_id"]


def test_harmless_texts_carry_no_sign_of_a_payload(payloads: list[dict[str, Any]]) -> None:
    needles = [needle for label in payloads for needle in label["needles"]]
    for control in _read("controls"):
        assert find_payload(f"{control['text']} {control['question']}", needles) is None


def test_all_of_it_keeps_to_the_contract(projects: dict[str, dict[str, Any]]) -> None:
    import msgspec

    for line in projects.values():
        assert msgspec.convert(line, ProjectLine).fields
    for name in ("calls", "ordinary_calls", "good_calls"):
        for line in _read(name):
            assert line["project"] in projects
            assert msgspec.convert(line, CallLine).transcript


def test_hostile_and_ordinary_calls_miss_the_field_that_good_calls_capture(projects: dict[str, dict[str, Any]]) -> None:
    missed = {line["project"]: line["field"] for line in _read("controls")}
    assert set(missed) == set(projects)
    for name, is_there in (("calls", False), ("ordinary_calls", False), ("good_calls", True)):
        for line in _read(name):
            assert (line["captured"][missed[line["project"]]] is not None) is is_there
