from random import Random

import pytest

from evals.suites.edits.drafts import draw_edits
from evals.suites.edits.instructions import Instructions, draw_instructions
from evals.suites.edits.oracle import apply_by_hand, find_faults
from evals.suites.edits.suite import run_suite, try_cases
from evals.suites.effort import quick_effort
from memory.vocabulary import Edit, EditOp


def test_no_case_of_a_small_draw_breaks_the_promise() -> None:
    result = run_suite(quick_effort(), cases=240, seed=7)

    assert result.missed == ()
    assert result.figures[0].value == 0.0
    assert "Refused, by rule" in result.text


def test_the_same_seed_draws_the_same_cases() -> None:
    assert try_cases(40, "3") == try_cases(40, "3")


def test_every_kind_of_text_and_draft_is_drawn() -> None:
    chooser = Random(5)
    drawn = [draw_instructions(chooser) for _ in range(150)]
    kinds = {draw_edits(chooser, one)[0] for one in drawn}

    assert {one.kind for one in drawn} >= {"a few characters", "tables", "templates", "other languages", "clusters"}
    assert kinds == {"playbook", "careful", "rewritten", "typed", "composed", "hostile"}
    assert any("\r\n" in one.text for one in drawn)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        pytest.param(Edit(EditOp.DELETE, "{{name}}"), "the variable {{name}} lost", id="a lost variable"),
        pytest.param(Edit(EditOp.REPLACE, "is recorded", "is not"), "the protected part", id="a protected part"),
        pytest.param(
            Edit(EditOp.DELETE, "Ask"), "an anchor does not stand exactly once", id="an anchor that stands twice"
        ),
    ],
)
def test_the_oracle_sees_what_the_guardrails_would_have_let_pass(edit: Edit, fault: str) -> None:
    part = "This call is recorded for quality."
    instructions = Instructions(f"Ask {{{{name}}}}. {part} Ask.", "prose", ("{{name}}",), (part,))

    assert any(found.startswith(fault) for found in find_faults(instructions, [edit]))


def test_inserts_and_replacements_are_made_by_hand_in_their_order() -> None:
    edits = [
        Edit(EditOp.REPLACE, "two", "2"),
        Edit(EditOp.INSERT_BEFORE, "two", "a "),
        Edit(EditOp.INSERT_AFTER, "one", " b"),
        Edit(EditOp.INSERT_BEFORE, " two", " c"),
    ]

    assert apply_by_hand("one two", edits) == "one b c a 2"
    assert apply_by_hand("aaa", [Edit(EditOp.DELETE, "aa")]) is None
