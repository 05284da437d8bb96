from dataclasses import replace

import pytest

from memory.vocabulary import Estimate
from tools.learning.autonomy import History, has_earned


def _impact(low: float, mid: float, high: float) -> Estimate:
    return Estimate(low, mid, high, "measured")


GOOD = tuple(_impact(-0.01, 0.04, 0.09) for _ in range(3))
TRUSTED = History("ask_for_field", accepted=19, edited=1, impacts=GOOD)


def test_what_people_took_nearly_always_and_never_harmed_may_be_applied() -> None:
    earned = has_earned(TRUSTED)

    assert earned.is_earned
    assert earned.why == (
        'Edits of the kind "ask for field" may be applied by themselves: 19 of 20 were accepted without a change, '
        "none was rolled back, and 3 measured impacts were +4.0 points on average."
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rolled_back": 1}, "was rolled back once"),
        ({"rolled_back": 2}, "was rolled back 2 times"),
        ({"impacts": (*GOOD, _impact(-0.09, -0.05, -0.01))}, "harm was measured once, at worst -5.0 points"),
        ({"accepted": 4}, "of the 10 decisions it takes 5 are known so far"),
        ({"accepted": 15, "rejected": 4}, "15 of 20 were accepted without a change, and it takes 90 %"),
        ({"edited": 3}, "19 of 22 were accepted without a change"),
        ({"impacts": GOOD[:2]}, "of the 3 impacts it takes 2 are measured"),
        ({"impacts": tuple(_impact(-0.05, -0.01, 0.03) for _ in range(3))}, "were -1.0 points on average"),
    ],
)
def test_one_thing_against_it_is_enough_and_is_said_with_its_numbers(change: dict[str, object], why: str) -> None:
    earned = has_earned(replace(TRUSTED, **change))

    assert not earned.is_earned
    assert why in earned.why
    assert earned.why.endswith(".")


def test_nothing_known_has_earned_nothing() -> None:
    assert not has_earned(History("new")).is_earned
    assert not has_earned(History("new"), least_decisions=0).is_earned


def test_its_owner_may_ask_for_less() -> None:
    assert has_earned(History("ask", accepted=2), least_decisions=2, least_measured=0).is_earned
