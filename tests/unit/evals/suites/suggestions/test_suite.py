from dataclasses import replace

from evals.suites.effort import quick_effort
from evals.suites.suggestions.suite import run_suite


def test_a_short_run_says_everything_and_twice_the_same() -> None:
    effort = replace(quick_effort(), candidates=90)

    result = run_suite(effort)

    assert result.name == "suggestions"
    assert len(result.figures) == 24
    assert {figure.floor for figure in result.figures} == {0.1, 0.75, 0.9, 110, 200, None}
    assert "no gate" in result.text
    assert "judge right in 80 %" in result.text
    assert run_suite(effort).text == result.text
