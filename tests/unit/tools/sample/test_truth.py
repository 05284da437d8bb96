"""Is the known truth really what stands in the calls?"""

import re
from collections import Counter
from typing import Any

import pytest

from memory.vocabulary import Cause, IssueKind, Metric
from tests.unit.tools.sample.spoken import digits_in
from tools.sample.generate import Sample
from tools.sample.trades.catalogue import TRADES
from tools.sample.truth import Miss

TOPICS = {(trade.key, topic.name): topic for trade in TRADES for topic in trade.topics}
Case = tuple[str, dict[str, Any], Miss]


@pytest.fixture(scope="session")
def cases(samples: list[Sample]) -> list[Case]:
    found: list[Case] = []
    for sample in samples:
        calls = {(call["project"], call["call_id"]): call for call in sample.calls()}
        for project, truth in sample.truth.items():
            found += [(project, calls[project, miss.call_id], miss) for miss in truth.misses.values()]
    return found


def of(cases: list[Case], *causes: Cause) -> list[Case]:
    return [case for case in cases if case[2].cause in causes]


def turn_of(miss: Miss) -> int:
    assert miss.turn is not None
    return miss.turn


def questions_on(project: str, name: str, call: dict[str, Any]) -> list[int]:
    topic = TOPICS[project, name]
    asked = [question.lower() for question in (*topic.questions, *topic.explain, *topic.unclear)]
    return [
        index
        for index, turn in enumerate(call["transcript"])
        if turn["speaker"] == "agent" and any(question in turn["text"].lower() for question in asked)
    ]


def test_every_missing_field_has_one_cause_and_nothing_else_has(samples: list[Sample]) -> None:
    for sample in samples:
        for call in sample.calls():
            misses = sample.truth[call["project"]].misses
            for name, value in call["captured"].items():
                assert (value is None) == ((call["call_id"], name) in misses)
        known = {(project, call_id) for project, truth in sample.truth.items() for call_id, _ in truth.misses}
        assert known <= {(call["project"], call["call_id"]) for call in sample.calls()}


def test_every_quote_stands_word_for_word_in_its_turn(cases: list[Case]) -> None:
    quoted = [(call, miss) for _, call, miss in cases if miss.quote is not None]
    assert len(quoted) > 1_000
    assert all(miss.quote in call["transcript"][turn_of(miss)]["text"] for call, miss in quoted)
    assert all((miss.quote is None) == (miss.turn is None) for _, _, miss in cases)


def test_what_was_not_asked_was_really_not_asked(cases: list[Case]) -> None:
    unasked = of(cases, Cause.NOT_ASKED)
    assert len(unasked) > 500
    assert not [miss for project, call, miss in unasked if questions_on(project, miss.field, call)]


def test_no_agent_of_the_viewings_ever_says_the_word_for_mail(sample: Sample) -> None:
    agent_lines = [
        turn["text"]
        for call in sample.calls()
        if call["project"] == "sample-property-viewings"
        for turn in call["transcript"]
        if turn["speaker"] == "agent"
    ]
    instructions = next(p["instructions"] for p in sample.projects if p["project"] == "sample-property-viewings")
    assert agent_lines
    assert not [line for line in [instructions, *agent_lines] if re.search(r"e-?mail|\bmail\b", line, re.I)]


def test_what_was_asked_was_really_asked(cases: list[Case]) -> None:
    asked = of(
        cases,
        Cause.ASKED_UNCLEARLY,
        Cause.NOT_FOLLOWED_UP,
        Cause.REFUSED,
        Cause.CALLER_DID_NOT_KNOW,
        Cause.MISHEARD,
        Cause.GIVEN_NOT_RECORDED,
    )
    assert len(asked) > 1_000
    assert all(questions_on(project, miss.field, call) for project, call, miss in asked)


def test_values_not_recorded_really_stand_in_a_turn_of_the_caller(cases: list[Case]) -> None:
    given = of(cases, Cause.GIVEN_NOT_RECORDED)
    assert all(call["transcript"][turn_of(miss)]["speaker"] == "caller" for _, call, miss in given)
    numbers = [miss for _, _, miss in given if miss.field == "phone"]
    assert len(numbers) > 300
    assert all(digits_in(miss.quote or "") == miss.value for miss in numbers)


