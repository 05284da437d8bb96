"""Which of very many streams could have something to say, judged by a few numbers kept for each?

An exact look at a stream needs all its calls. The sieve needs last time's numbers and the calls that came since:
it follows a fall at one baseline, so high that the evidence of an exact look is hardly ever above its own, and the
level as an exact look does. What stays below the bar needs no exact look; what passes is not yet an issue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tools.detection import drops, levels
from tools.detection.drops import FALLS, PER_LOGIT, SHARES
from tools.detection.settings import Settings
from tools.detection.stream import Counts, Floats

BASELINE_SD = 2.0
"""How far above the mean the baseline is taken, in its standard deviations."""

MARGIN = 3.0
"""Streams are looked at this much below what an issue needs, in nats: calls of many hours come in one."""

NUMBERS = 2 + len(FALLS) + len(levels.FALLS)
LARGEST = 1e30


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """What is kept of s streams.

    Attributes:
        trials: All calls so far, shape (s,).
        good: The good ones, shape (s,).
        falls: The sums over starts of a fall, see `drops.Grid`, shape (s, falls).
        levels: The sums over starts of a level problem, shape (s, alternatives).
    """

    trials: Floats
    good: Floats
    falls: Floats
    levels: Floats

    def as_rows(self) -> NDArray[np.float32]:
        """Return it as it is stored, shape (s, NUMBERS)."""
        return np.column_stack([self.trials, self.good, self.falls, self.levels]).astype(np.float32)


def from_rows(rows: NDArray[np.float32]) -> Sieve:
    """Return what `as_rows` gave."""
    wide = rows.astype(float)
    return Sieve(wide[:, 0], wide[:, 1], wide[:, 2 : 2 + len(FALLS)], wide[:, 2 + len(FALLS) :])


def begin(streams: int) -> Sieve:
    """Return what is kept before the first call."""
    nothing = np.zeros(streams)
    return Sieve(nothing, nothing, np.zeros((streams, len(FALLS))), np.zeros((streams, len(levels.FALLS))))


def pour(sieve: Sieve, trials: Counts, good: Counts, targets: Floats, settings: Settings) -> tuple[Sieve, Floats]:
    """Take the calls that came since, as one bucket; return what is kept now, and how near each stream is to the bar.

    Counts may be negative where calls were counted anew; such streams always pass.

    Args:
        sieve: What was kept so far.
        trials: Calls that came since, shape (s,).
        good: The good ones, shape (s,).
        targets: The good share each stream should have, shape (s,).
        settings: What an issue needs.

    Returns:
        The sieve, and nats below (negative) or above the bar, shape (s,); plus infinity: counted anew.
    """
    odd = (trials < 0) | (good < 0) | (good > trials)
    came, won = np.where(odd, 0, trials), np.where(odd, 0, good)
    falls = _follow_falls(sieve, came, won, settings)
    level_sums = _follow_levels(sieve, came, won, targets)
    with np.errstate(divide="ignore"):
        drop = np.log(falls @ np.array(SHARES)) - settings.drop_evidence
        level = np.log(level_sums.mean(axis=1)) - settings.level_evidence
    known = Sieve(np.maximum(sieve.trials + trials, 0), np.maximum(sieve.good + good, 0), falls, level_sums)
    nearness: Floats = np.where(odd, np.inf, np.maximum(drop, level) + MARGIN)
    return known, np.where((came == 0) & ~odd, -np.inf, nearness)


def fill(trials: Counts, good: Counts, targets: Floats, settings: Settings) -> tuple[Sieve, Floats]:
    """Return the sieve of streams whose past is known day by day, and how near each came to the bar.

    Falls are looked for as in a look at all calls, but for the seasons.

    Args:
        trials: Calls a day, shape (s, days).
        good: Good calls a day, shape (s, days).
        targets: As in `pour`.
        settings: As in `pour`.
    """
    before = np.cumsum(trials, axis=1) - trials
    past = before < settings.fewest_history
    won, lost = (np.where(past, counts, 0).sum(axis=1) + 1.0 for counts in (good, trials - good))
    grid = drops.lay_grid(won, lost)
    nothing, flat = np.zeros((len(trials), 1)), np.zeros((len(trials), 1), dtype=np.int32)
    grid = drops.weigh(grid, np.column_stack([won, lost]), nothing, nothing, flat)
    came, kept = np.where(past, 0, trials), np.where(past, 0, good)
    _, drop = drops.follow(grid, came, kept, np.zeros(came.shape, dtype=np.int32))
    filled, level = begin(len(trials)), np.full(drop.shape, -np.inf)
    for day in range(trials.shape[1]):
        sums = _follow_levels(filled, trials[:, day], good[:, day], targets)
        filled = Sieve(filled.trials + trials[:, day], filled.good + good[:, day], filled.falls, sums)
        with np.errstate(divide="ignore"):
            level[:, day] = np.log(sums.mean(axis=1))
    nearness = np.maximum(drop - settings.drop_evidence, level - settings.level_evidence).max(axis=1) + MARGIN
    # A day without calls says nothing; the last one that had some says how things stand.
    last = trials.shape[1] - 1 - np.argmax(trials[:, ::-1] > 0, axis=1)
    rows = np.arange(len(trials))
    return anchor(filled, drop[rows, last], level[rows, last]), nearness


def anchor(sieve: Sieve, drop_evidence: Floats, level_evidence: Floats) -> Sieve:
    """Go on from the evidence of an exact look, in nats, shape (s,)."""
    falls = np.broadcast_to(np.exp(np.minimum(drop_evidence, 60.0))[:, None], sieve.falls.shape)
    sums = np.broadcast_to(np.exp(np.minimum(level_evidence, 60.0))[:, None], sieve.levels.shape)
    return replace(sieve, falls=falls.copy(), levels=sums.copy())


def _follow_falls(sieve: Sieve, trials: Counts, good: Counts, settings: Settings) -> Floats:
    rate = (sieve.good + 1) / (sieve.trials + 2)
    baseline = np.log(rate / (1 - rate)) + BASELINE_SD / np.sqrt((sieve.trials + 2) * rate * (1 - rate))
    fallen = baseline[:, None] - np.array(FALLS) / PER_LOGIT
    steady = np.logaddexp(0, -baseline)[:, None], np.logaddexp(0, baseline)[:, None]
    won = steady[0] - np.logaddexp(0, -fallen)
    lost = steady[1] - np.logaddexp(0, fallen)
    ratio = won * good[:, None] + lost * (trials - good)[:, None]
    after = (sieve.falls + trials[:, None]) * np.exp(np.clip(ratio, -200, 60))
    return np.where((sieve.trials < settings.fewest_history)[:, None], 0.0, np.minimum(after, LARGEST))


def _follow_levels(sieve: Sieve, trials: Counts, good: Counts, targets: Floats) -> Floats:
    won, lost = levels.log_gains(targets)
    ratio = won * good[:, None] + lost * (trials - good)[:, None]
    started = levels.start_weight(sieve.trials, trials)
    after = (sieve.levels + started[:, None]) * np.exp(np.clip(ratio, -200, 60))
    return np.minimum(after, LARGEST)
