from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from tests.unit.tools.detection.worlds import build_stream
from tools.detection.stream import Stream

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_buckets_may_come_in_any_order_and_any_time_zone() -> None:
    there = timezone(timedelta(hours=2))
    stream = build_stream([(NINE + timedelta(hours=1), 2, 1), (NINE.astimezone(there), 3, 3)])

    assert stream.trials.tolist() == [3, 2]
    assert stream.time_of(0) == NINE
    assert stream.rate == pytest.approx(0.8)


def test_buckets_without_calls_say_nothing() -> None:
    assert len(build_stream([(NINE, 0, 0)])) == 0
    assert build_stream([]).rate is None


@pytest.mark.parametrize(
    ("buckets", "says"),
    [
        pytest.param([(NINE, 2, 3)], "between none and all", id="more good calls than calls"),
        pytest.param([(NINE, 2, -1)], "between none and all", id="a negative count"),
        pytest.param([(NINE, 0, 1)], "at least one call", id="good calls among none"),
        pytest.param([(NINE.replace(tzinfo=None), 2, 1)], "without an offset", id="a time nobody can place"),
    ],
)
def test_refuses_in_words(buckets: list[tuple[datetime, int, int]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        build_stream(buckets)


def test_refuses_arrays_that_are_no_stream() -> None:
    times = np.array(["2026-11-02T10", "2026-11-02T09"], dtype="datetime64[s]")
    ones = np.ones(2, dtype=np.int64)

    with pytest.raises(ValueError, match="order of time"):
        Stream(times, ones, ones)
    with pytest.raises(ValueError, match="as many times"):
        Stream(times[:1], ones, ones)
    with pytest.raises(ValueError, match="whole calls"):
        Stream(times[::-1], ones * 1.0, ones)


def test_finds_the_first_bucket_after_a_moment() -> None:
    stream = build_stream([(NINE + timedelta(hours=hour), 1, 1) for hour in range(3)])

    assert stream.first_after(NINE) == 1
    assert stream.first_after(NINE - timedelta(seconds=1)) == 0
    assert stream.first_after(NINE + timedelta(hours=9)) == 3
