from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.vocabulary import IssueKind
from tests.unit.tools.detection.worlds import build_stream, days_after_start, hourly, shuffled, single_calls
from tools.detection.alarms import Alarm
from tools.detection.detect import detect, has_recovered
from tools.detection.monitor import Usual
from tools.detection.settings import RatePrior, Settings
from tools.detection.stream import Stream

SEEDS = range(5)
DAY = np.timedelta64(86_400, "s")


@pytest.mark.parametrize(
    ("stream", "target"),
    [
        pytest.param(build_stream([]), 0.9, id="no calls at all"),
        pytest.param(single_calls([False]), 0.9, id="one call"),
        pytest.param(single_calls([False] * 5), 0.9, id="five calls, all bad"),
        pytest.param(single_calls([False] * 19), 0.9, id="too few calls to tell"),
        pytest.param(shuffled(9, 3, seed=1), 0.9, id="a few bad calls of a dozen"),
        pytest.param(shuffled(350, 150, seed=1), 0.7, id="exactly on target"),
        pytest.param(shuffled(39, 1, seed=1), 0.9, id="nearly all good"),
        pytest.param(shuffled(970, 30, seed=1), 0.9, id="nearly all of many good"),
        pytest.param(hourly([(0.7, 30), (0.8, 30)], 4, seed=1), 0.6, id="an improvement"),
        pytest.param(hourly([(0.8, 40), (0.785, 20)], 200, seed=1), 0.6, id="a fall too small to matter"),
        pytest.param(hourly([(0.885, 60)], 100, seed=1), 0.9, id="below target by too little to matter"),
        pytest.param(single_calls([True] * 40 + [False] * 6), 0.6, id="no history to fall below"),
    ],
)
def test_stays_silent(stream: Stream, target: float) -> None:
    assert detect(stream, target=target).issue is None


@pytest.mark.parametrize("rate", [0.65, 0.72, 0.95])
def test_sixty_healthy_days_open_nothing(rate: float) -> None:
    assert [detect(hourly([(rate, 60)], 4, seed), target=0.6).issue for seed in SEEDS] == [None] * len(SEEDS)


@pytest.mark.parametrize(("good", "bad"), [(10, 10), (0, 20), (12, 13), (19, 19), (52, 28), (250, 250)])
def test_a_low_level_opens_in_any_random_order(good: int, bad: int) -> None:
    for seed in SEEDS:
        found = detect(shuffled(good, bad, seed), target=0.9).issue

        assert found is not None
        assert found.kind is IssueKind.LEVEL


@settings(max_examples=40, deadline=None)
@given(st.permutations([True] * 10 + [False] * 10))
def test_ten_bad_of_twenty_are_a_level_problem_in_whatever_order(calls: list[bool]) -> None:
    assert detect(single_calls(calls), target=0.9).level is not None


@pytest.mark.parametrize("runs", [1, 2, 4, 7, 14, 28])
@pytest.mark.parametrize("first", [True, False])
def test_28_bad_of_eighty_are_a_level_problem_even_when_they_come_in_runs(runs: int, *, first: bool) -> None:
    lengths = {True: 52 // runs, False: 28 // runs}
    calls = [good for _ in range(runs) for good in (first, not first) for _ in range(lengths[good])]
    calls += [True] * (80 - len(calls))

    assert detect(single_calls(calls), target=0.9).level is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rate_of_97_percent_never_opens_against_ninety_at_any_look(seed: int) -> None:
    calls = np.random.default_rng(seed).random(2_000) < 0.97
    looks = [*range(1, 120, 7), 300, 700, 2_000]

    assert all(detect(single_calls(calls[:look]), target=0.9).issue is None for look in looks)


def test_a_level_problem_says_since_when_and_over_how_many_calls() -> None:
    stream = hourly([(0.4, 20)], 4, seed=2)
    found = detect(stream, target=0.6).issue

    assert found is not None
    assert found.kind is IssueKind.LEVEL
    assert found.baseline == 0.6
    assert found.since == stream.time_of(0)
    assert found.calls == stream.calls
    assert found.observed == pytest.approx(0.4, abs=0.04)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fall_ten_days_ago_is_a_drop_now(seed: int) -> None:
    found = detect(hourly([(0.72, 50), (0.52, 10)], 4, seed), target=0.6).issue

    assert found is not None
    assert found.kind is IssueKind.DROP
    assert found.baseline == pytest.approx(0.72, abs=0.03)
    assert found.observed == pytest.approx(0.52, abs=0.07)
    assert abs(found.since - days_after_start(50)) <= days_after_start(2) - days_after_start(0)
    assert found.found_at > found.since


def test_a_fall_above_the_target_is_still_a_drop() -> None:
    found = detect(hourly([(0.95, 40), (0.75, 20)], 4, seed=1), target=0.6)

    assert found.level is None
    assert found.issue is found.drop is not None


def test_a_fall_from_what_was_never_good_is_a_level_problem() -> None:
    found = detect(hourly([(0.5, 40), (0.2, 20)], 4, seed=1), target=0.9)

    assert found.drop is not None
    assert found.issue is found.level


def test_a_slow_decline_is_found() -> None:
    decline = [(rate, 1.0) for rate in np.linspace(0.78, 0.5, 60)]

    assert all(detect(hourly(decline, 4, seed), target=0.6).issue for seed in SEEDS)


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([(0.72, 30), (0.5, 10), (0.72, 20)], id="a drop that is over"),
        pytest.param([(0.35, 30), (0.72, 30)], id="a level that was put right"),
        pytest.param([(0.72, 15), (0.45, 6), (0.72, 14), (0.45, 6), (0.72, 19)], id="two drops, both over"),
    ],
)
def test_what_has_recovered_is_not_open(past: list[tuple[float, float]]) -> None:
    assert [detect(hourly(past, 4, seed), target=0.6).issue for seed in SEEDS] == [None] * len(SEEDS)


