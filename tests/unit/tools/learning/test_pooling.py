import pytest

from memory.vocabulary import Cause
from tools.learning.beliefs import Outcome
from tools.learning.lessons import learn
from tools.learning.pooling import pool_levels, summarise

CAUSE = Cause.NOT_ASKED


def _outcomes(effect: float, number: int = 4) -> list[Outcome]:
    return [Outcome(CAUSE, "ask", effect, 0.04) for _ in range(number)]


def _mean(outcomes: tuple[Outcome, ...]) -> float:
    return learn(outcomes)[0].mean


def test_a_summary_says_the_same_with_less_certainty() -> None:
    (row,) = summarise(_outcomes(0.06, 9), differ=0.02)

    assert row.effect == pytest.approx(0.06)
    assert row.count == 9
    assert row.error == pytest.approx((0.0427**2 / 9 + 0.02**2 - 0.015**2) ** 0.5, abs=0.0005)


def test_no_place_is_believed_more_than_it_differs() -> None:
    (row,) = summarise(_outcomes(0.06, 100_000), differ=0.03)

    assert row.error == pytest.approx((0.03**2 - 0.015**2) ** 0.5, abs=0.001)


def test_sibling_projects_tell_something_and_own_outcomes_more() -> None:
    siblings = {"b": _outcomes(0.10), "c": _outcomes(0.10)}

    alone = pool_levels(_outcomes(0.02, 20), {}, {})
    pooled = pool_levels(_outcomes(0.02, 20), siblings, {})
    borrowed = pool_levels([], siblings, {})

    assert _mean(alone.outcomes) < _mean(pooled.outcomes) < _mean(borrowed.outcomes)
    share = pooled.shares[CAUSE, "ask"]
    assert share.project > share.organisation > 0
    assert share.everyone == 0
    assert share.project + share.organisation == pytest.approx(1)


@pytest.mark.parametrize(("organisations", "is_used"), [(0, False), (4, False), (5, True)])
def test_other_organisations_speak_only_where_at_least_five_agreed(organisations: int, is_used: bool) -> None:
    others = {str(number): _outcomes(0.10) for number in range(organisations)}

    pooled = pool_levels(_outcomes(0.02), {}, others)

    assert (pooled.shares[CAUSE, "ask"].everyone > 0) == is_used
    assert len(pooled.outcomes) == 4 + (organisations if is_used else 0)


def test_nobody_with_outcomes_is_no_trouble() -> None:
    pooled = pool_levels([], {"b": []}, {str(number): [] for number in range(6)})

    assert pooled.outcomes == ()
    assert pooled.shares == {}
