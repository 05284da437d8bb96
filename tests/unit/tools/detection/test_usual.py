import json

import numpy as np
import pytest

from tools.detection.monitor import Usual
from tools.detection.seasons import MOST_TYPES, PARTS, WEEKDAYS
from tools.detection.settings import RatePrior
from tools.detection.stream import Floats
from tools.detection.usual import MOST_CALLS_WORTH, UsualRates, as_plain, choose_types, fit_usual, from_plain

OF_A_TYPE = WEEKDAYS * PARTS


def test_projects_that_agree_make_a_prior_worth_as_much_as_any() -> None:
    prior = _prior([700, 702, 699, 701], [1_000] * 4)

    assert prior.good + prior.bad == pytest.approx(MOST_CALLS_WORTH)
    assert prior.good / (prior.good + prior.bad) == pytest.approx(0.7, abs=0.001)


def test_projects_that_lie_apart_make_a_prior_as_wide_as_they_lie() -> None:
    rates = np.random.default_rng(1).beta(14, 6, 400)

    prior = _prior(np.round(rates * 5_000), [5_000] * 400)

    assert prior.good == pytest.approx(14, rel=0.2)
    assert prior.bad == pytest.approx(6, rel=0.2)


def test_projects_at_either_end_leave_a_prior_worth_next_to_nothing() -> None:
    prior = _prior([0, 1_000, 0, 1_000], [1_000] * 4)

    assert prior.good + prior.bad == pytest.approx(2)


@pytest.mark.parametrize(
    ("good", "calls"),
    [
        pytest.param([700, 700], [1_000, 1_000], id="two projects"),
        pytest.param([700, 700, 20], [1_000, 1_000, 29], id="a third with too few calls"),
        pytest.param([], [], id="none"),
        pytest.param([0, 0, 0], [0, 0, 0], id="no calls"),
    ],
)
def test_too_few_projects_make_no_prior(good: list[float], calls: list[float]) -> None:
    assert _prior(good, calls) == RatePrior()


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_where_every_call_is_alike_the_prior_still_allows_for_others(rate: float) -> None:
    prior = _prior([1_000 * rate] * 5, [1_000] * 5)

    assert min(prior.good, prior.bad) >= 0.02 * MOST_CALLS_WORTH - 1e-9


def test_projects_nobody_called_leave_the_effects_alone() -> None:
    rng = np.random.default_rng(2)
    trials = rng.poisson(50, (4, OF_A_TYPE)).astype(float)
    good = rng.binomial(trials.astype(int), 0.7).astype(float)
    none = np.zeros((2, OF_A_TYPE))

    with_none = fit_usual(np.vstack([trials, none]), np.vstack([good, none]))
    without = fit_usual(trials, good)

    assert with_none.prior == without.prior
    assert with_none.effects == pytest.approx(without.effects)


def test_without_any_call_nothing_is_usual() -> None:
    assert fit_usual(np.zeros((3, OF_A_TYPE)), np.zeros((3, OF_A_TYPE))).effects is None


def test_what_is_stored_is_read_back() -> None:
    effects = np.array([0.12345678, -0.3, 0.0])
    usual = UsualRates(
        ("sales", "Übergabe"),
        {("success", ""): Usual(RatePrior(56.5, 24), effects), ("capture", "e-mail"): Usual()},
    )

    again = from_plain(json.loads(json.dumps(as_plain(usual))))

    assert again.types == usual.types
    assert set(again.metrics) == set(usual.metrics)
    assert again.of("success", "").prior == RatePrior(56.5, 24)
    assert again.of("success", "").effects == pytest.approx(effects, abs=1e-5)
    assert again.of("capture", "e-mail").effects is None


def test_of_a_metric_nobody_knows_nothing_is_usual() -> None:
    usual = UsualRates().of("success", "")

    assert (usual.prior, usual.effects) == (RatePrior(), None)


def test_the_most_frequent_types_are_told_apart_in_a_fixed_order() -> None:
    calls = {"": 10_000, "billing": 5, "sales": 900, "claims": 30} | {f"rare {n}": 1 for n in range(20)}

    chosen = choose_types(calls)

    assert len(chosen) == MOST_TYPES - 1
    assert list(chosen) == sorted(chosen)
    assert {"billing", "sales", "claims"} <= set(chosen)
    assert choose_types(dict(reversed(calls.items()))) == chosen
    assert choose_types({"": 3}) == ()


def test_a_type_that_is_not_told_apart_is_number_nought() -> None:
    usual = UsualRates(("claims", "sales"))

    assert usual.type_numbers(["sales", "", "claims", "new", "sales"]) == [2, 0, 1, 0, 2]


def _prior(good: Floats | list[float], calls: list[float]) -> RatePrior:
    """The prior from projects whose calls all came at one time of the week."""
    trials, won = np.zeros((2, len(calls), OF_A_TYPE))
    trials[:, 9], won[:, 9] = calls, good
    return fit_usual(trials, won).prior
