from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.replays import CallGroup
from tools.replay.gate import Gate, Standing
from tools.replay.plan import plan_gate

PLAN = plan_gate(bad=20, good=60)


def _fill(gate: Gate, bad: Sequence[bool], good: Sequence[bool] = ()) -> Standing:
    for ok in bad:
        gate.add_bad(ok)
    for ok in good:
        gate.add_good(ok)
    return gate.stand.standing


def test_bad_calls_are_wanted_first_and_good_ones_after_all_of_them() -> None:
    gate = Gate(PLAN)
    assert gate.wanted is CallGroup.BAD

    _fill(gate, [True] * 20)

    assert gate.stand.standing is Standing.GOES_ON
    assert gate.wanted is CallGroup.GOOD
    assert gate.stand.explanation.startswith("Not decided yet")


def test_a_draft_that_mends_and_breaks_nothing_passes_at_its_last_call() -> None:
    gate = Gate(PLAN)

    assert _fill(gate, [True] * 20, [True] * 59) is Standing.GOES_ON
    assert gate.add_good(True) is Standing.PASSED
    assert gate.wanted is None
    assert gate.model_calls == PLAN.most_model_calls == 160
    assert "helps bad calls and does not harm good ones" in gate.stand.explanation


def test_exactly_as_much_as_is_asked_passes() -> None:
    bad = [place < PLAN.mended_at_least for place in range(20)]
    good = [place >= PLAN.wrong_at_most for place in range(60)]

    assert _fill(Gate(PLAN), bad, good) is Standing.PASSED


def test_it_ends_as_soon_as_the_bad_calls_left_cannot_save_it() -> None:
    gate = Gate(PLAN)

    for _ in range(20 - PLAN.mended_at_least):
        assert gate.add_bad(False) is Standing.GOES_ON
    assert gate.add_bad(False) is Standing.FAILED

    assert gate.bad_seen == 20 - PLAN.mended_at_least + 1
    assert "does not mend enough" in gate.stand.explanation
    assert f"0 of {gate.bad_seen} bad calls" in gate.stand.explanation


def test_it_ends_as_soon_as_more_good_calls_are_wrong_than_may_be() -> None:
    gate = Gate(PLAN)
    _fill(gate, [True] * 20)

    for _ in range(PLAN.wrong_at_most):
        assert gate.add_good(False) is Standing.GOES_ON
    assert gate.add_good(False) is Standing.FAILED

    assert gate.good_seen == PLAN.wrong_at_most + 1
    assert gate.stand.explanation.startswith("It harms good calls")


def test_what_comes_after_the_end_changes_nothing() -> None:
    gate = Gate(PLAN)
    _fill(gate, [False] * 20)
    before = (gate.stand, gate.model_calls)

    gate.add_bad(True)
    gate.add_good(True)

    assert (gate.stand, gate.model_calls) == before


def test_good_calls_before_the_bad_ones_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="Bad calls come first"):
        Gate(PLAN).add_good(True)


def test_more_bad_calls_than_planned_are_refused_in_a_sentence() -> None:
    gate = Gate(PLAN)
    _fill(gate, [True] * 20)

    with pytest.raises(ValueError, match="all of them were counted"):
        gate.add_bad(True)


@pytest.mark.parametrize(("bad", "good"), [(0, 0), (0, 60), (20, 0), (2, 2)])
def test_where_nothing_can_be_proven_nothing_is_asked_for(bad: int, good: int) -> None:
    gate = Gate(plan_gate(bad=bad, good=good))

    assert gate.stand.standing is Standing.FAILED
    assert gate.wanted is None
    assert gate.stand.explanation.startswith("There are not enough calls")


@settings(max_examples=300, deadline=None)
@given(bad=st.lists(st.booleans(), min_size=12, max_size=12), good=st.lists(st.booleans(), min_size=40, max_size=40))
def test_stopping_early_never_changes_the_verdict(bad: list[bool], good: list[bool]) -> None:
    plan = plan_gate(bad=12, good=40)
    gate = Gate(plan)

    while gate.wanted is not None:
        if gate.wanted is CallGroup.BAD:
            gate.add_bad(bad[gate.bad_seen])
        else:
            gate.add_good(good[gate.good_seen])

    would_pass = sum(bad) >= plan.mended_at_least and good.count(False) <= plan.wrong_at_most
    assert (gate.stand.standing is Standing.PASSED) == would_pass
