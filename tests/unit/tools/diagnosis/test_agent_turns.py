import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.vocabulary import Field, FieldType
from tools.diagnosis.agent_turns import read_agent_turn

NAME = Field("guest_name", "Name of the guest", FieldType.NAME)
EMAIL = Field("email", "E-mail address", FieldType.EMAIL)
NIGHTS = Field("nights", "How many nights", FieldType.NUMBER)
FIELDS = (NAME, EMAIL, NIGHTS)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What is your e-mail address?", {"email"}),
        ("Your name and your e-mail, please?", {"guest_name", "email"}),
        ("I'll need your e-mail address.", {"email"}),
        ("We'll send it to your e-mail address.", set()),
        ("I will ask for your e-mail address later.", set()),
        ("Is there anything else?", set()),
        ("", set()),
    ],
)
def test_a_turn_asks_for_what_it_wants_now(text: str, asked: set[str]) -> None:
    assert read_agent_turn(text, FIELDS).plainly_asked() == asked


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Thank you for calling, goodbye!", True),
        ("Have a lovely day.", True),
        ("What is your e-mail? Goodbye!", True),
        ("Thanks for calling. What is your name?", False),
        ("What is your name?", False),
    ],
)
def test_a_turn_closes_when_nothing_is_asked_behind_its_leave(text: str, closes: bool) -> None:
    assert read_agent_turn(text, FIELDS).closes is closes


def test_questions_for_no_field_are_counted_apart() -> None:
    turn = read_agent_turn("What is your name? And do you snore?", FIELDS)
    assert (turn.questions, turn.unplaced) == (2, 1)


def test_what_is_to_be_said_again_or_more_closely_is_noticed() -> None:
    assert read_agent_turn("Could you spell that, please?", FIELDS).says_again
    assert read_agent_turn("Roughly how many would that be?", FIELDS).pins_down
    assert read_agent_turn("Take your time.", FIELDS).waits
    assert read_agent_turn("I'll do that later.", FIELDS).puts_off
    assert not read_agent_turn("What is your name?", ()).asked


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    turn = read_agent_turn(text, FIELDS)
    assert turn.unplaced <= turn.questions
