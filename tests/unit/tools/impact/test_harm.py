"""How strongly calls after a change speak for harm, looked at after every call."""

import numpy as np
import pytest

from tools.impact.harm import Rate, weigh_harm


def test_no_calls_say_nothing():
    assert weigh_harm(Rate(1000, 700), Rate(0, 0)) == 1.0


def test_the_same_rate_speaks_against_harm():
    assert weigh_harm(Rate(1000, 700), Rate(300, 210)) < 0.2


def test_a_fall_of_ten_points_is_plain_within_some_hundred_calls():
    assert weigh_harm(Rate(1000, 700), Rate(400, 240)) > 20


def test_a_fall_is_less_plain_when_little_is_known_of_before():
    assert weigh_harm(Rate(50, 35), Rate(400, 240)) < weigh_harm(Rate(1000, 700), Rate(400, 240))


def test_a_rise_is_no_harm():
    assert weigh_harm(Rate(1000, 700), Rate(300, 270)) < 0.01


@pytest.mark.parametrize(("before", "after"), [((0, 0), (500, 0)), ((500, 500), (500, 500)), ((10**6, 1), (10**6, 0))])
def test_extremes_give_a_finite_number(before: tuple[int, int], after: tuple[int, int]):
    assert np.isfinite(weigh_harm(Rate(*before), Rate(*after)))


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="cannot have gone well"):
        Rate(3, 4)


def test_harmless_changes_are_rarely_called_harmful_at_any_look():
    rng = np.random.default_rng(5)
    called = 0
    for _ in range(60):
        true = rng.beta(14, 6)
        before = Rate(300, int(rng.binomial(300, true)))
        good = np.cumsum(rng.random(400) < true)
        called += any(weigh_harm(before, Rate(n, int(good[n - 1]))) >= 20 for n in range(20, 401, 20))

    assert called <= 6
