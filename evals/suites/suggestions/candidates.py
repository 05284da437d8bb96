"""Drafts of which is known what they do, and the calls they are replayed on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.replay.worlds import MENDED

HELPFUL, NEUTRAL, HARMFUL = range(3)

Bools = NDArray[np.bool_]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is simulated.

    Attributes:
        name: For the table.
        bad: Bad calls replayed.
        good: Good calls replayed.
        votes: Judgements of a turn.
        judge: How often one judgement is right.
        judge_varies: By so much more or less it is right about one draft than about another, evenly spread.
        believed: How often the plan takes it to be; None: as it is.
        broken: A harmful draft breaks this share of the good calls, evenly spread.
        chance: Bad calls go right by chance in this share of replays.
        chance_believed: What the plan takes it to be; None: as it is.
        steady: Good calls go right in this share of replays though nothing is broken.
        old_replays: From so many replays of the old text the chance is estimated; 0: it is known.
    """

    name: str
    bad: int = 20
    good: int = 60
    votes: int = 1
    judge: float = 0.9
    judge_varies: float = 0.0
    believed: float | None = None
    broken: tuple[float, float] = (0.1, 0.3)
    chance: float = 0.1
    chance_believed: float | None = None
    steady: float = 0.95
    old_replays: int = 0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Drafts and how their calls were judged, one row a draft.

    `sort` tells what a draft is; `mended` and `lost` the shares of bad calls it mends and of good ones it breaks.
    `bad_ok` and `good_ok` have shape (drafts, calls). `old_right` counts the replays of the old text called right.
    """

    sort: NDArray[np.int64]
    mended: Shares
    lost: Shares
    bad_ok: Bools
    good_ok: Bools
    old_right: NDArray[np.int64]


def draw_candidates(setting: Setting, that_mend: float, drafts: int, rng: np.random.Generator) -> Candidates:
    """Return drafts, a third of each sort; of the harmful ones a share `that_mend` mends as the helpful ones do."""
    sort = np.arange(drafts) % 3
    does_mend = (sort == HELPFUL) | ((sort == HARMFUL) & (rng.random(drafts) < that_mend))
    mended = np.where(does_mend, rng.uniform(*MENDED, drafts), 0.0)
    lost = np.where(sort == HARMFUL, rng.uniform(*setting.broken, drafts), 0.0)
    varies = rng.uniform(-setting.judge_varies, setting.judge_varies, (drafts, 1))
    judge = np.minimum(setting.judge + varies, 1.0)
    bad_right = rng.random((drafts, setting.bad)) < (mended + (1 - mended) * setting.chance)[:, np.newaxis]
    good_right = rng.random((drafts, setting.good)) < (setting.steady * (1 - lost))[:, np.newaxis]
    old_right = rng.random((drafts, setting.old_replays)) < setting.chance
    return Candidates(
        sort,
        mended,
        lost,
        _judged(bad_right, judge, setting.votes, rng),
        _judged(good_right, judge, setting.votes, rng),
        _judged(old_right, judge, 1, rng).sum(axis=1),
    )


def _judged(is_right: Bools, judge: Shares, votes: int, rng: np.random.Generator) -> Bools:
    """Return what the majority of independent judgements says of turns, each right as often as `judge` says."""
    called_right = np.zeros(is_right.shape, dtype=np.int64)
    for _ in range(votes):
        called_right += (rng.random(is_right.shape) < judge) == is_right
    return called_right > votes // 2
