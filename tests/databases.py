"""Fresh, migrated databases on one embedded server that all test processes share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from memory.database import plain_url
from memory.migrate import migrate

TEMPLATE = "backoffice_template"


def with_database(url: str, name: str) -> str:
    """Return `url` pointing at another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def prepare_template(server_url: str) -> str:
    """Migrate a database once, for all tests to copy; whoever comes second waits for the first."""
    with psycopg.connect(plain_url(server_url), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if not found:
            # Nothing here has to survive a power cut.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {TEMPLATE}_new")
            migrate(with_database(server_url, f"{TEMPLATE}_new"))
            connection.execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")
    return TEMPLATE


@contextmanager
def copied_database(server_url: str, template: str) -> Iterator[str]:
    """Yield the URL of a copy of `template`, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(plain_url(server_url), autocommit=True) as connection:
        # Two copies of one template at once get into each other's way.
        connection.execute("SELECT pg_advisory_lock(2)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        connection.execute("SELECT pg_advisory_unlock(2)")
        try:
            yield with_database(server_url, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def shared_home(base: Path) -> Path:
    """Return one folder for all processes of a test run."""
    home = base / "home"
    home.mkdir(exist_ok=True)
    return home
