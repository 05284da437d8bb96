import pytest

from memory.vocabulary import Field, FieldType
from tools.review import find_remarks

BASE = "You answer the phone of a museum and talk to callers who want a tour."


def _rules(text: str, *fields: Field, goal: str = "Book a tour") -> dict[str, str | None]:
    remarks = find_remarks(f"{BASE}\n{text}", fields=fields, goal=goal, project_name="Museum")
    whole = f"{BASE}\n{text}"
    return {rule.id: None if one.start is None else whole[one.start : one.end] for rule, one in remarks}


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (
            "V01",
            "Ask for the name and the phone number.",
            "Ask for the name. Wait for the answer. Ask for the phone number.",
        ),
        (
            "V01",
            'Say: "What is your name, and what is your e-mail?"',
            'Ask one question at a time. Say: "What is your name?"',
        ),
        ("V03", "Collect all necessary information.", "Collect the following information: name and date."),
        ("V03", "Ask for the name, the age, etc.", "Ask for the name of a friend, such as Ann, Bob, etc."),
        ("V05", "If they are unsure, guess the date.", "If they are unsure, do not guess the date."),
        ("V11", "Keep asking until they tell you.", "Do not keep asking."),
        ("V11", "Insist on an answer.", "If they insist on a person, transfer the call."),
        ("V15", "Always ask for the code. Never ask for the code.", "Ask for the name. Never ask for the code."),
        (
            "V15",
            "Keep answers short. Explain everything in full detail.",
            "Keep answers short. Do not explain in full detail.",
        ),
        ("V18", "1. Ask for the day.\n2. Go back to step 7.", "1. Ask for the day.\n2. Go back to step 1."),
        ("V20", "Answer in bullet points.", "Do not answer in bullet points."),
        ("V20", "Ask for the date as DD/MM/YYYY.", "Save the date as DD/MM/YYYY."),
        ("V26", "Offer TODO.", "Offer a tour."),
        ("V27", "Greet {{name}.", "Greet {{name}} and {name}."),
    ],
)
def test_a_rule_tells_the_bad_from_the_good(rule: str, bad: str, good: str) -> None:
    found = _rules(bad)
    assert rule in found
    assert found[rule] is not None
    assert _rules(good).get(rule) is None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("V08", "If the line is silent, ask again."),
        ("V09", "If callers do not know, go on."),
        ("V10", "If an answer was unclear, ask again."),
        ("V14", "Transfer those who want a person."),
        ("V22", "Keep it short."),
        ("V24", "Greet the caller."),
        ("V25", "Thank the caller and say goodbye."),
    ],
)
def test_what_is_missing_is_told_until_it_stands_there(rule: str, words: str) -> None:
    assert rule in _rules("Ask for the day.")
    assert rule not in _rules(words)


def test_voicemail_and_the_wrong_person_matter_to_those_who_place_calls() -> None:
    assert not {"V12", "V13"} & set(_rules("Ask for the day."))
    assert {"V12", "V13"} <= set(_rules("You are calling members.", goal="Call members back"))


def test_steps_after_the_end_of_the_call_are_never_reached() -> None:
    steps = "1. Ask for the day.\n2. Say goodbye and end the call.\n3. Ask for the name."
    assert _rules(steps)["V17"] == "Say goodbye and end the call."
    assert "V17" not in _rules(steps.replace("Say goodbye", "If they are silent, say goodbye"))


def test_choices_that_callers_never_hear_are_named() -> None:
    tour = Field("tour", "Kind of tour", FieldType.CHOICE, choices=("short", "long"))
    assert _rules("Ask for the kind of tour.", tour)["V04"] == "Ask for the kind of tour."
    assert "V04" not in _rules("Ask for the kind of tour: short or long.", tour)


def test_an_optional_field_need_not_be_asked_for() -> None:
    assert "V02" in _rules("Ask for the day.", Field("age_group"))
    assert "V02" not in _rules("Ask for the day.", Field("age_group", required=False))


def test_a_number_that_is_never_read_back_is_quoted_where_it_is_asked_for() -> None:
    phone = Field("phone", type=FieldType.PHONE)
    assert _rules("Ask for the phone number.", phone)["V06"] == "Ask for the phone number."
    assert "V06" not in _rules("Ask for the phone number and read it back.", phone)


def test_a_rule_that_stands_twice_is_found_once() -> None:
    rule = "- If a tour is full, offer the caller the next free one.\n"
    assert _rules(f"- Ask for the day.\n{rule}{rule}")["V16"] == rule.strip("- \n")
