"""What did the person decide? Waits for the answer, then reads it where it was written: in the table."""

from uuid import UUID

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from graphs.services import Services
from graphs.state import ImprovementState

OUTCOMES = {
    "accept": "accepted",
    "edit": "accepted",
    "reject": "rejected",
    "expire": "expired",
    "supersede": "expired",
}


async def decide(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Pause until the suggestion is decided. What wakes the run carries no authority: the table does."""
    suggestion_id = state["suggestion_id"]
    if suggestion_id is None:
        # Something else came first while this one was drafted: another suggestion, or other instructions.
        return {"decision": None, "outcome": "waiting_its_turn"}
    interrupt({"suggestion_id": suggestion_id})
    async with runtime.context.database.open_memory(UUID(state["org_id"])) as memory:
        decisions = await memory.suggestions.decisions_on(UUID(suggestion_id))
    answer = next((found.kind for found in decisions if found.kind in OUTCOMES), None)
    return {"decision": answer, "outcome": OUTCOMES.get(answer or "", "undecided")}
