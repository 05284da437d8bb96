"""The application without a server around it, and people who talk to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from api.app import build_app
from api.auth import make_sign_in_token, spend_sign_in_token
from api.bootstrap import Backoffice
from api.settings import Settings
from graphs.services import Services
from memory.database import Database
from memory.repositories.people import People
from tests.integration.worlds import make_issue, make_project, make_suggestion

LARGEST_FILE = 100_000  # bytes, so that a test can exceed it


@dataclass(frozen=True)
class World:
    """One organisation with a project, a suggestion that waits, and a person's session."""

    org_id: UUID
    person_id: UUID
    session: str
    project_id: UUID
    issue_id: UUID
    suggestion_id: UUID


@pytest.fixture
async def app(database: Database, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application; what it began in the background ends with the test."""
    services = Services(database=database, clock=lambda: datetime.now(UTC))
    built = build_app(Backoffice(Settings(home=tmp_path), database, services), largest_file=LARGEST_FILE)
    yield built
    await built.state.parts.background.stop()


@pytest.fixture
async def world(database: Database, org_id: UUID) -> World:
    """The organisation of most tests."""
    return await make_world(database, org_id, "naledi@example.com")


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Somebody who is not signed in."""
    async with talk_to(app) as client:
        yield client


@pytest.fixture
async def client(app: FastAPI, world: World) -> AsyncIterator[AsyncClient]:
    """The person of `world`, signed in."""
    async with talk_to(app, world.session) as client:
        yield client


def talk_to(app: FastAPI, session: str | None = None) -> AsyncClient:
    """Return a client with a session, or without one."""
    headers = {"Authorization": f"Bearer {session}"} if session else {}
    return AsyncClient(
        transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test", headers=headers
    )


async def make_world(database: Database, org_id: UUID, email: str) -> World:
    """Fill an organisation and sign a person of it in."""
    now = datetime.now(UTC)
    async with database.open_doors() as doors:
        person = await People(doors).ensure(email, email.partition("@")[0])
    async with database.open_memory(org_id) as memory:
        await memory.organisation.add_member(person.id, "owner")
        project_id = await make_project(memory, at=now)
        issue_id = await make_issue(memory, project_id, at=now)
        suggestion_id = await make_suggestion(memory, project_id, issue_id, at=now)
    token = await make_sign_in_token(database, person.id, now)
    session = await spend_sign_in_token(database, token, now)
    assert session is not None
    return World(org_id, person.id, session, project_id, issue_id, suggestion_id)
