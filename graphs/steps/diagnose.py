"""Why is it wrong, and can a change of the instructions mend it?"""

from datetime import datetime
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.diagnosing import diagnose_issue
from graphs.in_flight import find_in_flight
from graphs.services import Services
from graphs.state import ImprovementState
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Autonomy, Metric
from tools.diagnosis.diagnosis import Diagnosis


async def diagnose(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Find the cause, keep the proof, and say whether there is anything to draft now."""
    as_of, now = state.get("as_of"), runtime.context.clock()
    async with runtime.context.database.open_memory(UUID(state["org_id"])) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        diagnosis = await diagnose_issue(memory, issue, datetime.fromisoformat(as_of) if as_of else None, now)
        outcome = await _why_not_draft(memory, issue, diagnosis, now)
        if outcome == "routed":
            await _log_route(memory, issue, diagnosis, now)
    return {"may_draft": outcome is None, "outcome": outcome or "drafting"}


async def _why_not_draft(memory: Memory, issue: IssueRecord, diagnosis: Diagnosis, now: datetime) -> str | None:
    if diagnosis.main is None:
        return "no_clear_cause"
    pending = await memory.suggestions.pending_of(issue.project_id)
    if pending is not None:
        covered = issue.field in pending.fields or diagnosis.lead_field in pending.fields
        if covered and pending.cause == diagnosis.main:
            await memory.suggestions.add_issue(pending.id, issue.id)
            await memory.issues.mark_suggested(issue.id)
            return "covered"
    if not diagnosis.mendable or issue.metric == Metric.FAILED_CALLS:
        return "routed"
    if pending is not None:
        return "waiting_its_turn"
    if Autonomy((await memory.projects.get(issue.project_id)).autonomy) is Autonomy.CAUSES:
        return "causes_only"
    return None if await find_in_flight(memory, issue.project_id, now) is None else "change_in_flight"


async def _log_route(memory: Memory, issue: IssueRecord, diagnosis: Diagnosis, at: datetime) -> None:
    owner = diagnosis.owner.value.replace("_", " ") if diagnosis.owner else "nobody known"
    cause = diagnosis.main.value.replace("_", " ") if diagnosis.main else "unknown"
    await memory.activities.log(
        "routed",
        f"Instructions cannot mend this cause ({cause}); it is for {owner}.",
        at=at,
        project_id=issue.project_id,
        issue_id=issue.id,
    )
