"""The same rules in many trades, with questions put in words that are not the field's own."""

import pytest

from memory.vocabulary import Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d

NUMBER, BOOLEAN, CHOICE = FieldType.NUMBER, FieldType.BOOLEAN, FieldType.CHOICE

ONE_QUESTION = [
    (Field("pet_age", "Age of the animal in years", NUMBER), "And how old is Rex?", "He's just turned six", "given"),
    (
        Field("vaccinated", "Whether it is vaccinated", BOOLEAN),
        "Are his vaccinations up to date?",
        "I think so",
        "given",
    ),
    (Field("satisfaction", "Score from one to five", NUMBER), "On a scale from one to five?", "four", "given"),
    (Field("occupation"), "What do you do for a living?", "I'm a welder", "given"),
    (Field("referral_source", "How the caller heard of us"), "How did you hear about us?", "My neighbour", "given"),
    (Field("matter", "What the legal matter is about"), "Tell me what it's about?", "The landlord", "given"),
    (Field("outage_start", "Since when the line is down"), "When did it drop?", "about an hour ago", "given"),
    (Field("first_visit", "Whether it is the first visit", BOOLEAN), "Have you been here before?", "Never", "given"),
    (Field("branch", "Branch nearest to the caller"), "Which branch is closest?", "The one in Durban", "given"),
    (Field("crust", "", CHOICE, choices=("thin", "thick")), "Thin or thick?", "what's the difference", "unclear"),
    (Field("age", "", NUMBER), "May I ask your age?", "You may not", "refused"),
    (Field("router_lights", "Lights on the router"), "Which lights are on?", "I can't see it from here", "unknown"),
    (Field("expected_salary", "", FieldType.MONEY), "And salary expectations?", "Depends on the role", "open"),
    (d.PASSENGERS, "How many of you are there?", "A few", "open"),
    (d.INCOME, "And your average monthly income?", "none of your business", "refused"),
]
CAUSES = {
    "given": "given_not_recorded",
    "unclear": "asked_unclearly",
    "refused": "refused",
    "unknown": "caller_did_not_know",
    "open": "not_followed_up",
}


@pytest.mark.parametrize(("field", "question", "answer", "outcome"), ONE_QUESTION)
def test_one_question_and_its_answer(field: Field, question: str, answer: str, outcome: str) -> None:
    said = d.call("agent: Good day.", f"agent: {question}", f"caller: {answer}", "agent: All right. Goodbye.")
    assert d.cause_and_turn((field,), said) == {field.name: (CAUSES[outcome], 2)}


def test_a_journey_is_told_from_its_two_ends() -> None:
    said = d.call(
        "agent: Where must we pick you up?",
        "caller: At the station in Bellville",
        "agent: And where are you going?",
        "caller: the airport",
        "agent: Okay, ten minutes. Bye",
    )
    assert d.cause_and_turn((d.PICKUP, d.DESTINATION, d.PASSENGERS), said) == {
        "pickup_point": ("given_not_recorded", 1),
        "destination": ("given_not_recorded", 3),
        "passengers": ("not_asked", None),
    }


def test_what_was_volunteered_for_one_field_leaves_the_next_to_be_asked_for() -> None:
    fields = (Field("party_size", "Number of guests", NUMBER), d.TIME, d.NAME, d.PHONE)
    said = d.call("agent: marios good evening", "caller: hi table for four at seven thirty", "agent: got it see you")
    assert d.cause_and_turn(fields, said) == {
        "party_size": ("given_not_recorded", 1),
        "visit_time": ("given_not_recorded", 1),
        "full_name": ("not_asked", None),
        "mobile": ("not_asked", None),
    }


def test_the_callers_own_question_about_a_thing_is_not_a_wish_for_it() -> None:
    laundry = Field("has_laundry", "Whether the house has a laundry", BOOLEAN)
    asked = d.call("caller: Does it have a laundry?", "agent: It does. Have a nice day, bye")
    wished = d.call("caller: I'd like a house with a laundry", "agent: Here is one. Have a nice day, bye")
    assert d.cause_and_turn((laundry,), asked) == {"has_laundry": ("not_asked", None)}
    assert d.cause_and_turn((laundry,), wished) == {"has_laundry": ("given_not_recorded", 0)}
