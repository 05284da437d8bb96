"""The same meaning in many trades and many words: is it understood?"""

from collections import Counter

import pytest

from memory.vocabulary import Cause, Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d
from tests.unit.tools.diagnosis.answers import ANSWERS
from tests.unit.tools.diagnosis.trades import TRADES, as_field

MOST_MISSED = 0.07
"""Share of the answers of all trades that may be missed; a rule for every one of them would be a list of sentences."""

MOST_CONFUSED = 0.03
"""Share of the other fields of the same project that may be taken for the one that was asked for."""

ASKED = [
    (d.EMAIL, "What is your email address?"),
    (d.ACCOUNT, "Could I have your account number?"),
    (d.BORN, "What is your date of birth?"),
    (d.PHONE, "Can I take your mobile number?"),
    (d.INCOME, "How much do you earn a month?"),
    (d.ADDRESS, "What is the delivery address?"),
]


def test_questions_and_answers_of_many_trades_are_understood() -> None:
    found: Counter[str] = Counter()
    for trade in TRADES.values():
        fields = tuple(map(as_field, trade))
        for field, pairs in zip(fields, trade.values(), strict=True):
            for question, answer in pairs:
                said = d.call(
                    "agent: Good day, thanks for calling.",
                    "caller: Hello, I need some help please.",
                    f"agent: {question}",
                    f"caller: {answer}",
                    "agent: All right. Is there anything else?",
                    "caller: No, that's all. Bye.",
                )
                causes = d.cause_and_turn(fields, said)
                found["asked"] += 1
                found["missed"] += causes[field.name] != ("given_not_recorded", 3)
                found["others"] += len(fields) - 1
                found["confused"] += sum(
                    cause != "not_asked" for name, (cause, _) in causes.items() if name != field.name
                )
    assert found["missed"] / found["asked"] <= MOST_MISSED, found
    assert found["confused"] / found["others"] <= MOST_CONFUSED, found


@pytest.mark.parametrize(
    ("cause", "answer"), [pytest.param(cause, one, id=one) for cause, every in ANSWERS.items() for one in every]
)
def test_an_answer_that_is_no_value_shows_its_cause(cause: Cause, answer: str) -> None:
    for field, question in ASKED:
        lines = ["agent: Good day, how can I help?", "caller: Hi, it's about my bill.", f"agent: {question}"]
        ended = [] if cause is Cause.CALL_ENDED_FIRST else ["agent: Okay. Thank you for calling, goodbye."]
        said = d.call(*lines, f"caller: {answer}", *ended)
        assert d.cause_and_turn((field,), said)[field.name][0] == cause.value, field.name


@pytest.mark.parametrize("answer", ["dont know sorry", "i havent a clue", "its not with me", "couldnt tell you"])
def test_apostrophes_may_be_missing(answer: str) -> None:
    said = d.call("agent: what is your account number", f"caller: {answer}", "agent: okay thanks bye")
    assert d.cause_and_turn((d.ACCOUNT,), said) == {"account_number": ("caller_did_not_know", 1)}


def test_a_name_is_the_callers_or_anothers() -> None:
    pet, owner = Field("pet_name", "Name of the pet", FieldType.NAME), Field("owner_name", "", FieldType.NAME)
    said = d.call(
        "agent: Good day. And what is his name?",
        "caller: Rex",
        "agent: Lovely. He's booked in for Monday. Goodbye.",
        "caller: bye",
        captured={"pet_name": "Rex"},
    )
    assert d.cause_and_turn((pet, owner), said) == {"owner_name": ("not_asked", None)}


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("pax", "How many passengers?"),
        ("appt_date", "What day would you like your appointment?"),
        ("yrs_exp", "How many years of experience do you have?"),
        ("acct_no", "Your account number please?"),
        ("ssn_last4", "The last four of your social?"),
    ],
)
def test_shortened_names_are_understood(name: str, question: str) -> None:
    said = d.call("agent: Good day.", f"agent: {question}", "caller: I'd rather not say", "agent: Fine. Goodbye.")
    kind = FieldType.DATE if "date" in name else FieldType.NUMBER
    assert d.cause_and_turn((Field(name, "", kind),), said) == {name: ("refused", 2)}
