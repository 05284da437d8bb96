import json
from pathlib import Path

import pytest

from agents.frozen_calls import FrozenCall, Judgement
from agents.scripted_behaviours import Behaviour, Request
from agents.scripted_server import ScriptedServer
from evals.suites.effort import quick_effort
from evals.suites.judge.cases import HELD_OUT, OPEN, read_scenes
from evals.suites.judge.scoring import score_code, score_model
from evals.suites.judge.suite import run_suite
from tests.unit.agents.stopped_calls import as_line

SCENES = read_scenes(OPEN)


def _always(right: bool):
    def judge(frozen: FrozenCall, reply: str) -> Judgement:
        return Judgement(right=right, reason="")

    return judge


def test_there_are_enough_labelled_turns_of_many_trades_and_as_many_right_as_wrong() -> None:
    scenes = [*SCENES, *read_scenes(HELD_OUT)]
    right = sum(len(scene.right) for scene in scenes)
    wrong = sum(len(scene.wrong) for scene in scenes)
    assert right == wrong
    assert right + wrong >= 240
    assert len({scene.trade for scene in scenes}) >= 12
    assert {scene.trade for scene in SCENES}.isdisjoint(scene.trade for scene in read_scenes(HELD_OUT))
    assert all(scene.frozen.field in scene.frozen.fields for scene in scenes)


def test_a_judge_that_always_says_the_same_is_right_in_one_half() -> None:
    scored = score_code(SCENES, _always(True))
    assert (scored.share_decided, scored.agreement) == (1, 0.5)
    assert (scored.right_on_good, scored.right_on_bad) == (1, 0)
    silent = score_code(SCENES, lambda frozen, reply: None)
    assert silent.share_decided == 0
    assert silent.agreement != silent.agreement


def test_the_suite_reaches_its_floors_and_says_what_it_did_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKOFFICE_MODEL", raising=False)
    result = run_suite(quick_effort())
    assert result.missed == ()
    assert "No model is set" in result.text
    assert {figure.cases for figure in result.figures if "share decided" in figure.metric} == {120, 144}


def test_a_judge_without_sense_misses_the_floor() -> None:
    result = run_suite(quick_effort(), judge=_always(False))
    assert [figure.metric for figure in result.missed] == ["code, held out: agreement where decided"]


def test_without_cases_nothing_is_measured(tmp_path: Path) -> None:
    assert read_scenes(OPEN, tmp_path) == []


def _first_is_right(request: Request) -> str:
    verdicts = {"first": "right", "second": "wrong"}
    return json.dumps({name: {"evidence": "", "verdict": verdict} for name, verdict in verdicts.items()})


async def test_a_model_that_prefers_the_first_turn_is_found_out_by_the_swap() -> None:
    with ScriptedServer(_first_is_right) as server:
        judged = await score_model(as_line(server), SCENES, 3)
    assert (judged.pairs, judged.consistent) == (3, 0)
    assert judged.agreement.agreement == 0.5
    assert len(server.received) == 6


async def test_a_model_that_fails_ends_its_part_with_a_sentence() -> None:
    with ScriptedServer(Behaviour.SERVER_ERROR) as server:
        judged = await score_model(as_line(server), SCENES, 3)
    assert judged.pairs == 0
    assert judged.problem is not None
    assert "failed" in judged.problem


def test_a_model_that_is_given_is_printed_and_held_to_nothing() -> None:
    with ScriptedServer(_first_is_right) as server:
        result = run_suite(quick_effort(), as_line(server), most_pairs=2)
    printed = [figure for figure in result.figures if figure.metric.startswith("model")]
    assert len(printed) == 4
    assert all(figure.passed for figure in printed)
