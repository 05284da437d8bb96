import numpy as np

from evals.simulate.streams import PRIOR_CALLS, falling_streams, healthy_streams


def test_the_rate_falls_where_the_truth_says() -> None:
    streams = falling_streams(np.random.default_rng(1), before=0.9, after=0.6, count=500, history=100)

    assert streams.change == 200
    assert abs(streams.history.mean() - 0.9) < 0.01
    assert abs(streams.monitored[:, :200].mean() - 0.9) < 0.01
    assert abs(streams.monitored[:, 200:].mean() - 0.6) < 0.01


def test_a_healthy_stream_keeps_its_rate() -> None:
    streams = healthy_streams(np.random.default_rng(1), rate=0.7, count=500, history=300, calls=1000)

    assert streams.change is None
    assert abs(streams.monitored[:, -100:].mean() - 0.7) < 0.01


def test_an_organisation_is_worth_so_many_calls_at_the_same_rate() -> None:
    known = healthy_streams(np.random.default_rng(1), rate=0.7, count=500, history=0, calls=1, organisation=True)
    unknown = healthy_streams(np.random.default_rng(1), rate=0.7, count=500, history=0, calls=1)

    assert (known.prior_good + known.prior_bad == PRIOR_CALLS).all()
    assert abs(known.prior_good.mean() / PRIOR_CALLS - 0.7) < 0.01
    assert not (unknown.prior_good + unknown.prior_bad).any()


def test_the_same_seed_gives_the_same_streams() -> None:
    first, second = (
        falling_streams(np.random.default_rng(3), before=0.7, after=0.5, count=20, history=10) for _ in range(2)
    )

    assert np.array_equal(first.history, second.history)
    assert np.array_equal(first.monitored, second.monitored)
