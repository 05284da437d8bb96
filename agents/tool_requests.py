"""How does a model ask for a tool, and how is it told what the tool says?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST_NAME = 64
_LONGEST_ARGUMENTS = 1_000


@dataclass(frozen=True, slots=True)
class ToolSchema:
    """A tool as a model is told of it; its arguments are a closed JSON schema in which all is required."""

    name: str
    description: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolRequest:
    """A model wants a tool to be called; `arguments` are None where they could not be read."""

    id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model says: an answer, or the tools it wants called first."""

    text: str
    requests: tuple[ToolRequest, ...] = ()


def as_function(tool: ToolSchema) -> dict[str, Any]:
    """Return a tool as a request to a server declares it."""
    # Answers with a schema are only taken beside strict tools.
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.arguments), "strict": True}
    return {"type": "function", "function": function}


def as_request(requests: Sequence[ToolRequest]) -> dict[str, Any]:
    """Return the message in which a model asked for tools, to be shown to it again; what is endless is left out."""
    calls = [
        {"id": one.id, "type": "function", "function": {"name": one.name[:_LONGEST_NAME], "arguments": _write(one)}}
        for one in requests
    ]
    return {"role": "assistant", "content": "", "tool_calls": calls}


def as_result(request: ToolRequest, result: str) -> dict[str, Any]:
    """Return the message that tells a model what a tool answered."""
    return {"role": "tool", "tool_call_id": request.id, "content": result}


def _write(request: ToolRequest) -> str:
    written = json.dumps(request.arguments or {})
    return written if len(written) <= _LONGEST_ARGUMENTS else "{}"
