"""Can an external PostgreSQL server carry the product, and if not, what has to be done about it?"""

from typing import LiteralString, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from memory.postgres.problems import DatabaseProblem, find_gist

Connection: TypeAlias = psycopg.Connection[TupleRow]

OLDEST_MAJOR_VERSION = 16
OLDEST_PGVECTOR = (0, 8)
LONGEST_CONNECT_S = 10

SCHEMES = ("postgresql+psycopg://", "postgresql://", "postgres://")
SETTING = "BACKOFFICE_DATABASE_URL"

# Each is really tried and then taken back, because managed servers grant such rights in ways no catalogue shows.
RIGHTS: tuple[tuple[LiteralString, str], ...] = (
    ("create schema backoffice_rights_check", "create schemas (grant create on database ... to ...)"),
    ("create role backoffice_rights_check", "create roles (alter role ... createrole)"),
)
CREATE_PGVECTOR: LiteralString = "create extension vector"


def check_server(url: str) -> None:
    """Return if the product can live in the database at `url`.

    Nothing is changed there: the rights are tried in a transaction that is rolled back.

    Args:
        url: `postgresql://`, `postgres://` or `postgresql+psycopg://`. Never repeated in a message, as it may hold
            a password.

    Raises:
        DatabaseProblem: it cannot; the message says why and what to do.
    """
    target = _read_url(url)
    try:
        with psycopg.connect(target, autocommit=True) as connection:
            _check_version(connection)
            _check_database(connection)
            is_installed = _check_pgvector(connection)
            _check_rights(connection, is_pgvector_installed=is_installed)
    except psycopg.OperationalError as error:
        raise DatabaseProblem(
            f"The database server in {SETTING} cannot be used: {find_gist(_first_line(error))}."
        ) from error
    except psycopg.Error as error:
        raise DatabaseProblem(
            f"The database server in {SETTING} refused a question about itself: {find_gist(_first_line(error))}."
        ) from error


def _read_url(url: str) -> str:
    scheme = next((scheme for scheme in SCHEMES if url.startswith(scheme)), None)
    if scheme is None:
        raise DatabaseProblem(
            f"{SETTING} must be a URL such as postgresql://user:password@host:5432/database; "
            f"it begins with none of {', '.join(SCHEMES)}."
        )
    try:
        settings = conninfo_to_dict("postgresql://" + url.removeprefix(scheme))
    except psycopg.Error:
        # Without its cause, which may quote the password.
        raise DatabaseProblem(
            f"{SETTING} cannot be read. Special characters in user and password have to be percent-encoded, "
            "an @ as %40 and a / as %2F."
        ) from None
    return make_conninfo("", **{"connect_timeout": LONGEST_CONNECT_S, **settings})


def _check_version(connection: Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST_MAJOR_VERSION:
        raise DatabaseProblem(
            f"The database server in {SETTING} is PostgreSQL {major}; "
            f"PostgreSQL {OLDEST_MAJOR_VERSION} or newer is needed."
        )


def _check_database(connection: Connection) -> None:
    query: LiteralString = "select pg_is_in_recovery() or current_setting('transaction_read_only')::bool"
    if _first_row(connection, query)[0]:
        raise DatabaseProblem(
            f"The database in {SETTING} can only be read, as that of a standby server. Name the primary server."
        )
    encoding = _first_row(connection, "select current_setting('server_encoding')")[0]
    if encoding != "UTF8":
        raise DatabaseProblem(
            f"The database in {SETTING} stores text as {encoding}. "
            "Make one with create database ... encoding 'UTF8' template template0."
        )


def _check_pgvector(connection: Connection) -> bool:
    """Return whether a pgvector new enough is installed in this database; if not, it is available there."""
    installed, *available = _first_row(
        connection,
        """
        select (select extversion from pg_extension where extname = 'vector'),
               array(select version from pg_available_extension_versions where name = 'vector')
        """,
    )
    needed = ".".join(map(str, OLDEST_PGVECTOR))
    newest = max(available[0], key=_read_version, default=None)
    if installed and _read_version(installed) >= OLDEST_PGVECTOR:
        return True
    if newest is None or _read_version(newest) < OLDEST_PGVECTOR:
        found = f"has version {newest or installed}" if newest or installed else "does not have it"
        raise DatabaseProblem(
            f"The extension pgvector, {needed} or newer, is needed, and the database server in {SETTING} {found}. "
            "Install it there (https://github.com/pgvector/pgvector#installation)."
        )
    if installed:
        raise DatabaseProblem(
            f"The database in {SETTING} uses version {installed} of the extension pgvector, and {needed} or newer is "
            "needed. The server has it: let its administrator run alter extension vector update."
        )
    return False


def _check_rights(connection: Connection, *, is_pgvector_installed: bool) -> None:
    user = connection.info.user
    needed = RIGHTS
    if not is_pgvector_installed:
        advice = "install the extension pgvector (let an administrator run create extension vector there)"
        needed = (*RIGHTS, (CREATE_PGVECTOR, advice))
    missing = [right for statement, right in needed if not _may(connection, statement)]
    if missing:
        raise DatabaseProblem(
            f"The user {user} of the database in {SETTING} lacks the right to {'; to '.join(missing)}."
        )


def _may(connection: Connection, statement: LiteralString) -> bool:
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def _first_row(connection: Connection, query: LiteralString) -> TupleRow:
    row = connection.execute(query).fetchone()
    if row is None:
        raise psycopg.InternalError("the server gave no answer")
    return row


def _read_version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _first_line(error: psycopg.Error) -> str:
    said = str(error).strip().removeprefix("connection failed: ")
    return said.splitlines()[0] if said else type(error).__name__
