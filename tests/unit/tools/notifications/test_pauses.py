"""Pauses grow, end after three days, and an address that fails for long is left in peace."""

from datetime import datetime, timedelta

import pytest

from tools.notifications.pauses import TRIED_FOR, find_next_try, is_to_be_paused, lengthen

DAY = timedelta(days=1)


def test_pauses_grow_from_half_a_minute_to_six_hours() -> None:
    pauses = [lengthen(attempts).total_seconds() for attempts in range(1, 9)]

    assert pauses == [30, 120, 480, 1920, 7680, 21_600, 21_600, 21_600]
    assert lengthen(10**9) == timedelta(hours=6)
    assert lengthen(0) == timedelta(seconds=30)


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.5, 1.0])
def test_a_message_is_tried_for_three_days_and_about_seventeen_times(noon: datetime, chance: float) -> None:
    now, attempts = noon, 0
    while True:
        attempts += 1
        next_try = find_next_try(attempts, noon, now, chance)
        if next_try is None:
            break
        assert next_try > now
        now = next_try

    assert timedelta(days=2, hours=12) < now - noon <= TRIED_FOR
    assert 14 <= attempts <= 21


def test_what_failed_together_is_not_tried_together(noon: datetime) -> None:
    assert len({find_next_try(1, noon, noon, chance / 10) for chance in range(11)}) == 11


@pytest.mark.parametrize(
    ("wish", "pause_s"), [(None, 30), (5, 30), (600, 600), (10**9, 21_600), (-5, 30), (0, 30), (float("inf"), 21_600)]
)
def test_a_receiver_may_ask_for_more_time_but_not_for_ever(noon: datetime, wish: float | None, pause_s: float) -> None:
    assert find_next_try(1, noon, noon, 0.5, wait_s=wish) == noon + timedelta(seconds=pause_s)


@pytest.mark.parametrize(
    ("failures", "days", "refusals", "paused"),
    [
        pytest.param(1, 3, 0, False, id="one failure, though long ago"),
        pytest.param(50, 1, 0, False, id="many in one day: it may be an outage"),
        pytest.param(9, 3, 0, False, id="few for days"),
        pytest.param(10, 2, 0, True, id="many for two days"),
        pytest.param(2, 0, 2, False, id="refused twice"),
        pytest.param(3, 0, 3, True, id="refused three times"),
    ],
)
def test_an_address_is_paused(noon: datetime, failures: int, days: int, refusals: int, paused: bool) -> None:
    assert is_to_be_paused(failures, noon, noon + days * DAY, refusals=refusals) is paused


def test_an_address_that_never_failed_is_not_paused(noon: datetime) -> None:
    assert is_to_be_paused(10, None, noon, refusals=0) is False
