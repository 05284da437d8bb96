"""Is the database at the version this code needs? Brings it there before anything else starts."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.rows import dict_row
from sqlalchemy import Connection, create_engine, text

from memory.walls import raise_walls

MIGRATIONS = Path(__file__).parent / "migrations"
# Any constant will do, so long as every process of ours uses the same one.
MIGRATION_LOCK = 7_041_123


def migrate(url: str) -> bool:
    """Upgrade the database at `url` (`postgresql+psycopg://...`) as its owner; return whether it changed.

    Several processes may call this at once: one works, the others wait and find nothing to do.
    """
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if _is_current(connection):
                return False
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()
            try:
                return _upgrade(connection, url)
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
                connection.commit()
    finally:
        engine.dispose()


def _upgrade(connection: Connection, url: str) -> bool:
    if _is_current(connection):
        return False
    connection.rollback()
    _create_run_tables(url)
    command.upgrade(_config(connection), "head")
    raise_walls(connection)
    connection.commit()
    return True


def _is_current(connection: Connection) -> bool:
    head = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _create_run_tables(url: str) -> None:
    """Let LangGraph's saver create its own tables, in a schema that Alembic does not look at."""
    from langgraph.checkpoint.postgres import PostgresSaver

    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True, row_factory=dict_row, options="-c search_path=runs") as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS runs")
        PostgresSaver(connection).setup()
