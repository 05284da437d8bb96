"""How often is a judge right about labelled turns, and does it say the same whichever turn it reads first?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan

from agents.frozen_calls import FrozenCall, Judgement
from agents.judge import judge_pair
from agents.model_line import ModelLine
from agents.models import ModelProblem
from agents.replay_view import ShownReplay
from evals.suites.judge.cases import Case, Scene

Judge = Callable[[FrozenCall, str], Judgement | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A labelled turn and what a judge said of it; None: it said nothing."""

    case: Case
    said: bool | None

    @property
    def agrees(self) -> bool:
        """Whether the judge says what the label says."""
        return self.said is self.case.right


@dataclass(frozen=True, slots=True)
class Agreement:
    """The verdicts of one judge over labelled turns; shares without cases are not a number."""

    verdicts: tuple[Verdict, ...]

    @property
    def decided(self) -> tuple[Verdict, ...]:
        """The turns it said something about."""
        return tuple(one for one in self.verdicts if one.said is not None)

    @property
    def share_decided(self) -> float:
        """About which share of the turns it says something."""
        return len(self.decided) / len(self.verdicts) if self.verdicts else nan

    @property
    def agreement(self) -> float:
        """In which share of those it is right."""
        return _share(self.decided)

    @property
    def right_on_good(self) -> float:
        """In which share of the right turns among those it is right."""
        return _share([one for one in self.decided if one.case.right])

    @property
    def right_on_bad(self) -> float:
        """In which share of the wrong turns among those it is right."""
        return _share([one for one in self.decided if not one.case.right])


@dataclass(frozen=True, slots=True)
class ModelAgreement:
    """What a model says of pairs of turns, each pair judged twice with the order swapped.

    `consistent` of `pairs` have the same verdicts both times; `problem` says why it ended early, if it did.
    """

    agreement: Agreement
    pairs: int
    consistent: int
    problem: str | None = None


def score_code(scenes: Sequence[Scene], judge: Judge) -> Agreement:
    """Hold a judge that needs no model against the labels."""
    verdicts = []
    for scene in scenes:
        for case in scene.cases:
            judged = judge(case.frozen, case.reply)
            verdicts.append(Verdict(case, None if judged is None else judged.right))
    return Agreement(tuple(verdicts))


async def score_model(line: ModelLine, scenes: Sequence[Scene], most_pairs: int) -> ModelAgreement:
    """Hold a model against the labels, on at most so many pairs taken from the scenes in turns."""
    verdicts: list[Verdict] = []
    pairs = consistent = 0
    longest = max((len(list(scene.pairs)) for scene in scenes), default=0)
    wanted = [(scene, pair) for place in range(longest) for scene in scenes for pair in list(scene.pairs)[place:][:1]]
    try:
        for scene, (right, wrong) in wanted[:most_pairs]:
            said = [await _judge(line, scene.frozen, right, wrong, swap=swap) for swap in (False, True)]
            pairs += 1
            consistent += said[0] == said[1]
            for of_right, of_wrong in said:
                verdicts.append(Verdict(Case(scene.frozen, right, right=True), of_right))
                verdicts.append(Verdict(Case(scene.frozen, wrong, right=False), of_wrong))
    except ModelProblem as problem:
        return ModelAgreement(Agreement(tuple(verdicts)), pairs, consistent, str(problem))
    return ModelAgreement(Agreement(tuple(verdicts)), pairs, consistent)


async def _judge(line: ModelLine, frozen: FrozenCall, one: str, other: str, *, swap: bool) -> tuple[bool, bool]:
    shown = ShownReplay(frozen, "")
    first, second = await judge_pair(line, frozen, shown.hide(one), shown.hide(other), swap=swap, shown=shown)
    return first.right, second.right


def _share(verdicts: Sequence[Verdict]) -> float:
    return sum(one.agrees for one in verdicts) / len(verdicts) if verdicts else nan
