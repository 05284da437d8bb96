import pytest

from memory.vocabulary import Cause, Field
from tests.unit.tools.instructions.playbook.snapshots import (
    DATE,
    EMAIL,
    NAME,
    NEW,
    PHONE,
    PLAN,
    POLICY,
    REASON,
    best_text,
    drafts_for,
)

ONCE_MORE = "ask once more in other words, then move on."
BY_CHARACTER = "read it back character by character"
RIGHT = "and ask whether it is right"
STEPS = (
    "1. Ask for the full name.\n2. Ask for the policy number.\n3. Ask for the preferred date.\n"
    "4. Ask for the phone number.\n5. Ask whether the caller is new here.\n6. Say goodbye.\n"
)
LIST = (
    "Ask for these; you may ask for several in one sentence:\n- full name\n- preferred date\n- reason for the visit\n"
)


def line_after(text: str, field: Field, cause: Cause, start: str) -> str:
    (line,) = [line for line in best_text(text, field, cause=cause).splitlines() if line.startswith(start)]
    return line


@pytest.mark.parametrize(
    ("field", "line"),
    [
        (NAME, "1. Ask for the full name. Have it spelled, spell it back and ask whether it is right."),
        (
            POLICY,
            f"2. Ask for the policy number. Have it spelled with a word for each letter, {BY_CHARACTER} {RIGHT}.",
        ),
        (DATE, "3. Ask for the preferred date. Repeat it with day and month and ask whether it is right."),
        (PHONE, "4. Ask for the phone number. Read it back digit by digit and ask whether it is right."),
        (NEW, "5. Ask whether the caller is new here. Repeat the answer and ask whether it is right."),
    ],
)
def test_what_is_misheard_is_read_back_in_its_way(field: Field, line: str) -> None:
    assert line_after(STEPS, field, Cause.MISHEARD, line[:2]) == line


@pytest.mark.parametrize(
    ("field", "line"),
    [
        (NAME, "1. Ask for the full name. If the caller does not give it, ask once more in other words, then move on."),
        (
            NEW,
            f"5. Ask whether the caller is new here. If the caller does not answer, {ONCE_MORE}",
        ),
    ],
)
def test_what_is_not_followed_up_is_asked_once_more(field: Field, line: str) -> None:
    assert line_after(STEPS, field, Cause.NOT_FOLLOWED_UP, line[:2]) == line


def test_a_rule_to_ask_again_is_insisted_on_and_not_contradicted() -> None:
    text = "1. Ask for the full name. Ask three times.\n2. Say goodbye."

    assert line_after(text, NAME, Cause.NOT_FOLLOWED_UP, "1.") == (
        "1. Ask for the full name. Ask three times. Do not go on after the first try: if it was not given or not "
        "understood, ask again."
    )


def test_an_unclear_question_is_put_on_its_own_with_what_is_needed() -> None:
    assert line_after(STEPS, DATE, Cause.ASKED_UNCLEARLY, "3.") == (
        "3. Ask for the preferred date. Make it one short question of its own, and say that you need the day and the "
        "month, such as “the fifth of May”."
    )
    assert "say that yes or no is enough" in best_text(STEPS, NEW, cause=Cause.ASKED_UNCLEARLY)


def test_choices_are_named_unless_the_question_names_them() -> None:
    assert "Name the choices" not in best_text(
        "Ask for the plan: Basic, Plus or Gold.", PLAN, cause=Cause.ASKED_UNCLEARLY
    )
    assert best_text("Ask for the insurance plan.", PLAN, cause=Cause.ASKED_UNCLEARLY) == (
        "Ask for the insurance plan. Make it one short question of its own, and name the choices: Basic, Plus or Gold."
    )


def test_leave_to_ask_several_at_once_is_taken_back_first() -> None:
    best, second = drafts_for(LIST, DATE, cause=Cause.ASKED_UNCLEARLY)

    assert [(edit.anchor, edit.text) for edit in best.edits] == [
        ("you may ask for several in one sentence", "ask for one at a time"),
        ("preferred date", "; say that you need the day and the month, such as “the fifth of May”"),
    ]
    assert len(second.edits) == 1


def test_several_missed_fields_of_one_list_get_one_rule_at_its_head() -> None:
    after = best_text(LIST, DATE, REASON, cause=Cause.NOT_FOLLOWED_UP)

    assert after.splitlines()[0] == (
        "Ask for these; you may ask for several in one sentence; if the caller leaves one out, ask for it once more "
        "in other words, then move on:"
    )


def test_items_with_items_of_their_own_get_another_one_below() -> None:
    text = "Collect the following:\n* full name\n   * as in the passport\n* preferred date\n"

    assert best_text(text, NAME, cause=Cause.MISHEARD) == text.replace(
        "passport\n", "passport\n   * Have it spelled, spell it back and ask whether it is right\n"
    )


def test_two_fields_of_one_sentence_are_called_by_name() -> None:
    text = "Ask the caller for their policy number and full name to find the file. Then go on."

    assert best_text(text, POLICY, NAME, cause=Cause.NOT_FOLLOWED_UP) == text.replace(
        "file.",
        "file. If the caller does not give the policy number, ask once more in other words, then move on. "
        "If the caller does not give the full name, ask once more in other words, then move on.",
    )


def test_a_field_that_is_not_asked_for_gets_a_rule_of_its_own_at_the_end() -> None:
    text = "1. Find the file.\n2. Say goodbye."

    assert best_text(text, EMAIL, cause=Cause.MISHEARD) == (
        f"{text}\n\nWhen the caller gives the caller's e-mail address, have it spelled, read it back letter by letter "
        "and ask whether it is right."
    )
