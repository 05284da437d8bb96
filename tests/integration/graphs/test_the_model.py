"""With a model configured it drafts; whatever goes wrong with it, the playbook does."""

import socket
from dataclasses import replace
from uuid import UUID

import pytest

from agents.model_line import ModelLine
from agents.models import ModelSettings
from agents.scripted_behaviours import Behaviour
from agents.scripted_server import ScriptedServer
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.repositories.suggestions import SuggestionRecord
from tests.integration.graphs.conftest import NAMES


def with_model(services: Services, url: str, timeout_s: float = 10) -> Services:
    settings = ModelSettings(name="scripted", api_key="key", base_url=url, timeout_s=timeout_s)
    return replace(services, build_model_line=lambda: ModelLine(settings))


async def suggest(services: Services, database: Database, org_id: UUID) -> SuggestionRecord:
    await scan(services, org_id)
    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching()
    return suggestion


async def test_a_good_answer_becomes_a_suggestion_drafted_by_the_model(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer() as server:
        suggestion = await suggest(with_model(services, server.url), database, org_id)

    assert suggestion.drafted_by == "model"
    assert suggestion.draft_note is None


async def test_no_caller_is_named_to_the_model(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer() as server:
        await suggest(with_model(services, server.url), database, org_id)

    sent = " ".join(request.raw for request in server.received)
    assert sent
    assert [name for name in NAMES if name in sent or name.split()[1] in sent] == []


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour.RATE_LIMITED,
        Behaviour.SERVER_ERROR,
        Behaviour.BROKEN_JSON,
        Behaviour.OBEYS_CALLERS,
        Behaviour.WRONG_SCHEMA,
        Behaviour.REFUSAL,
        Behaviour.EMPTY,
        Behaviour.HANGS_UP,
    ],
)
async def test_the_playbook_steps_in_and_says_why(
    services: Services, database: Database, org_id: UUID, salon: UUID, behaviour: Behaviour
) -> None:
    with ScriptedServer(behaviour) as server:
        suggestion = await suggest(with_model(services, server.url), database, org_id)

    assert suggestion.drafted_by == "playbook"
    assert suggestion.draft_note
    assert "http" not in suggestion.after


async def test_the_playbook_steps_in_when_the_model_is_too_slow(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer(Behaviour.HANG) as server:
        suggestion = await suggest(with_model(services, server.url, timeout_s=0.3), database, org_id)

    assert suggestion.drafted_by == "playbook"


async def test_the_playbook_steps_in_when_nobody_listens(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1"
        suggestion = await suggest(with_model(services, url), database, org_id)

    assert suggestion.drafted_by == "playbook"
