"""A value that was never given: because of the question, because of the caller, or because nobody insisted?"""

import pytest

from memory.vocabulary import Call, Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d

NOT_ASKED = [
    pytest.param(
        (d.NAME, d.BORN, d.MEDICAL_AID),
        d.call(
            "agent: Riverside Clinic, how may I assist?",
            "caller: I'd like to see somebody about my back",
            "agent: Of course. Could I take your name and surname?",
            "caller: Palesa Mohlomi",
            "agent: And your date of birth, Palesa?",
            "caller: third of May nineteen eighty eight",
            "agent: Lovely, you're down for Tuesday at ten. See you then, bye",
            captured={"full_name": "Palesa Mohlomi", "date_of_birth": "1988-05-03"},
        ),
        "medical_aid",
        id="the clinic never asks about medical aid",
    ),
    pytest.param(
        (Field("first_name", "", FieldType.NAME), d.SURNAME),
        d.call(
            "agent: May I take your first name?",
            "caller: Ayanda",
            "agent: Thanks Ayanda, your parcel arrives Friday. Take care.",
            captured={"first_name": "Ayanda"},
        ),
        "surname",
        id="only the first name is asked for",
    ),
    pytest.param(
        (Field("company_name", "Name of the business"), d.NAME),
        d.call(
            "agent: Who am I speaking to?",
            "caller: Tumi from accounts",
            "agent: Thank you Tumi, the invoice is on its way. Have a great afternoon.",
            captured={"full_name": "Tumi Radebe"},
        ),
        "company_name",
        id="the caller's name is not the company's",
    ),
    pytest.param(
        (d.NAME, d.PHONE),
        d.call(
            "agent: Hi, your name please?",
            "caller: Bongani Sithole",
            "agent: Your geyser is booked in for Thursday.",
            captured={"full_name": "Bongani Sithole"},
            reason="agent_hung_up",
        ),
        "mobile",
        id="the agent ends the call without asking",
    ),
]

REACTIONS = [
    pytest.param(
        d.BORN,
        d.call("agent: And when were you born?", "caller: I'd rather not say that on the phone", "agent: Fine. Bye."),
        ("refused", 1),
        id="rather not",
    ),
    pytest.param(
        d.REASON,
        d.call("agent: What brings you in to see the doctor?", "caller: That's private", "agent: I see. Goodbye."),
        ("refused", 1),
        id="that is private",
    ),
    pytest.param(
        d.INCOME,
        d.call("agent: And what do you earn a month?", "caller: I'd prefer not to say", "agent: Okay. Bye."),
        ("refused", 1),
        id="asked with another word for it",
    ),
    pytest.param(
        d.IDENTITY,
        d.call("agent: Your identity number?", "caller: I'm not giving that out to anybody", "agent: Goodbye."),
        ("refused", 1),
        id="not giving that out",
    ),
    pytest.param(
        d.PHONE,
        d.call("agent: Can I get your mobile number?", "caller: No.", "agent: No problem. Goodbye."),
        ("refused", 1),
        id="a flat no",
    ),
    pytest.param(
        d.ACCOUNT,
        d.call("agent: What's the account number?", "caller: I don't have it on me", "agent: No problem. Goodbye."),
        ("caller_did_not_know", 1),
        id="not at hand",
    ),
    pytest.param(
        d.MEDICAL_AID,
        d.call("agent: Are you on a medical aid?", "caller: I'm not sure, my wife handles that", "agent: Okay, bye."),
        ("caller_did_not_know", 1),
        id="not sure",
    ),
    pytest.param(
        d.METER,
        d.call("agent: What does the meter say?", "caller: It's dark, I'd have to go and look", "agent: Okay, bye."),
        ("caller_did_not_know", 1),
        id="would have to look",
    ),
    pytest.param(
        Field("indemnity_excess", "Excess the client chooses", FieldType.MONEY),
        d.call(
            "agent: What voluntary excess would you like on the policy?",
            "caller: Sorry, what do you mean by that?",
            "agent: Right, moving along. I'll send the quote. Goodbye.",
        ),
        ("asked_unclearly", 1),
        id="the caller does not understand the question",
    ),
    pytest.param(
        d.WEIGHT,
        d.call("agent: How heavy is the parcel?", "caller: Oh, it's a small one", "agent: Perfect. Thanks, bye."),
        ("not_followed_up", 0),
        id="an evasion nobody follows up",
    ),
    pytest.param(
        d.PHONE,
        d.call("agent: What is your mobile number?", "caller: 083 55", "agent: Thank you. Is there anything else?"),
        ("not_followed_up", 1),
        id="half a number",
    ),
    pytest.param(
        d.NAME,
        d.call("agent: Could I have your first name and surname?", "caller: Thandi", "agent: Thanks. Goodbye."),
        ("not_followed_up", 1),
        id="half a name",
    ),
    pytest.param(
        d.EMAIL,
        d.call("agent: Could I get your email?", "caller: I'll send it to you later by text", "agent: Okay, bye."),
        ("not_followed_up", 1),
        id="put off",
    ),
    pytest.param(
        d.DAY,
        d.call("agent: Which day suits you for the visit?", "caller: Whenever you have space", "agent: Great, bye."),
        ("not_followed_up", 1),
        id="any day",
    ),
]


