"""Where do the thresholds of the gate stand, given how many calls there are and how good the judge is?"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tools.replay.chances import Array
from tools.replay.judging import JudgeQuality
from tools.replay.worlds import HARMFUL_THAT_MEND, Outlook, look_ahead

CHANCE = 0.1
"""A bad call replayed under the old text goes right this often; measured where there are replays of it."""

STEADY = 0.95
"""A good call replayed under the old text goes right this often."""

USUAL_BAD = 20
USUAL_GOOD = 60
"""With so many calls and one judgement each, about 82 % of helpful drafts are shown."""

MOST_CALLS = 1_000
"""More of one group are not replayed by anybody, and the tables grow with the square."""

MOST_HARMFUL = 0.1
MOST_NEUTRAL = 0.1
"""Of what is shown, in every world; without the second limit, drafts that do nothing would dilute the harm."""

LEAST_SHOWN = 0.05
"""A rule that lets fewer of the helpful drafts through costs calls and proves nothing."""


@dataclass(frozen=True, slots=True)
class GatePlan:
    """What a draft has to reach, fixed before its first replay.

    Attributes:
        bad: Bad calls to replay.
        good: Good calls to replay.
        mended_at_least: So many bad calls have to be called right under the new text.
        wrong_at_most: So many good calls may be called wrong under the new text.
        right_by_chance: So many bad calls are called right where nothing is mended, on average.
        wrong_by_noise: So many good calls are called wrong where nothing is broken, on average.
        helpful_shown: The share of helpful drafts that pass.
        harmful_share: The share of harmful ones among those that pass, in the worst of the three worlds.
        neutral_share: The share of those that do nothing, likewise.
        can_prove: Is there a rule that keeps the limits and lets enough helpful drafts through?
        explanation: What is asked of a draft, or why nothing can be proven, in a sentence for people.
        votes: Judgements of a turn; the thresholds are for the majority of them.
    """

    bad: int
    good: int
    mended_at_least: int
    wrong_at_most: int
    right_by_chance: float
    wrong_by_noise: float
    helpful_shown: float
    harmful_share: float
    neutral_share: float
    can_prove: bool
    explanation: str
    votes: int = 1

    @property
    def model_calls_a_call(self) -> int:
        """Model calls for one replayed call: the turn, and each judgement of it."""
        return 1 + self.votes

    @property
    def most_model_calls(self) -> int:
        """Model calls for a draft that is shown; one that fails takes fewer."""
        return (self.bad + self.good) * self.model_calls_a_call


def plan_gate(
    *,
    bad: int,
    good: int,
    quality: JudgeQuality | None = None,
    chance: float = CHANCE,
    steady: float = STEADY,
    votes: int = 1,
) -> GatePlan:
    """Return the rule that shows most of the helpful drafts while harm stays within its limits in every world.

    Args:
        bad: Bad calls that can be replayed; more than `MOST_CALLS` are not planned for.
        good: Good calls that can be replayed.
        quality: How often one judgement is right; 90 % unless measured.
        chance: The share of bad calls that go right when replayed under the old text, judge error taken out.
        steady: The share of good calls that go right when replayed under the old text, likewise.
        votes: Independent judgements of each turn, of which the majority counts.

    Raises:
        ValueError: A count is negative, a share outside 0 to 1, or `votes` even.
    """
    if bad < 0 or good < 0 or not 0 <= chance <= 1 or not 0 <= steady <= 1:
        raise ValueError(f"No gate can be planned for {bad} bad, {good} good calls, {chance} and {steady}.")
    of_votes = (quality or JudgeQuality()).by_votes(votes)
    return _plan(min(bad, MOST_CALLS), min(good, MOST_CALLS), of_votes, round(chance, 3), round(steady, 3), votes)


@lru_cache(maxsize=256)
def _plan(bad: int, good: int, quality: JudgeQuality, chance: float, steady: float, votes: int) -> GatePlan:
    outlook = look_ahead(bad, good, quality, chance, steady)
    helpful = outlook.helpful()
    harmful_share, neutral_share = _worst_shares(outlook)
    allowed = np.where((harmful_share <= MOST_HARMFUL) & (neutral_share <= MOST_NEUTRAL), helpful, 0.0)
    rule = np.unravel_index(int(np.argmax(allowed)), allowed.shape)
    shown = float(allowed[rule])
    plan = GatePlan(
        bad=bad,
        good=good,
        mended_at_least=int(rule[0]),
        wrong_at_most=int(rule[1]),
        right_by_chance=bad * _called_right(quality, chance),
        wrong_by_noise=good * (1 - _called_right(quality, steady)),
        helpful_shown=shown,
        harmful_share=float(harmful_share[rule]),
        neutral_share=float(neutral_share[rule]),
        can_prove=quality.is_usable and bad > 0 and good > 0 and shown >= LEAST_SHOWN,
        explanation="",
        votes=votes,
    )
    return replace(plan, explanation=_explain(plan, quality))


def _worst_shares(outlook: Outlook) -> tuple[Array, Array]:
    """Return the harmful and the neutral share of what is shown, in the worst of the worlds for each."""
    helpful, neutral = outlook.helpful(), outlook.neutral()
    harmful_share, neutral_share = np.zeros_like(helpful), np.zeros_like(helpful)
    for that_mend in HARMFUL_THAT_MEND:
        harmful = outlook.harmful(that_mend)
        shown = np.maximum(helpful + neutral + harmful, np.finfo(np.float64).tiny)
        harmful_share = np.maximum(harmful_share, harmful / shown)
        neutral_share = np.maximum(neutral_share, neutral / shown)
    return harmful_share, neutral_share


def _called_right(quality: JudgeQuality, share: float) -> float:
    return float(quality.called_right(np.array([share]))[0])


def _explain(plan: GatePlan, quality: JudgeQuality) -> str:
    if not quality.is_usable:
        return "The judge of replayed turns is hardly better than a coin, so replays prove nothing."
    if not plan.can_prove:
        return (
            f"There are not enough calls to replay: {count(plan.bad, 'bad call')} and {count(plan.good, 'good one')} "
            "cannot tell a change that helps from one that does nothing or harms."
        )
    return (
        f"Of {count(plan.bad, 'bad call')} at least {plan.mended_at_least} must go right under the new text "
        f"({plan.right_by_chance:.1f} do by chance), and of {count(plan.good, 'good one')} at most "
        f"{plan.wrong_at_most} may be called wrong ({plan.wrong_by_noise:.1f} are though nothing is broken). "
        f"About {round(100 * plan.helpful_shown)} % of the changes that help pass this."
    )


def count(number: int, noun: str) -> str:
    """Write how many of what: "1 call", "2 calls", "no calls"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
