"""Does the draft help calls that went wrong and harm none that went well? It is tried on the project's own calls."""

from datetime import datetime
from uuid import UUID, uuid5

from langgraph.runtime import Runtime

from graphs.budgets import is_day_spent
from graphs.services import Services
from graphs.snapshots import Taken, take_snapshot
from graphs.state import DraftState, ImprovementState
from graphs.trial_terms import BudgetSpentError, NewTrial, TrialResult
from graphs.trying import try_on_calls
from memory.vocabulary import Edit, EditOp, VerificationStatus
from tools.instructions.edits import apply_edits


async def verify(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Try the draft on past calls; say what that showed, and what the next draft can learn from it."""
    services, org_id, draft = runtime.context, UUID(state["org_id"]), state["draft"]
    assert draft is not None
    as_of = state.get("as_of")
    async with services.database.open_memory(org_id) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        taken = await take_snapshot(memory, issue, datetime.fromisoformat(as_of) if as_of else None, services.clock())
    if taken.snapshot.base_version != state["base_version"]:
        return {"verification": "failed", "verification_note": "", "trial_id": None, "outcome": "waiting_its_turn"}
    new = _describe(state, draft, taken)
    try:
        result = await try_on_calls(services, org_id, new)
    except BudgetSpentError:
        outcome = "day_spent" if await is_day_spent(services, org_id) else "budget_spent"
        return {"verification": "failed", "verification_note": "", "trial_id": None, "outcome": outcome}
    return _as_state(state, draft, new.id, result)


def _describe(state: ImprovementState, draft: DraftState, taken: Taken) -> NewTrial:
    snapshot = taken.snapshot
    edits = [Edit(EditOp(edit["op"]), edit["anchor"], edit["text"]) for edit in draft["edits"]]
    return NewTrial(
        # The same when the step is run again after an interruption, so that the trial goes on where it was.
        id=uuid5(UUID(state["issue_id"]), f"{state['attempt']}:{state['drafts_made']}"),
        project_id=UUID(state["project_id"]),
        base_version=snapshot.base_version,
        old_text=snapshot.instructions,
        new_text=apply_edits(snapshot.instructions, edits),
        cause=snapshot.cause,
        missing=snapshot.missing,
        kind=draft["kind"],
        drafted_by=draft["drafted_by"],
        seen=frozenset(state.get("seen") or []),
        bad_share=taken.missed_for_cause / max(1, snapshot.calls),
        good_share=(snapshot.calls - snapshot.missed) / max(1, snapshot.calls),
        issue_id=UUID(state["issue_id"]),
        attempt=state["attempt"],
    )


def _as_state(state: ImprovementState, draft: DraftState, trial_id: UUID, result: TrialResult) -> ImprovementState:
    shown = result.verification
    changes: ImprovementState = {
        "verification": shown.status.value,
        "verification_note": shown.explanation,
        "trial_id": str(trial_id) if shown.calls else None,
    }
    if shown.status is not VerificationStatus.FAILED:
        return changes
    if not result.may_be_cause:
        return {**changes, "waiting": [], "outcome": "not_the_instructions"}
    added = "; ".join(edit["text"].strip() for edit in draft["edits"] if edit["text"].strip())
    learnt = [*(state.get("learnt") or []), f'Tried and failed: "{added}". {shown.explanation}']
    return {**changes, "learnt": learnt, "outcome": "no_suggestion"}
