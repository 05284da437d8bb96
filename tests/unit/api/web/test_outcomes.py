"""Every end of a run has words."""

import pytest

from agents.models import ProblemKind
from api.web import outcomes
from graphs.improvement_loop import SETTLED
from graphs.runner import HELD_UP, QUIET

ENDS = {*HELD_UP, *QUIET, *SETTLED, "routed", "no_clear_cause", "no_draft", "no_suggestion", "causes_only"}


def test_every_end_has_words_of_its_own() -> None:
    assert set(outcomes.OUTCOMES) == ENDS
    assert len({outcome.why_nothing for outcome in outcomes.OUTCOMES.values()}) == len(ENDS)


def test_every_problem_of_a_model_has_words() -> None:
    assert set(outcomes.PROBLEMS) == {kind.value for kind in ProblemKind}


@pytest.mark.parametrize(
    ("status", "outcome", "said"),
    [
        ("running", None, "Goes on"),
        ("waiting", None, "Waits for a decision"),
        ("ended", "budget_spent", "Budget used up"),
        ("ended", "something_new", "Ended"),
    ],
)
def test_a_run_says_where_it_stands(status: str, outcome: str | None, said: str) -> None:
    assert outcomes.find_outcome(status, outcome).short == said


def test_steps_and_purposes_are_said_without_their_names() -> None:
    assert outcomes.say_step("verify") == "Tried the change on past calls"
    assert outcomes.say_step("some_new_step") == "Some new step"
    assert outcomes.say_purpose({"purpose": "judge", "calls": 3}) == "3 to judge what the agent said"
    assert outcomes.say_purpose({"purpose": "new_use", "calls": 1, "problems": ["odd"]}) == (
        "1 for new use; something else went wrong"
    )


@pytest.mark.parametrize(("seconds", "said"), [(0.01, "less than 0.1 s"), (0.44, "0.4 s"), (125, "2 min 5 s")])
def test_a_length_of_work_is_said(seconds: float, said: str) -> None:
    assert outcomes.say_seconds(seconds) == said
