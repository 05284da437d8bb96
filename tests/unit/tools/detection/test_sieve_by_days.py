"""What a sieve that knows days, and neither weekends nor types of call, makes of a project's past."""

import numpy as np
import pytest

from tests.unit.tools.detection.worlds import of_organisation, weekly
from tools.detection import sieve
from tools.detection.monitor import Usual, drop_evidence
from tools.detection.settings import Settings
from tools.detection.stream import Stream

USED = Settings()
A_DAY = 12
"""Hours of a day in which calls come, in these worlds."""


def test_what_an_exact_look_would_find_passes_within_a_day() -> None:
    usual = of_organisation([weekly([6], rates=(0.75,), weekend=-0.15, seed=seed) for seed in range(90, 95)])
    found = at_once = in_a_day = 0
    for seed in range(40):
        stream = weekly([4, 4], rates=(0.75,), weekend=-0.15, seed=seed, drop=-0.15)
        exact = np.flatnonzero(drop_evidence(stream, _first(stream), usual) >= USED.drop_evidence)
        if len(exact):
            found += 1
            at_once += _passes(stream.part(0, int(exact[0]) + 2))
            in_a_day += _passes(stream.part(0, int(exact[0]) + 1 + A_DAY))

    print(f"15 points, lower weekends: of {found} found, {at_once} pass with the next hour, {in_a_day} within a day")
    assert found >= 35
    assert in_a_day >= 0.9 * found


# A known limit (docs/decisions/0009), kept as a test so that it is noticed when somebody lifts it: a sieve for every
# type of call would hold eight times the numbers and be written at every pass, for a case in which a project's
# rate does not fall. Any look for another reason finds the drop.
@pytest.mark.xfail(strict=True, reason="the sieve knows no types: what an easier mix makes up for is held back")
def test_a_fall_that_easier_calls_hide_passes_as_an_exact_look_finds_it() -> None:
    found = passed = 0
    for seed in range(12):
        stream = weekly([4, 4], rates=(0.85, 0.45), mixes=(0.6, 0.3), seed=seed, drop=-0.15)
        found += bool((drop_evidence(stream, _first(stream), Usual()) >= USED.drop_evidence).any())
        passed += _passes(stream)

    print(f"15 points hidden by easier calls: {found} of 12 found exactly, {passed} pass")
    assert passed >= 0.9 * found


def _passes(stream: Stream) -> bool:
    """Would the sieve let a look at all calls through, given these by day?"""
    days = ((stream.times - stream.times[0]) // np.timedelta64(24, "h")).astype(np.int64)
    trials, good = (np.bincount(days, weights=each).astype(np.int64)[None, :] for each in (stream.trials, stream.good))
    return bool(sieve.fill(trials, good, np.array([0.05]), USED)[1][0] >= 0)


def _first(stream: Stream) -> int:
    """The first bucket after two weeks."""
    return int(np.searchsorted(stream.times, stream.times[0].astype("datetime64[D]") + np.timedelta64(14, "D")))
