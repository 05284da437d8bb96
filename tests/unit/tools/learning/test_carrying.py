from math import inf

import pytest

from tools.learning.beliefs import NOTHING, Belief
from tools.learning.carrying import USUAL, carry, find_arriving


def test_until_something_was_measured_most_of_a_promise_arrives() -> None:
    assert find_arriving([]) == Belief(USUAL.mean, pytest.approx(USUAL.sd))


def test_what_was_measured_tells_how_much_arrives() -> None:
    pairs = [(Belief(0.10, 0.02), Belief(0.03, 0.02)) for _ in range(30)]

    arriving = find_arriving(pairs)

    assert arriving.mean == pytest.approx(0.3, abs=0.05)
    assert arriving.sd < 0.06


def test_who_says_nothing_changes_nothing() -> None:
    pairs = [(NOTHING, Belief(0.1, 0.1)), (Belief(0.1, 0.1), Belief(0.1, inf)), (Belief(0.0, 0.0), Belief(0.1, 0.0))]

    assert find_arriving(pairs).mean == pytest.approx(USUAL.mean)


def test_an_expectation_is_smaller_and_less_certain_than_its_promise() -> None:
    expected = carry(Belief(0.10, 0.02))

    assert expected.mean == pytest.approx(0.07)
    assert expected.sd / expected.mean > 0.02 / 0.10
