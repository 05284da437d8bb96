"""The life of one problem, from the calls that revealed it to the decision that answered it.

A run pauses in `decide`, until a person answers. Every step is safe to run again; nothing with an effect
stands before the pause in its own step, which is why `notify` and `decide` are two.
"""

from typing import Literal

from langgraph.graph import END, START, StateGraph

from graphs.bookkeeping import booked
from graphs.services import Services
from graphs.state import ImprovementState
from graphs.steps.apply import apply
from graphs.steps.decide import decide
from graphs.steps.detect import detect
from graphs.steps.diagnose import diagnose
from graphs.steps.draft import draft
from graphs.steps.notify import notify
from graphs.steps.verify import verify

MOST_DRAFTS = 4
# Nothing that is drafted differently would change these.
SETTLED = frozenset({"not_the_instructions", "day_spent", "budget_spent", "waiting_its_turn"})


def build_improvement_loop() -> StateGraph[ImprovementState, Services, ImprovementState, ImprovementState]:
    """Return the graph, without a checkpointer."""
    loop: StateGraph[ImprovementState, Services, ImprovementState, ImprovementState] = StateGraph(
        ImprovementState, context_schema=Services
    )
    # Names are written out: renaming one would strand the runs that are paused at it.
    loop.add_node("detect", booked("detect", detect))
    loop.add_node("diagnose", booked("diagnose", diagnose))
    loop.add_node("draft", booked("draft", draft))
    loop.add_node("verify", booked("verify", verify))
    loop.add_node("notify", booked("notify", notify))
    loop.add_node("decide", booked("decide", decide))
    loop.add_node("apply", booked("apply", apply))

    loop.add_edge(START, "detect")
    loop.add_conditional_edges("detect", is_anything_wrong)
    loop.add_conditional_edges("diagnose", can_instructions_mend_it)
    loop.add_conditional_edges("draft", is_there_a_draft)
    loop.add_conditional_edges("verify", is_draft_good_enough)
    loop.add_edge("notify", "decide")
    loop.add_conditional_edges("decide", was_it_accepted)
    loop.add_edge("apply", END)
    return loop


def is_anything_wrong(state: ImprovementState) -> Literal["diagnose", "__end__"]:
    """Go on only while the alarm still stands."""
    return "diagnose" if state["is_wrong"] else "__end__"


def can_instructions_mend_it(state: ImprovementState) -> Literal["draft", "__end__"]:
    """Draft only for causes that instructions can mend, and while no other change waits in the project."""
    return "draft" if state["may_draft"] else "__end__"


def is_there_a_draft(state: ImprovementState) -> Literal["verify", "__end__"]:
    """End honestly when nothing passed the guardrails."""
    return "verify" if state["draft"] is not None else "__end__"


def is_draft_good_enough(state: ImprovementState) -> Literal["notify", "draft", "__end__"]:
    """Show what passed, or what could not be replayed and says so; try again a few times otherwise."""
    if state["verification"] in {"passed", "not_replayed"}:
        return "notify"
    may_go_on = state["drafts_made"] < MOST_DRAFTS and state.get("outcome") not in SETTLED
    return "draft" if may_go_on else "__end__"


def was_it_accepted(state: ImprovementState) -> Literal["apply", "__end__"]:
    """Apply only what a person accepted."""
    return "apply" if state["decision"] in {"accept", "edit"} else "__end__"
