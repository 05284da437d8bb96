"""Many independent streams of single calls of which we know when their rate falls."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

PRIOR_CALLS = 80
"""What an organisation's other projects say of a rate is worth so many calls of the stream itself."""

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """Streams of calls, true where a call was good; all of them have the same length and the same truth.

    Attributes:
        history: Healthy calls known before monitoring, shape (streams, n).
        monitored: The calls looked at one by one, shape (streams, calls).
        change: The first monitored call at the lower rate; None where the rate never falls.
        prior_good: Good calls of the organisation, as if seen before the history, shape (streams,).
        prior_bad: Bad ones, likewise. Zeros: nothing is known of the organisation.
    """

    history: Bools
    monitored: Bools
    change: int | None
    prior_good: Ints
    prior_bad: Ints

    def __len__(self) -> int:
        return len(self.monitored)

    def first(self, count: int) -> "Streams":
        """Return the first `count` streams, for detectors too slow for all of them."""
        return Streams(
            self.history[:count], self.monitored[:count], self.change, self.prior_good[:count], self.prior_bad[:count]
        )


def healthy_streams(
    rng: np.random.Generator, *, rate: float, count: int, history: int, calls: int, organisation: bool = False
) -> Streams:
    """Make streams whose rate never changes.

    Args:
        rng: The only source of chance.
        rate: The good share of every call.
        count: How many streams.
        history: Calls known before monitoring.
        calls: Calls monitored.
        organisation: Is something known of the organisation? Then `PRIOR_CALLS` further calls at the same rate.
    """
    return _build(rng, np.full(calls, rate), rate, count, history, organisation, None)


def falling_streams(
    rng: np.random.Generator,
    *,
    before: float,
    after: float,
    count: int,
    history: int,
    healthy: int = 200,
    calls: int = 1000,
    organisation: bool = False,
) -> Streams:
    """Make streams whose rate falls from `before` to `after` once `healthy` calls have been monitored.

    `calls` are the calls after the fall; the rest is as in `healthy_streams`.
    """
    rates = np.concatenate([np.full(healthy, before), np.full(calls, after)])
    return _build(rng, rates, before, count, history, organisation, healthy)


def _build(
    rng: np.random.Generator,
    rates: NDArray[np.float64],
    healthy_rate: float,
    count: int,
    history: int,
    organisation: bool,  # noqa: FBT001
    change: int | None,
) -> Streams:
    good = rng.binomial(PRIOR_CALLS, healthy_rate, count) if organisation else np.zeros(count, dtype=np.int64)
    bad = PRIOR_CALLS - good if organisation else np.zeros(count, dtype=np.int64)
    past = _draw(rng, np.full(history, healthy_rate), count)
    return Streams(past, _draw(rng, rates, count), change, good, bad)


def _draw(rng: np.random.Generator, rates: NDArray[np.float64], count: int) -> Bools:
    drawn = np.empty((count, len(rates)), dtype=np.bool_)
    for start in range(0, count, _ROWS_AT_ONCE):
        part = drawn[start : start + _ROWS_AT_ONCE]
        part[:] = rng.random(part.shape, dtype=np.float32) < rates
    return drawn
