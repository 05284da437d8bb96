"""Shows the suggestion: stores it with its proof and what it is worth, and tells people. Once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.alerts import tell_of_suggestion
from graphs.services import Services
from graphs.snapshots import Taken, take_snapshot
from graphs.state import DraftState, ImprovementState
from memory.repositories.issues import IssueRecord
from memory.repositories.suggestions import VerificationRecord
from memory.unit import Memory
from memory.vocabulary import Edit, EditOp, Estimate, IssueStatus, RoiAssumptions
from tools.impact.expected import expect
from tools.impact.roi import return_on
from tools.instructions.edits import apply_edits

# Calls, callers and instructions move on; nobody should decide on last month's picture.
SUGGESTIONS_LIVE = timedelta(weeks=4)


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
        change = expect(
            cause=snapshot.cause,
            kind=self.draft["kind"],
            calls=snapshot.calls,
            missed=snapshot.missed,
            missed_for_cause=self.taken.missed_for_cause,
        )
        organisation = await self.memory.organisation.get()
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
                "drafted_by": self.draft["drafted_by"],
                "draft_note": self.draft["note"],
                "impact_metric": self.issue.metric,
                "impact_low": change.low,
                "impact_mid": change.mid,
                "impact_high": change.high,
                "impact_basis": change.basis,
                "roi": _as_plain(change, organisation.assumptions),
                "created_at": now,
                "expires_at": now + SUGGESTIONS_LIVE,
            },
            [issue.id for issue in self.taken.issues],
        )
        await self._tell(suggestion_id, state)
        return suggestion_id

    async def _tell(self, suggestion_id: UUID, state: ImprovementState) -> None:
        now, project_id = self.services.clock(), self.issue.project_id
        nothing_replayed = VerificationRecord(
            state["verification"], None, None, None, None, None, state["verification_note"]
        )
        await self.memory.suggestions.record_verification(suggestion_id, nothing_replayed)
        await self.memory.evidence.add_for_suggestion(project_id, suggestion_id, self.taken.snapshot.quotes)
        for issue in self.taken.issues:
            await self.memory.issues.change(issue.id, {"status": IssueStatus.SUGGESTED.value})
        await tell_of_suggestion(self.memory, await self.memory.suggestions.get(suggestion_id), now)
        await self.memory.activities.log(
            "suggestion_shown",
            f"A suggestion was made, drafted by the {self.draft['drafted_by']}.",
            at=now,
            project_id=project_id,
            issue_id=self.issue.id,
            suggestion_id=suggestion_id,
        )


def _as_plain(change: Estimate, assumptions: RoiAssumptions) -> dict[str, object]:
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
