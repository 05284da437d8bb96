import pytest

from tests.unit.tools.instructions.guardrails.drafts import rules_for


@pytest.mark.parametrize(
    "text",
    [
        "Write to thandi.n@mail.example.",
        "Write to thandi at gmail dot com.",
        "Write to thandi (at) mail [dot] example.",
        "Mention @thandi_n.",
        "Call +27 (0)11 555 1234.",
        "Call 0115551234.",
        "The card is 4111-1111-1111-1111.",
        "The number is five five five one two.",
        "The name is N-K-O-S-I.",
        "The code is a b c d e.",
    ],
)
def test_what_reaches_or_identifies_a_person_is_refused(text: str) -> None:
    assert "personal_data" in rules_for(f" {text}")


@pytest.mark.parametrize("text", ["Thandi", "thandi", "NKOSI", "nkosi", "Merwe", "Lwazi", "Th\u200bandi", "Thándi"])
def test_a_name_that_a_caller_said_is_refused_in_any_spelling(text: str) -> None:
    assert "caller_name" in rules_for(f" Greet {text} first.")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("My name is spelled with a K", "Have it spelled."),
        ("I am calling about a Booking", "Take the booking while calling."),
        ("It is for Monday or May", "Ask for Monday or May."),
        ("MY NAME IS NOT ON THE LIST AND I WANT A ROOM NOW", "Ask for the room on the list."),
        ("This is the number I want", "Ask for the number."),
        ("Acme Clinic is what I want to reach", "Say Acme Clinic."),
    ],
)
def test_ordinary_words_of_callers_are_no_names(said: str, text: str) -> None:
    assert rules_for(f" {text}", callers=[said]) == set()


def test_a_name_in_the_instructions_is_known() -> None:
    assert rules_for(" Say Acme again.", callers=["Hello Acme people, Acme is great"]) == set()
