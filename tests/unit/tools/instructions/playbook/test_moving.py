import pytest

from memory.vocabulary import Cause, Field
from tests.unit.tools.instructions.playbook.snapshots import (
    DATE,
    EMAIL,
    NAME,
    NEW,
    PHONE,
    REASON,
    best_text,
    drafts_for,
)


def earlier(text: str, *fields: Field) -> str:
    return best_text(text, *fields, cause=Cause.CALL_ENDED_FIRST)


def test_a_late_step_comes_before_the_other_questions_and_all_are_counted_anew() -> None:
    text = "1. Greet.\n2. Ask for the full name.\n3. Ask for the date.\n4. Then ask for the phone number.\n5. Go on."

    assert earlier(text, PHONE) == (
        "1. Greet.\n2. Ask for the phone number.\n3. Ask for the full name.\n4. Ask for the date.\n5. Go on."
    )


def test_a_late_item_comes_first_with_what_belongs_to_it() -> None:
    text = "Ask for these:\n- full name\n- reason for the visit\n- preferred date\n  - day and month\n\nBe kind."

    assert earlier(text, DATE) == (
        "Ask for these:\n- preferred date\n  - day and month\n- full name\n- reason for the visit\n\nBe kind."
    )


def test_two_late_items_keep_their_order() -> None:
    text = "Ask for these:\na. full name\nb. reason for the visit\nc. preferred date\nd. phone number\n"

    assert earlier(text, PHONE, DATE) == (
        "Ask for these:\na. preferred date\nb. phone number\nc. full name\nd. reason for the visit\n"
    )


def test_a_question_that_is_not_there_yet_is_asked_first() -> None:
    assert earlier("1. Greet.\n2. Ask for the full name.\n3. Say goodbye.", NEW) == (
        "1. Greet.\n2. Ask whether the caller is new here.\n3. Ask for the full name.\n4. Say goodbye."
    )
    assert earlier("Be kind. Ask for the full name. Say goodbye.", NEW) == (
        "Be kind. First, ask whether the caller is new here. Ask for the full name. Say goodbye."
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        pytest.param("1. Ask for the full name.\n2. Ask for the date.", NAME, id="it comes first"),
        pytest.param("Keep this order.\n1. Ask for the full name.\n2. Ask for the date.", DATE, id="order is fixed"),
        pytest.param(
            "1. Ask for the full name.\n2. Ask for the date.\n3. Go to step 2.", DATE, id="step is referred to"
        ),
        pytest.param(
            "1. Ask for the full name.\n2. Offer a time and agree on a date.", DATE, id="step does other work"
        ),
        pytest.param("1. Ask for the reason.\n2. Ask for the full name and the date.", DATE, id="step asks for others"),
        pytest.param("1. Ask for the full name.\n2. Read this disclosure and ask for the date.", DATE, id="protected"),
        pytest.param("Ask for the full name and the date.", DATE, id="one sentence"),
        pytest.param("Collect these:\n- full name;\n- reason; and\n- date.", DATE, id="list runs as a sentence"),
    ],
)
def test_instructions_whose_order_must_stay_are_left_alone(text: str, field: Field) -> None:
    assert drafts_for(text, field, cause=Cause.CALL_ENDED_FIRST) == []


def test_words_against_a_fixed_order_fix_none() -> None:
    text = "You need not keep to this order.\n1. Ask for the full name.\n2. Ask for the preferred date."

    assert "1. Ask for the preferred date.\n2. Ask for the full name." in earlier(text, DATE)


def test_what_is_moved_is_neither_lost_nor_doubled() -> None:
    text = "Ask for these:\n- full name\n- reason for the visit\n- e-mail address {{hint}}\n- preferred date\n"

    assert sorted(earlier(text, EMAIL, REASON).splitlines()) == sorted(text.splitlines())
