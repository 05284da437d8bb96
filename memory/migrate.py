"""Is the database at the version this code needs? Brings it there before anything else starts."""

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import dict_row

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
# Any constant will do, so long as every process of ours uses the same one.
MIGRATION_LOCK = 7_041_123
PAUSE_S = 0.1


def migrate(url: str) -> bool:
    """Upgrade the database at `url` (`postgresql+psycopg://...`) as its owner; return whether it changed.

    Several processes may call this at once: one works, the others wait and find nothing to do.
    """
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        if _is_current(connection):
            return False
        while not _take_lock(connection):
            sleep(PAUSE_S)
        if _is_current(connection):
            return False
        _create_run_tables(url)
        _upgrade(url)
        return True


def _take_lock(connection: psycopg.Connection) -> bool:
    # Asked again and again: a statement that waits for the lock would be waited for in turn by LangGraph's
    # CREATE INDEX CONCURRENTLY, for ever.
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATION_LOCK]).fetchone()
    return row is not None and bool(row[0])


def _is_current(connection: psycopg.Connection) -> bool:
    # Asked at every start, so without loading what migrates.
    newest = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        return False
    return row is not None and row[0] == newest and _has_job_tables(connection)


def _has_job_tables(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT to_regclass('jobs.procrastinate_jobs') IS NOT NULL").fetchone()
    return row is not None and bool(row[0])


def _upgrade(url: str) -> None:
    from alembic import command
    from sqlalchemy import create_engine

    from memory.jobs.schema import create_job_tables, raise_job_walls
    from memory.walls import raise_walls

    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            command.upgrade(_config(connection), "head")
            create_job_tables(connection)
            raise_walls(connection)
            raise_job_walls(connection)
            connection.commit()
    finally:
        engine.dispose()


def _config(connection: "Connection") -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _create_run_tables(url: str) -> None:
    """Let LangGraph's saver create its own tables, in a schema that Alembic does not look at."""
    from langgraph.checkpoint.postgres import PostgresSaver

    with psycopg.connect(
        _plain(url), autocommit=True, row_factory=dict_row, options="-c search_path=runs"
    ) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS runs")
        PostgresSaver(connection).setup()


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
