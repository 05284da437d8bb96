"""Findings held against labels that are known by heart."""

import json
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from evals.suites.causes import suite
from evals.suites.causes.labelled import Label, LabelledCalls, Project, read_labelled, read_splits
from evals.suites.causes.scoring import Judged, score
from evals.suites.effort import effort_of
from memory.vocabulary import Call, CallStatus, Cause, Field, Finding, Speaker, Turn
from tests.unit.tools.diagnosis.dialogues import WHEN

TURNS = tuple(Turn(Speaker.AGENT if place % 2 else Speaker.CALLER, f"words of turn {place}") for place in range(8))
EMAIL = Field("email")


def label(call: int, cause: Cause | None, turns: tuple[int, int] | None = (4, 5), *also: Cause) -> Label:
    return Label("p", f"c-{call}", "email", cause, turns, turns is None, frozenset(also), "written")


def labelled(*labels: Label) -> LabelledCalls:
    calls = tuple(
        ("p", Call(one.call_id, WHEN, CallStatus.COMPLETED, transcript=TURNS)) for one in dict.fromkeys(labels)
    )
    return LabelledCalls("invented", {"p": Project("p", (EMAIL,), "")}, calls, labels)


def always(cause: Cause | None, turn: int | None = None, quote: str | None = None) -> suite.Find:
    """An analysis that says the same of every call."""
    return lambda call, fields, _: [
        Finding(call.call_id, field.name, cause is None, cause, turn, quote, 0.9) for field in fields
    ]


def test_f1_counts_what_was_said_wrongly_and_what_was_left_out() -> None:
    of = labelled(*(label(i, Cause.REFUSED) for i in range(12)), *(label(i, Cause.MISHEARD) for i in range(12, 24)))
    scored = score(of, always(Cause.REFUSED))
    assert scored.f1(Cause.REFUSED) == pytest.approx(2 * 12 / (12 + 24))
    assert scored.f1(Cause.MISHEARD) == 0
    assert scored.macro_f1() == pytest.approx((2 / 3 + 0) / 2)


def test_a_cause_with_few_labels_is_not_averaged_over() -> None:
    of = labelled(*(label(i, Cause.REFUSED) for i in range(12)), label(30, Cause.MISHEARD))
    assert score(of, always(Cause.REFUSED)).macro_f1() == pytest.approx(2 * 12 / (12 + 13))
    assert isnan(score(labelled(label(0, Cause.REFUSED)), always(Cause.REFUSED)).macro_f1())


def test_a_defensible_cause_counts_in_the_lenient_figure_alone() -> None:
    of = labelled(*(label(i, Cause.NOT_ASKED, None, Cause.CALL_ENDED_FIRST) for i in range(12)))
    scored = score(of, always(Cause.CALL_ENDED_FIRST))
    assert (scored.macro_f1(), scored.macro_f1(lenient=True)) == (0, 1)


@pytest.mark.parametrize(("turn", "near"), [(2, False), (3, True), (5, True), (6, True), (7, False), (None, False)])
def test_a_turn_is_near_within_one_of_the_range(turn: int | None, near: bool) -> None:
    finding = Finding("c-1", "email", False, Cause.REFUSED, turn)
    assert Judged(label(1, Cause.REFUSED), finding).is_near is near


def test_an_absence_has_no_turn() -> None:
    absent = label(1, Cause.NOT_ASKED, None)
    assert Judged(absent, Finding("c-1", "email", False, Cause.NOT_ASKED)).is_near
    assert not Judged(absent, Finding("c-1", "email", False, Cause.NOT_ASKED, 2)).is_near


def test_quotes_must_stand_in_the_turn_that_is_named() -> None:
    of = labelled(label(1, Cause.REFUSED))
    right, wrong = (score(of, always(Cause.REFUSED, 4, quote)) for quote in ("words of turn 4", "words of turn 5"))
    assert (right.quotes, right.verbatim, wrong.verbatim) == (1, 1, 0)
    assert score(of, always(Cause.REFUSED, 99, "words")).verbatim == 0


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_labels_with_their_calls() -> None:
    of = labelled(*(label(i, Cause.REFUSED) for i in range(50)))
    few = of.sample(10, seed=3)
    assert few == of.sample(10, seed=3)
    assert few != of.sample(10, seed=4)
    assert {call.call_id for _, call in few.calls} == {one.call_id for one in few.labels}
    assert len(few.calls) == 10


def write(folder: Path) -> None:
    """Two projects of two splits, with one call each."""
    names = {"seen": "open", "unseen": "held_out"}
    fields = [{"name": "email", "type": "email"}]
    transcript = [{"speaker": "caller", "text": "I'd rather not say"}]
    at = WHEN.isoformat()
    lines = {
        "projects": [{"project": name, "fields": fields} for name in names],
        "calls": [
            {"project": name, "call_id": "c", "started_at": at, "status": "completed", "transcript": transcript}
            for name in names
        ],
        "causes": [
            {"project": name, "call_id": "c", "field": "email", "cause": "refused", "turn": 0, "split": split}
            for name, split in names.items()
        ],
    }
    for name, every in lines.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, every)), encoding="utf-8")


def test_splits_are_read_apart(tmp_path: Path) -> None:
    write(tmp_path)
    seen, unseen = read_splits(tmp_path, "trades")
    assert (seen.title, unseen.title) == ("trades, open", "trades, held out")
    assert [name for name, _ in unseen.calls] == ["unseen"]
    assert seen.labels[0].turns == (0, 0)


def test_the_suite_prints_a_figure_for_every_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    monkeypatch.setattr(suite, "CONTRACT_CALLS", tmp_path)
    monkeypatch.setattr(suite, "OWN_CALLS", tmp_path)
    found = suite.run_suite(effort_of(1), most_calls=5)
    assert "By cause: contract" in found.text
    assert any(figure.metric == "contract: quotes word for word" for figure in found.figures)


def test_without_labelled_calls_the_suite_says_so_and_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "CONTRACT_CALLS", tmp_path / "none")
    monkeypatch.setattr(suite, "OWN_CALLS", tmp_path / "none")
    found = suite.run_suite(effort_of(1))
    assert (found.figures, found.missed) == ((), ())
    assert "nothing was measured" in found.text


def test_a_label_names_the_project_it_belongs_to(tmp_path: Path) -> None:
    write(tmp_path)
    both = read_labelled(tmp_path, "trades")
    scored = score(replace(both, title="again"), always(Cause.REFUSED, 0, "rather not"))
    assert [one.is_right for one in scored.judged] == [True, True]
