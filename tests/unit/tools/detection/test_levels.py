import numpy as np
import pytest

from tests.unit.tools.detection.worlds import hourly, single_calls
from tools.detection.levels import FALLS, FROM_THE_START, LATER_STARTS, find_level_start, level_evidence

ISSUE = np.log(1_000)


def test_evidence_is_the_mixture_of_likelihood_ratios_over_falls_and_starts() -> None:
    calls = [True, False, False, True, False]
    odds = 0.6 / 0.4 * np.exp(-FALLS)
    alternatives = odds / (1 + odds)
    expected = 0.0
    for start in range(5):
        left = [LATER_STARTS / (LATER_STARTS + n) for n in (start, start + 1)]
        weight = (1 - FROM_THE_START) * (left[0] - left[1]) + (FROM_THE_START if start == 0 else 0)
        ratios = [np.where(good, alternatives / 0.6, (1 - alternatives) / 0.4) for good in calls[start:]]
        expected += weight * np.prod(ratios, axis=0).mean()

    assert level_evidence(single_calls(calls), 0.6)[-1] == pytest.approx(np.log(expected))


def test_the_falls_from_sixty_percent_are_fifty_to_twenty() -> None:
    odds = 0.6 / 0.4 * np.exp(-FALLS)

    assert (odds / (1 + odds)).round(2).tolist() == [0.5, 0.4, 0.3, 0.2]


def test_of_metrics_exactly_on_target_hardly_any_is_ever_flagged_in_a_thousand_looks() -> None:
    rng = np.random.default_rng(11)
    targets, streams = (0.3, 0.6, 0.9, 0.95), 500
    peaks = np.array(
        [
            [level_evidence(single_calls(rng.random(1_000) < target), target).max() for _ in range(streams)]
            for target in targets
        ]
    )
    issues, at_one_in_twenty = (peaks >= ISSUE).sum(), (peaks >= np.log(20)).mean(axis=1)

    print(f"on target: {issues} of {peaks.size} ever flagged; at one in twenty {at_one_in_twenty}")
    assert issues <= 6  # two expected at most; seven or more have a chance of half a percent
    assert np.all(at_one_in_twenty <= 0.08)  # 5 % at most, and three standard errors of 500 streams


def test_thirty_percent_against_sixty_is_found_within_85_calls_in_95_of_100() -> None:
    rng = np.random.default_rng(12)
    delays = []
    for _ in range(400):
        crossed = np.flatnonzero(level_evidence(single_calls(rng.random(200) < 0.3), 0.6) >= ISSUE)
        delays.append(crossed[0] + 1 if len(crossed) else np.inf)

    print(f"30 % against 60 %: median {np.median(delays)}, 95 % by {np.quantile(delays, 0.95)} calls")
    assert np.quantile(delays, 0.95) <= 85


def test_a_problem_that_began_later_is_dated_later() -> None:
    stream = hourly([(0.92, 10), (0.5, 5)], 4, seed=3)
    start = find_level_start(stream, 0.9, fewest_calls=20)

    assert abs((stream.time_of(start) - stream.time_of(0)).days - 10) <= 1


def test_a_target_of_one_hundred_percent_is_not_missed_by_a_single_call() -> None:
    stream = single_calls([True] * 500 + [False])

    assert level_evidence(stream, 1.0).max() < ISSUE


@pytest.mark.parametrize("target", [-0.1, 1.1, float("nan")])
def test_refuses_a_target_that_is_no_share(target: float) -> None:
    with pytest.raises(ValueError, match="share between 0 and 1"):
        level_evidence(single_calls([True]), target)
