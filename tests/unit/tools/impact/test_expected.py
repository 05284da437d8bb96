from itertools import product

import numpy as np
import pytest

from memory.vocabulary import Cause
from tools.impact.expected import MOST_HARM, expect


def test_an_unproven_edit_is_expected_to_bring_single_digits_of_points() -> None:
    expected = expect(cause=Cause.NOT_ASKED, kind="ask_for_field", calls=100, missed=30, missed_for_cause=20)

    assert -0.03 < expected.low < 0 < expected.mid < expected.high < 0.10
    assert expected.mid < expected.high / 3


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize(("missed", "caused"), [(0, 0), (1, 1), (30, 0), (30, 1), (30, 30), (100, 100), (100, 3)])
def test_no_more_is_promised_than_the_cause_explains_and_harm_stays_small(
    cause: Cause, missed: int, caused: int
) -> None:
    expected = expect(cause=cause, kind="reword", calls=100, missed=missed, missed_for_cause=caused)

    assert expected.high <= caused / 100
    assert -min(MOST_HARM, (100 - missed) / 100) <= expected.low <= 0
    assert expected.low <= expected.mid <= max(expected.high, 0)


def test_the_interval_holds_eight_of_ten_draws_of_the_prior() -> None:
    rng = np.random.default_rng(1)
    world = rng.integers(0, 3, 200_000)
    helps = 0.4 * rng.beta(2, 4, world.size)
    harms = -MOST_HARM * (1 - np.sqrt(rng.random(world.size)))
    changes = np.select([world == 0, world == 1], [helps, harms], 0.0)

    expected = expect(cause=Cause.NOT_ASKED, kind="ask", calls=50, missed=25, missed_for_cause=20)

    assert expected.low == pytest.approx(np.quantile(changes, 0.1), abs=0.001)
    assert expected.high == pytest.approx(np.quantile(changes, 0.9), abs=0.002)
    assert expected.mid == pytest.approx(changes.mean(), abs=0.001)


def test_the_more_the_cause_explains_the_more_is_expected() -> None:
    highs = [
        expect(cause=Cause.NOT_ASKED, kind="ask", calls=100, missed=60, missed_for_cause=caused).high
        for caused in range(0, 61, 10)
    ]

    assert highs == sorted(highs)
    assert highs[0] == 0 < highs[1]


def test_what_needs_the_caller_too_is_expected_to_bring_less() -> None:
    asked, refused = (
        expect(cause=cause, kind="ask", calls=100, missed=40, missed_for_cause=40)
        for cause in (Cause.NOT_ASKED, Cause.REFUSED)
    )

    assert refused.high < asked.high
    assert refused.mid < asked.mid


def test_the_basis_says_what_it_rests_on_and_that_nothing_was_proven() -> None:
    basis = expect(cause=Cause.NOT_FOLLOWED_UP, kind="ask_again", calls=1_200, missed=400, missed_for_cause=300).basis

    assert basis == (
        "Expected, neither replayed nor measured: 400 of 1,200 calls missed this, 300 of them because it was not "
        'followed up, so at most 25 points can be won. About one edit in three of the kind "ask again" helps, '
        "the others do nothing or a little harm; 8 of 10 should end up in this range."
    )


def test_every_cause_and_count_has_a_basis_in_words() -> None:
    for cause, caused in product(Cause, (0, 1, 2)):
        basis = expect(cause=cause, kind="ask", calls=100, missed=2, missed_for_cause=caused).basis

        assert f"{caused} of them because" in basis
        assert ("1 points" in basis) is False


@pytest.mark.parametrize(("calls", "missed", "caused"), [(0, 0, 0), (10, 11, 1), (10, 5, 6), (10, 5, -1), (-1, -1, -1)])
def test_refuses_counts_that_cannot_be(calls: int, missed: int, caused: int) -> None:
    with pytest.raises(ValueError, match=f"Of {calls} calls"):
        expect(cause=Cause.NOT_ASKED, kind="ask", calls=calls, missed=missed, missed_for_cause=caused)
