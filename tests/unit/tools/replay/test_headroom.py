import pytest

from tools.replay.headroom import LEAST_CHANCE, headroom
from tools.replay.judging import JudgeQuality
from tools.replay.plan import CHANCE


def test_a_text_that_handles_most_bad_calls_when_asked_again_is_not_the_cause() -> None:
    found = headroom(16, 20)

    assert not found.may_be_cause
    assert found.low > 0.5
    assert "16 of 20 bad calls" in found.explanation
    assert found.explanation.endswith("they are not the cause.")


def test_a_text_that_fails_again_may_be_the_cause() -> None:
    found = headroom(2, 20)

    assert found.may_be_cause
    assert found.high < 0.25
    assert LEAST_CHANCE <= found.chance < 0.15


def test_half_of_them_is_no_proof_either_way() -> None:
    found = headroom(10, 20)

    assert found.may_be_cause
    assert found.low < 0.5 < found.high
    assert found.chance > 0.4


def test_a_few_calls_acquit_nobody() -> None:
    assert headroom(5, 5).may_be_cause
    assert not headroom(6, 6).may_be_cause


def test_without_replays_the_usual_chance_is_taken() -> None:
    found = headroom(0, 0)

    assert found.may_be_cause
    assert found.chance == CHANCE
    assert found.low < 0.15
    assert found.high > 0.85


@pytest.mark.parametrize("quality", [JudgeQuality(0.5, 0.5), JudgeQuality(1, 1), JudgeQuality(0, 0)], ids=str)
@pytest.mark.parametrize(("right", "seen"), [(0, 0), (0, 20), (20, 20), (1, 1), (300, 1_000)])
def test_any_judge_and_any_count_end_in_shares(quality: JudgeQuality, right: int, seen: int) -> None:
    found = headroom(right, seen, quality)

    assert 0 <= found.low <= found.mid <= found.high <= 1
    assert 0 < found.chance < 1


def test_the_chance_grows_with_what_was_right() -> None:
    chances = [headroom(right, 20).chance for right in range(21)]

    assert chances == sorted(chances)


@pytest.mark.parametrize(("right", "seen"), [(1, 0), (-1, 5), (6, 5)])
def test_counts_that_cannot_be_are_refused(right: int, seen: int) -> None:
    with pytest.raises(ValueError, match="cannot be right"):
        headroom(right, seen)
