import random
from collections.abc import Sequence

import pytest

from agents.frozen_calls import Wanted
from agents.replay_calls import Chosen, choose_calls, find_bad_point, find_good_points
from memory.replays import CallGroup
from memory.vocabulary import Call, Cause, Field, Finding
from tests.unit.agents.stopped_calls import BAD, EMAIL, FIELDS, FOOD, GOOD, NIGHTS, make_call
from tools.diagnosis import find_fields
from tools.diagnosis.moments import Moments

CAPTURED = {"owner_name": "Pieter Zondi", "nights": "4", "email": "pieter.zondi@mail.example", "food": "chicken"}


def _missed(call: Call, field: Field, cause: Cause, turn: int | None = None) -> Finding:
    return Finding(call.call_id, field.name, captured=False, cause=cause, turn=turn)


def _fleet(bad: int = 8, good: int = 12, fields: Sequence[Field] = (EMAIL, FOOD)) -> tuple[list[Call], dict]:
    failed = [make_call(BAD, f"bad-{place}", age=place, owner_name="Pieter", nights="4") for place in range(bad)]
    well = [make_call(GOOD, f"good-{place}", age=place, **CAPTURED) for place in range(good)]
    findings = {call.call_id: [_missed(call, field, Cause.NOT_ASKED) for field in fields] for call in failed}
    return [*failed, *well], findings


def _choose(calls: Sequence[Call], findings: dict, **changed: object) -> Chosen:
    settings: dict = {"cause": Cause.NOT_ASKED, "fields": FIELDS, "missing": (EMAIL, FOOD), "exclude": (), "seed": 1}
    return choose_calls(calls, findings, **(settings | changed))


def test_the_choice_follows_from_the_seed_and_the_calls_in_any_order() -> None:
    calls, findings = _fleet(30, 80)
    chosen = _choose(calls, findings)
    random.Random(3).shuffle(calls)
    assert _choose(calls, findings) == chosen
    assert _choose(calls, findings, seed=2) != chosen
    assert (len(chosen.bad), len(chosen.good)) == (20, 60)


def test_bad_calls_fell_to_the_cause_and_good_ones_captured_the_field() -> None:
    calls, findings = _fleet()
    chosen = _choose(calls, findings)
    assert {one.group for one in chosen.bad} == {CallGroup.BAD}
    assert {one.call.call_id[:3] for one in chosen.bad} == {"bad"}
    assert {one.call.call_id[:4] for one in chosen.good} == {"good"}
    assert all(one.call.transcript[one.turn].speaker == "agent" for one in (*chosen.bad, *chosen.good))
    assert not _choose(calls, findings, cause=Cause.MISHEARD).bad


def test_missing_fields_take_turns_and_each_call_is_used_once() -> None:
    chosen = _choose(*_fleet(10, 10))
    fields = [one.field.name for one in chosen.bad]
    assert abs(fields.count("email") - fields.count("food")) <= 1
    every = [one.call.call_id for one in (*chosen.bad, *chosen.good)]
    assert len(every) == len(set(every)) == 20


def test_calls_the_draft_has_seen_are_left_out_and_counted() -> None:
    calls, findings = _fleet(4, 4)
    chosen = _choose(calls, findings, exclude={"bad-0", "good-1"})
    assert not {"bad-0", "good-1"} & {one.call.call_id for one in (*chosen.bad, *chosen.good)}
    assert dict(chosen.left_out)["The draft has seen the call."] == 2


def test_calls_that_do_not_count_or_have_no_words_are_never_chosen() -> None:
    silent = make_call((), "bad-1")
    chosen = _choose([silent], {"bad-1": [_missed(silent, EMAIL, Cause.NOT_ASKED)]})
    assert chosen == Chosen((), (), ())
    assert _choose([], {}) == Chosen((), ())


def test_calls_that_succeeded_come_before_those_that_only_captured_the_field() -> None:
    captured = {name: value for name, value in CAPTURED.items() if name != "food"}
    half = [make_call(GOOD, f"half-{place}", **captured) for place in range(20)]
    calls, findings = _fleet(0, 10)
    chosen = _choose([*half, *calls], findings, missing=(EMAIL,), most_good=10)
    assert {one.call.call_id[:4] for one in chosen.good} == {"good"}


