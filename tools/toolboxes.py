"""Which agent may call which tools? There is no other list, and nothing in it acts."""

from collections.abc import Mapping
from typing import Any

from tools.calls import CallView, read_turns, search_call
from tools.effects import AgentTool
from tools.projects import ProjectDesk, list_calls, read_call, read_rates
from tools.suggestions import find_advice, find_suggestions

CALL_ANALYST: tuple[AgentTool[CallView], ...] = (read_turns, search_call)
OPTIMIZER: tuple[AgentTool[ProjectDesk], ...] = (list_calls, read_call, read_rates, find_suggestions, find_advice)

TOOLBOXES: Mapping[str, tuple[AgentTool[Any], ...]] = {"call_analyst": CALL_ANALYST, "optimizer": OPTIMIZER}
