"""Every organisation's rows are walled off by the database itself."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError

from memory.database import Database
from memory.models import tenant_tables
from memory.models.organisations import organisations
from memory.repositories.rows import new_id
from tests.fixtures import make_organisation


async def test_an_organisation_sees_only_itself(database: Database, org_id: UUID) -> None:
    other = await make_organisation(database, "Other")

    async with database.open_memory(org_id) as memory:
        seen = (await memory.connection.execute(select(organisations.c.org_id))).scalars().all()

    assert seen == [org_id]
    assert other != org_id


async def test_a_row_of_another_organisation_cannot_be_written(database: Database, org_id: UUID) -> None:
    other = await make_organisation(database, "Other")

    with pytest.raises(DBAPIError, match="row-level security"):
        async with database.open_memory(org_id) as memory:
            await memory.connection.execute(
                text("INSERT INTO activities (org_id, id, kind, sentence, at) VALUES (:org, :id, 'x', 'x', now())"),
                {"org": other, "id": new_id()},
            )


async def test_without_a_named_organisation_nothing_is_seen(database: Database, org_id: UUID) -> None:
    async with database.open_doors() as connection:
        seen = (await connection.execute(select(organisations.c.org_id))).scalars().all()

    assert seen == []


def test_every_tenant_table_forces_its_wall(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        forced = set(
            connection.execute(
                text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
            ).scalars()
        )
    engine.dispose()

    assert {table.name for table in tenant_tables()} <= forced
    assert {"checkpoints", "checkpoint_blobs", "checkpoint_writes"} <= forced


def test_every_tenant_table_leads_its_key_with_the_organisation() -> None:
    for table in tenant_tables():
        assert next(iter(table.primary_key.columns)).name == "org_id", table.name


async def test_the_log_cannot_be_rewritten(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.activities.log("scan", "Looked.", at=noon)

    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.open_memory(org_id) as memory:
            await memory.connection.execute(text("UPDATE activities SET sentence = 'other'"))


async def test_the_fleet_can_change_nothing(database: Database, org_id: UUID) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.open_fleet() as fleet:
            await fleet.connection.execute(text("DELETE FROM projects"))
