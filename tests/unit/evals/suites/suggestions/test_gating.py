import numpy as np
import pytest

from evals.suites.suggestions.candidates import HARMFUL, HELPFUL, NEUTRAL, Setting, draw_candidates
from evals.suites.suggestions.gating import plan_of, send_through, show_everything
from tools.replay.worlds import BROKEN, MENDED


def test_drafts_are_what_their_world_says() -> None:
    drawn = draw_candidates(Setting("any"), 0.5, 6_000, np.random.default_rng(1))

    helpful, neutral, harmful = (drawn.sort == sort for sort in (HELPFUL, NEUTRAL, HARMFUL))
    assert helpful.sum() == neutral.sum() == harmful.sum() == 2_000
    assert drawn.mended[helpful].min() >= MENDED[0]
    assert drawn.lost[harmful].min() >= BROKEN[0]
    assert not drawn.mended[neutral].any()
    assert not drawn.lost[~harmful].any()
    assert (drawn.mended[harmful] > 0).mean() == pytest.approx(0.5, abs=0.04)


def test_the_judge_errs_as_often_as_it_should() -> None:
    drawn = draw_candidates(Setting("any"), 0.0, 6_000, np.random.default_rng(2))

    neutral = drawn.sort == NEUTRAL
    assert drawn.bad_ok[neutral].mean() == pytest.approx(0.18, abs=0.01)
    assert 1 - drawn.good_ok[neutral].mean() == pytest.approx(0.14, abs=0.01)


def test_a_majority_of_three_errs_less() -> None:
    drawn = draw_candidates(Setting("any", votes=3), 0.0, 6_000, np.random.default_rng(3))

    assert drawn.bad_ok[drawn.sort == NEUTRAL].mean() == pytest.approx(0.1 + 0.028 * 0.8, abs=0.01)


def test_what_is_shown_agrees_with_the_plan() -> None:
    setting = Setting("20 + 60")
    outcome = send_through(setting, 1.0, 3_000, np.random.default_rng(4))
    plan = plan_of(setting)

    assert outcome.helpful_shown == pytest.approx(plan.helpful_shown, abs=0.04)
    assert outcome.harmful == pytest.approx(plan.harmful_share, abs=0.04)
    assert outcome.most_calls == plan.most_model_calls
    assert outcome.mean_calls < 110


def test_where_nothing_can_be_proven_nothing_is_shown_and_nothing_is_spent() -> None:
    outcome = send_through(Setting("too few", bad=2, good=2), 0.5, 300, np.random.default_rng(5))

    assert outcome.shown == 0
    assert outcome.mean_calls == 0
    assert outcome.harmful == 0


def test_without_a_gate_a_third_of_what_is_shown_harms() -> None:
    outcome = show_everything(0.5, 300, np.random.default_rng(6))

    assert outcome.harmful == outcome.neutral == pytest.approx(1 / 3)
    assert outcome.helpful_shown == 1
