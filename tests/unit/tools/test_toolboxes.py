from tools.effects import AgentTool, Effect
from tools.toolboxes import TOOLBOXES


def test_no_tool_that_acts_is_in_any_toolbox() -> None:
    tools: list[AgentTool] = [tool for toolbox in TOOLBOXES.values() for tool in toolbox]
    assert [tool.name for tool in tools if tool.effect is not Effect.READ] == []


def test_the_optimizer_has_a_toolbox() -> None:
    assert [tool.name for tool in TOOLBOXES["optimizer"]] == [
        "list_calls",
        "read_call",
        "read_rates",
        "find_suggestions",
        "find_advice",
    ]
