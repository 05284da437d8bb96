"""Fixtures that need the real database; imported by the conftest of every level that does."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from uuid import UUID

import pytest

from graphs.services import Services
from memory.database import Database
from memory.postgres.launcher import start_embedded
from memory.repositories.rows import new_id
from tests.databases import copied_database, prepare_template, shared_home


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The embedded server of this test run."""
    base = tmp_path_factory.getbasetemp()
    with start_embedded(shared_home(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)) as server:
        yield server.url


@pytest.fixture(scope="session")
def template(server_url: str) -> str:
    """The migrated database that tests copy."""
    return prepare_template(server_url)


@pytest.fixture
def database_url(server_url: str, template: str) -> Iterator[str]:
    """A migrated database of the test's own."""
    with copied_database(server_url, template) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The way into the test's own database."""
    opened = Database(database_url, pool_size=4)
    yield opened
    await opened.close()


@pytest.fixture
async def org_id(database: Database) -> UUID:
    """An organisation to work in."""
    return await make_organisation(database, "Acme")


@pytest.fixture
def services(database: Database, noon: datetime) -> Services:
    """What runs may use: the database, a clock that stands at noon, no model."""
    return Services(database=database, clock=lambda: noon)


async def make_organisation(database: Database, name: str) -> UUID:
    """Make another organisation and return its id."""
    org = new_id()
    async with database.open_memory(org) as memory:
        await memory.organisation.create(name)
    return org
