"""Cutting turns into sentences, words and quotes."""

import pytest

from memory.vocabulary import Speaker
from tests.unit.tools.diagnosis import dialogues as d
from tools.diagnosis.dates import read_birth_date
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import how_plainly
from tools.diagnosis.reading import (
    LONGEST_QUOTE,
    MOST_CHARACTERS_OF_CALL,
    MOST_TURNS,
    Utterance,
    cut_quote,
    fold,
    read_call,
    stem,
)
from tools.diagnosis.spelling import count_digits, find_spelling
from tools.diagnosis.topics import build_topics


@pytest.mark.parametrize("text", ["İSTANBUL Straße", "ﬁne", "“Quoted” – it’s", "Ǆ ǅ", "\ud800x", ""])
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("insurance", "insured"), ("allergies", "allergic"), ("reservation", "reserve"), ("vaccinated", "vaccination")],
)
def test_words_of_one_family_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_quote_is_the_sentence_around_the_words() -> None:
    text = "Thanks for that. My number is 083 555 1234, any time. Goodbye."
    start = text.index("083")
    assert cut_quote(text, start, start + 12) == "My number is 083 555 1234, any time."


def test_a_quote_from_an_endless_sentence_is_short_and_cut_between_words() -> None:
    text = "well " * 200 + "my name is Thandi " + "and so on " * 200
    quote = cut_quote(text, text.index("Thandi"), text.index("Thandi") + 6)
    assert "Thandi" in quote
    assert quote in text
    assert len(quote) <= LONGEST_QUOTE


def test_the_last_sentence_is_quoted_at_the_end_of_a_turn() -> None:
    text = "One moment. Let me look. "
    assert cut_quote(text, len(text), len(text)) == "Let me look."


def test_only_the_beginning_and_the_end_of_an_endless_call_are_read() -> None:
    said = d.call(*(["agent: Your name?", "caller: Jo"] * 5_000))
    read = read_call(said)
    assert (len(read.turns), read.length) == (MOST_TURNS, 10_000)
    assert (read.turns[0].index, read.turns[-1].index) == (0, 9_999)

    long = d.call(*(["caller: " + "word " * 2_000] * 500))
    assert sum(len(turn.text) for turn in read_call(long).turns) <= MOST_CHARACTERS_OF_CALL


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("it's G 2 6 5 W B", "g265wb"),
        ("Sierra Oscar 802 Sierra Golf", "so802sg"),
        ("double five three one", "5531"),
        ("M as in Mike 4 1", "m41"),
        ("The code is NANRTO please", "nanrto"),
        ("I have to go for a while", None),
    ],
)
def test_spelling_is_read_from_letters_digits_and_code_words(text: str, spelled: str | None) -> None:
    found = find_spelling(text.split())
    assert (found.text if found else None) == spelled


def test_digits_are_counted_whether_spoken_or_written() -> None:
    assert count_digits(["oh", "eight", "three", "triple", "five", "12"]) == 8


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("13th of the 4th 1985", True),
        ("07 04 1996", True),
        ("the third of may nineteen eighty eight", True),
        ("july 1946", False),
        ("1180 to 2014", False),
    ],
)
def test_a_date_of_birth_is_whole_when_day_month_and_year_were_heard(text: str, *, whole: bool) -> None:
    date = read_birth_date(text)
    assert date is not None
    assert date.is_whole is whole


def test_a_field_is_understood_by_its_type_and_its_name() -> None:
    fields = (d.EMAIL, d.BORN, d.DAY, d.NAME, d.DOCTOR, d.ACCOUNT, d.WEIGHT, d.PICKUP, d.SPEED, d.REASON, d.ALLERGIES)
    kinds = [topic.kind for topic in build_topics(fields)]
    assert kinds == [
        Kind.EMAIL, Kind.BIRTH, Kind.DATE, Kind.PERSON, Kind.ENTITY, Kind.CODE, Kind.COUNT, Kind.PLACE, Kind.CHOICE,
        Kind.REASON, Kind.FREE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When do you arrive?", {"arrival_date"}),
        ("And your departure date, until when do you stay?", {"departure_date"}),
        ("Where must we pick you up?", {"pickup_point"}),
        ("And where are you going?", {"destination"}),
        ("Which city are the two of you from?", set()),
    ],
)
def test_fields_of_one_kind_are_told_apart(question: str, asked: set[str]) -> None:
    topics = build_topics((d.ARRIVAL, d.DEPARTURE, d.PICKUP, d.DESTINATION))
    sentence = Utterance(0, Speaker.AGENT, question).sentences[0]
    assert {topic.field.name for topic in topics if how_plainly(sentence, topic) == 3} == asked
