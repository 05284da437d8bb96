"""What would a changed text have done in past calls? Calls stopped where they were decided, under old and new text.

Bad calls come first, and the replay stops as soon as the outcome is certain. Each call is kept when it was judged, so
that a trial that was interrupted goes on where it was.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from agents.frozen_calls import FrozenCall, Judgement
from agents.models import ModelProblem, ProblemKind
from agents.replay import find_obstacle, replay_old, replay_one, replay_real_turn, show
from agents.replay_view import ShownReplay
from graphs.services import Services
from graphs.trial_calls import TrialCalls, choose_trial_calls
from memory.replays import CallGroup, ReplayedCall, Verification
from memory.repositories.trials import OldTurn
from memory.vocabulary import Cause, Field, VerificationStatus
from tools.replay.gate import Gate, Standing
from tools.replay.headroom import Headroom, headroom
from tools.replay.judging import JudgeQuality
from tools.replay.plan import GatePlan, plan_gate
from tools.replay.promise import promised_change

if TYPE_CHECKING:
    from agents.model_line import ModelLine

NO_MODEL = (
    "Not replayed, since no model is configured: no past call was run again under the new text. The guardrails "
    "passed, and nobody knows yet whether it helps."
)
MODEL_IS_SILENT = "Not replayed: the model says nothing that a phone agent could say."
OLD_IS_RIGHT = "It already does what was wanted."
OLD_IS_WRONG = "It does not do what was wanted."
WENT_WELL = "It is what the agent really said, and the call went well."
Report = Callable[[str], None]
Result = TypeVar("Result")


class BudgetSpentError(Exception):
    """What may be spent on the model is spent before the trial was decided; the message says which limit it was."""


@dataclass(frozen=True, slots=True)
class NewTrial:
    """A text that is to be tried against another one.

    `seen` are calls that whoever drafted it may have seen; they are no proof. `base_version` has `old_text`.
    """

    id: UUID
    project_id: UUID
    base_version: int
    old_text: str
    new_text: str
    cause: Cause
    missing: tuple[Field, ...]
    kind: str
    drafted_by: str
    seen: frozenset[str] = frozenset()
    bad_share: float = 0.0
    good_share: float = 0.0
    issue_id: UUID | None = None
    attempt: int | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a trial showed; `may_be_cause` is False where the present text already does what the calls lacked."""

    verification: Verification
    may_be_cause: bool = True


async def try_on_calls(
    services: Services, org_id: UUID, new: NewTrial, *, report: Report = lambda _sentence: None
) -> TrialResult:
    """Replay past calls under the old and the new text, and keep what that showed.

    Raises:
        BudgetSpentError: The model's budget is spent; the next trial of the same id goes on from here.
    """
    async with services.database.open_memory(org_id) as memory:
        await memory.trials.begin(new.id, _as_row(new), services.clock())
    try:
        result = await _try(services, org_id, new, report)
    except BudgetSpentError as spent:
        stopped = Verification(VerificationStatus.NOT_REPLAYED, f"Not replayed to the end: {spent}")
        await _end(services, org_id, new, stopped)
        raise
    await _end(services, org_id, new, result.verification)
    return result


async def _end(services: Services, org_id: UUID, new: NewTrial, verification: Verification) -> None:
    async with services.database.open_memory(org_id) as memory:
        await memory.trials.end(new.id, verification, services.clock())


async def _try(services: Services, org_id: UUID, new: NewTrial, report: Report) -> TrialResult:
    if services.model is None:
        return TrialResult(Verification(VerificationStatus.NOT_REPLAYED, NO_MODEL))
    async with services.database.open_memory(org_id) as memory:
        chosen = await choose_trial_calls(memory, new.project_id, new.cause, new.missing, new.base_version, new.seen)
        known = await memory.trials.calls_of(new.id)
        old = await memory.trials.old_turns(new.project_id, new.base_version, chosen.bad_ids)
    return await _Trial(services, org_id, new, chosen, services.model, report).run(known, old)


