from dataclasses import replace
from decimal import Decimal

import pytest

from memory.vocabulary import Estimate, RoiAssumptions
from tools.impact.roi import return_on

ASSUMED = RoiAssumptions(minutes_per_failed_call=Decimal("6"), cost_per_minute=Decimal("4.50"), currency="ZAR")
EIGHT_POINTS = Estimate(low=-0.0125, mid=0.08, high=0.1, basis="measured on 900 calls")


def test_eight_points_at_six_minutes_are_48_minutes_in_a_hundred_calls() -> None:
    roi = return_on(EIGHT_POINTS, ASSUMED, basis="measured")

    assert roi.minutes_per_100_calls.mid == Decimal("48.0")
    assert roi.money_per_100_calls.mid == Decimal("216.00")
    assert roi.money_per_100_calls.high == Decimal("270.00")


def test_what_may_cost_is_not_hidden() -> None:
    roi = return_on(EIGHT_POINTS, ASSUMED, basis="measured")

    assert roi.minutes_per_100_calls.low == Decimal("-7.5")
    assert roi.money_per_100_calls.low == Decimal("-33.75")


def test_money_is_rounded_once_and_minutes_do_not_spoil_it() -> None:
    third = Estimate(low=0.0, mid=0.0333, high=0.0333, basis="")
    roi = return_on(third, replace(ASSUMED, minutes_per_failed_call=Decimal("1.01")), basis="expected")

    assert str(roi.minutes_per_100_calls.mid) == "3.4"
    assert str(roi.money_per_100_calls.mid) == "15.13"


def test_every_figure_carries_its_basis_and_assumptions() -> None:
    roi = return_on(EIGHT_POINTS, ASSUMED, basis="expected")

    assert roi.basis == "expected"
    assert roi.currency == "ZAR"
    assert roi.assumptions is ASSUMED


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Estimate(0.1, 0.05, 0.2, ""), id="out of order"),
        pytest.param(Estimate(0.0, float("nan"), 0.2, ""), id="no number"),
        pytest.param(Estimate(0.0, 0.1, float("inf"), ""), id="without end"),
    ],
)
def test_refuses_what_is_no_interval(change: Estimate) -> None:
    with pytest.raises(ValueError, match="Not an interval"):
        return_on(change, ASSUMED, basis="expected")


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "1e30"])
def test_refuses_assumptions_that_are_no_amounts(amount: str) -> None:
    with pytest.raises(ValueError, match="Minutes and costs cannot be"):
        return_on(EIGHT_POINTS, replace(ASSUMED, cost_per_minute=Decimal(amount)), basis="expected")
