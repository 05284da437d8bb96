"""Is the issue still there? Calls may have come in since it was opened."""

from datetime import datetime
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.examination import find_alarm
from graphs.services import Services
from graphs.state import ImprovementState


async def detect(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Look again at this one issue."""
    as_of = state.get("as_of")
    async with runtime.context.database.open_memory(UUID(state["org_id"])) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        alarm = await find_alarm(memory, issue, datetime.fromisoformat(as_of) if as_of else None)
    if alarm is None:
        return {"is_wrong": False, "outcome": "no_longer_wrong"}
    return {"is_wrong": True}
