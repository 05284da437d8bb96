"""Drafts sent through the gate of the product, one after another and call by call."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evals.suites.suggestions.candidates import HARMFUL, HELPFUL, NEUTRAL, Bools, Candidates, Setting, draw_candidates
from tools.replay.gate import Gate, Standing
from tools.replay.headroom import headroom
from tools.replay.judging import JudgeQuality
from tools.replay.plan import GatePlan, plan_gate
from tools.replay.promise import promised_change

BAD_SHARE = 0.3
GOOD_SHARE = 0.6
"""Of the calls of the projects for which changes are promised here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the drafts of one world.

    Attributes:
        drafts: How many there were.
        harmful: The share of harmful ones among those shown.
        neutral: The share of those among the shown that do nothing.
        helpful_shown: The share of all helpful ones that is shown.
        shown: How many were shown.
        mean_calls: Model calls for a draft, on average.
        most_calls: Model calls for a draft that is shown, at most.
        covered: How often the promised interval holds the true change of what is shown; not a number: none was.
        promised: The mean of what is promised of those shown.
        true: The mean of what they bring.
    """

    drafts: int
    harmful: float
    neutral: float
    helpful_shown: float
    shown: int
    mean_calls: float
    most_calls: int
    covered: float = float("nan")
    promised: float = float("nan")
    true: float = float("nan")


@lru_cache(maxsize=1_024)
def plan_of(setting: Setting, old_right: int = 0) -> GatePlan:
    """Return the plan of the product for a setting, the chance estimated as the product does where it is unknown."""
    judge = _believed(setting)
    chance = setting.chance if setting.chance_believed is None else setting.chance_believed
    if setting.old_replays:
        chance = headroom(old_right, setting.old_replays, judge).chance
    return plan_gate(
        bad=setting.bad,
        good=setting.good,
        quality=judge,
        chance=chance,
        steady=setting.steady,
        votes=setting.votes,
    )


def send_through(setting: Setting, that_mend: float, drafts: int, rng: np.random.Generator) -> Outcome:
    """Return what is shown of the drafts of a world, and what it took."""
    candidates = draw_candidates(setting, that_mend, drafts, rng)
    gates = [
        _pass_gate(plan_of(setting, int(old)), bad, good)
        for old, bad, good in zip(candidates.old_right, candidates.bad_ok, candidates.good_ok, strict=True)
    ]
    shown = np.array([gate.stand.standing is Standing.PASSED for gate in gates])
    calls = np.array([gate.model_calls for gate in gates])
    covered, promised, true = _hold_promises(setting, candidates, gates, shown)
    sort = candidates.sort
    return Outcome(
        drafts=drafts,
        harmful=_share(shown & (sort == HARMFUL), shown),
        neutral=_share(shown & (sort == NEUTRAL), shown),
        helpful_shown=_share(shown & (sort == HELPFUL), sort == HELPFUL),
        shown=int(shown.sum()),
        mean_calls=float(calls.mean()),
        most_calls=int(calls[shown].max(initial=0)),
        covered=covered,
        promised=promised,
        true=true,
    )


def show_everything(that_mend: float, drafts: int, rng: np.random.Generator) -> Outcome:
    """Return what is shown without a gate."""
    sort = draw_candidates(Setting("no gate", 0, 0), that_mend, drafts, rng).sort
    everything = np.ones(drafts, dtype=np.bool_)
    return Outcome(drafts, _share(sort == HARMFUL, everything), _share(sort == NEUTRAL, everything), 1.0, drafts, 0, 0)


def _pass_gate(plan: GatePlan, bad: Bools, good: Bools) -> Gate:
    gate = Gate(plan)
    for ok in bad.tolist():
        if gate.add_bad(ok) is not Standing.GOES_ON:
            return gate
    for ok in good.tolist():
        if gate.add_good(ok) is not Standing.GOES_ON:
            return gate
    return gate


def _hold_promises(
    setting: Setting, candidates: Candidates, gates: list[Gate], shown: Bools
) -> tuple[float, float, float]:
    """Return how often the promised interval holds the truth, and the means of promise and truth."""
    if not shown.any() or setting.old_replays:
        return float("nan"), float("nan"), float("nan")
    passed = [gate for gate, is_shown in zip(gates, shown, strict=True) if is_shown]
    promises: NDArray[np.float64] = np.array([_promise(setting, gate.bad_right, gate.good_wrong) for gate in passed])
    truth = BAD_SHARE * (1 - setting.chance) * candidates.mended - GOOD_SHARE * setting.steady * candidates.lost
    held = (promises[:, 0] <= truth[shown]) & (truth[shown] <= promises[:, 2])
    return float(held.mean()), float(promises[:, 1].mean()), float(truth[shown].mean())


@lru_cache(maxsize=4_096)
def _promise(setting: Setting, fixed: int, broken: int) -> tuple[float, float, float]:
    return promised_change(
        fixed,
        setting.bad,
        broken,
        setting.good,
        chance=setting.chance,
        steady=setting.steady,
        quality=_believed(setting).by_votes(setting.votes),
        bad_share=BAD_SHARE,
        good_share=GOOD_SHARE,
    )


def _believed(setting: Setting) -> JudgeQuality:
    right = setting.judge if setting.believed is None else setting.believed
    return JudgeQuality(right, right)


def _share(part: Bools, whole: Bools) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else 0.0
