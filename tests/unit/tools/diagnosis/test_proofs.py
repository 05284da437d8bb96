from datetime import UTC, datetime

import pytest

from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Speaker, Turn
from tools.diagnosis.proofs import Witness
from tools.diagnosis.settling import Opinion, Sureness

EMAIL = Field("email", "E-mail address of the caller", FieldType.EMAIL)
DATE = Field("visit_date", "Date of the visit", FieldType.DATE)
FIELDS = (EMAIL, DATE)
GREETING = ("agent", "Welcome to the salon. What date would you like to visit us?"), ("caller", "On Monday, please.")
FAREWELL = (("agent", "Thank you for calling. Goodbye!"), ("caller", "Bye."))


def _call(*turns: tuple[str, str], farewell: bool = True) -> Call:
    said = (*GREETING, *turns, *(FAREWELL if farewell else ()))
    return Call(
        "c",
        datetime(2026, 1, 1, tzinfo=UTC),
        CallStatus.COMPLETED,
        captured={"visit_date": "Monday"},
        transcript=[Turn(Speaker(speaker), text) for speaker, text in said],
    )


def _bears_out(call: Call, cause: Cause, turn: int | None = None, quote: str | None = None) -> bool:
    return Witness(call, FIELDS).bears_out(Opinion(cause, Sureness.HIGH, turn, quote), "email")


ASKED = ("agent", "What is your e-mail address?")
REFUSED = _call(ASKED, ("caller", "I'd rather not give that out."))
PASSED = _call(ASKED, ("caller", "Do you have parking?"), ("agent", "Yes, we do."))
TWICE = _call(
    ASKED, ("caller", "Do you have parking?"), ("agent", "Yes. What is your e-mail address?"), ("caller", "Hm.")
)
GIVEN = _call(ASKED, ("caller", "It is thandi@mail.example."), ("agent", "Thank you, I have noted it."))
DISPUTED = _call(
    ASKED,
    ("caller", "It is thandi@mail.example."),
    ("agent", "I have sandy@mail.example, is that right?"),
    ("caller", "No, that's wrong."),
)
NEVER = _call()
BROKEN = _call(("agent", "Which stylist do you want?"), farewell=False)


@pytest.mark.parametrize(
    ("call", "cause", "turn", "quote"),
    [
        pytest.param(NEVER, Cause.NOT_ASKED, None, None, id="never asked"),
        pytest.param(REFUSED, Cause.REFUSED, 3, "rather not", id="refused"),
        pytest.param(PASSED, Cause.NOT_FOLLOWED_UP, 3, "Do you have parking?", id="another matter"),
        pytest.param(PASSED, Cause.NOT_FOLLOWED_UP, 2, "What is your e-mail address?", id="the last question"),
        pytest.param(PASSED, Cause.ASKED_UNCLEARLY, 3, "Do you have parking?", id="a reply that asks back"),
        pytest.param(GIVEN, Cause.GIVEN_NOT_RECORDED, 3, "thandi@mail.example", id="given"),
        pytest.param(DISPUTED, Cause.MISHEARD, 3, "thandi@mail.example", id="disputed"),
        pytest.param(BROKEN, Cause.CALL_ENDED_FIRST, None, None, id="broke off"),
    ],
)
def test_a_call_bears_out_what_happened_in_it(call: Call, cause: Cause, turn: int | None, quote: str | None) -> None:
    assert _bears_out(call, cause, turn, quote)


@pytest.mark.parametrize(
    ("call", "cause", "turn", "quote"),
    [
        pytest.param(REFUSED, Cause.NOT_ASKED, None, None, id="a plain question was put"),
        pytest.param(GIVEN, Cause.CALL_ENDED_FIRST, None, None, id="the call came to its end"),
        pytest.param(REFUSED, Cause.REFUSED, None, None, id="no quote"),
        pytest.param(REFUSED, Cause.REFUSED, 3, "I will never say", id="words nobody said"),
        pytest.param(REFUSED, Cause.REFUSED, 1, "rather not", id="words of another turn"),
        pytest.param(REFUSED, Cause.REFUSED, 99, "rather not", id="no such turn"),
        pytest.param(REFUSED, Cause.REFUSED, 2, "What is your e-mail address?", id="the agent cannot refuse"),
        pytest.param(REFUSED, Cause.CALLER_DID_NOT_KNOW, 3, "rather not", id="plainly a refusal"),
        pytest.param(REFUSED, Cause.ASKED_UNCLEARLY, 2, "What is your e-mail address?", id="a plain question"),
        pytest.param(GIVEN, Cause.ASKED_UNCLEARLY, 3, "It is thandi", id="a plain answer"),
        pytest.param(TWICE, Cause.NOT_FOLLOWED_UP, 3, "Do you have parking?", id="asked again later"),
        pytest.param(NEVER, Cause.NOT_FOLLOWED_UP, 1, "On Monday, please.", id="never asked at all"),
        pytest.param(REFUSED, Cause.GIVEN_NOT_RECORDED, 3, "rather not", id="no value in it"),
        pytest.param(DISPUTED, Cause.GIVEN_NOT_RECORDED, 3, "thandi@mail.example", id="disputed"),
        pytest.param(GIVEN, Cause.MISHEARD, 3, "thandi@mail.example", id="nothing wrong with it"),
        pytest.param(GIVEN, Cause.NO_CONVERSATION, 3, "thandi@mail.example", id="somebody spoke"),
    ],
)
def test_a_call_does_not_bear_out_what_it_does_not_show(
    call: Call, cause: Cause, turn: int | None, quote: str | None
) -> None:
    assert not _bears_out(call, cause, turn, quote)


def test_the_turns_about_a_field_are_its_questions_and_answers() -> None:
    assert Witness(DISPUTED, FIELDS).find_turns_about("email") == [2, 3]
    assert Witness(NEVER, FIELDS).find_turns_about("email") == []
