"""One trial as it goes on: which turns were spoken, how they were judged, and how it stands at the gate."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from agents.frozen_calls import FrozenCall, Judgement
from agents.models import ModelProblem, ProblemKind
from agents.replay import find_obstacle, replay_old, replay_one, replay_real_turn, show
from agents.replay_view import ShownReplay
from graphs.services import Services
from graphs.trial_calls import TrialCalls
from graphs.trial_terms import BudgetSpentError, NewTrial, TrialResult
from memory.replays import CallGroup, ReplayedCall, Verification
from memory.repositories.trials import OldTurn
from memory.vocabulary import VerificationStatus
from tools.replay.gate import Gate, Standing
from tools.replay.headroom import Headroom, headroom
from tools.replay.judging import JudgeQuality
from tools.replay.plan import CHANCE, GatePlan, plan_gate
from tools.replay.promise import promised_change

if TYPE_CHECKING:
    from agents.model_line import ModelLine

MODEL_IS_SILENT = "Not replayed: the model says nothing that a phone agent could say."
OLD_IS_RIGHT = "It already does what was wanted."
OLD_IS_WRONG = "It does not do what was wanted."
WENT_WELL = "It is what the agent really said, and the call went well."
PASSING = frozenset(
    {
        ProblemKind.TIMEOUT,
        ProblemKind.RATE_LIMITED,
        ProblemKind.SERVER_ERROR,
        ProblemKind.REFUSED_CONNECTION,
        ProblemKind.BAD_ANSWER,
    }
)
PAUSE_S = 0.5
Report = Callable[[str], None]
Result = TypeVar("Result")


class TrialRun:
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
        """Replay until the outcome is certain.

        Args:
            known: Calls of this very trial that were replayed before an interruption.
            old: What earlier trials heard under the old text.

        Raises:
            BudgetSpentError: The model's budget is spent.
        """
        why_not = self._find_obstacle()
        if why_not is not None:
            return self._not_replayed(why_not)
        preparing = asyncio.create_task(self._prepare())
        try:
            heard = await self._hear_old(old)
            if not any(turn.text for turn in heard.values()):
                return self._not_replayed(MODEL_IS_SILENT)
            room = headroom(sum(one.is_right for one in heard.values()), len(heard), self.quality)
            if not room.may_be_cause:
                return TrialResult(self._say(VerificationStatus.FAILED, room.explanation), may_be_cause=False)
            plan = self._plan(room.chance)
            if not plan.can_prove:
                return self._not_replayed(f"Not replayed: {plan.explanation}")
            return TrialResult(await self._judge(plan, room, heard, known))
        except ModelProblem as problem:
            if problem.kind is ProblemKind.BUDGET_SPENT:
                raise BudgetSpentError(str(problem)) from problem
            return self._not_replayed(f"Not replayed to the end: {problem}")
        finally:
            preparing.cancel()

    def _plan(self, chance: float = CHANCE) -> GatePlan:
        chosen = self.chosen
        return plan_gate(bad=len(chosen.bad), good=len(chosen.good), quality=self.quality, chance=chance)

    def _find_obstacle(self) -> str | None:
        """Return why there is nothing to replay, in a sentence, or None."""
        obstacle = find_obstacle(self.new.old_text) or find_obstacle(self.new.new_text)
        if obstacle is not None:
            return f"Not replayed: {obstacle}"
        plan = self._plan()
        return None if plan.can_prove else f"Not replayed: {plan.explanation} {self.chosen.left_out}".strip()

    async def _hear_old(self, old: dict[tuple[str, str, int], OldTurn]) -> dict[str, OldTurn]:
        """Return what the agent says in the bad calls under the old text, by key."""
        self.report(f"Hearing {len(self.chosen.bad)} calls under the present text.")

        async def hear(_place: int, frozen: FrozenCall) -> tuple[str, OldTurn]:
            kept = old.get((frozen.call.call_id, frozen.field.name, frozen.turn))
            if kept is None:
                shown = await self._show(frozen)
                text, judgement = await self._patiently(
                    lambda: replay_old(self.line, frozen, self.new.old_text, shown=shown)
                )
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
        replayed = await self._patiently(
            lambda: replay_one(
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
        )
        async with self.services.database.open_memory(self.org_id) as memory:
            await memory.trials.keep(self.new.id, place, replayed, self.services.clock())
        return replayed

    async def _patiently(self, ask: Callable[[], Awaitable[Result]]) -> Result:
        """Ask once more where it may be a matter of the moment: among a hundred questions one goes astray."""
        try:
            return await ask()
        except ModelProblem as problem:
            if problem.kind not in PASSING or not self.line.is_open:
                raise
        await asyncio.sleep(PAUSE_S)
        return await ask()

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
