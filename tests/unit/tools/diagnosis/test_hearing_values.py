"""A recording of which nobody knows what was captured: what was given?"""

from dataclasses import replace

from tests.unit.tools.diagnosis import dialogues as d
from tools.diagnosis import find_given, hear_values

SAID = d.call(
    "agent: Good day, your name and surname please?",
    "caller: Peter Banda",
    "agent: And your mobile number?",
    "caller: oh eight three double five five one two three four",
    "agent: 083 555 1234. And your email?",
    "caller: I don't have one",
    "agent: Thank you. Goodbye.",
)
FIELDS = (d.NAME, d.PHONE, d.EMAIL, d.ADDRESS)


def test_what_was_given_counts_as_captured_and_the_rest_has_its_cause() -> None:
    found = {one.field: one for one in find_given(SAID, FIELDS)}
    assert {name: (one.captured, one.cause and one.cause.value) for name, one in found.items()} == {
        "full_name": (True, None),
        "mobile": (True, None),
        "email": (False, "caller_did_not_know"),
        "delivery_address": (False, "not_asked"),
    }
    assert (found["full_name"].turn, found["full_name"].quote) == (1, "Peter Banda")


def test_values_are_given_in_the_words_that_were_said() -> None:
    heard = hear_values(SAID, FIELDS)
    assert {name: value.text for name, value in heard.items()} == {
        "full_name": "Peter Banda",
        "mobile": "oh eight three double five five one two three four",
    }


def test_what_is_known_to_be_captured_stays_so() -> None:
    found = find_given(replace(SAID, captured={"delivery_address": "7 Oak Avenue"}), FIELDS)
    assert found[3].captured


def test_a_disputed_value_was_not_given() -> None:
    said = d.call(
        "agent: Your mobile number?",
        "caller: 083 555 1234",
        "agent: 083 555 1243?",
        "caller: No, that's wrong",
        "agent: I'm sorry, I'm not getting it. Let's leave it. Goodbye.",
    )
    assert [one.captured for one in find_given(said, (d.PHONE,))] == [False]


def test_an_empty_call_gives_nothing() -> None:
    assert hear_values(d.call(), FIELDS) == {}
    assert hear_values(SAID, ()) == {}
