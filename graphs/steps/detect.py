"""Is the issue still there? Calls may have come in since it was opened."""

from datetime import datetime
from uuid import UUID

from langgraph.runtime import Runtime

from graphs.examination import is_still_wrong
from graphs.services import Services
from graphs.state import ImprovementState
from memory.vocabulary import IssueStatus


async def detect(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Look again at this one issue."""
    as_of = state.get("as_of")
    async with runtime.context.database.open_memory(UUID(state["org_id"])) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        is_wrong = await is_still_wrong(memory, issue, datetime.fromisoformat(as_of) if as_of else None)
    if issue.status == IssueStatus.IGNORED:
        return {"is_wrong": False, "outcome": "ignored"}
    if not is_wrong:
        return {"is_wrong": False, "outcome": "no_longer_wrong"}
    return {"is_wrong": True}
