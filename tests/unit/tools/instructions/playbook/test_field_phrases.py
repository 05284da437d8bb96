import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.vocabulary import Field, FieldType
from tools.instructions.playbook.field_phrases import phrase_field


def request(name: str, description: str, kind: str = "text", goal: str = "Book a visit") -> str:
    phrase = phrase_field(Field(name, description, FieldType(kind)), goal)
    assert phrase is not None
    return phrase.request


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("guests", "Number of guests at the table", "ask for the number of guests at the table"),
        ("mail", "Caller's e-mail address.", "ask for the caller's e-mail address"),
        ("wishes", "Any special requests", "ask for any special requests"),
        ("id", "ID number of the patient", "ask for the ID number of the patient"),
        ("start", "Start date for the stay or to find a room", "ask for the start date for the stay"),
        ("place", "Your pick-up place", "ask for the pick-up place"),
        ("street", "Ask for the street", "ask for the street"),
        ("count", "How many people will come", "ask how many people will come"),
        ("age", "What is your age?", "ask: “What is your age?”"),
        ("dob", "", "ask for the date of birth"),
        ("policyNo", "", "ask for the policy number"),
        ("year.vehicle", "", "ask for the vehicle year"),
        ("customer.city", "", "ask for the city"),
        ("seller", "Whether the seller is a dealer", "ask whether the seller is a dealer"),
    ],
)
def test_a_field_is_asked_for_in_plain_english(name: str, description: str, expected: str) -> None:
    assert request(name, description) == expected


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("is_loud", "Boolean flag indicating if the bar is loud", "ask whether the bar is loud"),
        ("pets", "Whether or not pets are allowed", "ask whether pets are allowed"),
        ("cover", "Whether to add cover", "ask whether the caller wants to add cover"),
        ("member", "True if caller is a member", "ask whether the caller is a member"),
        ("garden", "Indicates if property has a garden", "ask whether the property has a garden"),
        ("pets", "Boolean: pets allowed", "ask whether pets are allowed"),
        ("call", "Caller agrees to be called back", "ask whether the caller agrees to be called back"),
        ("wants_callback", "", "ask whether the caller wants callback"),
        ("news", "Newsletter opt-in", "ask a yes-or-no question about newsletter opt-in"),
    ],
)
def test_a_yes_or_no_field_becomes_a_natural_question(name: str, description: str, expected: str) -> None:
    assert request(name, description, "boolean") == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Boolean flag indicating if the bar is loud", "ask whether the bar should be loud"),
        ("Whether the gym offers classes", "ask whether the gym should offer classes"),
        ("Whether the caller is a member", "ask whether the caller is a member"),
        ("Whether the car is still under warranty", "ask whether the car is still under warranty"),
    ],
)
def test_who_searches_is_asked_how_it_should_be(description: str, expected: str) -> None:
    assert request("x", description, "boolean", goal="Find a place near by") == expected


@pytest.mark.parametrize(
    "description", ["See {{name}}", "<b>x</b>", "One. Two.", "x" * 200, "https://x.example", "a\x00b"]
)
def test_a_description_that_cannot_be_read_out_is_not_used(description: str) -> None:
    assert request("visit_date", description) == "ask for the visit date"


def test_a_field_without_words_has_no_phrase() -> None:
    assert phrase_field(Field("{{x}}", "{{y}}"), "") is None
    assert phrase_field(Field("123", "?"), "") is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.text(max_size=60), st.sampled_from(FieldType), st.text(max_size=20))
def test_any_name_and_description_give_a_phrase_on_one_line_or_none(
    name: str, description: str, kind: FieldType, goal: str
) -> None:
    phrase = phrase_field(Field(name, description, kind), goal)

    if phrase:
        assert phrase.request.startswith("ask")
        assert len((phrase.request + phrase.given + phrase.reference).splitlines()) == 1
        assert not set("{}<>[]|\\") & set(phrase.request)