@pytest.mark.parametrize(("fields", "said", "missing"), NOT_ASKED)
def test_a_field_nobody_asked_for_was_not_asked(fields: tuple[Field, ...], said: Call, missing: str) -> None:
    assert d.cause_and_turn(fields, said) == {missing: ("not_asked", None)}


@pytest.mark.parametrize(("field", "said", "expected"), REACTIONS)
def test_the_callers_reaction_is_the_cause(field: Field, said: Call, expected: tuple[str, int]) -> None:
    assert d.cause_and_turn((field,), said) == {field.name: expected}


def test_what_is_left_out_of_a_question_for_three_things_was_asked_unclearly() -> None:
    said = d.call(
        "agent: Please give me your full name, phone number and email address.",
        "caller: It's Naledi Kgosi",
        "agent: Thank you Naledi, we'll be in touch. Have a nice day.",
        captured={"full_name": "Naledi Kgosi"},
    )
    assert d.cause_and_turn((d.NAME, d.PHONE, d.EMAIL), said) == {
        "mobile": ("asked_unclearly", 0),
        "email": ("asked_unclearly", 0),
    }


def test_a_bare_when_that_brought_only_the_time_asked_unclearly_for_the_day() -> None:
    said = d.call(
        "agent: When would you like us to come?",
        "caller: At four",
        "agent: See you then, bye",
        captured={"visit_time": "16:00"},
    )
    assert d.cause_and_turn((d.DAY, d.TIME), said) == {"visit_date": ("asked_unclearly", 0)}


def test_a_refusal_of_one_field_does_not_stand_for_another_asked_for_in_the_same_breath() -> None:
    said = d.call(
        "agent: May I have your account number and your surname?",
        "caller: I don't want to give my surname, and the account number isn't with me.",
        "agent: Then I can't help you. Goodbye.",
    )
    assert d.cause_and_turn((d.ACCOUNT, d.SURNAME), said)["surname"] == ("refused", 1)


def test_a_value_given_after_all_outweighs_not_knowing_it_at_first() -> None:
    said = d.call(
        "agent: And the account number?",
        "caller: I don't have it with me",
        "agent: It's on the card. The account number, please?",
        "caller: oh here, 4 4 1 9 0 2 7 7",
        "agent: Thank you. Goodbye.",
    )
    assert d.cause_and_turn((d.ACCOUNT,), said) == {"account_number": ("given_not_recorded", 3)}


def test_a_question_in_brackets_counts_as_a_question() -> None:
    said = d.call("agent: [asks for the meter reading]", "agent: [says goodbye] Goodbye")
    assert d.cause_and_turn((d.METER,), said)["meter_reading"][0] == "no_conversation"
    said = d.call("caller: Hi, I moved house", "agent: [asks for the meter reading]", "agent: Goodbye, take care")
    assert d.cause_and_turn((d.METER,), said) == {"meter_reading": ("not_followed_up", 1)}
