import numpy as np
import pytest

from tools.replay.judging import JudgeQuality


def test_three_votes_are_right_more_often_than_one() -> None:
    voted = JudgeQuality(0.9, 0.8).by_votes(3)

    assert voted.right_on_good == pytest.approx(0.972)
    assert voted.right_on_bad == pytest.approx(0.896)
    assert JudgeQuality(0.9, 0.8).by_votes(1) == JudgeQuality(0.9, 0.8)


def test_a_judge_calls_some_wrong_turns_right_and_the_other_way_round() -> None:
    called = JudgeQuality(right_on_good=0.9, right_on_bad=0.8).called_right(np.array([0.0, 0.5, 1.0]))

    assert called == pytest.approx([0.2, 0.55, 0.9])


def test_a_coin_is_no_judge() -> None:
    assert not JudgeQuality(0.5, 0.5).is_usable
    assert not JudgeQuality(0.1, 0.1).is_usable
    assert not JudgeQuality(1.0, 0.1).is_usable
    assert JudgeQuality(0.7, 0.7).is_usable


@pytest.mark.parametrize("shares", [(-0.1, 0.9), (0.9, 1.1), (float("nan"), 0.9)])
def test_a_share_outside_of_nought_and_one_is_refused(shares: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="share of turns"):
        JudgeQuality(*shares)


@pytest.mark.parametrize("votes", [0, 2, -1])
def test_a_majority_needs_an_odd_number_of_votes(votes: int) -> None:
    with pytest.raises(ValueError, match="odd"):
        JudgeQuality().by_votes(votes)