def test_a_second_drop_is_found_against_the_healthy_past_only() -> None:
    for seed in SEEDS:
        found = detect(hourly([(0.75, 30), (0.4, 10), (0.75, 12), (0.5, 8)], 4, seed), target=0.6).issue

        assert found is not None
        assert found.baseline == pytest.approx(0.75, abs=0.04)
        assert found.since > days_after_start(48)


def test_one_good_evening_does_not_end_an_issue() -> None:
    stream = hourly([(0.72, 40), (0.5, 15), (0.72, 0.5)], 4, seed=1)
    found = detect(stream, target=0.6).issue

    assert found is not None
    assert not _has_recovered(stream, found)


@pytest.mark.parametrize(
    ("world", "life"),
    [
        pytest.param([(0.72, 60)], "", id="healthy"),
        pytest.param([(0.72, 35), (0.52, 25)], "opened", id="fell and stayed down"),
        pytest.param([(0.72, 25), (0.45, 12), (0.72, 23)], "opened resolved", id="fell and came back"),
        pytest.param([(0.4, 60)], "opened", id="never good"),
        pytest.param([(0.35, 20), (0.65, 40)], "opened resolved", id="never good until it was"),
    ],
)
def test_looked_at_again_and_again_an_issue_opens_and_closes_once(world: list[tuple[float, float]], life: str) -> None:
    for seed in range(2):
        assert " ".join(_life(hourly(world, 4, seed), target=0.6)) == life


def test_an_earlier_look_after_a_later_one_says_what_it_said_before() -> None:
    stream = hourly([(0.72, 40), (0.5, 20)], 4, seed=3)
    open_on = [detect(early, target=0.6).issue is not None for early in _looks(stream)]

    assert open_on == sorted(open_on)
    assert open_on[-1]


def test_watch_speaks_before_an_issue_is_opened_and_is_quiet_when_all_is_well() -> None:
    stream = hourly([(0.75, 50), (0.55, 10)], 4, seed=4)
    fallen = stream.first_after(days_after_start(50))
    looks = [detect(stream.part(0, end), target=0.6) for end in range(fallen, len(stream), 4)]
    watched = next(look for look, found in enumerate(looks) if found.watch)
    opened = next(look for look, found in enumerate(looks) if found.issue)
    healthy = [detect(hourly([(0.75, 60)], 4, seed), target=0.6).watch for seed in SEEDS]

    assert 0 < watched < opened
    assert not any(healthy)


def test_what_the_organisation_knows_helps_a_young_project() -> None:
    stream = single_calls([True, True, False, True] * 20 + [False, False, True] * 40)

    alone = detect(stream, target=0.3, settings=Settings(drop_evidence=7.6)).drop
    helped = detect(stream, target=0.3, settings=Settings(drop_evidence=7.6), usual=Usual(RatePrior(60, 20))).drop

    assert helped is not None
    assert alone is None or alone.log_evidence < helped.log_evidence


def test_refuses_a_target_that_is_no_share() -> None:
    with pytest.raises(ValueError, match="share between 0 and 1"):
        detect(single_calls([True]), target=60)


def _looks(stream: Stream) -> list[Stream]:
    """What a scan on every other day of sixty has before it."""
    ends = np.searchsorted(stream.times, stream.times[0] + DAY * np.arange(2, 61, 2))
    return [stream.part(0, int(end)) for end in ends]


def _life(stream: Stream, target: float) -> list[str]:
    """What scans do to the one issue of this stream."""
    events: list[str] = []
    issue: Alarm | None = None
    for early in _looks(stream):
        found = detect(early, target=target).issue
        if issue is None and found is not None:
            issue = found
            events.append("opened")
        elif issue is not None and found is None and _has_recovered(early, issue):
            issue = None
            events.append("resolved")
    assert all(one != other for one, other in pairwise(events))
    return events


def _has_recovered(stream: Stream, alarm: Alarm) -> bool:
    return has_recovered(stream, found_at=alarm.found_at, found_rate=alarm.found_rate, reference=alarm.baseline)
