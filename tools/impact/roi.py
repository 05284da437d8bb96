"""What is a change of a rate worth in minutes and money?

A call that fails, or that lacks a required field, has to be handled again by a person: it costs the handling
minutes the organisation states. So a point of success, and equally a point of capture of a required field, is worth
those minutes in one call of a hundred. Captures of several fields in the same calls must not be added up.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Literal

from memory.vocabulary import Estimate, RoiAssumptions

CALLS = 100

MOST_ASSUMED = Decimal(1_000_000_000)
"""No minutes of a call and no price of a minute are higher in any currency: it is a slip of the keyboard."""

Basis = Literal["expected", "measured"]


@dataclass(frozen=True, slots=True)
class Amounts:
    """An interval of minutes or money; negative where the change may cost instead of save."""

    low: Decimal
    mid: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Roi:
    """What a change saves per 100 eligible calls, with the assumptions that every figure rests on.

    Minutes are rounded to a tenth, money to a hundredth of `currency`, each from the unrounded change. `basis`
    says whether the change was measured or is only expected.
    """

    minutes_per_100_calls: Amounts
    money_per_100_calls: Amounts
    currency: str
    basis: Basis
    assumptions: RoiAssumptions


def return_on(change: Estimate, assumptions: RoiAssumptions, *, basis: Basis) -> Roi:
    """Turn a change of success, or of capture of a required field, into minutes and money per 100 calls.

    Args:
        change: The change of the rate, in shares: 0.08 is eight calls of a hundred.
        assumptions: What a failed call and a minute cost.
        basis: Where the change comes from.

    Raises:
        ValueError: The interval is not in order or not finite, or an assumption is no possible amount.
    """
    if not (all(map(isfinite, (change.low, change.mid, change.high))) and change.low <= change.mid <= change.high):
        raise ValueError(f"Not an interval: {change.low}, {change.mid}, {change.high}.")
    for amount in (assumptions.minutes_per_failed_call, assumptions.cost_per_minute):
        if not (amount.is_finite() and 0 <= amount <= MOST_ASSUMED):
            raise ValueError(f"Minutes and costs cannot be {amount}.")
    minutes = [
        CALLS * Decimal(str(rate)) * assumptions.minutes_per_failed_call
        for rate in (change.low, change.mid, change.high)
    ]
    money = [amount * assumptions.cost_per_minute for amount in minutes]
    return Roi(
        minutes_per_100_calls=_rounded(minutes, Decimal("0.1")),
        money_per_100_calls=_rounded(money, Decimal("0.01")),
        currency=assumptions.currency,
        basis=basis,
        assumptions=assumptions,
    )


def _rounded(amounts: list[Decimal], unit: Decimal) -> Amounts:
    low, mid, high = (amount.quantize(unit, rounding=ROUND_HALF_UP) for amount in amounts)
    return Amounts(low, mid, high)
