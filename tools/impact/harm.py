"""Has a change done harm? How strongly calls after it speak for a lower rate, at whatever moment one looks.

The evidence weighs two worlds. In one, the rate is what it was, but for what projects drift by themselves; in the
other it has fallen by 5, 10, 15 or 20 points. Both are averaged over what the calls before leave open, so the ratio
of their chances is a martingale where nothing was changed: with evidence of `1 / a` asked for, at most a share `a` of
harmless changes is ever called harmful, however often one looks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FALLS = (0.05, 0.10, 0.15, 0.20)
OMEGA = 0.1
"""What a project's rate drifts by itself, as a standard deviation on the logit scale: about two points at 70 %."""

_GRID = 801
_DRIFTS = 21


@dataclass(frozen=True, slots=True)
class Rate:
    """`good` of `calls` went well."""

    calls: int
    good: int

    def __post_init__(self) -> None:
        if not 0 <= self.good <= self.calls:
            raise ValueError(f"{self.good} of {self.calls} calls cannot have gone well.")

    @property
    def share(self) -> float:
        """The share that went well; 0 without calls."""
        return self.good / self.calls if self.calls else 0.0


def weigh_harm(before: Rate, after: Rate, *, omega: float = OMEGA) -> float:
    """Return the evidence for harm as a ratio of chances: 1 says nothing, 20 is wrong in at most one of 20 worlds.

    Args:
        before: Calls under the text that was replaced.
        after: Calls under the new text so far.
        omega: Drift of a project by itself, on the logit scale.
    """
    if after.calls == 0:
        return 1.0
    rates = (np.arange(_GRID) + 0.5) / _GRID
    weights = _normal(before.good * np.log(rates) + (before.calls - before.good) * np.log1p(-rates))
    drifted, shares = _drift(rates, omega)
    harmless = _chance(drifted, after) @ shares
    harmful = np.mean([_chance(_lower(drifted, fall), after) @ shares for fall in FALLS], axis=0)
    # Both chances are taken relative to the same greatest one, so that thousands of calls do not underflow.
    return float((weights @ harmful) / max(float(weights @ harmless), np.finfo(float).tiny))


def _drift(rates: NDArray[np.float64], omega: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where each rate may have drifted, shape (rates, drifts), and how likely each drift is."""
    steps = np.linspace(-3, 3, _DRIFTS)
    logits = np.log(rates / (1 - rates))[:, None] + omega * steps[None, :]
    return 1 / (1 + np.exp(-logits)), _normal(-(steps**2) / 2)


def _lower(rates: NDArray[np.float64], fall: float) -> NDArray[np.float64]:
    lower: NDArray[np.float64] = np.maximum(rates - fall, 1e-6)
    return lower


def _chance(rates: NDArray[np.float64], after: Rate) -> NDArray[np.float64]:
    best = min(max(after.share, 1e-9), 1 - 1e-9)
    logs = after.good * np.log(rates / best) + (after.calls - after.good) * np.log((1 - rates) / (1 - best))
    chances: NDArray[np.float64] = np.exp(np.maximum(logs, -600.0))
    return chances


def _normal(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    chances: NDArray[np.float64] = np.exp(logs - logs.max())
    shares: NDArray[np.float64] = chances / chances.sum()
    return shares
