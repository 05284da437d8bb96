"""Which agent may call which tools? There is no other list, and nothing in it acts."""

from collections.abc import Mapping
from typing import Any

from tools.calls import CallView, read_turns, search_call
from tools.effects import AgentTool

CALL_ANALYST: tuple[AgentTool[CallView], ...] = (read_turns, search_call)

TOOLBOXES: Mapping[str, tuple[AgentTool[Any], ...]] = {"call_analyst": CALL_ANALYST}
