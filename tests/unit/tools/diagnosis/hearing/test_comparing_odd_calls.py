import pytest

from memory.spoken import Transcription
from memory.vocabulary import Call, Speaker
from tests.unit.tools.diagnosis.hearing.sides import (
    ACCOUNT,
    AMOUNT,
    CODE,
    EMAIL,
    MOBILE,
    SURNAME,
    TIME,
    found,
    heard,
    live,
    values,
)
from tools.diagnosis.hearing import compare, compare_readings


def test_other_languages_are_compared_by_their_figures() -> None:
    call = live("agent: Wie ist Ihre Kontonummer?", "caller: Meine Kontonummer ist 40 75 51 29 63, danke.")
    recording = heard(
        "agent: Wie ist Ihre Kontonummer?", "caller: Meine Kontonummer ist 40 79 51 29 63, danke.", language="de"
    )

    assert [one[1:] for one in values(found(call, recording, ACCOUNT))] == [("4075512963", "4079512963")]


@pytest.mark.parametrize(
    ("call", "recording"),
    [
        pytest.param(live(), heard("caller: My code is KRT40."), id="no transcript"),
        pytest.param(live("caller: My code is KRT40."), heard(), id="nothing on the recording"),
        pytest.param(live("caller: ", "agent: ..."), heard("caller: 4 5 6"), id="empty turns"),
        pytest.param(live("caller: 我的号码是 12345。"), heard("caller: my number is 1 2 3 4 5"), id="other scripts"),
        pytest.param(
            live("agent: Hello there.", "caller: I lost my card, the number is 4417 and it is blue."),
            heard("caller: Good evening, could we have pizza with olives delivered to 12 Long Street tonight"),
            id="the recording of another call",
        ),
    ],
)
def test_says_nothing_where_there_is_nothing_to_compare(call: Call, recording: Transcription) -> None:
    assert compare_readings(call, recording, (CODE, ACCOUNT)) == []


def test_hostile_text_is_answered_like_any_other() -> None:
    strange = "caller: ٣٤٥ ²³ ½ İİİ \u0000 $$$ @@@ a@b@c.com at dot com double double as in in Ⅷ 1:::2"
    call = live(strange, "caller: " + "9" * 3_000, "caller: " + "a." * 2_000)
    recording = heard(strange, "caller: " + "8" * 3_000, "caller: " + "b." * 2_000)

    assert isinstance(compare_readings(call, recording, (CODE, EMAIL, MOBILE, AMOUNT)), list)


def test_the_same_gives_the_same() -> None:
    call = live("agent: How much?", "caller: It is $50 at 4:13 p.m. for booking KRT40.")
    recording = heard("agent: How much?", "caller: It is $15 at 4:30 p.m. for booking KRT400.")

    assert compare(call, recording, (AMOUNT, TIME, CODE)) == compare(call, recording, (AMOUNT, TIME, CODE))


def test_agreements_say_whether_the_agent_went_on() -> None:
    call = live(
        "agent: What is your account number?",
        "caller: My account number is 4 0 7 5 5 1 2 9 6 3.",
        "agent: Thank you. What is the address?",
    )
    recording = heard(
        "agent: What is your account number?",
        "caller: My account number is 4075512963.",
        "agent: Thank you. What is the address?",
    )

    (agreed,) = compare(call, recording, (ACCOUNT,)).agreements

    assert (agreed.field, agreed.turn, agreed.value) == ("account_number", 1, "4075512963")
    assert agreed.whole
    assert agreed.accepted
    assert call.transcript[1].speaker is Speaker.CALLER


def test_a_thousand_names_and_numbers_are_compared_in_bounded_work() -> None:
    said = [f"caller: My last name is Moyo{'x' * (place % 7)} and my code is {place:04}." for place in range(1_000)]
    other = [
        f"caller: My last name is Moya{'y' * (place % 5)} and my code is {place + 1:04}." for place in range(1_000)
    ]

    assert isinstance(compare_readings(live(*said), heard(*other), (SURNAME, CODE)), list)
