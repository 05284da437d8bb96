"""In what order does the optimizer ask, look something up, draft, and look for harm in its drafts?

At most `MOST_MODEL_CALLS` calls of the model in all. What it looks up is bounded; its last word is asked for without
tools, so that a run always ends; an answer that cannot be used is asked for once more.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from agents.critic import Critique, critique, critique_by_code
from agents.critic_ranking import Candidate
from agents.model_line import BadAnswer, ModelLine, ask_again
from agents.models import AnswerSchema, Message, ModelProblem, ProblemKind
from agents.tool_requests import Reply, ToolRequest, ToolSchema, as_request, as_result
from memory.drafts import Draft, Snapshot
from tools.projects import ProjectDesk
from tools.redaction.redactor import Redactor
from tools.toolboxes import OPTIMIZER

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.runtime import Runtime

MOST_MODEL_CALLS = 6
MOST_LOOK_UPS = 3
"""Times that the model may look something up before it must answer."""

MOST_REQUESTS = 2
"""Tools that are called for one request of a model; what it wants beyond is not heard."""

_MOST_STEPS = 4 * MOST_MODEL_CALLS


class DraftingState(TypedDict):
    """What was said so far; in it is nothing of calls that was not redacted."""

    messages: Annotated[list[Message], operator.add]
    model_calls: int
    has_tools: bool
    looked_up: Annotated[tuple[str, ...], operator.add]
    requests: tuple[ToolRequest, ...]
    answer: str | None
    was_mended: bool
    drafts: tuple[Draft, ...]
    candidates: tuple[Candidate, ...]
    problem: ModelProblem | None


@dataclass(frozen=True, slots=True)
class DraftingContext:
    """What one run works with: `read` returns the drafts of an answer and raises `BadAnswer`; no desk, no tools."""

    line: ModelLine
    snapshot: Snapshot
    schema: AnswerSchema
    read: Callable[[str], tuple[Draft, ...]]
    redactor: Redactor
    desk: ProjectDesk | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a run came to: drafts with their critiques, the tools that were called, and why it ended early, if so."""

    candidates: tuple[Candidate, ...]
    looked_up: tuple[str, ...]
    problem: ModelProblem | None


def build_optimizer() -> "CompiledStateGraph[DraftingState, DraftingContext, DraftingState, DraftingState]":
    """Return the graph; LangGraph is imported here, since that takes seconds."""
    from langgraph.graph import END, START, StateGraph

    graph: StateGraph[DraftingState, DraftingContext, DraftingState, DraftingState] = StateGraph(
        DraftingState, context_schema=DraftingContext
    )
    graph.add_node("ask", ask)
    graph.add_node("look_up", look_up)
    graph.add_node("check", check)
    graph.add_node("criticise", criticise)
    graph.add_edge(START, "ask")
    graph.add_conditional_edges("ask", choose_after_asking, {"look_up": "look_up", "check": "check", "ask": "ask"})
    graph.add_edge("look_up", "ask")
    graph.add_conditional_edges("check", choose_after_checking, {"ask": "ask", "criticise": "criticise"})
    graph.add_edge("criticise", END)
    # Inside a step of a larger graph it would otherwise store its talk with the steps of that.
    return graph.compile(checkpointer=False)


async def run_optimizer(context: DraftingContext, messages: Sequence[Message]) -> Drafted:
    """Return what the model drafts and what is harmful in it.

    Raises:
        BadAnswer: It gave no draft that can be read.
        ModelProblem: It gave no answer, or the budget was spent before it did.
    """
    begin: DraftingState = {
        "messages": list(messages),
        "model_calls": 0,
        "has_tools": context.desk is not None,
        "looked_up": (),
        "requests": (),
        "answer": None,
        "was_mended": False,
        "drafts": (),
        "candidates": (),
        "problem": None,
    }
    most: RunnableConfig = {"recursion_limit": _MOST_STEPS}
    end = await build_optimizer().ainvoke(begin, most, context=context)
    return Drafted(end["candidates"], end["looked_up"], end["problem"])


