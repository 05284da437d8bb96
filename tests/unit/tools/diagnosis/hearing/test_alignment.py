from random import Random

from tests.unit.tools.diagnosis.hearing.sides import AMOUNT, found, heard, live, values
from tools.diagnosis.hearing.alignment import align
from tools.diagnosis.hearing.units import Unit


def units(text: str) -> list[Unit]:
    return [Unit(word, place, place + 1) for place, word in enumerate(text.split())]


def test_pairs_rise_on_both_sides() -> None:
    pairs = align(units("a b c x d e f g"), units("a b y c d e g h"))

    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_a_changed_word_stands_beside_what_it_was_changed_to() -> None:
    assert (3, 3) in align(units("my name is lewis and so on"), units("my name is louis and so on"))


def test_nothing_goes_with_nothing() -> None:
    assert align([], units("a b")) == []
    assert align(units("a b"), []) == []


def test_a_call_of_two_hours_is_aligned_with_few_weighings() -> None:
    random = Random(1)
    words = [f"w{random.randrange(2_000)}" for _ in range(20_000)]
    other = [word for word in words if random.random() > 0.05]
    pairs = align(
        [Unit(word, place, place + 1) for place, word in enumerate(words)],
        [Unit(word, place, place + 1) for place, word in enumerate(other)],
    )

    assert len(pairs) > 0.9 * len(other)


def test_twenty_thousand_times_the_same_word_on_both_sides_is_given_up() -> None:
    same = [Unit("yes", place, place + 1) for place in range(20_000)]

    assert align(same, same) == []


def test_a_value_late_in_a_long_call_is_found() -> None:
    random = Random(2)
    talk = [f"caller: {' '.join(f'word{random.randrange(900)}' for _ in range(25))}" for _ in range(300)]
    call = live(*talk, "caller: Please send $50 to my brother today.")
    recording = heard(*talk, "caller: Please send $15 to my brother today.")

    assert ("transfer_amount", "50", "15") in values(found(call, recording, AMOUNT))


def test_endless_spelling_is_read_as_words() -> None:
    endless = "caller: " + "k7 " * 6_000

    assert found(live(endless), heard(endless), AMOUNT) == []
