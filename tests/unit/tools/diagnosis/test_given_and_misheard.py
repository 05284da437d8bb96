"""A value that the caller gave: was it taken down, or did it never arrive?"""

import pytest

from memory.vocabulary import Call, Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d

GIVEN = [
    pytest.param(
        d.IDENTITY,
        d.call(
            "agent: And your ID number?",
            "caller: eight five zero three one two five zero nine one zero eight seven",
            "agent: Thank you. A new card will be posted. Goodbye.",
        ),
        1,
        id="an identity number in words",
    ),
    pytest.param(
        d.EMAIL,
        d.call(
            "agent: what is your email address",
            "caller: its sam underscore jones at outlook dot com",
            "agent: lovely thanks bye",
        ),
        1,
        id="a spoken e-mail address without punctuation",
    ),
    pytest.param(
        d.EMAIL,
        d.call(
            "agent: And your email?",
            "caller: n dlamini at webmail dot co dot za",
            "agent: So that's m dlamini at webmail dot co dot za?",
            "caller: No, n for November",
            "agent: Ah, n dlamini at webmail dot co dot za. Got it, thank you. Anything else?",
            "caller: That's all",
        ),
        1,
        id="a mistake that was put right",
    ),
    pytest.param(
        d.PHONE,
        d.call(
            "agent: what number can we reach you on",
            "caller: oh eight three double five five one two three four",
            "agent: a great thanks bye",
        ),
        1,
        id="a telephone number in words",
    ),
    pytest.param(
        d.SPEED,
        d.call("agent: Express or economy?", "caller: Express please", "agent: All booked, bye"),
        1,
        id="one of two options",
    ),
    pytest.param(
        d.ADDRESS,
        d.call(
            "agent: Which address are we delivering to?",
            "caller: Number 7 Oak Avenue, Pinelands",
            "agent: Thanks. Goodbye.",
        ),
        1,
        id="a street and number",
    ),
    pytest.param(
        d.BORN,
        d.call("agent: Date of birth?", "caller: 1990/05/14", "agent: Thank you. Goodbye"),
        1,
        id="a date of birth in figures",
    ),
    pytest.param(
        d.DOCTOR,
        d.call("agent: Which doctor would you like to see?", "caller: Doctor Nkuna please", "agent: Booked. Bye."),
        1,
        id="a doctor's name",
    ),
    pytest.param(
        d.AMOUNT,
        d.call("agent: How much would you like to transfer?", "caller: fifteen hundred rand", "agent: Done. Goodbye"),
        1,
        id="an amount in words",
    ),
    pytest.param(
        d.ALLERGIES,
        d.call("agent: Any allergies we should know of?", "caller: No", "agent: Good. Rest and drink water. Goodbye"),
        1,
        id="a no that says there are none",
    ),
    pytest.param(
        d.INSURE,
        d.call("agent: Shall we insure the parcel for you?", "caller: No thanks, only books", "agent: Fine. Bye"),
        1,
        id="a no to a yes or no question",
    ),
    pytest.param(
        d.PASSENGERS,
        d.call("caller: I need a cab for four people to the stadium", "agent: On its way. Bye", "caller: bye"),
        0,
        id="a number nobody asked for, beside what it counts",
    ),
    pytest.param(
        Field("party_size", "Number of guests", FieldType.NUMBER),
        d.call(
            "caller: Can we eat at yours tonight?",
            "agent: So you'd like a table for 2 at eight, is that right?",
            "caller: Yes, that's right",
            "agent: See you then.",
        ),
        1,
        id="a number the agent read back and the caller confirmed",
    ),
    pytest.param(
        d.SURNAME,
        d.call("agent: Surname please, and could you spell it?", "caller: Dlomo, D L O M O", "agent: Thanks. Bye"),
        1,
        id="a surname, spelled",
    ),
    pytest.param(
        Field("correo", "Correo electrónico", FieldType.EMAIL),
        d.call("agent: ¿Y su correo electrónico?", "caller: lucia@correo.es", "agent: Gracias, adiós"),
        1,
        id="an address in another language",
    ),
]

