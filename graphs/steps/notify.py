"""Shows the suggestion: stores it with its proof and what it is worth, and tells people. Once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.alerts import tell_of_applying, tell_of_suggestion
from graphs.autonomy import apply_if_earned
from graphs.expecting import expect_change
from graphs.services import Services
from graphs.snapshots import Taken, take_snapshot
from graphs.state import DraftState, ImprovementState
from memory.repositories.issues import IssueRecord
from memory.repositories.lessons import EIGHTY_PERCENT, OutcomeKind
from memory.repositories.suggestions import VerificationRecord
from memory.repositories.trials import TrialRecord
from memory.unit import Memory
from memory.vocabulary import Edit, EditOp, Estimate, IssueStatus, RoiAssumptions
from tools.impact.roi import return_on
from tools.instructions.edits import apply_edits

# Calls, callers and instructions move on; nobody should decide on last month's picture.
SUGGESTIONS_LIVE = timedelta(weeks=4)
USUAL = timedelta(weeks=4)
"""The latest calls of so long a time tell how many calls a usual week has."""


async def notify(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Store and announce the suggestion, all in one transaction; a second time finds it stored."""
    draft = state["draft"]
    if draft is None:
        return {"suggestion_id": None}
    services = runtime.context
    async with services.database.open_memory(UUID(state["org_id"])) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        await memory.projects.lock(issue.project_id)
        known = await memory.suggestions.of_attempt(issue.id, state["attempt"])
        if known is not None:
            return {"suggestion_id": str(known.id)}
        if await memory.suggestions.pending_of(issue.project_id) is not None:
            return {"suggestion_id": None}
        if (await memory.issues.lock(issue.id)).status != IssueStatus.OPEN:
            return {"suggestion_id": None}  # somebody ignored it while the draft was made
        as_of = state.get("as_of")
        taken = await take_snapshot(memory, issue, datetime.fromisoformat(as_of) if as_of else None, services.clock())
        if taken.snapshot.base_version != state["base_version"]:
            return {"suggestion_id": None}
        suggestion_id = await _Showing(memory, issue, taken, draft, services).store(state)
    return {"suggestion_id": str(suggestion_id)}


@dataclass(frozen=True, slots=True)
class _Showing:
    memory: Memory
    issue: IssueRecord
    taken: Taken
    draft: DraftState
    services: Services

    async def store(self, state: ImprovementState) -> UUID:
        now = self.services.clock()
        snapshot = self.taken.snapshot
        edits = [Edit(EditOp(edit["op"]), edit["anchor"], edit["text"]) for edit in self.draft["edits"]]
        trial = await self._find_trial(state)
        change = await expect_change(self.memory, self.taken, self.draft["kind"], trial)
        organisation = await self.memory.organisation.get()
        roi = _as_plain(change, organisation.assumptions)
        suggestion_id = await self.memory.suggestions.add(
            {
                "project_id": self.issue.project_id,
                "issue_id": self.issue.id,
                "attempt": state["attempt"],
                "base_version": snapshot.base_version,
                "before": snapshot.instructions,
                "after": apply_edits(snapshot.instructions, edits),
                "edits": self.draft["edits"],
                "kind": self.draft["kind"],
                "fields": [field.name for field in snapshot.missing],
                "rationale": self.draft["rationale"],
                "cause": snapshot.cause.value,
                "missed": snapshot.missed,
                "drafted_by": self.draft["drafted_by"],
                "trial_id": trial.id if trial else None,
                "what_changed": self.draft.get("what_changed"),
                "weekly_worth": await self._find_weekly_worth(roi),
                "draft_note": self.draft["note"],
                "impact_metric": self.issue.metric,
                "impact_low": change.low,
                "impact_mid": change.mid,
                "impact_high": change.high,
                "impact_basis": change.basis,
                "roi": roi,
                "created_at": now,
                "expires_at": now + SUGGESTIONS_LIVE,
            },
            [issue.id for issue in self.taken.issues],
        )
        await self._record_proof(suggestion_id, trial, state)
        await self._tell(suggestion_id)
        return suggestion_id

    async def _find_trial(self, state: ImprovementState) -> TrialRecord | None:
        trial_id = state.get("trial_id")
        return await self.memory.trials.get(UUID(trial_id)) if trial_id else None

    async def _find_weekly_worth(self, roi: dict[str, Any]) -> Decimal:
        """Return the expected worth of a usual week, by which suggestions that wait are ranked."""
        counts = await self.memory.streams.read_latest([self.issue.project_id], USUAL)
        calls = sum(hour.eligible for hour in counts[self.issue.project_id])
        a_week = Decimal(calls) / (USUAL // timedelta(weeks=1))
        return (Decimal(str(roi["money_per_100_calls"])) * a_week / 100).quantize(Decimal("0.01"))

    async def _record_proof(self, suggestion_id: UUID, trial: TrialRecord | None, state: ImprovementState) -> None:
        counts = (trial.fixed, trial.broken, trial.unchanged, trial.low, trial.high) if trial else (None,) * 5
        proof = VerificationRecord(state["verification"], *counts, state["verification_note"])
        await self.memory.suggestions.record_verification(suggestion_id, proof)
        if trial is None or trial.mid is None or trial.low is None or trial.high is None:
            return
        await self.memory.lessons.record(
            suggestion_id,
            OutcomeKind.REPLAY,
            effect=trial.mid,
            standard_error=max(0.001, (trial.high - trial.low) / (2 * EIGHTY_PERCENT)),
            calls=(trial.fixed or 0) + (trial.broken or 0) + (trial.unchanged or 0),
            at=self.services.clock(),
        )

    async def _tell(self, suggestion_id: UUID) -> None:
        now, project_id = self.services.clock(), self.issue.project_id
        await self.memory.evidence.add_for_suggestion(project_id, suggestion_id, self.taken.snapshot.quotes)
        for issue in self.taken.issues:
            await self.memory.issues.change(issue.id, {"status": IssueStatus.SUGGESTED.value})
        applied = await apply_if_earned(self.memory, suggestion_id, now)
        if applied is None:
            await tell_of_suggestion(self.memory, await self.memory.suggestions.get(suggestion_id), now)
        else:
            await tell_of_applying(self.memory, applied, now)
        await self.memory.activities.log(
            "suggestion_shown",
            f"A suggestion was made, drafted by the {self.draft['drafted_by']}.",
            at=now,
            project_id=project_id,
            issue_id=self.issue.id,
            suggestion_id=suggestion_id,
        )


def _as_plain(change: Estimate, assumptions: RoiAssumptions) -> dict[str, Any]:
    """Return the worth of a change as the contract has it: the middle of each interval, and the interval."""
    worth = return_on(change, assumptions, basis="expected")
    minutes, money = worth.minutes_per_100_calls, worth.money_per_100_calls

    def plain(amount: Decimal) -> float:
        return float(amount)

    return {
        "minutes_per_100_calls": plain(minutes.mid),
        "minutes_interval": {"low": plain(minutes.low), "high": plain(minutes.high)},
        "money_per_100_calls": plain(money.mid),
        "money_interval": {"low": plain(money.low), "high": plain(money.high)},
        "currency": worth.currency,
        "basis": worth.basis,
        "assumptions": {
            "minutes_per_failed_call": plain(assumptions.minutes_per_failed_call),
            "cost_per_minute": plain(assumptions.cost_per_minute),
            "currency": assumptions.currency,
        },
    }
