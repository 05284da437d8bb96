from itertools import product

import numpy as np
import pytest

from tools.replay.judging import JudgeQuality
from tools.replay.plan import LEAST_SHOWN, MOST_HARMFUL, MOST_NEUTRAL, GatePlan, plan_gate


def test_with_twenty_bad_and_sixty_good_calls_three_more_are_mended_and_three_more_wrong_than_by_chance() -> None:
    plan = plan_gate(bad=20, good=60)

    assert plan.can_prove
    assert 3 <= plan.mended_at_least - plan.right_by_chance < 4
    assert 2 < plan.wrong_at_most - plan.wrong_by_noise <= 3
    assert plan.helpful_shown == pytest.approx(0.82, abs=0.01)
    assert plan.most_model_calls == 160


@pytest.mark.parametrize(
    ("good", "votes", "shown"), [(20, 1, 0.20), (20, 3, 0.54), (40, 1, 0.63), (40, 3, 0.91), (60, 3, 0.97)]
)
def test_what_is_shown_is_what_the_limits_leave(good: int, votes: int, shown: float) -> None:
    assert plan_gate(bad=20, good=good, votes=votes).helpful_shown == pytest.approx(shown, abs=0.012)


@pytest.mark.parametrize(
    ("bad", "good", "right"), list(product([0, 1, 3, 8, 20, 50], [0, 1, 5, 15, 60, 120], [0.5, 0.8, 0.9, 1.0]))
)
def test_whatever_is_provable_keeps_the_limits_and_whatever_is_not_says_why(bad: int, good: int, right: float) -> None:
    plan = plan_gate(bad=bad, good=good, quality=JudgeQuality(right, right))

    assert plan.explanation.endswith(".")
    if plan.can_prove:
        assert plan.harmful_share <= MOST_HARMFUL
        assert plan.neutral_share <= MOST_NEUTRAL
        assert plan.helpful_shown >= LEAST_SHOWN
    else:
        assert bad <= 3 or good <= 15 or right == 0.5


def test_few_calls_still_make_a_rule() -> None:
    plan = plan_gate(bad=8, good=15)

    assert plan.can_prove
    assert 0.05 < plan.helpful_shown < 0.1


@pytest.mark.parametrize(("bad", "good"), [(0, 0), (0, 60), (20, 0), (1, 1), (20, 10)])
def test_too_few_calls_prove_nothing_and_it_says_how_many_there_were(bad: int, good: int) -> None:
    plan = plan_gate(bad=bad, good=good)

    assert not plan.can_prove
    assert plan.explanation.startswith("There are not enough calls to replay")
    assert (str(bad) if bad else "no bad") in plan.explanation


def test_a_judge_no_better_than_a_coin_proves_nothing() -> None:
    plan = plan_gate(bad=20, good=60, quality=JudgeQuality(0.5, 0.55))

    assert not plan.can_prove
    assert "coin" in plan.explanation


def test_the_more_happens_by_chance_the_more_has_to_be_mended() -> None:
    plans = [plan_gate(bad=20, good=60, chance=chance) for chance in (0.0, 0.1, 0.2, 0.4)]

    needed = [plan.mended_at_least for plan in plans]
    assert needed == sorted(set(needed))
    shown = [plan.helpful_shown for plan in plans]
    assert shown == sorted(shown, reverse=True)


def test_a_rule_is_never_worse_with_more_good_calls_and_a_better_judge() -> None:
    by_calls = [plan_gate(bad=20, good=good).helpful_shown for good in (20, 40, 60, 100)]
    by_judge = [plan_gate(bad=20, good=60, quality=JudgeQuality(q, q)).helpful_shown for q in (0.8, 0.85, 0.9, 0.95)]

    assert by_calls == sorted(by_calls)
    assert by_judge == sorted(by_judge)


def test_the_plan_agrees_with_counting_simulated_drafts() -> None:
    plan = plan_gate(bad=12, good=40)
    rng = np.random.default_rng(4)
    mended = rng.uniform(0.3, 0.7, 40_000)
    right = rng.binomial(12, 0.1 + 0.8 * (mended + (1 - mended) * 0.1))
    wrong = rng.binomial(40, 0.1 + 0.8 * 0.05, 40_000)

    passes = (right >= plan.mended_at_least) & (wrong <= plan.wrong_at_most)

    assert passes.mean() == pytest.approx(plan.helpful_shown, abs=0.01)


@pytest.mark.parametrize("wrong", [{"bad": -1}, {"good": -1}, {"chance": 1.5}, {"steady": float("nan")}], ids=str)
def test_what_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    counts = {"bad": int(wrong.get("bad", 20)), "good": int(wrong.get("good", 60))}
    with pytest.raises(ValueError, match="No gate"):
        plan_gate(**counts, chance=wrong.get("chance", 0.1), steady=wrong.get("steady", 0.95))


def test_more_calls_than_anybody_replays_are_not_planned_for() -> None:
    plan: GatePlan = plan_gate(bad=10, good=10**9)

    assert plan.good == 1_000
    assert plan.can_prove