def test_a_call_without_a_usable_point_is_left_out_with_its_reason() -> None:
    leaving = make_call((*BAD[:5], "I have to go now, bye.", "Goodbye!"), "bad-1")
    chosen = _choose([leaving], {"bad-1": [_missed(leaving, EMAIL, Cause.NOT_ASKED)]})
    assert chosen.left_out == (("The caller was already taking leave there.", 1),)
    short = make_call(("Hello?", "I want a room."), "bad-2")
    chosen = _choose([short], {"bad-2": [_missed(short, EMAIL, Cause.NOT_ASKED)]})
    assert [calls for _, calls in chosen.left_out] == [1]


VAGUE = (*BAD[:5], "A few.", "Lovely. What does it eat?", "Meat.", "Bye!")
UNCLEAR = (*BAD[:4], "Which boarding term?", "What do you mean by that?", "Never mind. Goodbye!")
HEARD = (*BAD[:6], "Your e-mail?", "pieter at example dot com", "Thank you, goodbye.")
CUT = ("Happy Tails.", "Hello?", "Happy Tails, hello.", "I want to board my dog.", "How many nights?", "Oh no, my bus")


@pytest.mark.parametrize(
    ("said", "field", "cause", "shown", "turn"),
    [
        pytest.param(BAD, EMAIL, Cause.NOT_ASKED, None, 6, id="not asked: where the closing begins"),
        pytest.param(UNCLEAR, NIGHTS, Cause.ASKED_UNCLEARLY, 5, 4, id="asked unclearly: the question"),
        pytest.param(UNCLEAR, NIGHTS, Cause.ASKED_UNCLEARLY, 4, 4, id="asked unclearly: the question itself"),
        pytest.param(VAGUE, NIGHTS, Cause.NOT_FOLLOWED_UP, 5, 6, id="not followed up: behind the answer"),
        pytest.param(VAGUE, NIGHTS, Cause.NOT_FOLLOWED_UP, 4, 6, id="not followed up: behind the question's answer"),
        pytest.param(HEARD, EMAIL, Cause.MISHEARD, 7, 8, id="misheard: behind the value"),
        pytest.param(CUT, EMAIL, Cause.CALL_ENDED_FIRST, 5, 4, id="ended first: behind the purpose"),
        pytest.param(BAD, EMAIL, Cause.REFUSED, 5, None, id="no cause that instructions mend"),
        pytest.param(BAD, EMAIL, Cause.MISHEARD, None, None, id="nothing shows it"),
    ],
)
def test_a_call_is_stopped_where_its_cause_was_decided(
    said: Sequence[str], field: Field, cause: Cause, shown: int | None, turn: int | None
) -> None:
    call = make_call(said)
    point = find_bad_point(Moments(call, FIELDS), _missed(call, field, cause, shown), len(said))
    assert point == turn


def test_good_calls_are_stopped_at_the_question_and_behind_the_value() -> None:
    moments = Moments(make_call(GOOD, **CAPTURED), FIELDS)
    assert find_good_points(moments, "email", Cause.NOT_FOLLOWED_UP) == [(6, Wanted.ASK), (8, Wanted.GO_ON)]
    assert find_good_points(moments, "email", Cause.NOT_ASKED) == [(6, Wanted.ASK), (10, Wanted.GO_ON)]
    assert find_good_points(moments, "email", Cause.MISHEARD) == [(8, Wanted.GO_ON)]


def test_where_the_real_agent_asked_again_it_is_done_only_behind_that_answer() -> None:
    again = (*GOOD[:8], "Sorry, what is your e-mail address?", "pieter.zondi@mail.example", *GOOD[8:])
    moments = Moments(make_call(again, **CAPTURED), FIELDS)
    assert find_good_points(moments, "email", Cause.MISHEARD) == [(10, Wanted.GO_ON)]


def test_what_the_rules_find_leads_to_a_decision_point() -> None:
    call = make_call(BAD, "c-7", owner_name="Pieter Zondi", nights="4")
    findings = {"c-7": find_fields(call, FIELDS)}
    chosen = _choose([call], findings, missing=(EMAIL,))
    assert [(one.turn, one.wanted) for one in chosen.bad] == [(6, Wanted.ASK)]
    assert chosen.bad[0].fields == FIELDS
    assert chosen.bad[0].real_turn == BAD[6]
