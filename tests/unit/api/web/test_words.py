"""What pages say is said as a person would."""

import pytest

from api.web import words
from memory.repositories.recordings import RecordingStatus
from memory.vocabulary import (
    Cause,
    FindingSource,
    IssueKind,
    IssueStatus,
    Metric,
    Severity,
    SuggestionStatus,
    VerificationStatus,
)
from tools.diagnosis.diagnosis import Owner


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("phone_number", "phone number"),
        ("email", "email"),
        ("firstName", "first name"),
        ("claims_3_years", "claims 3 years"),
        ("VAT_number", "VAT number"),
        ("__", "__"),
        ("", ""),
    ],
)
def test_a_field_is_called_what_one_would_say(name: str, said: str) -> None:
    assert words.field_label(name) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["email"], "Email is mostly never asked for"),
        (["email", "phone_number"], "Email and phone number are mostly never asked for"),
        (["name", "email", "phone_number"], "Name, email and phone number are mostly never asked for"),
    ],
)
def test_what_is_missing_is_one_sentence(fields: list[str], said: str) -> None:
    assert words.say_missing(fields, Cause.NOT_ASKED) == said


def test_every_word_of_the_product_can_be_said() -> None:
    assert set(words.CAUSES) == set(Cause)
    assert set(words.PROBLEMS) == {(metric, kind) for metric in Metric for kind in IssueKind}
    assert set(words.METRICS) == set(Metric)
    assert set(words.SEVERITIES) == set(Severity)
    assert set(words.ISSUE_STATUSES) == set(IssueStatus)
    assert set(words.SUGGESTION_STATUSES) == set(SuggestionStatus)
    assert set(words.VERIFICATIONS) == set(VerificationStatus)
    assert set(words.FINDING_SOURCES) == set(FindingSource)
    assert set(words.RECORDING_STATUSES) == set(RecordingStatus)
    assert set(words.OWNERS) == set(Owner)


@pytest.mark.parametrize(("share", "said"), [(0.084, "+8"), (-0.03, "−3"), (0.0, "+0"), (-0.001, "+0"), (1.0, "+100")])
def test_a_change_is_said_in_points_with_its_sign(share: float, said: str) -> None:
    assert words.points(share) == said


@pytest.mark.parametrize(("seconds", "said"), [(None, "not known"), (0, "0 s"), (59.6, "1 min 0 s"), (61, "1 min 1 s")])
def test_a_length_of_time(seconds: float | None, said: str) -> None:
    assert words.duration(seconds) == said


@pytest.mark.parametrize(
    ("number", "said"), [(12.0, "12"), (12.94, "12.9"), (-0.01, "0"), (-2.5, "−2.5"), (100.0, "100")]
)
def test_a_number_has_no_needless_zeros(number: float, said: str) -> None:
    assert words.decimal(number) == said


@pytest.mark.parametrize("zone", ["Africa/Johannesburg", "Nowhere/Land", "../etc", "", "Africa"])
def test_a_time_zone_that_is_not_known_is_utc(zone: str) -> None:
    assert words.find_zone(zone).key == (zone if zone == "Africa/Johannesburg" else "UTC")


def test_lines_of_a_text_are_told_apart() -> None:
    looks = [look for look, _line in words.lines_of("# Who\r\n\nYou are kind.\n- Ask.\n  12) Say goodbye.\n-- no")]

    assert looks == ["heading", "blank", "plain", "item", "step", "plain"]


@pytest.mark.parametrize(
    ("nats", "said"),
    [(None, None), (0.0, "Fairly sure"), (4.5, "Sure"), (9.0, "Very sure"), (float("inf"), "As good as certain")],
)
def test_how_sure_a_finding_is(nats: float | None, said: str | None) -> None:
    assert words.say_certainty(nats) == said


@pytest.mark.parametrize(("times", "begin"), [(0, None), (1, "Once"), (3, "3 times")])
def test_how_often_an_issue_came_back(times: int, begin: str | None) -> None:
    said = words.say_came_back(times)

    assert (said or "").startswith(begin or "")
    assert (said is None) is (begin is None)


@pytest.mark.parametrize(
    ("wanted", "told", "said"),
    [
        pytest.param(0, 0, "nobody wants to be told", id="none wanted"),
        pytest.param(10, 10, "as soon as there is room", id="all told"),
        pytest.param(10, 3, "when a monitoring pass ends", id="room left"),
        pytest.param(1, 1, "1 alert in any 7 days, and 1 was told", id="one"),
    ],
)
def test_why_alerts_are_held_back(wanted: int, told: int, said: str) -> None:
    assert said in words.say_why_held_back(wanted, told)


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(0.0, "a guess"), (0.49, "a guess"), (0.5, "fairly sure"), (0.74, "fairly sure"), (0.75, "sure"), (1.0, "sure")],
)
def test_how_sure_what_was_found_in_one_call_is(confidence: float, said: str) -> None:
    assert words.say_sureness(confidence) == said


def test_the_ends_of_a_share_are_one_phrase() -> None:
    assert words.percents(0.516, 0.836) == "52 to 84\N{NARROW NO-BREAK SPACE}%"
