"""In what order does the call analyst ask, look something up, and answer?

A model that was shown the whole call answers at once. One that was shown a part may look up more, a few times; its
last word is asked for without tools, so that a run always ends.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from agents.model_line import BadAnswer, ModelLine, ask_again
from agents.models import AnswerSchema, Message, ModelProblem, ProblemKind
from agents.tool_requests import ToolRequest, ToolSchema, as_request, as_result
from tools.calls import CallView
from tools.diagnosis.settling import Opinion
from tools.toolboxes import CALL_ANALYST

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.runtime import Runtime

MOST_MODEL_CALLS = 4
MOST_REQUESTS = 2
"""Tools that are called for one request of a model; what it wants beyond is not heard."""

_STEPS_A_CALL = 3


class AnalysisState(TypedDict):
    """What was said so far. Traces show it, so there is nothing in it that the model was not shown or did not say."""

    messages: Annotated[list[Message], operator.add]
    model_calls: int
    has_tools: bool
    requests: tuple[ToolRequest, ...]
    answer: str | None
    is_done: bool
    wrong: str


@dataclass(frozen=True, slots=True)
class AnalysisContext:
    """What one analysis works with: the way to the model, the one call it is about, and how answers are read.

    `read` returns opinions by field, and raises `BadAnswer`.
    """

    line: ModelLine
    view: CallView
    schema: AnswerSchema
    read: Callable[[str], Mapping[str, Opinion]]
    may_look_up: bool


def build_call_analyst() -> "CompiledStateGraph[AnalysisState, AnalysisContext, AnalysisState, AnalysisState]":
    """Return the graph; LangGraph is imported here, since that takes seconds."""
    from langgraph.graph import END, START, StateGraph

    graph: StateGraph[AnalysisState, AnalysisContext, AnalysisState, AnalysisState] = StateGraph(
        AnalysisState, context_schema=AnalysisContext
    )
    graph.add_node("ask", ask)
    graph.add_node("look_up", look_up)
    graph.add_node("check", check)
    graph.add_edge(START, "ask")
    graph.add_conditional_edges("ask", does_it_want_tools)
    graph.add_edge("look_up", "ask")
    graph.add_conditional_edges("check", is_it_done, {"ask": "ask", "end": END})
    return graph.compile()


async def run_analyst(context: AnalysisContext, messages: list[Message]) -> Mapping[str, Opinion]:
    """Return a model's opinions by field, after at most `MOST_MODEL_CALLS` calls.

    Raises:
        BadAnswer: It gave none that can be read.
        ModelProblem: It gave no answer.
    """
    begin: AnalysisState = {
        "messages": messages,
        "model_calls": 0,
        "has_tools": context.may_look_up,
        "requests": (),
        "answer": None,
        "is_done": False,
        "wrong": "",
    }
    most: RunnableConfig = {"recursion_limit": _STEPS_A_CALL * MOST_MODEL_CALLS + 1}
    end = await build_call_analyst().ainvoke(begin, most, context=context)
    if not end["is_done"]:
        raise BadAnswer(end["wrong"])
    return context.read(end["answer"])


async def ask(state: AnalysisState, runtime: "Runtime[AnalysisContext]") -> dict[str, Any]:
    """Let the model speak; on its last turn, and when all was shown to it, it can only answer."""
    context, made = runtime.context, state["model_calls"] + 1
    tools = _describe_tools() if state["has_tools"] and made < MOST_MODEL_CALLS else ()
    try:
        reply = await context.line.take_step(state["messages"], tools=tools, schema=context.schema)
    except ModelProblem as problem:
        if not tools or problem.kind is not ProblemKind.BAD_ANSWER:
            raise
        # Some models cannot write down what they want of a tool, but can answer.
        return {"model_calls": made, "has_tools": False, "requests": (), "answer": None}
    return {"model_calls": made, "requests": reply.requests[:MOST_REQUESTS] if tools else (), "answer": reply.text}


async def look_up(state: AnalysisState, runtime: "Runtime[AnalysisContext]") -> dict[str, Any]:
    """Call the tools that the model wants, on the call of this analysis and no other."""
    results = [as_result(request, await _call_tool(request, runtime.context.view)) for request in state["requests"]]
    return {"messages": [as_request(state["requests"]), *results]}


async def check(state: AnalysisState, runtime: "Runtime[AnalysisContext]") -> dict[str, Any]:
    """Read the answer; tell the model what is wrong with one that cannot be used."""
    answer = state["answer"] or ""
    try:
        # What it makes of the answer holds the caller's own words, and stays out of the state.
        runtime.context.read(answer)
    except BadAnswer as wrong:
        return {"wrong": str(wrong), "messages": ask_again(answer, str(wrong))}
    return {"is_done": True}


def does_it_want_tools(state: AnalysisState) -> Literal["look_up", "check", "ask"]:
    """Look up what the model asks for; otherwise it has answered, or is asked without tools."""
    if state["requests"]:
        return "look_up"
    return "ask" if state["answer"] is None else "check"


def is_it_done(state: AnalysisState) -> Literal["ask", "end"]:
    """Go on until there is an answer that can be used, or the calls are used up."""
    return "end" if state["is_done"] or state["model_calls"] >= MOST_MODEL_CALLS else "ask"


async def _call_tool(request: ToolRequest, view: CallView) -> str:
    tool = next((tool for tool in CALL_ANALYST if tool.name == request.name), None)
    if tool is None:
        return f"There is no such tool; there are {', '.join(tool.name for tool in CALL_ANALYST)}."
    if request.arguments is None:
        return "The arguments are not valid JSON."
    return await tool.run(view, request.arguments)


def _describe_tools() -> tuple[ToolSchema, ...]:
    return tuple(ToolSchema(tool.name, tool.description, tool.schema) for tool in CALL_ANALYST)
