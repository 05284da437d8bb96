"""What may a scripted model do with a request, and what does it say then?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agents.scripted_answers import (
    PLAIN_ANSWER,
    WRONG_ANSWER,
    build_good_answer,
    build_leaking_answer,
    build_obedient_answer,
)
from agents.scripted_phone_agent import speak_next


class Behaviour(StrEnum):
    """What the server does with one request."""

    GOOD = "good"
    OBEYS_CALLERS = "obeys_callers"
    WRONG_SCHEMA = "wrong_schema"
    BROKEN_JSON = "broken_json"
    EMPTY = "empty"
    GARBAGE = "garbage"
    REFUSAL = "refusal"
    CUT_OFF = "cut_off"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    WRONG_KEY = "wrong_key"
    HANG = "hang"
    SLOW_DRIP = "slow_drip"
    HANGS_UP = "hangs_up"
    CALLS_TOOLS = "calls_tools"
    """Calls the first tool for as long as there is one."""
    CALLS_TOOLS_FOREVER = "calls_tools_forever"
    """Calls a tool even where there is none any more."""
    LEAKS_PROMPT = "leaks_prompt"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in: its place from 0, path, decoded body, and the body's own characters."""

    index: int
    path: str
    body: Mapping[str, Any]
    raw: str

    @property
    def schema(self) -> Mapping[str, Any] | None:
        """The JSON schema the answer must follow, if one was sent."""
        schema = self.body.get("response_format", {}).get("json_schema", {}).get("schema")
        return schema if isinstance(schema, dict) else None

    @property
    def tools(self) -> list[Mapping[str, Any]]:
        """The functions that may be called."""
        return [tool["function"] for tool in self.body.get("tools") or []]

    @property
    def messages(self) -> list[Mapping[str, Any]]:
        """What was said so far."""
        return [one for one in self.body.get("messages") or [] if isinstance(one, dict)]

    @property
    def system(self) -> str:
        """What the model was told in confidence."""
        return "\n".join(str(one.get("content") or "") for one in self.messages if one.get("role") == "system")

    @property
    def text(self) -> str:
        """All message texts, one below the other."""
        return "\n".join(str(message.get("content", "")) for message in self.body.get("messages", []))


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool in place of an answer; `arguments` are written as they are given."""

    name: str
    arguments: str = "{}"


@dataclass(frozen=True, slots=True)
class Message:
    """What a model says: content, a refusal or calls of tools, and why it stopped."""

    content: str | None
    refusal: str | None = None
    finish: str = "stop"
    tool_calls: tuple[ToolCall, ...] = ()


Answer = Behaviour | str | Message
Script = Answer | Sequence[Answer] | Callable[[Request], Answer]


def call_tools(*calls: ToolCall) -> Message:
    """Return the message in which a model calls tools."""
    return Message(None, finish="tool_calls", tool_calls=calls)


def write_message(request: Request, answer: Answer) -> Message:
    """Return the message that follows from a behaviour, or the given one."""
    if not isinstance(answer, Behaviour):
        return Message(answer) if isinstance(answer, str) else answer
    if answer in {Behaviour.OBEYS_CALLERS, Behaviour.LEAKS_PROMPT}:
        return _write_hostile(request, answer)
    if answer is Behaviour.CALLS_TOOLS_FOREVER or (answer is Behaviour.CALLS_TOOLS and request.tools):
        return _call_first_tool(request)
    good = _write_good(request)
    match answer:
        case Behaviour.WRONG_SCHEMA:
            message = Message(WRONG_ANSWER)
        case Behaviour.BROKEN_JSON:
            message = Message(good[: len(good) // 2])
        case Behaviour.CUT_OFF:
            message = Message(good[: len(good) // 2], finish="length")
        case Behaviour.EMPTY:
            message = Message("")
        case Behaviour.REFUSAL:
            message = Message(None, refusal="I cannot help with that.")
        case _:
            message = Message(good)
    return message


def _write_hostile(request: Request, answer: Behaviour) -> Message:
    """Return what a model says that is on somebody else's side."""
    if answer is Behaviour.LEAKS_PROMPT:
        return Message(build_leaking_answer(request.schema, request.text, request.system))
    if request.tools and not _has_looked_up(request):
        # What callers said is read first, as far as there is a tool for it.
        return _call_first_tool(request)
    spoken = _write_good(request) if request.schema is None else PLAIN_ANSWER
    return Message(build_obedient_answer(request.schema, request.text, spoken))


def _write_good(request: Request) -> str:
    spoken = speak_next(request.messages) if request.schema is None and not request.tools else None
    return spoken or build_good_answer(request.schema, request.text)


def _call_first_tool(request: Request) -> Message:
    if not request.tools:
        return call_tools(ToolCall("no_such_tool"))
    tool = request.tools[0]
    return call_tools(ToolCall(tool["name"], build_good_answer(tool["parameters"], request.text)))


def _has_looked_up(request: Request) -> bool:
    return any(message.get("role") == "tool" for message in request.messages)
