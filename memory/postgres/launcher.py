"""How does a process get the embedded database, and what happens when it is done with it?

Every process that uses the database shares one server. The first one in starts it, the last one out stops it,
and whoever was killed in between is made up for by the next.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from memory.postgres.accounts import Account, find_account
from memory.postgres.creation import SUPERUSER
from memory.postgres.detours import address_of_sockets, remove_detour
from memory.postgres.folders import Place, make_folders, make_home
from memory.postgres.locks import PAUSE, FileLock, one_at_a_time
from memory.postgres.problems import DatabaseProblem, explain_output, told_in_words
from memory.postgres.server import ensure_running, stop

DATABASE = "backoffice"
PATIENCE_S = 120.0
LONGEST_CONNECT_S = 5


def _say_nothing(_: str) -> None:
    pass


class EmbeddedServer:
    """One process's share in the running server. Close it, or use it as a context manager."""

    def __init__(
        self, place: Place, address: Path, users: FileLock, *, patience: float, report: Callable[[str], None]
    ) -> None:
        self._place = place
        self._address = address
        self._users = users
        self._patience = patience
        self._report = report
        self._owner = os.getpid()

    @property
    def url(self) -> str:
        """The product's own database, for SQLAlchemy."""
        return self.url_for(DATABASE)

    def url_for(self, dbname: str, *, user: str = SUPERUSER) -> str:
        """Return any database's address for SQLAlchemy: `postgresql+psycopg://...`."""
        return self.dsn(dbname, user=user).replace("postgresql:", "postgresql+psycopg:", 1)

    def dsn(self, dbname: str = DATABASE, *, user: str = SUPERUSER) -> str:
        """Return any database's address for psycopg and other users of libpq: `postgresql://...`."""
        where = quote(str(self._address), safe="/")
        return f"postgresql://{quote(user, safe='')}@/{quote(dbname, safe='')}?host={where}&port=5432"

    def close(self) -> None:
        """Give up this process's share; the last one stops the server. Safe to call twice, never raises.

        A server that cannot be stopped is reported and left to the next one who starts it.
        """
        if self._users.descriptor < 0:
            return
        try:
            # A forked child holds the very same lock: only who took it may judge whether anybody else is left.
            if self._owner == os.getpid():
                self._stop_if_last()
        except (DatabaseProblem, OSError) as problem:
            self._report(f"The database was left running: {problem}")
        finally:
            self._users.close()

    def _stop_if_last(self) -> None:
        with one_at_a_time(self._place.gate, patience=self._patience, report=self._report):
            if not self._users.is_ours_alone():
                return
            if stop(self._place):
                remove_detour(self._place)
            else:
                self._report("The database does not stop. It is left running; the next start will find it.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def start_embedded(
    home: Path, *, report: Callable[[str], None] = _say_nothing, patience: float = PATIENCE_S
) -> EmbeddedServer:
    """Return a share in the database below `home`, made and started if it is not there or not running.

    Args:
        home: The program's folder; made if missing. The database lies in its folder `postgres`.
        report: Told, in sentences, what takes a moment.
        patience: The most seconds to wait for another process or for the server to be ready.

    Raises:
        DatabaseProblem: there is no database to be had; the message says why in words for a person.
    """
    if not sys.platform.startswith("linux"):
        raise DatabaseProblem(
            "The embedded database runs on Linux only. Set BACKOFFICE_DATABASE_URL to an external database."
        )
    place = Place(Path(os.path.realpath(home)))
    with told_in_words(place.home):
        make_home(place)
        account = find_account(place.home, place.data)
        make_folders(place, account)
        with one_at_a_time(place.gate, patience=patience, report=report):
            users = FileLock(place.users)
            try:
                users.share()
                return _open(place, account, users, patience=patience, report=report)
            except BaseException:
                users.close()
                raise


def _open(
    place: Place, account: Account | None, users: FileLock, *, patience: float, report: Callable[[str], None]
) -> EmbeddedServer:
    deadline = time.monotonic() + LONGEST_CONNECT_S
    while True:
        ensure_running(place, account, patience=patience, report=report)
        server = EmbeddedServer(place, address_of_sockets(place), users, patience=patience, report=report)
        try:
            _ensure_database(server.dsn(SUPERUSER))
        except psycopg.Error as error:
            # One that was running already may be dying just now, or getting over the crash of one of its processes.
            if time.monotonic() > deadline:
                said = str(error).partition("\n")[0]
                raise DatabaseProblem(explain_output(said, place.home, log=place.log)) from error
            time.sleep(PAUSE)
        else:
            return server


def _ensure_database(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True, connect_timeout=LONGEST_CONNECT_S) as connection:
        query = "select from pg_database where datname = %s"
        if connection.execute(query, [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
