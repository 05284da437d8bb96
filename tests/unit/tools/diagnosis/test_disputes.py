"""The agent repeats a value, the caller disputes it: which reading won?"""

import pytest

from memory.vocabulary import Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d

PAY = Field("hourly_pay", "Pay per hour", FieldType.MONEY)
COUNT = Field("party_size", "Number of guests", FieldType.NUMBER)

WRONG = [
    pytest.param(
        d.NAME,
        ("caller: Thulani Msomi", "agent: Thank you, Julian Thomson?", "caller: No, Thulani, T H U L A N I"),
        "agent: Toolani Mzone, thank you. Goodbye.",
        id="a name",
    ),
    pytest.param(
        d.PHONE,
        ("caller: oh eight two four four one nine double oh seven",),
        "agent: 082 441 9907, thank you. Goodbye.",
        id="a number, though nobody objects",
    ),
    pytest.param(
        d.EMAIL,
        ("caller: marta brunn at posthaus dot net", "agent: Martha at post house dot net?", "caller: No, marta brunn"),
        "agent: martabrown at posthouse dot net. Thanks. Goodbye.",
        id="an address",
    ),
    pytest.param(
        COUNT,
        ("caller: sixteen", "agent: Sixty guests?", "caller: no, sixteen"),
        "agent: Sixty it is. Goodbye.",
        id="a count",
    ),
]
RIGHT = [
    pytest.param(
        d.NAME,
        ("caller: Thulani Msomi", "agent: Julian Thomson?", "caller: No, Thulani Msomi"),
        "agent: Sorry, Thulani Msomi. Thank you. Goodbye.",
        id="a name put right",
    ),
    pytest.param(
        d.PHONE,
        ("caller: zero eight two, double four one", "agent: 082 441, go on?", "caller: nine nine oh seven"),
        "agent: 082 441 9907. Thank you. Goodbye.",
        id="a number in two pieces",
    ),
    pytest.param(
        COUNT,
        ("caller: sixteen", "agent: Sixty guests?", "caller: no, sixteen"),
        "agent: Sixteen, right. Goodbye.",
        id="a count put right",
    ),
    pytest.param(
        d.PHONE,
        ("caller: 082 441 9907", "agent: 082 441 9970, is that right?", "caller: Yes, that's right"),
        "agent: Thank you. Goodbye.",
        id="a wrong reading that the caller confirms",
    ),
]


def outcome(field: Field, dispute: tuple[str, ...], last: str) -> str:
    question = f"agent: And your {field.name.replace('_', ' ')}, please?"
    return d.cause_and_turn((field,), d.call(question, *dispute, last))[field.name][0]


@pytest.mark.parametrize(("field", "dispute", "last"), WRONG)
def test_a_value_that_stays_wrong_was_misheard(field: Field, dispute: tuple[str, ...], last: str) -> None:
    assert outcome(field, dispute, last) == "misheard"


@pytest.mark.parametrize(("field", "dispute", "last"), RIGHT)
def test_a_value_that_came_out_right_was_only_not_recorded(field: Field, dispute: tuple[str, ...], last: str) -> None:
    assert outcome(field, dispute, last) == "given_not_recorded"


def test_a_question_in_jargon_that_nobody_understood_was_asked_unclearly() -> None:
    said = d.call(
        "agent: Good day, Mia speaking.",
        "caller: I want to send a parcel",
        "agent: Advise the gross tariff mass bracket, the duty class and the incoterm?",
        "caller: I don't know what any of that means",
        "agent: Never mind. It's booked. Goodbye.",
    )
    assert d.cause_and_turn((d.WEIGHT,), said) == {"parcel_weight": ("asked_unclearly", 2)}


def test_a_vague_answer_that_nobody_took_up_was_not_followed_up() -> None:
    said = d.call(
        "agent: Which day suits you?", "caller: maybe Monday maybe Friday, depends on my shift", "agent: Great. Bye."
    )
    assert d.cause_and_turn((d.DAY,), said) == {"visit_date": ("not_followed_up", 1)}


def test_the_agents_last_word_ends_a_call_as_well_as_a_farewell_does() -> None:
    said = d.call("agent: Your name?", "caller: Peter Banda", "agent: Thank you. We'll ring you.")
    assert d.cause_and_turn((d.NAME, d.PHONE), said)["mobile"] == ("not_asked", None)


def test_a_caller_who_wants_no_more_calls_ended_the_call_first() -> None:
    said = d.call(
        "agent: Good day, may I ask for your name?", "caller: Not interested, take me off your list", "agent: Goodbye."
    )
    assert d.cause_and_turn((d.PHONE,), said)["mobile"][0] == "call_ended_first"
