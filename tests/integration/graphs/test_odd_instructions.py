"""Instructions of one character and of 200,000, in other languages, as tables: a pass ends in a sentence, no fault."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from agents.scripted_behaviours import Behaviour
from agents.scripted_server import ScriptedServer
from graphs.project_review import review_project
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from tests.integration.graphs.conftest import INSTRUCTIONS, PROJECT, make_call
from tests.integration.graphs.phone_agents import does_as_told, play
from tests.integration.graphs.test_the_model import with_model

TABLE = """# Salon

| step | what to do |
| --- | --- |
| 1 | Greet the caller |
| 2 | Ask for the full name |
| 3 | Ask for the day |
"""
AFRIKAANS = """Jy is die telefoonagent van 'n haarsalon.

1. Groet die beller.
2. Vra vir die volle naam.
3. Vra vir die dag.
"""
PERFECT = INSTRUCTIONS.replace(
    "4. Say", "4. Ask for the caller's e-mail address and spell it back letter by letter.\n5. Say"
)
ODD = {
    "one character": "x",
    "very long": INSTRUCTIONS + "Be friendly and brief.\n" * 8_600,
    "a table": TABLE,
    "another language": AFRIKAANS,
    "already perfect": PERFECT,
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("has_model", [False, True], ids=["without a model", "with a model"])
async def test_a_pass_over_odd_instructions_ends_well(
    services: Services, database: Database, org_id: UUID, noon: datetime, tmp_path: Path, name: str, has_model: bool
) -> None:
    project_id = await bring_in(database, org_id, noon, tmp_path, ODD[name])

    with ScriptedServer(play(asks=does_as_told)) as server:
        chosen = with_model(services, server.url) if has_model else services
        result = await scan(chosen, org_id)
        review = await review_project(chosen, org_id, project_id)

    assert result.problems == ()
    async with database.open_memory(org_id) as memory:
        shown = await memory.suggestions.matching()
        runs = await memory.run_steps.runs()
    assert all(run.status in {"waiting", "ended"} for run in runs)
    assert all(one.verification is not None for one in shown)
    assert all(one.quote is None or one.quote in ODD[name] for one in review.findings)


@pytest.mark.parametrize("behaviour", [Behaviour.CALLS_TOOLS_FOREVER, Behaviour.LEAKS_PROMPT, Behaviour.GARBAGE])
async def test_a_model_that_calls_tools_without_end_leaks_or_babbles_leaves_nothing_half_made(
    services: Services, database: Database, org_id: UUID, salon: UUID, behaviour: Behaviour
) -> None:
    with ScriptedServer(behaviour) as server:
        result = await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        shown = await memory.suggestions.matching()
        current = await memory.instructions.current(salon)
    assert result.problems == ()
    assert current.text == INSTRUCTIONS
    assert all(one.drafted_by == "playbook" for one in shown)


async def bring_in(database: Database, org_id: UUID, noon: datetime, folder: Path, instructions: str) -> UUID:
    """Import the salon with other instructions and its 40 calls; return the project's id."""
    lines = {
        "projects": [{**PROJECT, "instructions": instructions}],
        "calls": [make_call(number, noon) for number in range(40)],
    }
    for name, content in lines.items():
        (folder / name).write_text("".join(f"{json.dumps(line)}\n" for line in content))
    await import_projects(database, org_id, folder / "projects", now=noon)
    await import_calls(database, org_id, folder / "calls")
    async with database.open_memory(org_id) as memory:
        project = await memory.projects.find("salon")
    assert project is not None
    return project.id