def test_most_numbers_that_were_not_recorded_had_even_been_read_back(cases: list[Case]) -> None:
    numbers = [(call, miss) for project, call, miss in of(cases, Cause.GIVEN_NOT_RECORDED) if miss.field == "phone"]
    read_back = [
        miss
        for call, miss in numbers
        if any(turn["speaker"] == "agent" and str(miss.value) in digits_in(turn["text"]) for turn in call["transcript"])
    ]
    assert len(read_back) / len(numbers) > 0.7


def test_nobody_follows_up_on_what_was_not_followed_up(cases: list[Case]) -> None:
    for project, call, miss in of(cases, Cause.NOT_FOLLOWED_UP):
        assert call["transcript"][turn_of(miss)]["speaker"] == "caller"
        assert questions_on(project, miss.field, call) == [turn_of(miss) - 1]
        assert call["transcript"][turn_of(miss) + 1]["speaker"] == "agent"


def test_unclear_questions_are_the_agents_and_leave_the_caller_at_a_loss(cases: list[Case]) -> None:
    unclear = of(cases, Cause.ASKED_UNCLEARLY)
    assert {miss.field for _, _, miss in unclear} == {"value_basis"}
    assert all(call["transcript"][turn_of(miss)]["speaker"] == "agent" for _, call, miss in unclear)
    assert all(call["transcript"][turn_of(miss) + 1]["speaker"] == "caller" for _, call, miss in unclear)


def test_a_call_that_ended_first_never_reached_an_answer(cases: list[Case]) -> None:
    ended = of(cases, Cause.CALL_ENDED_FIRST)
    reasons = Counter(call["ended_reason"] for _, call, _ in ended)
    assert reasons.keys() == {"caller_hung_up", "transferred", "silence_timeout", "error"}
    assert all(miss.turn == len(call["transcript"]) - 1 for _, call, miss in ended)


def test_without_a_conversation_there_is_no_long_call_and_no_answer(cases: list[Case]) -> None:
    for _, call, _ in of(cases, Cause.NO_CONVERSATION):
        assert call["status"] != "completed" or call["duration_s"] < 15


def test_the_faults_are_the_ones_the_organisation_is_made_to_show(sample: Sample) -> None:
    first = {project: truth.faults[0] for project, truth in sample.truth.items() if truth.faults}
    shown = {key: (fault.metric, fault.field, fault.kind, fault.cause) for key, fault in first.items()}
    assert shown == {
        "sample-car-quotes": (Metric.CAPTURE, "value_basis", IssueKind.LEVEL, Cause.ASKED_UNCLEARLY),
        "sample-courier-collections": (Metric.CAPTURE, "account_number", IssueKind.DROP, Cause.NOT_FOLLOWED_UP),
        "sample-fault-line": (Metric.FAILED_CALLS, None, IssueKind.DROP, None),
        "sample-property-viewings": (Metric.CAPTURE, "email", IssueKind.LEVEL, Cause.NOT_ASKED),
        "sample-tyre-fitments": (Metric.CAPTURE, "phone", IssueKind.LEVEL, Cause.GIVEN_NOT_RECORDED),
    }


def test_the_named_cause_is_behind_most_misses_of_a_faulty_field(samples: list[Sample]) -> None:
    for sample in samples:
        talks = {(c["project"], c["call_id"]): c["started_at"] for c in sample.calls() if c["status"] == "completed"}
        for project, truth in sample.truth.items():
            for fault in truth.faults:
                since = fault.since.isoformat() if fault.since else ""
                causes = Counter(
                    miss.cause
                    for miss in truth.misses.values()
                    if miss.field == fault.field
                    and talks.get((project, miss.call_id), "") >= (since or "2")
                    and miss.cause is not Cause.NO_CONVERSATION
                )
                if fault.field:
                    assert causes.most_common(1)[0][0] == fault.cause
                    assert causes[fault.cause] / causes.total() > 0.75
