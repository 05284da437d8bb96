"""Are values said the way people say them?"""

from datetime import date
from random import Random

import pytest

from memory.vocabulary import FieldType
from tools.sample.arrivals import draw_poisson
from tools.sample.dialogue.noise import as_raw, as_sentences, blur, disturb
from tools.sample.people import invent_caller
from tools.sample.values.amounts import in_words
from tools.sample.values.said import Scene
from tools.sample.values.when import date_within, full_day, full_time, ordinal


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (13, "thirteen"), (40, "forty"), (85, "eighty-five"), (120, "a hundred and twenty")],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (22, "22nd")]
)
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("slot", "words"), [("12:00", "12 pm"), ("12:30", "12:30 pm"), ("09:15", "9:15 am"), ("19:00", "7 pm")]
)
def test_times_read_back(slot: str, words: str) -> None:
    assert full_time(slot) == words


def test_days_read_back() -> None:
    assert full_day(date(2026, 11, 27)) == "Friday the 27th of November"


def test_days_keep_to_the_weekdays_on_offer() -> None:
    rng = Random(1)
    scene = Scene(invent_caller(rng), date(2026, 11, 22))
    days = [date.fromisoformat(date_within(1, 20, (2, 5))(rng, scene).value) for _ in range(200)]
    assert {day.weekday() for day in days} == {2, 5}
    assert min(days) > scene.today


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("082 555 0142", FieldType.PHONE),
        ("thandi.nkosi@example.com", FieldType.EMAIL),
        ("thandi dot nkosi at example dot com", FieldType.EMAIL),
        ("Thandi Nkosi", FieldType.NAME),
        ("14 Church Street in Linden", FieldType.ADDRESS),
    ],
)
def test_misheard_values_are_always_wrong_but_alike(text: str, kind: FieldType) -> None:
    for seed in range(100):
        heard = blur(Random(seed), text, kind)
        assert heard != text
        assert len(heard) == len(text)
        if kind is FieldType.EMAIL:
            assert heard.endswith(("example.com", "example dot com"))


def test_every_invented_name_can_be_misheard() -> None:
    rng = Random(5)
    names = {invent_caller(rng).name for _ in range(3_000)}
    assert all(blur(rng, name, FieldType.NAME) != name for name in names)


def test_recogniser_errors_never_touch_a_value() -> None:
    for seed in range(300):
        assert "{v}." in disturb(Random(seed), "it's by the, uh, {v}. Yes, {v}.")


def test_raw_text_keeps_addresses_and_drops_marks() -> None:
    assert as_raw("Yes, it's thandi.nkosi@example.com.") == "yes it's thandi.nkosi@example.com"


def test_sentences_begin_with_a_capital() -> None:
    assert as_sentences("okay. four, please? sure, a.b@example.com") == "Okay. Four, please? Sure, a.b@example.com"


def test_poisson_numbers_have_their_mean() -> None:
    rng = Random(2)
    assert sum(draw_poisson(rng, 9.0) for _ in range(4_000)) / 4_000 == pytest.approx(9.0, abs=0.2)
