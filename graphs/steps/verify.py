"""Does the draft help the calls that went wrong and harm none that went well?"""

from langgraph.runtime import Runtime

from graphs.services import Services
from graphs.state import ImprovementState

NOT_REPLAYED = (
    "Not replayed: no past call was run again under the new text. The guardrails passed, "
    "and nobody knows yet whether it helps."
)


async def verify(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:  # noqa: ARG001
    """Say what is known: calls are not replayed yet, and the page says so beside the suggestion."""
    return {"verification": "not_replayed", "verification_note": NOT_REPLAYED}
