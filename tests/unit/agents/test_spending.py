"""What a run may spend on its model, and what is said when that is gone."""

from decimal import Decimal

import pytest

from agents.models import ModelProblem, ProblemKind
from agents.spending import Budget, Meter, ModelCall, Prices, estimate_tokens


def use(meter: Meter, tokens: int = 100, seconds: float = 1.0) -> None:
    meter.begin()
    meter.book(ModelCall("replay", tokens, 10, seconds))


def test_a_meter_adds_up_calls_tokens_seconds_and_money():
    meter = Meter(Prices(Decimal(2), Decimal(10)))

    use(meter)
    use(meter)

    assert (meter.spent.calls, meter.spent.tokens, meter.spent.seconds) == (2, 220, 2.0)
    assert meter.spent.money == Decimal("0.0006")


def test_what_was_booked_is_handed_over_once():
    meter = Meter()
    use(meter)

    assert [call.purpose for call in meter.take()] == ["replay"]
    assert meter.take() == ()


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(calls=2), "2 model calls"),
        (Budget(tokens=200), "200 tokens"),
        (Budget(money=Decimal("0.0005")), "0.00 USD"),
        (Budget(seconds=2), "2 seconds"),
    ],
)
def test_no_call_begins_when_a_limit_is_reached(budget: Budget, words: str):
    meter = Meter(Prices(Decimal(2), Decimal(10)), budget)
    use(meter)
    use(meter)

    with pytest.raises(ModelProblem, match=words) as met:
        meter.begin()

    assert met.value.kind is ProblemKind.BUDGET_SPENT


def test_calls_under_way_count_against_the_limit():
    meter = Meter(budget=Budget(calls=2))
    meter.begin()
    meter.begin()

    with pytest.raises(ModelProblem, match="2 model calls"):
        meter.begin()


def test_tokens_are_estimated_upwards():
    assert [estimate_tokens("x" * length) for length in (0, 1, 4, 5)] == [0, 1, 1, 2]
