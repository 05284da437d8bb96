"""What change of the metric does a replay promise?

The posterior of a prior in which one draft in three helps, so that what passed by luck is not believed: selecting what
looks good does not bias it. Judge error and what goes right or wrong by itself are taken out.
"""

import numpy as np

from tools.replay.chances import Array, likelihoods, quantile
from tools.replay.judging import JudgeQuality
from tools.replay.plan import CHANCE, STEADY

INTERVAL = 0.8
STEPS = 200

MENDS = 0.5
"""Half of all drafts mend something: those that help, and half of those that harm."""

BREAKS = 1 / 3

_MENDED = (2.0, 2.0)
_BROKEN = (2.0, 8.0)
"""Beta distributions of the share mended and broken, where a draft does so: 50 % and 20 % on average."""


def promised_change(  # noqa: PLR0913 - each is a count or a share of its own
    fixed: int,
    bad: int,
    broken: int,
    good: int,
    *,
    chance: float = CHANCE,
    steady: float = STEADY,
    quality: JudgeQuality | None = None,
    bad_share: float,
    good_share: float,
) -> tuple[float, float, float]:
    """Return the change of the metric to be expected of a replayed draft, in shares: 10 % point, mean, 90 % point.

    Args:
        fixed: Bad calls called right under the new text.
        bad: Bad calls replayed; with none, the prior alone speaks.
        broken: Good calls called wrong under the new text.
        good: Good calls replayed.
        chance: The share of bad calls that go right when replayed though nothing was changed.
        steady: The same of good calls.
        quality: How often the judge is right.
        bad_share: The share of all calls of the metric that fell to this cause.
        good_share: The share of them that went well.

    Raises:
        ValueError: The counts or shares cannot be.
    """
    if not (0 <= fixed <= bad and 0 <= broken <= good):
        raise ValueError(f"{fixed} of {bad} bad and {broken} of {good} good calls cannot be.")
    if bad_share < 0 or good_share < 0 or bad_share + good_share > 1 + 1e-9:
        raise ValueError(f"{bad_share} of the calls being bad and {good_share} being good cannot be.")
    judge = quality or JudgeQuality()
    mended, mended_prior = _spike_and_slab(MENDS, *_MENDED)
    lost, lost_prior = _spike_and_slab(BREAKS, *_BROKEN)
    called_right = judge.called_right(mended + (1 - mended) * chance)
    called_wrong = 1 - judge.called_right(steady * (1 - lost))
    mended_weights = _normalised(mended_prior * likelihoods(bad, called_right)[:, fixed])
    lost_weights = _normalised(lost_prior * likelihoods(good, called_wrong)[:, broken])
    changes = np.subtract.outer(bad_share * (1 - chance) * mended, good_share * steady * lost).ravel()
    weights = np.outer(mended_weights, lost_weights).ravel()
    low, high = (quantile(changes, weights, level) for level in ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2))
    return low, min(max(float(changes @ weights), low), high), high


def _spike_and_slab(share: float, a: float, b: float) -> tuple[Array, Array]:
    """Return possible shares and their prior: none with chance `1 - share`, else Beta(a, b)."""
    values = (np.arange(STEPS) + 0.5) / STEPS
    slab = _normalised(values ** (a - 1) * (1 - values) ** (b - 1))
    return np.concatenate([[0.0], values]), np.concatenate([[1 - share], share * slab])


def _normalised(weights: Array) -> Array:
    total = weights.sum()
    return weights / total if total > 0 else np.full_like(weights, 1 / weights.size)
