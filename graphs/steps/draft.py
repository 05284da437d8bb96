"""What is the smallest change that would mend the cause? The next draft to be tried, or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.budgets import is_day_spent
from graphs.drafting import Passed, open_case, propose_drafts
from graphs.services import Services
from graphs.state import DraftState, ImprovementState
from memory.drafts import Refusal
from memory.repositories.issues import IssueRecord
from memory.unit import Memory

TRIED_AT_FIRST = 2
"""Drafts of the first round that are tried; another round is drafted with what their trials showed."""


async def draft(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Take the next draft that passed every guardrail and that nobody turned down; propose new ones when none waits."""
    made, waiting = state["drafts_made"] + 1, state.get("waiting") or []
    if waiting:
        return {"draft": waiting[0], "waiting": waiting[1:], "drafts_made": made}
    learnt = state.get("learnt") or []
    if made > 1 and not learnt:
        return {"draft": None, "drafts_made": made, "outcome": "no_draft"}
    services, org_id = runtime.context, UUID(state["org_id"])
    as_of = state.get("as_of")
    async with services.database.open_memory(org_id) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        case = await open_case(memory, issue, datetime.fromisoformat(as_of) if as_of else None, services.clock())
    proposed = await propose_drafts(services, org_id, case, learnt)
    async with services.database.open_memory(org_id) as memory:
        await _log_refusals(memory, issue, proposed.refusals, services.clock())
    drafts = [_as_state(one, proposed.note) for one in proposed.passed[:TRIED_AT_FIRST]]
    seen = sorted({*(state.get("seen") or []), *proposed.seen, *(one.call_id for one in case.taken.snapshot.quotes)})
    ended: ImprovementState = {"draft": None, "drafts_made": made, "seen": seen}
    if proposed.budget is not None and (learnt or not drafts):
        return {**ended, "outcome": "day_spent" if await is_day_spent(services, org_id) else "budget_spent"}
    if not drafts:
        return {**ended, "outcome": "no_suggestion" if learnt else "no_draft"}
    # What is drafted again replaces what was learnt: it has been heard.
    return {**ended, "draft": drafts[0], "waiting": drafts[1:], "learnt": []}


async def _log_refusals(memory: Memory, issue: IssueRecord, refusals: Sequence[Refusal], at: datetime) -> None:
    for refusal in refusals:
        await memory.activities.log(
            "draft_refused",
            # The rule's name alone: what was refused may hold a caller's words.
            f"A draft was refused by the rule {refusal.rule.replace('_', ' ')}.",
            at=at,
            project_id=issue.project_id,
            issue_id=issue.id,
        )


def _as_state(chosen: Passed, note: str | None) -> DraftState:
    draft = chosen.draft
    return {
        "edits": [{"op": edit.op.value, "anchor": edit.anchor, "text": edit.text} for edit in draft.edits],
        "rationale": draft.rationale,
        "kind": draft.kind,
        "drafted_by": draft.drafted_by,
        "note": None if draft.drafted_by == "model" else note,
        "what_changed": chosen.what_changed,
    }
