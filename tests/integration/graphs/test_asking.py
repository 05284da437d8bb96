"""After a pass a model is asked about calls the rules are not sure of, each once."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from agents.scripted_server import ScriptedServer
from graphs.asking import MOST_CALLS_ASKED, ask_about_unsure
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from tests.integration.graphs.test_referring import PROJECT
from tests.integration.graphs.test_the_model import with_model

PERSON = "thandi.nkosi@example.com"


@pytest.fixture
async def unclear(database: Database, org_id: UUID, noon: datetime, tmp_path: Path) -> UUID:
    """A project whose 60 calls speak a language the rules do not know."""
    said = [
        ("agent", "Goeiedag, wat is jou e-posadres?"),
        ("caller", f"Dit is {PERSON}, dankie."),
        ("agent", "Totsiens."),
    ]
    calls = [
        {
            "project": "parcels",
            "call_id": f"p-{number}",
            "started_at": (noon - timedelta(hours=100 - number)).isoformat(),
            "duration_s": 60,
            "status": "completed",
            "captured": {"email": None},
            "transcript": [{"speaker": speaker, "text": words} for speaker, words in said],
        }
        for number in range(60)
    ]
    (tmp_path / "projects").write_text(json.dumps(PROJECT) + "\n")
    (tmp_path / "calls").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    await import_projects(database, org_id, tmp_path / "projects", now=noon)
    await import_calls(database, org_id, tmp_path / "calls")
    async with database.open_memory(org_id) as memory:
        project = await memory.projects.find("parcels")
    assert project is not None
    return project.id


async def test_a_model_is_asked_about_a_few_calls_and_hears_no_personal_data(
    services: Services, database: Database, org_id: UUID, unclear: UUID
) -> None:
    await scan(services, org_id)
    with ScriptedServer() as server:
        settled = await ask_about_unsure(with_model(services, server.url), org_id, unclear)
        asked = len(server.received)
        await ask_about_unsure(with_model(services, server.url), org_id, unclear)

    assert 0 < settled <= MOST_CALLS_ASKED
    assert asked >= settled
    assert PERSON not in " ".join(request.raw for request in server.received)
    assert len(server.received) > asked  # others, not the same again


async def test_without_a_model_nobody_is_asked(services: Services, org_id: UUID, unclear: UUID) -> None:
    await scan(services, org_id)

    assert await ask_about_unsure(services, org_id, unclear) == 0
