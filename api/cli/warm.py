"""Compiles, once, what the product loads: where Python keeps no bytecode by itself, every start would do it again."""

from importlib import import_module

# Loaded on demand elsewhere, each for a reason of speed; together they are all the product needs.
LOADED_ON_DEMAND = (
    "agents.optimizer",
    "alembic.command",
    "api.app",
    "api.server",
    "api.worker",
    "graphs.improvement_loop",
    "langchain_openai",
    "langgraph.checkpoint.postgres.aio",
    "memory.imports.calls",
    "memory.imports.projects",
    "memory.migrate",
    "memory.walls",
    "tools.sample.generate",
)

if __name__ == "__main__":
    from api.cli.root import COMMANDS

    for name in (*LOADED_ON_DEMAND, *sorted(set(COMMANDS.values()))):
        import_module(name)
