"""The job queue: its tables, its walls, and what is in it."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from procrastinate import App
from procrastinate.schema import SchemaManager
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from memory.database import Database, plain_url
from memory.jobs.queue import JobQueue
from memory.jobs.schema import NEWEST_CHANGE
from memory.migrate import migrate
from memory.repositories.rows import new_id
from tests.databases import with_database
from tests.fixtures import make_organisation


@pytest.fixture
async def queue(database_url: str) -> AsyncIterator[JobQueue]:
    opened = JobQueue(database_url, size=4)
    async with App(connector=opened.connector).open_async():
        yield opened


async def jobs_in(queue: JobQueue) -> list[tuple[str, dict[str, str]]]:
    rows = await queue.connector.execute_query_all_async("SELECT lock, args FROM procrastinate_jobs ORDER BY id")
    return [(row["lock"], row["args"]) for row in rows]


async def ask_and_fail(database: Database, org_id: UUID, project_id: UUID) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.jobs.look_soon(project_id)
        await memory.connection.execute(text("SELECT 1 / 0"))


def test_the_tables_are_those_of_the_procrastinate_installed() -> None:
    changes = sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))

    assert changes[-1] == NEWEST_CHANGE, "a newer procrastinate changes its tables: see memory/jobs/schema.py"


def test_a_database_from_before_there_were_jobs_gets_the_queue(database_url: str) -> None:
    with psycopg.connect(plain_url(database_url), autocommit=True) as connection:
        connection.execute("DROP SCHEMA jobs CASCADE")

    assert [migrate(database_url), migrate(database_url)] == [True, False]


def test_of_several_processes_that_migrate_at_once_one_does(server_url: str) -> None:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(plain_url(server_url), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            with ThreadPoolExecutor(3) as pool:
                changed = list(pool.map(migrate, [with_database(server_url, name)] * 3))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    assert sorted(changed) == [False, False, True]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM jobs.procrastinate_jobs",
        "SELECT * FROM jobs.procrastinate_events",
        "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name) VALUES ('scans', 'scan_project')",
        "SELECT jobs.procrastinate_fetch_job_v2(NULL, 1)",
    ],
)
async def test_an_organisation_cannot_see_or_touch_the_queue(database: Database, org_id: UUID, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.open_memory(org_id) as memory:
            await memory.connection.execute(text(statement))


async def test_a_worker_sees_the_queue_and_nothing_else(queue: JobQueue) -> None:
    from procrastinate.exceptions import ConnectorException

    with pytest.raises(ConnectorException) as refused:
        await queue.connector.execute_query_async("SELECT * FROM public.calls")

    assert "permission denied" in str(refused.value.__cause__)


async def test_asking_is_part_of_the_transaction_that_asks(database: Database, org_id: UUID, queue: JobQueue) -> None:
    kept, forgotten = new_id(), new_id()
    with pytest.raises(DBAPIError):
        await ask_and_fail(database, org_id, forgotten)
    async with database.open_memory(org_id) as memory:
        await memory.jobs.look_soon(kept)
        await memory.jobs.look_soon(kept)

    assert await jobs_in(queue) == [(f"{org_id}:{kept}", {"org_id": str(org_id), "project_id": str(kept)})]


async def test_nobody_asks_in_the_name_of_another_organisation(
    database: Database, org_id: UUID, queue: JobQueue
) -> None:
    other, project_id = await make_organisation(database, "Other"), new_id()
    async with database.open_memory(other) as memory:
        await memory.jobs.look_soon(project_id)
    async with database.open_doors() as connection:
        await connection.execute(text("SELECT jobs.look_soon(:project)"), {"project": project_id})
    async with database.open_memory(org_id) as memory:
        await memory.jobs.look_soon(project_id)

    assert [lock for lock, _ in await jobs_in(queue)] == [f"{other}:{project_id}", f"{org_id}:{project_id}"]


async def test_one_project_that_waits_does_not_keep_the_others_out(queue: JobQueue, org_id: UUID) -> None:
    projects = [(org_id, new_id()) for _ in range(2500)]

    assert await queue.enqueue_scans(projects[1200:1201]) == 1
    assert await queue.enqueue_scans(projects) == 2499
    assert await queue.enqueue_scans(projects) == 0
