"""Does every project go the way it is meant to go?"""

from collections.abc import Callable
from datetime import datetime
from math import sqrt
from typing import Any

import pytest

from memory.vocabulary import IssueKind, Metric
from tools.sample.generate import Sample

HEALTHY = "sample-table-bookings"
SPARSE = "sample-wedding-enquiries"
FAILING = "sample-fault-line"
Call = dict[str, Any]


def talks(sample: Sample, project: str) -> list[Call]:
    """The conversations: calls in which a caller was heard and that lasted 15 seconds."""
    return [
        call
        for call in sample.calls()
        if call["project"] == project
        and call["status"] in {"completed", "failed"}
        and call["duration_s"] >= 15
        and any(turn["speaker"] == "caller" for turn in call["transcript"])
    ]


def share(calls: list[Call], holds: Callable[[Call], bool]) -> float:
    return sum(map(holds, calls)) / len(calls)


def captured(name: str) -> Callable[[Call], bool]:
    return lambda call: call["captured"][name] is not None


def succeeded(sample: Sample, project: str) -> Callable[[Call], bool]:
    fields = next(p["fields"] for p in sample.projects if p["project"] == project)
    required = [field["name"] for field in fields if field["required"]]
    return lambda call: call["status"] == "completed" and all(call["captured"][name] is not None for name in required)


def test_the_healthy_project_is_above_every_target_all_the_time(samples: list[Sample]) -> None:
    for sample in samples:
        project = sample.projects[0]
        calls = talks(sample, HEALTHY)
        assert project["project"] == HEALTHY
        assert len(calls) > 1_000
        for third in range(3):
            part = calls[third * len(calls) // 3 : (third + 1) * len(calls) // 3]
            assert share(part, succeeded(sample, HEALTHY)) > project["target_success_rate"] + 0.08
            for field in project["fields"]:
                assert share(part, captured(field["name"])) > field.get("target_capture_rate", 0.9)
        assert not sample.truth[HEALTHY].faults


def test_faulty_fields_are_captured_as_often_as_the_truth_says(samples: list[Sample]) -> None:
    for sample in samples:
        for project, truth in sample.truth.items():
            for fault in truth.faults:
                if fault.metric is not Metric.CAPTURE:
                    continue
                calls = talks(sample, project)
                since = fault.since or datetime.fromisoformat(calls[0]["started_at"])
                before = [call for call in calls if datetime.fromisoformat(call["started_at"]) < since]
                after = [call for call in calls if datetime.fromisoformat(call["started_at"]) >= since]
                measured = share(after, captured(fault.field or ""))
                assert measured == pytest.approx(fault.faulty, abs=4 * sqrt(0.25 / len(after)))
                if fault.kind is IssueKind.DROP:
                    assert share(before, captured(fault.field or "")) - measured > 0.2
                    assert share(before, captured(fault.field or "")) == pytest.approx(fault.usual, abs=0.05)


def test_success_suffers_where_the_truth_says_so(samples: list[Sample]) -> None:
    for sample in samples:
        for project, truth in sample.truth.items():
            for fault in truth.faults:
                if fault.metric is Metric.SUCCESS:
                    calls = [
                        call
                        for call in talks(sample, project)
                        if fault.since is None or datetime.fromisoformat(call["started_at"]) >= fault.since
                    ]
                    assert not fault.primary
                    assert share(calls, succeeded(sample, project)) == pytest.approx(
                        fault.faulty, abs=0.02 + 4 * sqrt(0.25 / len(calls))
                    )


def test_fields_without_a_fault_stay_above_their_target(samples: list[Sample]) -> None:
    for sample in samples:
        for project in sample.projects:
            key = project["project"]
            faulty = {fault.field for fault in sample.truth[key].faults}
            calls = talks(sample, key)
            for field in project["fields"]:
                if field["name"] not in faulty and key != SPARSE:
                    assert share(calls, captured(field["name"])) > field.get("target_capture_rate", 0.9) - 0.03


def test_calls_of_the_fault_line_fail_more_and_more_often(samples: list[Sample]) -> None:
    for sample in samples:
        (fault,) = sample.truth[FAILING].faults
        calls = [call for call in sample.calls() if call["project"] == FAILING]
        failed = [(datetime.fromisoformat(call["started_at"]), call["status"] == "failed") for call in calls]
        assert fault.since is not None
        before = [bad for at, bad in failed if at < fault.since]
        late = [bad for at, bad in failed if (at - fault.since).days >= 9]
        assert sum(before) / len(before) < 0.06
        assert sum(late) / len(late) == pytest.approx(fault.faulty, abs=0.16)
        assert {call["ended_reason"] for call in calls if call["status"] == "failed"} == {"error"}


def test_the_sparse_project_has_about_five_calls_a_week_and_no_fault(samples: list[Sample]) -> None:
    for sample in samples:
        calls = [call for call in sample.calls() if call["project"] == SPARSE]
        assert 22 <= len(calls) <= 66
        assert share(talks(sample, SPARSE), succeeded(sample, SPARSE)) > 0.6
        assert not sample.truth[SPARSE].faults


def test_some_callers_give_of_their_own_accord_what_nobody_asks(samples: list[Sample]) -> None:
    for sample in samples:
        assert 0.06 < share(talks(sample, "sample-property-viewings"), captured("email")) < 0.25
