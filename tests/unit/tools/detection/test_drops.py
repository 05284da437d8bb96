import numpy as np
import pytest

from tests.unit.tools.detection.worlds import hourly, single_calls
from tools.detection.drops import FALLS, PER_LOGIT, SHARES, Grid, follow, lay_grid, weigh
from tools.detection.monitor import Usual, drop_evidence
from tools.detection.settings import RatePrior
from tools.detection.stream import Floats, Stream

WATCH = np.log(2_000)
KNOWS_NOTHING = Usual()


def test_single_calls_give_the_textbook_recursion() -> None:
    rng = np.random.default_rng(1)
    calls = np.concatenate([rng.random(150) < 0.7, rng.random(100) < 0.5])
    grid = _after_history(calls[:60])
    logits = grid.nodes[0] / PER_LOGIT
    rates, fallen = _rate(logits), _rate(logits[:, None] - np.array(FALLS) / PER_LOGIT)
    posterior = np.exp(grid.log_weights[0]) / np.exp(grid.log_weights[0]).sum()
    sums = np.zeros_like(fallen)
    expected = []
    for good in calls[60:]:
        healthy = rates if good else 1 - rates
        posterior = posterior * healthy / (posterior * healthy).sum()
        sums = (1 + sums) * (fallen if good else 1 - fallen) / healthy[:, None]
        expected.append(np.log((posterior[:, None] * np.array(SHARES) * sums).sum()))

    after, evidence = _follow(grid, calls[60:])

    assert evidence == pytest.approx(expected, abs=1e-6)
    assert after.sums[0] == pytest.approx(sums, rel=1e-6)
    assert after.baseline()[0] == pytest.approx((posterior * logits).sum(), abs=1e-9)


def test_the_weights_before_the_first_look_are_the_posterior_of_the_history() -> None:
    grid = _after_history(np.array([True] * 45 + [False] * 15), RatePrior(7, 3))
    rates = _rate(grid.nodes[0] / PER_LOGIT)
    posterior = rates**52 * (1 - rates) ** 18

    weights = np.exp(grid.log_weights[0])

    assert weights / weights.sum() == pytest.approx(posterior / posterior.sum(), rel=1e-9)


def test_going_on_from_what_was_learnt_gives_the_same_as_all_calls_at_once() -> None:
    stream = hourly([(0.7, 10), (0.55, 3)], 4, seed=2)
    first = learnt = _after_history(np.array([True, True, False] * 20))
    parts = []
    for start, end in ((0, 1), (1, 100), (100, len(stream))):
        learnt, evidence = _watch(learnt, stream.part(start, end))
        parts.append(evidence)
    at_once, whole = _watch(first, stream)

    assert np.concatenate(parts) == pytest.approx(whole, abs=1e-9)
    assert learnt.baseline() == pytest.approx(at_once.baseline(), abs=1e-9)


def test_buckets_without_calls_change_nothing() -> None:
    stream = hourly([(0.7, 3), (0.5, 2)], 4, seed=3)
    hours = np.arange(2 * len(stream))
    trials, good = (np.where(hours % 2 == 1, np.repeat(each, 2), 0) for each in (stream.trials, stream.good))
    grid = _after_history(np.array([True, True, False] * 20))

    with_gaps, evidence = follow(grid, trials[None, :], good[None, :], np.zeros((1, len(hours)), dtype=np.int32))
    without, expected = _watch(grid, stream)

    assert np.all(evidence[0, ::2] == -np.inf)
    assert np.array_equal(evidence[0, 1::2], expected)
    assert np.array_equal(with_gaps.sums, without.sums)
    assert np.array_equal(with_gaps.log_weights, without.log_weights)


def test_following_leaves_what_was_known_before_as_it_was() -> None:
    grid = _after_history(np.array([True, True, False] * 20))
    weights = grid.log_weights.copy()

    _follow(grid, np.array([False] * 30))

    assert np.array_equal(grid.log_weights, weights)
    assert not grid.sums.any()


@pytest.mark.parametrize(
    ("trials", "good"),
    [
        pytest.param([1] * 4_000, [0] * 4_000, id="thousands of bad calls, one by one"),
        pytest.param([1] * 4_000, [1] * 4_000, id="thousands of good calls, one by one"),
        pytest.param([5_000] * 20, [0] * 20, id="5,000 bad calls an hour"),
        pytest.param([5_000] * 20, [5_000] * 20, id="5,000 good calls an hour"),
        pytest.param([5_000] * 20, [5_000, 0] * 10, id="all good and all bad in turn"),
        pytest.param([5_000] * 20, [3_500] * 20, id="5,000 calls an hour at the usual rate"),
    ],
)
@pytest.mark.parametrize("rate", [0.01, 0.7, 0.999])
def test_the_evidence_stays_a_number(trials: list[int], good: list[int], rate: float) -> None:
    grid = lay_grid(np.array([1_000 * rate]), np.array([1_000 * (1 - rate)]))

    with np.errstate(all="raise", under="ignore"):
        after, evidence = follow(grid, np.array([trials]), np.array([good]), np.zeros((1, len(trials)), dtype=np.int32))

    assert np.all(evidence < 700)
    assert not np.isnan(evidence).any()
    assert np.isfinite(after.sums).all()
    assert np.isfinite(after.log_weights).all()
    assert np.isfinite(after.baseline()).all()


