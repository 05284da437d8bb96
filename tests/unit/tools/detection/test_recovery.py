import numpy as np
import pytest

from tests.unit.tools.detection.worlds import build_stream, single_calls
from tools.detection.recovery import Return, find_return
from tools.detection.settings import Settings


def _calls(rate: float, number: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random(number) < rate


def _back(calls: np.ndarray, *, bad: float, reference: float, after: int = 0) -> Return | None:
    return find_return(single_calls(calls), after=after, bad=bad, reference=reference, settings=Settings())


def test_a_recovery_is_dated_where_the_good_calls_begin() -> None:
    for seed in range(5):
        calls = np.concatenate([_calls(0.4, 300, seed), _calls(0.75, 300, seed + 50)])
        back = _back(calls, bad=0.4, reference=0.72)

        assert back is not None
        assert 260 <= back.start <= 340
        assert back.seen >= 300 + 40


@pytest.mark.parametrize(("bad", "reference"), [(0.55, 0.7), (0.5, 0.9), (0.8, 0.9), (0.1, 0.3)])
def test_what_stays_as_bad_as_it_was_does_not_recover(bad: float, reference: float) -> None:
    assert [_back(_calls(bad, 3_000, seed), bad=bad, reference=reference) for seed in range(20)] == [None] * 20


@pytest.mark.parametrize(("bad", "reference"), [(0.55, 0.7), (0.5, 0.9), (0.8, 0.9), (0.1, 0.3), (0.0, 1.0)])
def test_what_is_back_at_its_reference_is_seen_within_a_thousand_calls(bad: float, reference: float) -> None:
    assert all(_back(_calls(reference, 1_000, seed), bad=bad, reference=reference) for seed in range(20))


def test_half_the_way_back_is_not_back() -> None:
    for seed in range(20):
        assert _back(_calls(0.72, 3_000, seed), bad=0.5, reference=0.9) is None


def test_a_few_good_calls_are_no_recovery() -> None:
    assert _back(np.ones(59, dtype=bool), bad=0.3, reference=0.9) is None
    assert _back(np.ones(60, dtype=bool), bad=0.3, reference=0.9) is not None


def test_calls_before_the_alarm_do_not_count() -> None:
    calls = np.concatenate([np.ones(500, dtype=bool), _calls(0.3, 100, seed=1)])

    assert _back(calls, bad=0.3, reference=0.9, after=500) is None
    assert _back(calls, bad=0.3, reference=0.9, after=600) is None


def test_no_calls_are_no_recovery() -> None:
    assert find_return(build_stream([]), after=0, bad=0.3, reference=0.9, settings=Settings()) is None
