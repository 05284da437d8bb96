import numpy as np
import pytest

from tests.unit.tools.detection.worlds import hourly, single_calls
from tools.detection.drops import (
    FALLS,
    GRID,
    LOG_SHARES,
    begin,
    drop_evidence,
    find_fall_start,
    follow,
    learn,
)
from tools.detection.settings import RatePrior
from tools.detection.stream import Stream, build_stream

WATCH = np.log(2_000)
KNOWS_NOTHING = RatePrior()


def test_single_calls_give_the_textbook_recursion() -> None:
    rng = np.random.default_rng(1)
    calls = np.concatenate([rng.random(150) < 0.7, rng.random(100) < 0.5])
    rates, fallen = 1 / (1 + np.exp(-GRID)), 1 / (1 + np.exp(FALLS - GRID[:, None]))
    posterior = rates * (1 - rates)
    sums = np.zeros_like(fallen)
    expected = []
    for number, good in enumerate(calls):
        healthy = rates if good else 1 - rates
        posterior = posterior * healthy / (posterior * healthy).sum()
        if number >= 60:
            ratio = (fallen if good else 1 - fallen) / healthy[:, None]
            sums = (np.exp(LOG_SHARES) + sums) * ratio
            expected.append(np.log((posterior[:, None] * sums).sum()))

    evidence = drop_evidence(single_calls(calls), 60, KNOWS_NOTHING)

    assert np.all(evidence[:60] == -np.inf)
    assert evidence[60:] == pytest.approx(expected, abs=1e-6)


def test_going_on_from_what_was_learnt_gives_the_same_as_all_calls_at_once() -> None:
    stream = hourly([(0.7, 10), (0.55, 3)], 4, seed=2)
    learnt = learn(begin(KNOWS_NOTHING), stream.trials[:20], stream.good[:20])
    parts = []
    for start, end in ((20, 21), (21, 100), (100, len(stream))):
        learnt, evidence = follow(learnt, stream.trials[start:end], stream.good[start:end])
        parts.append(evidence)

    assert np.concatenate(parts) == pytest.approx(drop_evidence(stream, 20, KNOWS_NOTHING)[20:], abs=1e-6)


def test_what_comes_later_does_not_change_what_the_evidence_was() -> None:
    stream = hourly([(0.7, 10), (0.5, 5)], 4, seed=4)
    early = stream.part(0, 270)

    assert drop_evidence(stream, 20, KNOWS_NOTHING)[:270] == pytest.approx(drop_evidence(early, 20, KNOWS_NOTHING))


@pytest.mark.parametrize("rate", [0.4, 0.7, 0.95])
def test_a_steady_rate_alarms_at_most_once_in_two_thousand_calls(rate: float) -> None:
    rng = np.random.default_rng(5)
    alarms = calls = 0
    for _ in range(40):
        stream, first = single_calls(rng.random(2_300) < rate), 300
        calls += 2_000
        while len(crossed := np.flatnonzero(drop_evidence(stream, first, KNOWS_NOTHING) >= WATCH)):
            alarms, first = alarms + 1, int(crossed[0]) + 1

    print(f"steady {rate:.0%}: {1000 * alarms / calls:.2f} watch alarms per 1,000 healthy calls")
    assert alarms <= 1.35 * calls / 2_000  # 40 expected at most; two standard errors are a third


def test_a_fall_after_a_thousand_calls_is_seen_nearly_as_fast_as_by_one_who_knows_both_rates() -> None:
    rng = np.random.default_rng(6)
    ours, oracles = [], []
    for _ in range(160):
        calls = np.concatenate([rng.random(1_200) < 0.7, rng.random(500) < 0.55])
        ours.append(_delay_of_ours(single_calls(calls), history=1_000, fall=1_200))
        oracles.append(_delay_of_oracle(calls[1_000:], fall=200))

    ratio = np.median(ours) / np.median(oracles)
    print(f"70 to 55 %: median {np.median(ours)} calls, oracle {np.median(oracles)}, ratio {ratio:.2f}")
    assert ratio <= 1.3
    assert np.mean(np.array(ours) <= 500) >= 0.99


def test_what_the_organisation_knows_replaces_a_short_history() -> None:
    calls = [True, True, False] * 20 + [True, False, False] * 25
    stream = single_calls(calls)

    alone = drop_evidence(stream, 60, KNOWS_NOTHING).max()
    helped = drop_evidence(stream, 60, RatePrior(good=54, bad=26)).max()

    assert helped > alone + 0.5


def test_the_start_of_a_fall_is_where_two_rates_meet() -> None:
    stream = single_calls([True, True, True, False] * 50 + [True, False, False] * 20)

    start = find_fall_start(stream, history=50, fewest_calls=20)

    assert start is not None
    assert abs(start - 200) <= 3


def test_no_start_is_found_in_a_rise_or_in_too_few_calls() -> None:
    rise = single_calls([True, False] * 50 + [True] * 60)
    short = single_calls([True] * 50 + [False] * 10)

    assert find_fall_start(rise, history=50, fewest_calls=20) is None
    assert find_fall_start(short, history=50, fewest_calls=20) is None
    assert find_fall_start(build_stream([]), history=50, fewest_calls=20) is None


def test_a_prior_needs_positive_counts() -> None:
    with pytest.raises(ValueError, match="positive counts"):
        RatePrior(0, 1)


def _delay_of_ours(stream: Stream, *, history: int, fall: int) -> float:
    first = history
    while len(crossed := np.flatnonzero(drop_evidence(stream, first, KNOWS_NOTHING) >= WATCH)):
        if crossed[0] >= fall:
            return float(crossed[0] - fall + 1)
        first = int(crossed[0]) + 1
    return np.inf


def _delay_of_oracle(calls: np.ndarray, *, fall: int) -> float:
    """A CUSUM that knows 70 and 55 %; 4.31 is its threshold for one false alarm in 2,000 calls."""
    total = 0.0
    for number, good in enumerate(calls):
        total = max(0.0, total + (np.log(0.55 / 0.7) if good else np.log(0.45 / 0.3)))
        if total >= 4.31:
            if number >= fall:
                return number - fall + 1.0
            total = 0.0
    return np.inf