async def ask(state: DraftingState, runtime: "Runtime[DraftingContext]") -> dict[str, Any]:
    """Let the model speak; when it has looked up enough, it can only answer."""
    context, made = runtime.context, state["model_calls"] + 1
    may_look_up = state["has_tools"] and made <= MOST_LOOK_UPS and not state["was_mended"]
    tools = _describe_tools() if may_look_up else ()
    purpose = "look_up" if may_look_up and made > 1 else "draft"
    try:
        reply = await context.line.take_step(state["messages"], tools=tools, schema=context.schema, purpose=purpose)
    except ModelProblem as problem:
        if problem.kind is not ProblemKind.BAD_ANSWER or state["was_mended"]:
            raise
        # Some models cannot write down what they want of a tool; others stop in the middle of an answer.
        again = {"has_tools": False, "was_mended": not may_look_up, "requests": (), "answer": None}
        return {"model_calls": made, **again}
    return {"model_calls": made, **_hear(reply, may_look_up=may_look_up)}


async def look_up(state: DraftingState, runtime: "Runtime[DraftingContext]") -> dict[str, Any]:
    """Call the tools that the model wants, on the project of this run and no other."""
    desk = runtime.context.desk
    results = [as_result(request, await _call_tool(request, desk)) for request in state["requests"]]
    known = {tool.name for tool in OPTIMIZER}
    names = tuple(request.name for request in state["requests"] if request.name in known)
    return {"messages": [as_request(state["requests"]), *results], "looked_up": names}


async def check(state: DraftingState, runtime: "Runtime[DraftingContext]") -> dict[str, Any]:
    """Read the answer; tell the model once what is wrong with one that cannot be used."""
    answer = state["answer"] or ""
    try:
        return {"drafts": runtime.context.read(answer)}
    except BadAnswer as wrong:
        if state["was_mended"]:
            raise
        return {"was_mended": True, "messages": ask_again(answer, str(wrong))}


async def criticise(state: DraftingState, runtime: "Runtime[DraftingContext]") -> dict[str, Any]:
    """Look for harm in each draft; where the model cannot say, what code sees holds."""
    context = runtime.context
    left = MOST_MODEL_CALLS - state["model_calls"]
    problem: ModelProblem | None = None
    candidates: list[Candidate] = []
    for place, draft in enumerate(state["drafts"]):
        seen: Critique = critique_by_code(context.snapshot, draft)
        waiting = len(state["drafts"]) - place
        if seen.keep and left >= waiting and problem is None:
            before = context.line.calls_made
            try:
                seen = await critique(
                    context.line,
                    context.snapshot,
                    draft,
                    redactor=context.redactor,
                    tries=min(2, left - waiting + 1),
                )
            except ModelProblem as met:
                problem = met
            left -= context.line.calls_made - before
        candidates.append(Candidate(draft, seen))
    return {"candidates": tuple(candidates), "problem": problem}


def choose_after_asking(state: DraftingState) -> Literal["look_up", "check", "ask"]:
    """Look up what the model asks for; otherwise it has answered, or is asked without tools."""
    if state["requests"]:
        return "look_up"
    return "ask" if state["answer"] is None else "check"


def choose_after_checking(state: DraftingState) -> Literal["ask", "criticise"]:
    """Go on with the drafts, or ask for them once more."""
    return "criticise" if state["drafts"] else "ask"


def _hear(reply: Reply, *, may_look_up: bool) -> dict[str, Any]:
    return {"requests": reply.requests[:MOST_REQUESTS] if may_look_up else (), "answer": reply.text}


async def _call_tool(request: ToolRequest, desk: ProjectDesk | None) -> str:
    tool = next((tool for tool in OPTIMIZER if tool.name == request.name), None)
    if tool is None or desk is None:
        return f"There is no such tool; there are {', '.join(tool.name for tool in OPTIMIZER)}."
    if request.arguments is None:
        return "The arguments are not valid JSON."
    return await tool.run(desk, request.arguments)


def _describe_tools() -> tuple[ToolSchema, ...]:
    return tuple(ToolSchema(tool.name, tool.description, tool.schema) for tool in OPTIMIZER)
