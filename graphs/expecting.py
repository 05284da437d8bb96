"""What may be expected of a suggestion: of what its replay promises, the share that usually arrives."""

from collections import defaultdict
from uuid import UUID

from graphs.snapshots import Taken
from memory.repositories.lessons import EIGHTY_PERCENT, OutcomeKind, OutcomeRecord
from memory.repositories.trials import TrialRecord
from memory.unit import Memory
from memory.vocabulary import Estimate
from tools.impact.expected import expect
from tools.learning.beliefs import Belief, belief_of_interval
from tools.learning.carrying import carry, find_arriving


async def expect_change(memory: Memory, taken: Taken, kind: str, trial: TrialRecord | None) -> Estimate:
    """Return the expected change of the metric as an 80 % interval; without a replay, what is usual."""
    snapshot = taken.snapshot
    usual = expect(
        cause=snapshot.cause,
        kind=kind,
        calls=snapshot.calls,
        missed=snapshot.missed,
        missed_for_cause=taken.missed_for_cause,
    )
    if trial is None or trial.low is None or trial.mid is None or trial.high is None:
        return usual
    pairs = await _find_pairs(memory)
    arriving = find_arriving(pairs)
    believed = carry(belief_of_interval(trial.low, trial.mid, trial.high), arriving)
    # More than all calls lost to the cause cannot be won, nor more than all good ones lost.
    most = taken.missed_for_cause / max(1, snapshot.calls)
    least = -(snapshot.calls - snapshot.missed) / max(1, snapshot.calls)

    def bounded(change: float) -> float:
        return round(min(most, max(least, change)), 4)

    half = EIGHTY_PERCENT * believed.sd
    return Estimate(
        bounded(believed.mean - half),
        bounded(believed.mean),
        bounded(believed.mean + half),
        _describe(trial, arriving, len(pairs)),
    )


async def _find_pairs(memory: Memory) -> list[tuple[Belief, Belief]]:
    """Return what was promised and what was measured of each suggestion of which both are known."""
    known: defaultdict[UUID, dict[OutcomeKind, OutcomeRecord]] = defaultdict(dict)
    for counts in await memory.lessons.counts():
        for brought in counts.outcomes:
            known[brought.suggestion_id][brought.kind] = brought
    both = [one for one in known.values() if len(one) == len(OutcomeKind)]
    return [(_believe(one[OutcomeKind.REPLAY]), _believe(one[OutcomeKind.MEASURED])) for one in both]


def _believe(brought: OutcomeRecord) -> Belief:
    return Belief(brought.effect, brought.standard_error)


def _describe(trial: TrialRecord, arriving: Belief, pairs: int) -> str:
    replayed = (trial.fixed or 0) + (trial.broken or 0) + (trial.unchanged or 0)
    learnt = f"as {pairs} measured suggestions showed" if pairs else "which nothing measured has shown yet"
    return (
        f"Replayed on {replayed} past calls, not measured yet: {trial.fixed} of them went right instead of wrong under "
        f"the new text, {trial.broken} the other way. A turn mended is not yet a call mended: about "
        f"{round(100 * arriving.mean)} % of it is taken to arrive, {learnt}. 8 of 10 should end up in this range."
    )
