"""Calls that never were one, or broke off before the question came."""

import pytest

from memory.vocabulary import Call, CallStatus
from tests.unit.tools.diagnosis import dialogues as d

NO_CONVERSATION = [
    pytest.param(d.call(status=CallStatus.NO_ANSWER), id="nobody answered"),
    pytest.param(d.call(), id="an empty transcript"),
    pytest.param(d.call("agent: Hello, how can I help?", reason="silence_timeout"), id="only the greeting"),
    pytest.param(
        d.call("agent: Hello, this is Mia.", "caller: Hello?", "agent: Hello, can you hear me?"), id="only hellos"
    ),
    pytest.param(
        d.call("caller: You've reached Joy, please leave a message after the tone", status=CallStatus.VOICEMAIL),
        id="an answering machine",
    ),
    pytest.param(
        d.call("caller: We can't come to the phone, please leave a message after the beep", "agent: Hello?"),
        id="an answering machine that counts as completed",
    ),
    pytest.param(d.call("agent: Hi", "caller: Yes hello", status=CallStatus.FAILED), id="failed at once"),
]

ENDED_FIRST = [
    pytest.param(
        d.call(
            "agent: May I have your name?", "caller: Peter Banda", "agent: Thanks. Let me check the system for you."
        ),
        2,
        id="the caller hung up while the agent was looking",
    ),
    pytest.param(
        d.call("agent: May I have your name?", "caller: Sorry, I have to go, my train is here"),
        1,
        id="the caller had to go",
    ),
    pytest.param(
        d.call(
            "agent: May I have your name?",
            "caller: I want to speak to a real person",
            "agent: Certainly, transferring you now, please hold.",
            reason="transferred",
        ),
        2,
        id="the caller was passed on",
    ),
    pytest.param(
        d.call(
            "agent: May I have your name?",
            "caller: Zinhle Cele",
            "agent: Thanks Zinhle, and the",
            status=CallStatus.FAILED,
            reason="error",
        ),
        2,
        id="the line broke",
    ),
    pytest.param(
        d.call(
            "agent: May I have your name?",
            "caller: Zinhle Cele",
            "agent: And your mobile number?",
            "agent: Hello, are you still there?",
            reason="silence_timeout",
        ),
        3,
        id="the caller fell silent at the question",
    ),
]


@pytest.mark.parametrize("said", NO_CONVERSATION)
def test_without_a_conversation_nothing_else_is_to_blame(said: Call) -> None:
    assert d.cause_and_turn((d.PHONE,), said) == {"mobile": ("no_conversation", None)}


@pytest.mark.parametrize(("said", "turn"), ENDED_FIRST)
def test_a_call_that_broke_off_ended_before_the_question(said: Call, turn: int) -> None:
    assert d.cause_and_turn((d.NAME, d.PHONE), said)["mobile"] == ("call_ended_first", turn)


def test_a_call_that_came_to_its_end_did_not_end_first() -> None:
    said = d.call("agent: Your name?", "caller: Peter Banda", "agent: Thanks Peter. Goodbye.", "caller: Bye")
    assert d.cause_and_turn((d.NAME, d.PHONE), said)["mobile"] == ("not_asked", None)


def test_a_call_whose_business_was_done_did_not_end_first() -> None:
    said = d.call("agent: Your name?", "caller: Peter Banda", "agent: Your table has been booked.")
    assert d.cause_and_turn((d.NAME, d.PHONE), said)["mobile"] == ("not_asked", None)


def test_instructions_that_insist_on_their_order_show_what_was_passed_over() -> None:
    said = d.call("agent: What is your email?", "caller: jo@mail.org", "agent: Let me look that up for you.")
    fields = (d.PHONE, d.EMAIL)
    instructions = "Keep this order.\n1. Ask for the mobile number.\n2. Ask for the e-mail address."
    assert d.cause_and_turn(fields, said)["mobile"][0] == "call_ended_first"
    assert d.cause_and_turn(fields, said, instructions)["mobile"][0] == "not_asked"


def test_a_question_the_instructions_want_put_thrice_is_not_excused_by_the_end_of_the_call() -> None:
    said = d.call("agent: What is your name?", "caller: Lindiwe Mkhize", "agent: What is your email?")
    assert d.cause_and_turn((d.EMAIL,), said)["email"][0] == "call_ended_first"
    thrice = "Ask for the e-mail three times in a row, whatever was heard."
    assert d.cause_and_turn((d.EMAIL,), said, thrice) == {"email": ("not_followed_up", 2)}
