import re

import pytest

from memory.vocabulary import Field, FieldType
from tools.instructions.common_words import COMMON_WORDS
from tools.instructions.guardrails.plain_text import words_of
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.question_wording import (
    list_choices,
    say_how_to_ask_clearly,
    say_how_to_check,
    say_how_to_follow_up,
    say_how_to_take,
    say_what_is_needed,
)

ALREADY = ("", "Have it spelled.", "Have it spelled and read it back.", "Read it back.", "Ask three times.")


def orders_for(kind: FieldType) -> list[str]:
    phrases = [
        Phrase(Field(name, "", kind, choices=("day", "night")), "thing", **said)
        for name in ("thing", "policy_number", "birth_date")
        for said in ({"noun": "the thing"}, {"clause": "whether it is so"}, {"question": "Is it so?"})
    ]
    return [
        order
        for phrase in phrases
        for it in ("it", "the thing")
        for already in ALREADY
        for order in (
            say_how_to_take(phrase.field, it),
            say_what_is_needed(phrase.field, already),
            say_how_to_ask_clearly(phrase, it, already),
            say_how_to_check(phrase, it, already),
            say_how_to_follow_up(phrase, it, already),
        )
        if order
    ]


@pytest.mark.parametrize("kind", FieldType)
def test_every_order_reads_as_one(kind: FieldType) -> None:
    for order in orders_for(kind):
        assert order[0].islower()
        assert not order.endswith((".", ";", ","))
        assert not re.search(r"\d|  |\bit it\b|\bthe the\b", order)


@pytest.mark.parametrize("kind", FieldType)
def test_orders_use_common_words_only_so_that_no_caller_can_make_names_of_them(kind: FieldType) -> None:
    assert {word for order in orders_for(kind) for word in words_of(order)} <= COMMON_WORDS


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FieldType.EMAIL, "have it spelled and read it back"),
        (FieldType.PHONE, "take it digit by digit and read it back"),
        (FieldType.NAME, "have it spelled"),
        (FieldType.DATE, "make sure it has a day and a month"),
        (FieldType.TEXT, ""),
    ],
)
def test_each_kind_of_value_is_taken_in_its_way(kind: FieldType, expected: str) -> None:
    assert say_how_to_take(Field("x", "", kind)) == expected


def test_what_the_instructions_say_already_is_not_said_again() -> None:
    name = Phrase(Field("name", "", FieldType.NAME), "name", noun="the name")

    assert "have it spelled" in say_how_to_check(name)
    assert say_how_to_check(name, already="Ask how it is spelled.").startswith("read it back as it was spelled")
    assert "before you go on" in say_how_to_check(name, already="Have it spelled and read it back.")
    assert say_how_to_follow_up(name, already="Ask three times.").startswith("do not go on after the first try")


def is_read_by_the_character(name: str, description: str) -> bool:
    order = say_how_to_check(Phrase(Field(name, description), "thing", noun="the thing"))
    return "character by character" in order


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("booking_code", ""),
        ("policy", "Policy number of the caller"),
        ("postcode", "Where they live"),
        ("flight_number", ""),
    ],
)
def test_codes_are_read_back_by_the_character(name: str, description: str) -> None:
    assert is_read_by_the_character(name, description)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("number_of_days", "Total number of days of the stay"),
        ("order", "What the caller orders"),
        ("note", "The number they think of"),
    ],
)
def test_ordinary_answers_are_just_repeated(name: str, description: str) -> None:
    assert not is_read_by_the_character(name, description)


def test_choices_are_named_when_they_can_be_said() -> None:
    def named(*choices: str) -> str:
        return list_choices(Field("x", "", FieldType.CHOICE, choices=choices))

    assert named("blue", "black", "red") == "blue, black or red"
    assert named("1", "2", "3") == ""
    assert named("only") == ""
    assert named(*(f"choice {letter}" for letter in "abcdefghijkl")) == ""
