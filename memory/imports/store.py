"""How does one batch of calls get into the database? In one transaction, all of it or nothing.

COPY is refused on tables with row-level security, so rows are copied into a temporary table first.
Statements are planned anew for every batch: a plan kept from when `calls` was empty would read all of it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Uuid, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.imports.catalogue import load_catalogue
from memory.imports.staging import StagedBatch
from memory.imports.statements import (
    COPY_STAGED,
    COUNT_KNOWN,
    CREATE_STAGED,
    DROP_DETAILS,
    DROP_EMPTY_HOURS,
    DROP_UNCHANGED,
    MARK_LIVE,
    MOVED_CALLS,
    NO_COMPILING,
    REPLACE_CALLS,
    REPLACE_DETAILS,
    REPLACED_CALLS,
    RETURN_CALLS,
    STORE_CALLS,
    STORE_DETAILS,
)
from memory.models.projects import projects
from memory.repositories.rollups import fold_in, fold_out, register_types

AsyncPsycopg = psycopg.AsyncConnection[tuple[Any, ...]]
AsyncCursor = psycopg.AsyncCursor[tuple[Any, ...]]

COPY_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of the lines of a batch that were kept."""

    created: int
    updated: int
    unchanged: int


async def store_batch(
    connection: AsyncConnection, org_id: UUID, batch: StagedBatch, turn: asyncio.Lock
) -> BatchOutcome | None:
    """Store a batch's calls with their details, counts, versions and news; hold `turn` while copying.

    Holds the projects' rows until the transaction ends: one writer per project at a time. Returns None, and
    has written nothing, when a project is no longer what the batch was judged by.
    """
    if not batch.rows:
        return BatchOutcome(0, 0, 0)
    project_ids = [project.id for project in batch.projects.values()]
    await _hold_projects(connection, project_ids)
    if await load_catalogue(connection, project_ids) != batch.projects:
        return None
    await register_types(connection, batch.call_types)
    async with (await _psycopg(connection)).cursor() as cursor:
        most_fields = max(project.fields for project in batch.projects.values())
        values = {"org_id": org_id, "project_ids": project_ids}
        await _run(cursor, NO_COMPILING)
        async with turn:
            await _copy(cursor, batch.copy_data())
        known, same, moved = await _count_known(cursor)
        if known:
            await _run(cursor, DROP_UNCHANGED)
            if moved:
                await _drop_moved_details(cursor)
            await _run(cursor, fold_out(REPLACED_CALLS, most_fields, tell=True), values)
            await _run(cursor, fold_in(STORE_CALLS + REPLACE_CALLS + RETURN_CALLS, most_fields, tell=True), values)
            await _run(cursor, STORE_DETAILS + REPLACE_DETAILS, values)
            await _run(cursor, DROP_EMPTY_HOURS, values)
        else:
            await _run(cursor, fold_in(STORE_CALLS + RETURN_CALLS, most_fields, tell=True), values)
            await _run(cursor, STORE_DETAILS, values)
        if batch.names_versions:
            await _run(cursor, MARK_LIVE)
    return BatchOutcome(
        created=len(batch.rows) - known,
        updated=known - same + batch.repeated_updates,
        unchanged=same + batch.repeated_unchanged,
    )


async def _hold_projects(connection: AsyncConnection, project_ids: list[UUID]) -> None:
    # Rows, not advisory locks: a batch may touch thousands of projects, and the lock table is small.
    rows = select(projects.c.id).where(projects.c.id == any_(literal(project_ids, ARRAY(Uuid))))
    await connection.execute(rows.order_by(projects.c.id).with_for_update(key_share=True))


async def _psycopg(connection: AsyncConnection) -> AsyncPsycopg:
    driver = (await connection.get_raw_connection()).driver_connection
    if not isinstance(driver, psycopg.AsyncConnection):
        raise TypeError("Imports need psycopg, which can COPY.")
    return driver


async def _copy(cursor: AsyncCursor, rows: bytes) -> None:
    await _run(cursor, CREATE_STAGED)
    async with cursor.copy(COPY_STAGED) as copy:
        for start in range(0, len(rows), COPY_BYTES):
            await copy.write(rows[start : start + COPY_BYTES])


async def _count_known(cursor: AsyncCursor) -> tuple[int, int, int]:
    """Return how many calls are known, how many of these with the same content, how many with another start."""
    await _run(cursor, COUNT_KNOWN)
    known, same, moved = await cursor.fetchone() or (0, 0, 0)
    return known, same, moved


async def _drop_moved_details(cursor: AsyncCursor) -> None:
    await _run(cursor, MOVED_CALLS)
    await cursor.executemany(DROP_DETAILS.encode(), await cursor.fetchall())


async def _run(cursor: AsyncCursor, statement: str, values: Mapping[str, object] | None = None) -> None:
    await cursor.execute(statement.encode(), values, prepare=False)
