from dataclasses import replace

from evals.suites.effort import quick_effort
from evals.suites.learning.suite import run_suite


def test_a_short_run_holds_all_promises_against_their_floors() -> None:
    result = run_suite(replace(quick_effort(), learning_worlds=2))

    assert result.name == "learning"
    assert {figure.floor for figure in result.figures} == {1.08, 1.15, 1.2, 0.6}
    assert "oracle" in result.text
    assert "thirds" in result.text
    assert "without any replay" in result.text
