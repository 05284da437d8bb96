"""What does a tool that an agent may call look like, and what can it change?

A tool is a plain function with its effect declared on it. Its first parameter is the context, which comes from the
program; the model sees and fills in the others only, so that it cannot name another call, project or organisation.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

_Context = TypeVar("_Context")


class Effect(StrEnum):
    """What calling a tool does: `read` changes nothing; what acts is for the program alone, never for an agent."""

    READ = "read"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class AgentTool(Generic[_Context]):
    """A function with its declaration: `description` and `arguments` are what a model is told of it."""

    name: str
    description: str
    effect: Effect
    arguments: type[BaseModel]
    function: Callable[..., Awaitable[str]]

    @property
    def schema(self) -> dict[str, Any]:
        """The arguments as a JSON schema: a closed object, all of it required."""
        properties = {
            name: {key: value for key, value in part.items() if key != "title"}
            for name, part in self.arguments.model_json_schema()["properties"].items()
        }
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    async def run(self, context: _Context, arguments: Mapping[str, Any]) -> str:
        """Return what the function says, or in words why it cannot be called so; other arguments are ignored."""
        try:
            given = self.arguments.model_validate(arguments)
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
            # The names come from the function, since other arguments are ignored.
            return f"{'.'.join(map(str, first['loc'])) or 'arguments'}: {first['msg']}."
        return await self.function(context, **{name: getattr(given, name) for name in type(given).model_fields})


def agent_tool(effect: Effect) -> Callable[[Callable[..., Awaitable[str]]], AgentTool[Any]]:
    """Declare a function a tool; its docstring tells a model what it does, its annotations what it takes."""

    def declare(function: Callable[..., Awaitable[str]]) -> AgentTool[Any]:
        hints = get_type_hints(function, include_extras=True)
        parameters = list(inspect.signature(function).parameters)[1:]
        arguments: dict[str, Any] = {name: (hints[name], ...) for name in parameters}
        name = function.__name__
        model = create_model(name, __config__=ConfigDict(extra="ignore"), **arguments)
        return AgentTool(name, inspect.cleandoc(function.__doc__ or ""), effect, model, function)

    return declare