def test_rates_and_offsets_far_beyond_the_tables_are_read_as_their_ends() -> None:
    offsets = np.array([[10**6, -(10**6), 0]], dtype=np.int32)
    grid = lay_grid(np.array([1e6]), np.array([1.0]))

    _after, evidence = follow(grid, np.array([[50, 50, 50]]), np.array([[25, 25, 25]]), offsets)

    assert np.isfinite(evidence).all()


def test_an_hour_usually_so_much_worse_says_no_more_than_an_hour_as_ever() -> None:
    grid = _after_history(np.array([True] * 300 + [False] * 100))
    usual, low = np.array([[300]]), np.array([[200]])  # 75 %, and 50 %: 1.1 logits lower
    none, lower = np.zeros((1, 1), dtype=np.int32), np.full((1, 1), -round(np.log(3) * PER_LOGIT), dtype=np.int32)

    [[as_ever]] = follow(grid, np.array([[400]]), usual, none)[1]
    [[fallen]] = follow(grid, np.array([[400]]), low, none)[1]
    [[explained]] = follow(grid, np.array([[400]]), low, lower)[1]

    assert as_ever < WATCH < 16.75 < fallen
    assert explained < WATCH


@pytest.mark.parametrize("rate", [0.4, 0.7, 0.95])
def test_a_steady_rate_alarms_at_most_once_in_two_thousand_calls(rate: float) -> None:
    streams, history, watched = 200, 300, 2_000
    calls = (np.random.default_rng(5).random((streams, history + watched)) < rate).astype(np.int64)
    alarms = len(_alarms(calls, history))

    print(f"steady {rate:.0%}: {1000 * alarms / (streams * watched):.2f} watch alarms per 1,000 healthy calls")
    assert alarms <= 200 * 1.15  # 200 expected at most; two standard errors are a seventh


def test_a_fall_after_a_thousand_calls_is_seen_nearly_as_fast_as_by_one_who_knows_both_rates() -> None:
    rng = np.random.default_rng(6)
    calls = np.hstack([rng.random((160, 1_200)) < 0.7, rng.random((160, 500)) < 0.55]).astype(np.int64)
    ours = np.full(160, np.inf)
    for stream, call in reversed(_alarms(calls, 1_000)):
        if call >= 1_200:
            ours[stream] = call - 1_200 + 1
    oracles = [_delay_of_oracle(each[1_000:], fall=200) for each in calls]

    ratio = np.median(ours) / np.median(oracles)
    print(f"70 to 55 %: median {np.median(ours)} calls, oracle {np.median(oracles)}, ratio {ratio:.2f}")
    assert ratio <= 1.25
    assert np.mean(ours <= 500) >= 0.99


def test_what_the_organisation_knows_replaces_a_short_history() -> None:
    calls = [True, True, False] * 20 + [True, False, False] * 25
    stream = single_calls(calls)

    alone = drop_evidence(stream, 60, KNOWS_NOTHING).max()
    helped = drop_evidence(stream, 60, Usual(RatePrior(good=54, bad=26))).max()

    assert helped > alone + 0.5


def test_a_prior_needs_positive_counts() -> None:
    with pytest.raises(ValueError, match="positive counts"):
        RatePrior(0, 1)


def _after_history(calls: np.ndarray, prior: RatePrior | None = None) -> Grid:
    """What is known of one stream after calls that were all healthy."""
    known = prior or RatePrior()
    good, bad = np.array([float(calls.sum())]), np.array([float((~calls).sum())])
    laid = lay_grid(good + known.good, bad + known.bad)
    return weigh(laid, np.array([[known.good, known.bad]]), good[:, None], bad[:, None], np.zeros((1, 1), np.int32))


def _follow(grid: Grid, calls: np.ndarray) -> tuple[Grid, Floats]:
    return _watch(grid, single_calls(calls))


def _watch(grid: Grid, stream: Stream) -> tuple[Grid, Floats]:
    """Go on with one stream; its evidence in a row."""
    after, evidence = follow(
        grid, stream.trials[None, :], stream.good[None, :], np.zeros((1, len(stream)), dtype=np.int32)
    )
    return after, evidence[0]


def _alarms(calls: np.ndarray, history: int) -> list[tuple[int, int]]:
    """Watch alarms as (stream, call) in order of calls; after each one its evidence starts again at nothing."""
    good = calls[:, :history].sum(axis=1)[:, None].astype(float)
    prior = np.ones((len(calls), 2))
    grid = lay_grid(good[:, 0] + 1, history - good[:, 0] + 1)
    grid = weigh(grid, prior, good, history - good, np.zeros((len(calls), 1), dtype=np.int32))
    one, no_offset = np.ones((len(calls), 1), dtype=np.int64), np.zeros((len(calls), 1), dtype=np.int32)
    alarms = []
    for call in range(history, calls.shape[1]):
        grid, evidence = follow(grid, one, calls[:, [call]], no_offset)
        for stream in np.flatnonzero(evidence[:, 0] >= WATCH):
            alarms.append((int(stream), call))
            grid.sums[stream] = 0
    return alarms


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


def _rate(logits: Floats) -> Floats:
    rates: Floats = 1 / (1 + np.exp(-logits))
    return rates
