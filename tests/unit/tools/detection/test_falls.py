from tests.unit.tools.detection.worlds import build_stream, single_calls
from tools.detection.falls import find_fall_start


def test_the_start_of_a_fall_is_where_two_rates_meet() -> None:
    stream = single_calls([True, True, True, False] * 50 + [True, False, False] * 20)

    start = find_fall_start(stream, history=50, fewest_calls=20)

    assert start is not None
    assert abs(start - 200) <= 3


def test_a_fall_from_all_good_to_all_bad_is_placed_to_the_call() -> None:
    assert find_fall_start(single_calls([True] * 60 + [False] * 30), history=50, fewest_calls=20) == 60


def test_no_start_is_found_in_a_rise_or_in_too_few_calls() -> None:
    rise = single_calls([True, False] * 50 + [True] * 60)
    short = single_calls([True] * 50 + [False] * 10)

    assert find_fall_start(rise, history=50, fewest_calls=20) is None
    assert find_fall_start(short, history=50, fewest_calls=20) is None
    assert find_fall_start(build_stream([]), history=50, fewest_calls=20) is None
