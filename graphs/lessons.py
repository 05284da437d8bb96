"""What has been learnt of each kind of edit against each cause, and which kind to try first?"""

from collections.abc import Sequence

import numpy as np

from memory.drafts import Lesson
from memory.repositories.lessons import EIGHTY_PERCENT, LessonCounts, OutcomeKind
from memory.unit import Memory
from memory.vocabulary import Cause, Estimate
from tools.learning.autonomy import Earned, History, has_earned
from tools.learning.beliefs import Outcome
from tools.learning.lessons import Tally, learn
from tools.learning.ranking import rank_kinds


async def find_lessons(memory: Memory) -> list[Lesson]:
    """Return what the organisation has learnt of every kind of edit against every cause it tried one against."""
    counts = await memory.lessons.counts()
    outcomes = [
        Outcome(
            one.cause,
            one.kind,
            brought.effect,
            brought.standard_error,
            is_measured=brought.kind is OutcomeKind.MEASURED,
        )
        for one in counts
        for brought in one.outcomes
    ]
    tallies = [Tally(one.cause, one.kind, one.accepted, one.edited, one.rejected, one.rolled_back) for one in counts]
    return list(learn(outcomes, tallies)) if counts else []


def order_kinds(cause: Cause, kinds: Sequence[str], lessons: Sequence[Lesson], seed: int) -> list[str]:
    """Return kinds of edit, the most promising against a cause first; `seed` decides between equals."""
    decided = sum(one.accepted + one.edited + one.rejected for one in lessons)
    return rank_kinds(cause, kinds, lessons, decided, np.random.default_rng(seed))


async def find_earned(memory: Memory, kind: str) -> Earned:
    """Return whether the organisation's experience with a kind of edit is good enough to apply it unasked."""
    return judge_kind(kind, await memory.lessons.counts())


def judge_kind(kind: str, counts: Sequence[LessonCounts]) -> Earned:
    """Return whether a kind of edit has earned to be applied unasked, over all causes."""
    own = [one for one in counts if one.kind == kind]
    impacts = [
        Estimate(
            brought.effect - EIGHTY_PERCENT * brought.standard_error,
            brought.effect,
            brought.effect + EIGHTY_PERCENT * brought.standard_error,
            "measured",
        )
        for one in own
        for brought in one.outcomes
        if brought.kind is OutcomeKind.MEASURED
    ]
    return has_earned(
        History(
            kind,
            accepted=sum(one.accepted for one in own),
            edited=sum(one.edited for one in own),
            rejected=sum(one.rejected for one in own),
            rolled_back=sum(one.rolled_back for one in own),
            impacts=tuple(impacts),
        )
    )
