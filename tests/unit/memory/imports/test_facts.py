from datetime import UTC, datetime

import pytest

from memory.imports.facts import (
    RequiredField,
    captured_names,
    is_any_missing,
    is_early_hang_up,
    is_eligible,
    is_success,
    known_duration,
)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "ends", "known"),
    [
        pytest.param(93.4, [5.0], 93.4, id="given"),
        pytest.param(0.0, [5.0], 0.0, id="given as nothing"),
        pytest.param(None, [2.0, 5.0, None], 5.0, id="the last turn has no end"),
        pytest.param(None, [6.0, 5.0], 6.0, id="the turns overlap"),
        pytest.param(None, [None, None], None, id="no turn has an end"),
        pytest.param(None, [], None, id="no turns"),
    ],
)
def test_the_length_of_a_call(given: float | None, ends: list[float | None], known: float | None) -> None:
    assert known_duration(given, ends) == known


@pytest.mark.parametrize(
    ("status", "duration_s", "caller_texts", "eligible"),
    [
        pytest.param("completed", 15.0, [], True, id="exactly 15 s, nothing on record"),
        pytest.param("completed", 14.9, ["Hello"], False, id="under 15 s, though the caller speaks"),
        pytest.param("completed", None, ["", " "], False, id="length unknown, the caller is silent"),
        pytest.param("completed", None, ["", "Hello"], True, id="length unknown, the caller speaks"),
        pytest.param("voicemail", 60.0, ["Hello"], False, id="voicemail"),
        pytest.param("no_answer", None, [], False, id="no answer"),
        pytest.param("failed", 60.0, ["Hello"], False, id="failed"),
    ],
)
def test_what_enters_the_rates(
    status: str, duration_s: float | None, caller_texts: list[str], *, eligible: bool
) -> None:
    assert is_eligible(status, duration_s, caller_texts) is eligible


def test_null_blank_and_empty_values_are_not_captured() -> None:
    values = {"a": None, "b": "", "c": " \t\n", "d": "x", "e": 0, "f": False, "g": [], "h": {}, "i": ["x"], "j": 1.5}

    assert captured_names(values) == ["d", "e", "f", "i", "j"]


@pytest.mark.parametrize(
    ("counts_from", "missing"),
    [
        pytest.param(None, True, id="there from the beginning"),
        pytest.param(NOON, True, id="there from this moment"),
        pytest.param(LATER, False, id="added after the call"),
    ],
)
def test_a_call_misses_only_fields_that_were_there(counts_from: datetime | None, *, missing: bool) -> None:
    assert is_any_missing([RequiredField("name"), RequiredField("email", counts_from)], ["name"], NOON) is missing


@pytest.mark.parametrize(
    ("given", "status", "missing", "success"),
    [
        (True, "completed", True, True),
        (False, "completed", False, False),
        (True, "no_answer", True, True),
        (None, "completed", False, True),
        (None, "completed", True, False),
        (None, "failed", False, False),
    ],
)
def test_the_platform_s_verdict_goes_first(*, given: bool | None, status: str, missing: bool, success: bool) -> None:
    assert is_success(given, status, missing=missing) is success


@pytest.mark.parametrize(
    ("ended_reason", "duration_s", "turns", "eligible", "missing", "early"),
    [
        pytest.param("caller_hung_up", 59.9, 20, True, True, True, id="under a minute"),
        pytest.param("caller_hung_up", 60.0, 20, True, True, False, id="a minute, many turns"),
        pytest.param("caller_hung_up", 300.0, 4, True, True, True, id="long, but hardly a word"),
        pytest.param("caller_hung_up", 300.0, 0, True, True, False, id="long, no transcript"),
        pytest.param("caller_hung_up", None, 4, True, True, True, id="length unknown, few turns"),
        pytest.param("caller_hung_up", None, 5, True, True, False, id="length unknown, more turns"),
        pytest.param("caller_hung_up", 20.0, 4, True, False, False, id="all captured"),
        pytest.param("caller_hung_up", 5.0, 2, False, True, False, id="no conversation"),
        pytest.param("agent_hung_up", 20.0, 2, True, True, False, id="the agent ended it"),
        pytest.param(None, 20.0, 2, True, True, False, id="nobody knows who ended it"),
    ],
)
def test_early_hang_ups(
    ended_reason: str | None, duration_s: float | None, turns: int, *, eligible: bool, missing: bool, early: bool
) -> None:
    assert is_early_hang_up(ended_reason, duration_s, turns, eligible=eligible, missing=missing) is early
