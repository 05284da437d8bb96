from dataclasses import replace
from math import log

import pytest

from memory.vocabulary import IssueKind, Metric, Severity
from tests.unit.tools.detection.worlds import days_after_start
from tools.detection.alarms import Alarm, describe, metric_words, severity_of

DROP = Alarm(
    kind=IssueKind.DROP,
    observed=0.552,
    baseline=0.714,
    calls=1_243,
    since=days_after_start(41),
    found_at=days_after_start(44),
    found_rate=0.54,
    log_evidence=log(23_456_789),
)
LEVEL = replace(DROP, kind=IssueKind.LEVEL, baseline=0.9, log_evidence=log(1_050))


def test_a_drop_is_told_in_plain_words() -> None:
    assert describe(DROP, metric_words(Metric.SUCCESS)) == (
        "The share of calls that succeed fell from 71 % to 55 % since about 12 October 2026, over 1,243 calls. "
        "If nothing had changed, evidence this strong would come up at most once in 20,000,000 calls."
    )


def test_a_level_problem_is_told_in_plain_words() -> None:
    assert describe(LEVEL, metric_words(Metric.CAPTURE, "email")) == (
        "The share of calls that capture email is 55 %, below its target of 90 %, since about 12 October 2026, "
        "over 1,243 calls. If it were on target, evidence this strong would come up in at most one of "
        "1,000 projects."
    )


def test_no_more_certainty_is_claimed_than_a_model_can_have() -> None:
    assert "at most once in 1,000,000,000 calls" in describe(replace(DROP, log_evidence=5_000.0), "It")
    assert "at most once in 1,000,000,000 calls" in describe(replace(DROP, log_evidence=float("inf")), "It")


@pytest.mark.parametrize("metric", list(Metric))
def test_every_metric_has_words_that_begin_a_sentence(metric: Metric) -> None:
    assert metric_words(metric).startswith("The share of calls")


@pytest.mark.parametrize(
    ("gap", "calls", "severity"),
    [
        pytest.param(0.05, 100, Severity.LOW, id="small and few"),
        pytest.param(0.05, 2_000, Severity.MEDIUM, id="small but many"),
        pytest.param(0.15, 40, Severity.MEDIUM, id="clear but few"),
        pytest.param(0.15, 2_000, Severity.HIGH, id="clear and many"),
        pytest.param(0.40, 20, Severity.HIGH, id="deep"),
    ],
)
def test_severity_weighs_the_gap_and_the_calls(gap: float, calls: int, severity: Severity) -> None:
    assert severity_of(gap, calls) is severity


def test_an_alarm_knows_its_own_severity() -> None:
    assert DROP.gap == pytest.approx(0.162)
    assert DROP.severity is Severity.HIGH
