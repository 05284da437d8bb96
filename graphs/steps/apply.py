"""Carries an accepted change outside. Running it again does nothing more."""

from uuid import UUID

from langgraph.runtime import Runtime

from graphs.services import Services
from graphs.state import ImprovementState


async def apply(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Tell everyone which version is in force; the decision itself already put it there."""
    if state["suggestion_id"] is None:
        return {}
    suggestion_id = UUID(state["suggestion_id"])
    async with runtime.context.database.open_memory(UUID(state["org_id"])) as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
        decisions = await memory.suggestions.decisions_on(suggestion_id)
        version = next(found.version for found in decisions if found.kind in {"accept", "edit"})
        await memory.notifications.tell(
            f"in_force:{suggestion_id}",
            title=f"{suggestion.project_name}: version {version} is in force",
            body="The next calls will show what it brings. It can be rolled back at any time.",
            link=f"/projects/{suggestion.project_id}/instructions",
            at=runtime.context.clock(),
            project_id=suggestion.project_id,
            important=False,
        )
    return {}
