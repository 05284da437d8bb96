from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.frozen_calls import FrozenCall, Wanted
from agents.judge_rules import judge_by_code
from memory.replays import CallGroup, JudgedBy
from memory.vocabulary import Cause, Field
from tests.unit.agents.stopped_calls import BAD, EMAIL, FOOD, GOOD, NIGHTS, stop

UNCLEAR = (*BAD[:4], "And the boarding term?", "The what?", "Never mind. Goodbye!")
VAGUE = (*BAD[:5], "A few.", "Lovely. What does it eat?")
AGAIN = {"field": NIGHTS, "cause": Cause.NOT_FOLLOWED_UP, "wanted": Wanted.ASK_AGAIN}
BACK = {"cause": Cause.MISHEARD, "wanted": Wanted.READ_BACK}
ON = {"group": CallGroup.GOOD, "wanted": Wanted.GO_ON}


def _judge(frozen: FrozenCall, reply: str) -> bool | None:
    judged = judge_by_code(frozen, reply)
    assert judged is None or judged.judged_by is JudgedBy.CODE
    assert judged is None or judged.reason.endswith(".")
    return None if judged is None else judged.right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("What is your e-mail address?", True),
        ("Four nights, lovely. And your email, please?", True),
        ("What is your e-mail address, and what does your dog eat?", True),
        ("Your name, your e-mail address, and what does your dog eat?", False),
        ("What is your e-mail address? Thank you, goodbye!", False),
        ("We will send it to your e-mail address.", False),
        ("I'll take your e-mail address later.", False),
        ("What does your dog eat?", False),
        ("Is there anything else I can help with?", False),
        ("Goodbye!", False),
        ("...", False),
        ("", False),
        ("May I write to you?", None),
    ],
)
def test_in_a_bad_call_the_field_must_be_asked_for(reply: str, right: bool | None) -> None:
    assert _judge(stop(), reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("What is your e-mail address?", True),
        ("What does your dog eat?", True),
        ("How many nights will your dog stay?", False),
        ("Thank you for calling, goodbye!", False),
    ],
)
def test_in_a_good_call_something_open_must_be_asked_for(reply: str, right: bool) -> None:
    assert _judge(stop(GOOD, 6, group=CallGroup.GOOD), reply) is right


def test_a_good_call_may_ask_as_many_things_at_once_as_it_really_did() -> None:
    asks = "Tell me your name, your e-mail address and how many nights, please?"
    said = (*GOOD[:6], asks, *GOOD[7:])
    assert _judge(stop(said, 6, group=CallGroup.GOOD), asks) is True
    assert _judge(stop(GOOD, 6, group=CallGroup.GOOD), asks) is False


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("How many nights will your dog stay?", True),
        ("And the boarding term?", False),
        ("How many nights will your dog stay, and what does it eat?", False),
        ("For how many nights, notwithstanding supplementary accommodations, will it stay?", None),
    ],
)
def test_an_unclear_question_must_become_a_plain_one(reply: str, right: bool | None) -> None:
    frozen = stop(UNCLEAR, 4, field=NIGHTS, cause=Cause.ASKED_UNCLEARLY)
    assert _judge(frozen, reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("How many nights is that?", True),
        ("Could you give me a number, roughly?", True),
        ("Lovely. What does your dog eat?", False),
        ("Wonderful, a few.", False),
        ("Goodbye then!", False),
        ("Take your time.", None),
    ],
)
def test_a_vague_answer_must_not_pass(reply: str, right: bool | None) -> None:
    assert _judge(stop(VAGUE, 6, **AGAIN), reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("So that is pieter.zondi@mail.example, is that right?", True),
        ("Pieter dot zondi at mail dot example, correct?", True),
        ("Could you spell that for me?", True),
        ("So that is pieter.sondi@mail.example, is that right?", False),
        ("So that is pieter.zondi@mail.invalid, is that right?", False),
        ("Thank you. What does your dog eat?", False),
        ("Thank you, I have noted your e-mail.", False),
        ("pieter.zondi@mail.example, noted. Goodbye!", False),
    ],
)
def test_a_value_that_is_easily_misheard_must_be_read_back(reply: str, right: bool) -> None:
    assert _judge(stop(GOOD, 8, **BACK), reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("Thank you. What does your dog eat?", True),
        ("So your e-mail is pieter.zondi@mail.example?", True),
        ("What is your e-mail address?", False),
        ("So your e-mail is peter.zondi@mail.example?", False),
        ("Could you repeat that?", False),
        ("Goodbye!", False),
    ],
)
def test_what_was_given_must_not_be_asked_for_again(reply: str, right: bool) -> None:
    assert _judge(stop(GOOD, 8, **ON), reply) is right


def test_a_call_may_close_when_the_real_one_brought_nothing_more() -> None:
    closes = "Thank you for calling, goodbye!"
    assert _judge(stop(GOOD, 8, **ON, food="chicken"), closes) is False
    assert _judge(stop(GOOD, 8, **ON, email="pieter.zondi@mail.example"), closes) is True
    assert _judge(stop(GOOD, 10, **ON), closes) is True


@pytest.mark.parametrize(
    ("said", "reply", "right"),
    [
        ("oh eight two, five five five, oh one nine oh", "082 555 0190, is that it?", True),
        ("oh eight two, five five five, oh one nine oh", "082 555 0109, is that it?", False),
        ("zero eight two five five five zero one nine zero", "Thanks. Your flight SK 418 is fine.", False),
    ],
)
def test_numbers_are_compared_digit_by_digit(said: str, reply: str, right: bool) -> None:
    phone = Field("phone", "Phone number of the owner")
    frozen = stop((*BAD[:4], "What is your phone number?", said, "Thanks."), 6, field=phone, **BACK)
    assert _judge(frozen, reply) is right


def test_of_calls_in_a_language_the_rules_do_not_know_they_say_nothing() -> None:
    said = (
        "Goeie more, Vrolike Sterte, waarmee kan ons help?",
        "Ek wil my hond oor Pase vir julle laat sorg, asseblief.",
        "Natuurlik. Wat is u naam en hoe lank bly die hond by ons?",
        "Pieter, vier nagte lank, van Donderdag af.",
    )
    assert _judge(stop((*said, ""), 4), "Dankie. Wat is u e-posadres?") is None
    assert _judge(stop((*said, ""), 4), "") is False


def test_without_the_other_fields_of_the_project_the_one_is_known() -> None:
    frozen = FrozenCall(stop().call, EMAIL, CallGroup.BAD, Cause.NOT_ASKED, 6)
    assert _judge(frozen, "What is your e-mail address?") is True
    assert frozen.all_fields == (EMAIL,)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(list(Wanted)), st.lists(st.text(max_size=80), max_size=6))
def test_any_words_of_anybody_are_judged_without_a_fault(reply: str, wanted: Wanted, said: Sequence[str]) -> None:
    judge_by_code(stop(said, len(said), wanted=wanted, field=FOOD), reply)