def _as_row(new: NewTrial) -> dict[str, object]:
    names = ("project_id", "issue_id", "attempt", "person_id", "base_version", "kind", "drafted_by")
    return {**{name: getattr(new, name) for name in names}, "after": new.new_text}


class _Trial:
    """One trial as it goes on: the calls chosen, those replayed, and the gate they are counted at."""

    def __init__(
        self, services: Services, org_id: UUID, new: NewTrial, chosen: TrialCalls, line: "ModelLine", report: Report
    ) -> None:
        self.services, self.org_id, self.new, self.chosen = services, org_id, new, chosen
        self.line, self.report = line, report
        self.quality = JudgeQuality()
        self.calls_before = line.calls_made
        self.done: list[ReplayedCall] = []
        # Hiding personal data takes longer than all else; each call is shown under both texts.
        self.shown: dict[str, asyncio.Task[ShownReplay]] = {}

    async def run(self, known: Sequence[ReplayedCall], old: dict[tuple[str, str, int], OldTurn]) -> TrialResult:
        chosen = self.chosen
        obstacle = find_obstacle(self.new.old_text) or find_obstacle(self.new.new_text)
        if obstacle is not None:
            return self._not_replayed(f"Not replayed: {obstacle}")
        plan = plan_gate(bad=len(chosen.bad), good=len(chosen.good), quality=self.quality)
        if not plan.can_prove:
            return self._not_replayed(f"Not replayed: {plan.explanation} {chosen.left_out}".strip())
        preparing = asyncio.create_task(self._prepare())
        try:
            heard = await self._hear_old(old)
            if not any(turn.text for turn in heard.values()):
                return self._not_replayed(MODEL_IS_SILENT)
            room = headroom(sum(one.is_right for one in heard.values()), len(heard), self.quality)
            if not room.may_be_cause:
                return TrialResult(self._say(VerificationStatus.FAILED, room.explanation), may_be_cause=False)
            plan = plan_gate(bad=len(chosen.bad), good=len(chosen.good), quality=self.quality, chance=room.chance)
            if not plan.can_prove:
                return self._not_replayed(f"Not replayed: {plan.explanation}")
            return TrialResult(await self._judge(plan, room, heard, known))
        except ModelProblem as problem:
            if problem.kind is ProblemKind.BUDGET_SPENT:
                raise BudgetSpentError(str(problem)) from problem
            return self._not_replayed(f"Not replayed to the end: {problem}")
        finally:
            preparing.cancel()

    async def _hear_old(self, old: dict[tuple[str, str, int], OldTurn]) -> dict[str, OldTurn]:
        """Return what the agent says in the bad calls under the old text, by key."""
        self.report(f"Hearing {len(self.chosen.bad)} calls under the present text.")

        async def hear(_place: int, frozen: FrozenCall) -> tuple[str, OldTurn]:
            kept = old.get((frozen.call.call_id, frozen.field.name, frozen.turn))
            if kept is None:
                shown = await self._show(frozen)
                text, judgement = await replay_old(self.line, frozen, self.new.old_text, shown=shown)
                kept = OldTurn(text, judgement.right)
            return frozen.key, kept

        async with aclosing(self._in_order(self.chosen.bad, hear)) as results:
            return {key: turn async for key, turn in results}

    async def _judge(
        self, plan: GatePlan, room: Headroom, heard: dict[str, OldTurn], known: Sequence[ReplayedCall]
    ) -> Verification:
        gate = Gate(plan)
        kept = {(one.call_id, one.field, one.group, one.turn): one for one in known}

        def replay(place: int, frozen: FrozenCall) -> Awaitable[ReplayedCall]:
            return self._replay(frozen, place, heard, kept)

        for group, calls in ((CallGroup.BAD, self.chosen.bad), (CallGroup.GOOD, self.chosen.good)):
            if gate.wanted is not group:
                break
            self.report(f"Replaying {len(calls)} {group.value} calls under the new text.")
            async with aclosing(self._in_order(calls, replay)) as results:
                async for one in results:
                    self.done.append(one)
                    (gate.add_bad if group is CallGroup.BAD else gate.add_good)(one.new_is_right)
                    if gate.wanted is not group:
                        break
        passed = gate.stand.standing is Standing.PASSED
        low, mid, high = promised_change(
            gate.bad_right,
            gate.bad_seen,
            gate.good_wrong,
            gate.good_seen,
            chance=room.chance,
            quality=self.quality,
            bad_share=self.new.bad_share,
            good_share=self.new.good_share,
        )
        status = VerificationStatus.PASSED if passed else VerificationStatus.FAILED
        return self._say(status, gate.stand.explanation, (low, mid, high))

    async def _replay(
        self,
        frozen: FrozenCall,
        place: int,
        heard: dict[str, OldTurn],
        kept: dict[tuple[str, str, CallGroup, int], ReplayedCall],
    ) -> ReplayedCall:
        known = kept.get((frozen.call.call_id, frozen.field.name, frozen.group, frozen.turn))
        if known is not None:
            return known
        shown = await self._show(frozen)
        if frozen.group is CallGroup.BAD:
            old = heard[frozen.key]
            old_text, judged = old.text, Judgement(old.is_right, OLD_IS_RIGHT if old.is_right else OLD_IS_WRONG)
        else:
            # What really happened is known, and it went well.
            old_text, found = await asyncio.to_thread(replay_real_turn, frozen, self.new.old_text, shown=shown)
            judged = found or Judgement(right=True, reason=WENT_WELL)
        replayed = await replay_one(
            self.line,
            frozen,
            old_text=old_text,
            old_judgement=judged,
            old_instructions=self.new.old_text,
            new_instructions=self.new.new_text,
            # Which text comes first is changed from call to call, so that a judge's leaning evens out.
            swap=place % 2 == 1,
            shown=shown,
        )
        async with self.services.database.open_memory(self.org_id) as memory:
            await memory.trials.keep(self.new.id, place, replayed, self.services.clock())
        return replayed

    async def _show(self, frozen: FrozenCall) -> ShownReplay:
        if frozen.key not in self.shown:
            self.shown[frozen.key] = asyncio.create_task(show(frozen, self.new.old_text))
        return await self.shown[frozen.key]

    async def _prepare(self) -> None:
        """Hide personal data of the calls to come, while the model speaks in others."""
        for frozen in (*self.chosen.bad, *self.chosen.good):
            await self._show(frozen)

    async def _in_order(
        self, calls: Sequence[FrozenCall], work: Callable[[int, FrozenCall], Awaitable[Result]]
    ) -> AsyncGenerator[Result, None]:
        """Yield what comes of each call, in order, with as many under way at once as the model takes."""
        waiting: deque[asyncio.Future[Result]] = deque()
        try:
            for place, frozen in enumerate(calls):
                waiting.append(asyncio.ensure_future(work(place, frozen)))
                if len(waiting) >= self.services.concurrency:
                    yield await waiting.popleft()
            while waiting:
                yield await waiting.popleft()
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    def _not_replayed(self, explanation: str) -> TrialResult:
        return TrialResult(Verification(VerificationStatus.NOT_REPLAYED, explanation, model_calls=self._calls))

    def _say(
        self, status: VerificationStatus, explanation: str, promised: tuple[float, float, float] | None = None
    ) -> Verification:
        low, mid, high = promised or (None, None, None)
        fixed = sum(one.new_is_right and not one.old_is_right for one in self.done)
        broken = sum(one.old_is_right and not one.new_is_right for one in self.done)
        return Verification(
            status,
            explanation,
            fixed=fixed,
            broken=broken,
            unchanged=len(self.done) - fixed - broken,
            low=low,
            high=high,
            mid=mid,
            calls=tuple(self.done),
            model_calls=self._calls,
        )

    @property
    def _calls(self) -> int:
        return self.line.calls_made - self.calls_before
