from math import inf

import pytest

from tools.learning.beliefs import NOTHING, Belief, belief_of_interval, combine


def test_two_sources_meet_where_their_precision_says() -> None:
    both = combine(Belief(0.02, 0.04), Belief(0.10, 0.02))

    assert both.mean == pytest.approx((0.02 / 16 + 0.10 / 4) / (1 / 16 + 1 / 4))
    assert both.sd < 0.02


def test_who_says_nothing_changes_nothing() -> None:
    assert combine(Belief(0.02, 0.04), NOTHING) == Belief(0.02, pytest.approx(0.04))
    assert combine() == NOTHING
    assert combine(NOTHING, Belief(0.5, inf)) == NOTHING


def test_who_is_certain_decides() -> None:
    assert combine(Belief(0.02, 0.0), Belief(0.5, 0.01)) == Belief(0.02, 0.0)


def test_an_interval_is_as_wide_as_its_belief() -> None:
    belief = belief_of_interval(-0.01, 0.03, 0.07)

    assert belief.mean == 0.03
    assert belief.sd == pytest.approx(0.0312, abs=0.0001)
    assert belief_of_interval(0.0, 0.0, 0.0).sd > 0