MISHEARD = [
    pytest.param(
        d.EMAIL,
        d.call(
            "agent: What e-mail address may we send the statement to?",
            "caller: it's lerato act gmail calm",
            "agent: Sorry, could you repeat that?",
            "caller: lerato at gee male dot com",
            "agent: I'm afraid I can't get that. We'll post it instead. Good day.",
        ),
        1,
        id="an address in pieces, asked again in vain",
    ),
    pytest.param(
        d.TRACKING,
        d.call(
            "agent: Can I have the tracking number please?",
            "caller: It's RT 4 4 9 1",
            "agent: I can't find anything under that number. Could you read it again?",
            "caller: R T four four nine one",
            "agent: Still no match, I'm sorry. Please call back with the right slip. Goodbye.",
        ),
        1,
        id="a number the system never found",
    ),
    pytest.param(
        d.ACCOUNT,
        d.call(
            "agent: Your account number?",
            "caller: 6 2 1 1 4 5 0 9",
            "agent: I have 6 2 1 1 4 9 0 5, correct?",
            "caller: No, that's wrong, 4 5 0 9 at the end",
            "agent: Sorry, I'm not catching it. Let's move on. Bye now.",
        ),
        1,
        id="a number read back wrong and given up",
    ),
    pytest.param(
        Field("postcode", "Postcode of the caller"),
        d.call(
            "agent: [asks for the postcode, attempt 1]",
            "caller: b r why 4 2 tea see",
            "agent: [asks for the postcode, attempt 2]",
            "caller: b r y 4 too t c please",
            "agent: Thank you, goodbye.",
        ),
        1,
        id="letters that came out as words, twice",
    ),
    pytest.param(
        Field("booking_code", "Six-character code of the booking"),
        d.call("agent: [not in the data]", "caller: My booking code is K R 4 T 2.", "agent: [not in the data]"),
        1,
        id="a code too short, where the agent's words are not known",
    ),
]


@pytest.mark.parametrize(("field", "said", "turn"), GIVEN)
def test_a_value_that_arrived_was_given_but_not_recorded(field: Field, said: Call, turn: int) -> None:
    assert d.cause_and_turn((field,), said) == {field.name: ("given_not_recorded", turn)}


@pytest.mark.parametrize(("field", "said", "turn"), MISHEARD)
def test_a_value_that_did_not_arrive_was_misheard(field: Field, said: Call, turn: int) -> None:
    assert d.cause_and_turn((field,), said) == {field.name: ("misheard", turn)}


def test_a_name_is_misheard_when_its_spelling_says_something_else() -> None:
    said = d.call(
        "agent: Your first name and surname?",
        "caller: Carol Maas",
        "agent: Could you spell that?",
        "caller: k a r e l m a t h e e",
        "agent: Your name once more, please?",
        "caller: Karin Mars",
        "agent: Thanks, bye.",
    )
    assert d.cause_and_turn((d.NAME,), said)["full_name"][0] == "misheard"


def test_both_dates_of_a_stay_are_found_in_one_answer() -> None:
    said = d.call("agent: From when to when?", "caller: From the 3rd until the 6th of August", "agent: Booked. Bye")
    assert d.cause_and_turn((d.ARRIVAL, d.DEPARTURE), said) == {
        "arrival_date": ("given_not_recorded", 1),
        "departure_date": ("given_not_recorded", 1),
    }


def test_a_date_captured_for_one_field_is_not_evidence_for_its_sibling() -> None:
    said = d.call(
        "agent: When do you arrive?",
        "caller: On the 3rd of August",
        "agent: Lovely. You're booked in. Goodbye",
        captured={"arrival_date": "3rd of August"},
    )
    assert d.cause_and_turn((d.ARRIVAL, d.DEPARTURE), said) == {"departure_date": ("not_asked", None)}
