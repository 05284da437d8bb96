from itertools import product

import numpy as np
import pytest

from tools.replay.judging import JudgeQuality
from tools.replay.promise import promised_change


def _promise(fixed: int, bad: int, broken: int, good: int, quality: JudgeQuality | None = None) -> tuple[float, ...]:
    return promised_change(fixed, bad, broken, good, quality=quality, bad_share=0.3, good_share=0.6)


def test_a_draft_that_mends_half_of_the_bad_calls_wins_about_half_of_their_share() -> None:
    low, mid, high = _promise(12, 20, 8, 60)

    assert 0.05 < low < 0.13 < mid < 0.16 < high < 0.22


def test_what_chance_and_judge_noise_explain_promises_nothing() -> None:
    assert _promise(3, 20, 8, 60) == (0, 0, 0)


def test_broken_calls_cost_what_they_are_worth() -> None:
    low, mid, high = _promise(12, 20, 20, 60)

    assert low < mid < high
    assert mid < _promise(12, 20, 8, 60)[1] - 0.05


@pytest.mark.parametrize(
    ("counts", "quality"),
    list(
        product(
            [(0, 0, 0, 0), (0, 20, 0, 60), (20, 20, 60, 60), (20, 20, 0, 60), (0, 20, 60, 60), (1, 1, 0, 0)],
            [JudgeQuality(), JudgeQuality(1, 1), JudgeQuality(0.5, 0.5), JudgeQuality(0, 0)],
        )
    ),
)
def test_any_counts_end_in_an_interval_of_changes_that_can_be(
    counts: tuple[int, int, int, int], quality: JudgeQuality
) -> None:
    low, mid, high = _promise(*counts, quality=quality)

    assert -0.6 <= low <= mid <= high <= 0.3


def test_no_more_than_the_shares_can_change() -> None:
    assert promised_change(20, 20, 0, 60, bad_share=0.0, good_share=1.0) == pytest.approx((0, 0, 0), abs=0.03)
    assert promised_change(20, 20, 60, 60, bad_share=0.0, good_share=0.0) == (0, 0, 0)


def test_with_more_calls_the_interval_is_narrower() -> None:
    few, many = _promise(6, 10, 4, 30), _promise(60, 100, 40, 300)

    assert many[2] - many[0] < (few[2] - few[0]) / 2


def test_the_interval_holds_eight_of_ten_drafts_of_the_prior_whatever_passed() -> None:
    rng = np.random.default_rng(3)
    drafts = 4_000
    mended = np.where(rng.random(drafts) < 0.5, rng.beta(2, 2, drafts), 0)
    lost = np.where(rng.random(drafts) < 1 / 3, rng.beta(2, 8, drafts), 0)
    right = rng.binomial(20, 0.1 + 0.8 * (mended + (1 - mended) * 0.1))
    wrong = rng.binomial(60, 0.9 - 0.8 * 0.95 * (1 - lost))
    truth = 0.3 * 0.9 * mended - 0.6 * 0.95 * lost
    passed = np.flatnonzero((right >= 7) & (wrong <= 11))
    promises = {key: _promise(key[0], 20, key[1], 60) for key in set(zip(right[passed], wrong[passed], strict=True))}

    held = [promises[right[i], wrong[i]][0] <= truth[i] <= promises[right[i], wrong[i]][2] for i in passed]
    promised = [promises[right[i], wrong[i]][1] for i in passed]

    assert 0.77 < np.mean(held) < 0.88
    assert np.mean(promised) == pytest.approx(truth[passed].mean(), abs=0.006)


@pytest.mark.parametrize(
    ("counts", "shares"),
    [((5, 4, 0, 0), (0.1, 0.1)), ((0, 4, -1, 3), (0.1, 0.1)), ((0, 0, 0, 0), (-0.1, 0.1)), ((0, 0, 0, 0), (0.6, 0.6))],
)
def test_what_cannot_be_is_refused(counts: tuple[int, int, int, int], shares: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        promised_change(*counts, bad_share=shares[0], good_share=shares[1])
