"""One unit of work: opened for one organisation, committed once, at the edge.

async with database.open_memory(org_id) as memory:
    await memory.projects.find("acme-bookings")
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from memory.repositories.fleet import Fleet
from memory.unit import Memory
from memory.walls import APP_ROLE, FLEET_ROLE

if TYPE_CHECKING:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver


class Database:
    """The two ways in: `open_memory` sees one organisation, `open_fleet` reads across them."""

    def __init__(self, url: str, *, pool_size: int = 10, mails: bool = False) -> None:
        """Prepare engines for `url` (`postgresql+psycopg://...`); nothing connects yet.

        With `mails`, what people are told also goes to mail addresses: there is a mail server.
        """
        self.url = url
        self.mails = mails
        self._app = _build_engine(url, APP_ROLE, pool_size)
        self._fleet = _build_engine(url, FLEET_ROLE, 2)

    @asynccontextmanager
    async def open_memory(self, org_id: UUID) -> AsyncIterator[Memory]:
        """Open a transaction that sees only this organisation; commit it unless an exception leaves it."""
        async with self._app.begin() as connection:
            await connection.execute(text("SELECT set_config('app.org_id', :org, true)"), {"org": str(org_id)})
            yield Memory(connection, org_id, mails=self.mails)

    @asynccontextmanager
    async def open_fleet(self) -> AsyncIterator[Fleet]:
        """Open a read-only view over all organisations."""
        async with self._fleet.begin() as connection:
            yield Fleet(connection)

    @asynccontextmanager
    async def open_doors(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction on the tables that belong to no organisation: people, sessions, links."""
        async with self._app.begin() as connection:
            yield connection

    @asynccontextmanager
    async def open_thread(self, org_id: UUID, thread_id: str) -> AsyncIterator["AsyncPostgresSaver | None"]:
        """Open a run's checkpointer, seeing only this organisation's threads; None while another holds it.

        The hold is an advisory lock on the checkpointer's own connection: no transaction stays open, and
        a process that dies lets go at once.
        """
        from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

        options = f"-c role={APP_ROLE} -c search_path=runs -c app.org_id={org_id}"
        connection = await psycopg.AsyncConnection.connect(
            plain_url(self.url), autocommit=True, prepare_threshold=0, row_factory=dict_row, options=options
        )
        async with connection:
            held = await connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0)) AS held", [thread_id])
            row = await held.fetchone()
            yield AsyncPostgresSaver(connection) if row and row["held"] else None

    @asynccontextmanager
    async def open_listener(self, channel: str) -> AsyncIterator[psycopg.AsyncConnection[tuple[object, ...]]]:
        """Open a connection that hears NOTIFY on `channel`."""
        connection = await psycopg.AsyncConnection.connect(plain_url(self.url), autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {channel}".encode())
            yield connection

    async def close(self) -> None:
        """Give all connections back."""
        await self._app.dispose()
        await self._fleet.dispose()


def plain_url(url: str) -> str:
    """Return `url` as psycopg itself understands it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _build_engine(url: str, role: str, pool_size: int) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        connect_args={"options": f"-c role={role} -c timezone=UTC"},
    )
