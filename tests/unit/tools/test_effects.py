from typing import Annotated

import pytest
from pydantic import Field

from tools.effects import Effect, agent_tool
from tools.toolboxes import TOOLBOXES

_Few = Annotated[int, Field(ge=1, le=3)]


@agent_tool(Effect.READ)
async def count_words(context: str, times: _Few, ending: str) -> str:
    """Count the words.

    Use it for counting.
    """
    return f"{len(context.split()) * times}{ending}"


def test_a_tool_is_declared_by_its_function() -> None:
    assert (count_words.name, count_words.effect) == ("count_words", Effect.READ)
    assert count_words.description == "Count the words.\n\nUse it for counting."
    assert count_words.schema == {
        "type": "object",
        "properties": {"times": {"type": "integer", "minimum": 1, "maximum": 3}, "ending": {"type": "string"}},
        "required": ["times", "ending"],
        "additionalProperties": False,
    }


async def test_the_context_comes_from_the_program_and_cannot_be_named() -> None:
    wanted = {"times": 2, "ending": "!", "context": "one two three four", "org": "other"}
    assert await count_words.run("one two", wanted) == "4!"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"times": 4, "ending": ""}, "times: Input should be less than or equal to 3."),
        ({"times": 1}, "ending: Field required."),
        ({"times": "many", "ending": ""}, "times: Input should be a valid integer"),
        ([1], "arguments: Input should be"),
    ],
)
async def test_wrong_arguments_are_answered_in_words(arguments: dict, said: str) -> None:
    assert (await count_words.run("one", arguments)).startswith(said)


@pytest.mark.parametrize("agent", TOOLBOXES)
def test_no_agent_has_a_tool_that_acts(agent: str) -> None:
    assert TOOLBOXES[agent]
    assert {tool.effect for tool in TOOLBOXES[agent]} == {Effect.READ}
    assert all(tool.description for tool in TOOLBOXES[agent])
