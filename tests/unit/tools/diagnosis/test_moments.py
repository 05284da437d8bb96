from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from memory.vocabulary import Call, CallStatus, Field, FieldType, Speaker, Turn
from tools.diagnosis.echoes import Echo, compare_addresses
from tools.diagnosis.moments import Moments, says_nearly_the_same

NAME = Field("guest_name", "Name of the guest", FieldType.NAME)
EMAIL = Field("email", "E-mail address", FieldType.EMAIL)
NIGHTS = Field("nights", "How many nights", FieldType.NUMBER)
PHONE = Field("phone", "Phone number", FieldType.PHONE)
FIELDS = (NAME, EMAIL, NIGHTS, PHONE)
SAID = (
    "Sea View, hello.",
    "Hello?",
    "Hello, how can I help?",
    "I'd like a room.",
    "What is your name?",
    "Lars Holm.",
    "And your e-mail address?",
    "It's lars at example dot org.",
    "[sighs]",
    "Hello?",
    "Thank you, goodbye.",
    "Bye.",
)


def _moments(said: Sequence[str] = SAID, **captured: str) -> Moments:
    speakers = (Speaker.AGENT, Speaker.CALLER)
    turns = tuple(Turn(speakers[place % 2], text) for place, text in enumerate(said))
    call = Call("c", datetime(2026, 1, 1, tzinfo=UTC), CallStatus.COMPLETED, captured=captured, transcript=turns)
    return Moments(call, FIELDS)


def test_it_tells_when_a_field_was_asked_for_and_given() -> None:
    moments = _moments()
    assert moments.find_asking("email") == [6]
    assert moments.find_given("email") == 7
    assert moments.find_asking("nights") == []
    assert moments.find_given("nights") is None
    assert moments.find_open() == ["nights", "phone"]


def test_what_was_captured_in_the_end_is_not_open_once_it_was_said() -> None:
    said = (*SAID[:3], "A room for three weeks, please.", *SAID[4:])
    assert "nights" not in _moments(said, nights="three weeks").find_open()


def test_it_finds_the_turns_around_a_moment() -> None:
    moments = _moments()
    assert moments.find_purpose() == 3
    assert moments.find_agent_after(3) == 4
    assert moments.find_agent_after(7) == 10
    assert moments.find_agent_after(11) is None
    assert moments.find_agent_until(5) == 4
    assert moments.find_last_question() == 6
    assert moments.find_last_request() == 6
    assert moments.is_leaving(11)
    assert not moments.is_leaving(3)
    assert moments.is_said_by_caller(3)
    assert not moments.is_said_by_caller(4)


def test_an_empty_call_has_no_moments() -> None:
    moments = _moments(())
    assert moments.find_purpose() is moments.find_last_question() is moments.find_agent_after(0) is None
    assert moments.hold_against("email", "lars@example.org") is Echo.NONE


@pytest.mark.parametrize(
    ("said", "repeated", "echo"),
    [
        ("it's jo dot parker nine at example dot com", "let me check: jo.parker9@example.com?", Echo.RIGHT),
        ("anke dot maas at example dot org please", "so anke dot maas at example dot org, right?", Echo.RIGHT),
        ("anke dot maas at example dot org", "so anke dot mars at example dot org, right?", Echo.WRONG),
        ("anke dot maas at example dot org", "so anke.maas@example.com?", Echo.WRONG),
        ("jo@x.co.za", "jo@x.co.za, correct?", Echo.RIGHT),
        ("yoyo anke at x dot org", "so anke@x.org?", Echo.NONE),
        ("", "", Echo.WRONG),
    ],
)
def test_addresses_are_compared_sign_by_sign(said: str, repeated: str, echo: Echo) -> None:
    assert compare_addresses(said, repeated) is echo


@pytest.mark.parametrize(
    ("reply", "echo"),
    [
        ("oh eight two, five five five, oh one nine oh, right?", Echo.RIGHT),
        ("082 555 0190?", Echo.RIGHT),
        ("the one that ends in 55 0190?", Echo.RIGHT),
        ("082 555 0109?", Echo.WRONG),
        ("Your table for 4 at 19:30 is fine.", Echo.NONE),
        ("Thank you.", Echo.NONE),
    ],
)
def test_numbers_are_compared_digit_by_digit_and_other_numbers_do_not_count(reply: str, echo: Echo) -> None:
    said = (*SAID[:6], "What is your phone number?", "oh eight two, five five five, oh one nine oh")
    assert _moments(said).hold_against("phone", reply) is echo


def test_turns_that_differ_in_a_word_are_nearly_the_same() -> None:
    assert says_nearly_the_same("And what is your boarding term?", "And what's your boarding term?")
    assert not says_nearly_the_same("And what is your boarding term?", "How many nights will you stay?")
    assert says_nearly_the_same("", "")
