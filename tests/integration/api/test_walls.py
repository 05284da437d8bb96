"""Nobody reaches anything of another organisation, by any address."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from memory.database import Database
from memory.vocabulary import SuggestionStatus
from tests.fixtures import make_organisation
from tests.integration.api.conftest import World, make_world


@pytest.fixture
async def other(database: Database) -> World:
    return await make_world(database, await make_organisation(database, "Other"), "thabo@example.com")


def addresses(other: World) -> list[tuple[str, str]]:
    project, suggestion = f"/projects/{other.project_id}", f"/suggestions/{other.suggestion_id}"
    pages = [
        ("GET", project),
        ("GET", f"{project}/calls"),
        ("GET", f"{project}/calls/c-1"),
        ("GET", f"{project}/call?id=c-1"),
        ("GET", f"{project}/settings"),
        ("POST", f"{project}/settings"),
        ("GET", f"{project}/instructions"),
        ("GET", f"{project}/instructions/edit"),
        ("POST", f"{project}/instructions"),
        ("GET", f"{project}/instructions/versions/1"),
        ("POST", f"{project}/instructions/restore"),
        ("GET", suggestion),
        ("GET", f"{suggestion}/edit"),
        ("POST", f"{suggestion}/accept"),
        ("POST", f"{suggestion}/reject"),
        ("POST", f"{suggestion}/roll-back"),
        ("POST", f"/organisations/{other.org_id}/select"),
        ("GET", f"/imports/{other.issue_id}"),
        ("GET", f"/notifications/{other.issue_id}"),
    ]
    documents = [
        ("GET", project),
        ("GET", f"{project}/rates"),
        ("GET", f"{project}/calls"),
        ("GET", f"{project}/calls/c-1"),
        ("GET", f"{project}/instructions"),
        ("GET", f"{project}/versions"),
        ("POST", f"{project}/instructions"),
        ("POST", f"{project}/restore"),
        ("GET", f"/issues/{other.issue_id}"),
        ("GET", suggestion),
        ("POST", f"{suggestion}/accept"),
        ("POST", f"{suggestion}/reject"),
        ("POST", f"{suggestion}/rollback"),
    ]
    return pages + [(method, f"/api/v1{path}") for method, path in documents]


async def test_what_belongs_to_another_organisation_is_not_found(
    client: AsyncClient, database: Database, other: World
) -> None:
    everything = {"text": "Mine now.", "base_version": "1", "number": "1", "reason": "Mine now."}
    as_document = {"text": "Mine now.", "base_version": 1, "version": 1, "reason": "Mine now."}

    for method, path in addresses(other):
        if path.startswith("/api/"):
            answer = await client.request(method, path, json=as_document if method == "POST" else None)
        else:
            answer = await client.request(method, path, data=everything if method == "POST" else None)
        assert answer.status_code == 404, (method, path, answer.text)

    async with database.open_memory(other.org_id) as memory:
        assert (await memory.suggestions.get(other.suggestion_id)).status == SuggestionStatus.PENDING
        assert len(await memory.instructions.history(other.project_id)) == 1


async def test_lists_hold_only_what_is_ones_own(client: AsyncClient, world: World, other: World) -> None:
    for subject in ("projects", "issues", "suggestions"):
        found = (await client.get(f"/api/v1/{subject}")).json()
        ids = {one["id"] for one in found}
        assert len(ids) == 1, subject
        assert not ids & {str(other.project_id), str(other.issue_id), str(other.suggestion_id)}


async def test_every_address_needs_somebody_signed_in(app: FastAPI, stranger: AsyncClient) -> None:
    open_to_all = {"/sign-in", "/sign-out", "/api/v1/session", "/api/v1/docs", "/api/v1/openapi.json"}
    some_id = "00000000-0000-0000-0000-000000000000"
    checked = 0
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            if path in open_to_all:
                continue
            address = path.replace("{project_id}", some_id).replace("{issue_id}", some_id)
            address = address.replace("{suggestion_id}", some_id).replace("{import_id}", some_id)
            answer = await stranger.request(method.upper(), address.replace("{call_id}", "c-1"))
            assert answer.status_code == 401, (method, path)
            checked += 1
    assert checked > 20
