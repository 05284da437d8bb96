"""The figures of the suite are right for texts whose errors are known; without a model or data it says what to set."""

from pathlib import Path

import pytest

from evals.suites.effort import quick_effort
from evals.suites.transcription import suite
from evals.suites.transcription.contenders import BARE, BARE_WITH_WORDS, OURS, Run, hear_all
from evals.suites.transcription.recordings import Recording, few_of_each_kind

pytest.importorskip("jiwer", reason="the extra `evals` is not installed")

ONE, TWO, THREE = Path("one"), Path("two"), Path("three")
RECORDINGS = [
    Recording(ONE, "digits", 10.0, "my code is B 4 7 K"),
    Recording(TWO, "digits", 20.0, "one two three four"),
    Recording(THREE, "real", 60.0, None),
]


def run_of(texts: tuple[str, str], seconds: float) -> Run:
    paths = (ONE, TWO, THREE)
    times = dict.fromkeys(paths, seconds)
    return Run(dict(zip(paths, (*texts, "anything"), strict=True)), times, times)


def test_errors_and_time_are_held_against_the_better_and_the_quicker_one():
    runs = {
        OURS: run_of(("My code is B47K.", "1 2 3 5"), 2.0),
        BARE: run_of(("My code is B47.", "1 2 3 5"), 4.0),
        BARE_WITH_WORDS: run_of(("My code is", "1 2 3 4"), 2.5),
    }
    errors, time, rate, rows = suite.figures_of(RECORDINGS, runs)
    assert rate.value == pytest.approx(1 / 11)
    assert errors.value == pytest.approx(1 / 11 - 2 / 11)
    assert time.value == pytest.approx(0.8)
    assert rows.value == 0.5
    assert rows.cases == 2
    assert all(figure.passed for figure in (errors, time))
    text = suite.comparison(RECORDINGS, runs)
    assert "real: faster-whisper" in text


def test_each_recording_is_heard_by_all_and_each_time_another_one_begins():
    order: list[str] = []
    contenders = {name: lambda path, name=name: order.append(f"{name} {path}") or "text" for name in ("a", "b", "c")}
    runs = hear_all([ONE, TWO, THREE], contenders, lambda text: None)
    assert order[3:] == ["a one", "b one", "c one", "b two", "c two", "a two", "c three", "a three", "b three"]
    assert all(len(run.texts) == len(run.seconds) == 3 for run in runs.values())


def test_a_look_hears_the_shortest_of_each_kind():
    assert few_of_each_kind(RECORDINGS) == RECORDINGS
    many = [Recording(Path(str(n)), "digits", float(n), "") for n in range(20)]
    assert len(few_of_each_kind(many)) == 6


def test_without_a_model_it_says_what_to_set(monkeypatch):
    monkeypatch.delenv("BACKOFFICE_WHISPER_MODEL", raising=False)
    result = suite.run_suite(quick_effort())
    assert result.figures == ()
    assert "BACKOFFICE_WHISPER_MODEL" in result.text


def test_without_recordings_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(suite, "RECORDINGS", tmp_path / "nowhere")
    result = suite.run_suite(quick_effort(), "base")
    assert result.figures == ()
    assert "not here" in result.text
