import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from memory.vocabulary import Cause

FOLDER = Path(__file__).parents[4] / "evals" / "datasets" / "causes"
FEWEST_OF_A_CAUSE = 12
FEWEST_NEGATIVES = 60
SPLITS = ("open", "held_out")


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def labels() -> list[dict[str, Any]]:
    return _read("causes.jsonl")


def test_every_label_fits_its_call(labels: list[dict[str, Any]]) -> None:
    calls = {(call["project"], call["call_id"]): call for call in _read("calls.jsonl")}
    for label in labels:
        call = calls[label["project"], label["call_id"]]
        is_captured = call["captured"].get(label["field"]) is not None
        assert is_captured == label.get("captured", False) == (not label["cause"])
        first, last = label.get("turn_range", (label["turn"], label["turn"]))
        if label["turn"] is not None:
            assert 0 <= first <= label["turn"] <= last < len(call["transcript"])
        assert {label["cause"] or "refused", *label.get("also_ok", ())} <= set(Cause)


def test_every_cause_has_enough_labels_in_each_split(labels: list[dict[str, Any]]) -> None:
    counts = Counter((label["split"], label["cause"]) for label in labels)
    assert min(counts[split, cause.value] for split in SPLITS for cause in Cause) >= FEWEST_OF_A_CAUSE
    assert min(counts[split, None] for split in SPLITS) >= FEWEST_NEGATIVES


def test_no_project_is_in_both_splits(labels: list[dict[str, Any]]) -> None:
    splits = {(label["project"], label["split"]) for label in labels}
    assert len(splits) == len(_read("projects.jsonl"))


def test_a_field_of_a_call_is_labelled_once(labels: list[dict[str, Any]]) -> None:
    assert len({(label["project"], label["call_id"], label["field"]) for label in labels}) == len(labels)
