"""A model that does whatever a caller ordered: the worst there could be behind the product."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.scripted_behaviours import Answer, Message, Request, ToolCall, call_tools

WISHES = frozenset({"fixed", "better", "passed", "right", "yes", "captured"})
"""Words a hostile caller wants a judge or an analyst to say."""

FORBIDDEN_TOOL = "accept_suggestion"
_REASONS = frozenset({"reason", "rationale", "sentence", "note", "why", "explanation"})


@dataclass(frozen=True, slots=True)
class Script:
    """What the model writes wherever it may: as the text of an edit, as a reason, and when it is to speak itself."""

    text: str
    reason: str
    said: str = ""


@dataclass
class ObedientModel:
    """Answers every request in its form and with the script's words; calls tools first where it is offered any.

    `choose` returns the script for a request. `offered` are the tools it was ever offered.
    """

    choose: Callable[[Request], Script]
    offered: set[str] = field(default_factory=set)
    asked: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        with self._lock:
            self.asked += 1
            self.offered |= {str(tool["name"]) for tool in request.tools}
            script = self.choose(request)
        used_tools = any(message.get("role") == "tool" for message in request.body.get("messages", []))
        if request.tools and not used_tools:
            first = request.tools[0]
            arguments = json.dumps(_fill(first["parameters"], script, ()))
            return call_tools(ToolCall(FORBIDDEN_TOOL, '{"id": "all"}'), ToolCall(str(first["name"]), arguments))
        if request.schema is None:
            return Message(script.said or script.text)
        return Message(json.dumps(_fill(request.schema, script, ())))


def _fill(schema: Mapping[str, Any], script: Script, names: tuple[str, ...]) -> object:
    """Return a value of this shape with the script's words in every text."""
    kind = "enum" if "enum" in schema else schema.get("type")
    name = names[-1] if names else ""
    match kind:
        case "enum":
            wished = [value for value in schema["enum"] if str(value).casefold() in WISHES]
            value: object = (wished or schema["enum"])[0]
        case "object":
            value = {key: _fill(part, script, (*names, key)) for key, part in schema.get("properties", {}).items()}
        case "array":
            value = [_fill(schema.get("items", {}), script, names)] * int(schema.get("minItems", 0))
        case "integer" | "number":
            value = int(schema.get("minimum", 1))
        case "boolean":
            value = True
        case "null":
            value = None
        case _:
            value = script.reason if name in _REASONS else script.text
    return value
