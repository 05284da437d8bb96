"""Which external servers are taken, and what is said of the others. Our own server plays the external one."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from memory.postgres.accounts import find_account, start_program
from memory.postgres.external import check_server
from memory.postgres.launcher import EmbeddedServer
from memory.postgres.problems import DatabaseProblem
from tests.integration.memory.postgres.clients import fetch


def problem_of(url: str) -> str:
    with pytest.raises(DatabaseProblem) as caught:
        check_server(url)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def with_options(server: EmbeddedServer, options: str) -> str:
    return f"{server.dsn()}&options={quote(options)}"


@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_takes_a_server_that_can_do_everything_and_leaves_it_as_it_is(server: EmbeddedServer, scheme: str) -> None:
    check_server(server.dsn().replace("postgresql://", scheme))
    assert fetch(server.dsn(), "select from pg_namespace where nspname ~ '^backoffice'") == []
    assert fetch(server.dsn(), "select from pg_roles where rolname ~ '^backoffice'") == []
    assert fetch(server.dsn(), "select from pg_extension where extname = 'vector'") == []


def test_user_without_the_rights_is_told_all_that_are_missing(server: EmbeddedServer) -> None:
    fetch(server.dsn(), "create role weak login")
    said = problem_of(server.dsn(user="weak"))
    assert "The user weak of the database" in said
    for right in ("create schemas", "create roles", "install the extension pgvector"):
        assert right in said


def test_user_needs_no_right_to_install_what_is_installed(server: EmbeddedServer) -> None:
    for statement in (
        "create database prepared",
        "create role steward login createrole",
        "grant create on database prepared to steward",
    ):
        fetch(server.dsn(), statement)
    assert "install the extension pgvector" in problem_of(server.dsn("prepared", user="steward"))
    fetch(server.dsn("prepared"), "create extension vector")
    check_server(server.dsn("prepared", user="steward"))


def test_server_without_pgvector(server: EmbeddedServer, folder: Path) -> None:
    said = problem_of(with_options(server, "-c extension_control_path=/nowhere"))
    assert "pgvector, 0.8 or newer, is needed" in said
    assert "does not have it" in said


def test_server_with_an_old_pgvector(server: EmbeddedServer, folder: Path) -> None:
    folder.chmod(0o755)
    old = folder / "extension"
    old.mkdir()
    (old / "vector.control").write_text("default_version = '0.7.4'\n")
    (old / "vector--0.7.4.sql").touch()
    (old / "vector--0.10.sql").touch()
    url = with_options(server, f"-c extension_control_path={folder}")
    fetch(server.dsn(), "create database aged")
    check_server(url)

    (old / "vector--0.10.sql").unlink()
    assert "has version 0.7.4" in problem_of(url)

    aged = url.replace("/backoffice?", "/aged?")
    fetch(aged, "create extension vector")
    assert "has version 0.7.4" in problem_of(aged)
    assert "run alter extension vector update" in problem_of(server.dsn("aged"))


def test_database_that_can_only_be_read(server: EmbeddedServer) -> None:
    assert "can only be read" in problem_of(with_options(server, "-c default_transaction_read_only=on"))


def test_database_that_cannot_hold_all_text(server: EmbeddedServer) -> None:
    fetch(server.dsn(), "create database latin encoding 'LATIN1' locale_provider libc locale 'C' template template0")
    assert "stores text as LATIN1" in problem_of(server.dsn("latin"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("postgresql://me:hush@127.0.0.1:1/db", "Connection refused", id="nobody listens"),
        pytest.param("postgresql://me:hush@nowhere.invalid/db", "cannot be used", id="no such host"),
        pytest.param("postgresql://me:hu%sh@127.0.0.1:1/db", "cannot be read", id="password not encoded"),
        pytest.param("postgresql://me:hush@127.0.0.1:1/db?hush=1", "cannot be read", id="unknown parameter"),
        pytest.param("mysql://me:hush@127.0.0.1:1/db", "must be a URL such as", id="another kind of database"),
        pytest.param("hush", "must be a URL such as", id="no URL"),
        pytest.param("", "must be a URL such as", id="nothing"),
    ],
)
def test_address_that_leads_nowhere_is_not_repeated_with_its_password(url: str, words: str) -> None:
    said = problem_of(url)
    assert words in said
    assert "hu" not in said.replace("such", "")


def test_database_and_user_that_do_not_exist(server: EmbeddedServer) -> None:
    assert 'database "gone" does not exist' in problem_of(server.dsn("gone"))
    assert 'role "gone" does not exist' in problem_of(server.dsn(user="gone"))


@pytest.fixture
def old_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL of the operating system that is too old for us."""
    program = shutil.which("postgres")
    if program is None:
        # Our own wheel holds only a new one, and an old one cannot be pretended: the message comes from its start.
        pytest.skip("the operating system has no PostgreSQL of its own")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if not any(f" {major}." in version for major in range(12, 16)):
        # A server new enough is not refused, which other tests cover.
        pytest.skip(f"the operating system's is not too old: {version.strip()}")
    program = str(Path(program).resolve())
    account = find_account(folder, folder / "data")
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if account:
        os.chown(data, account.uid, account.gid)
    initdb = [str(Path(program).with_name("initdb")), f"--pgdata={data}", "--username=postgres", "--no-sync"]
    assert start_program([*initdb, "--auth=trust"], account, output=subprocess.DEVNULL).wait() == 0
    command = [program, "-D", str(data), "-k", str(data), "-c", "listen_addresses="]
    process = start_program(command, account, output=subprocess.DEVNULL)
    url = f"postgresql://postgres@/postgres?host={data}"
    try:
        while True:
            assert process.poll() is None
            try:
                psycopg.connect(url).close()
                break
            except psycopg.OperationalError:
                time.sleep(0.02)
        yield url
    finally:
        process.terminate()
        process.wait()


def test_server_that_is_too_old(old_server: str) -> None:
    said = problem_of(old_server)
    assert "is PostgreSQL 1" in said
    assert "PostgreSQL 16 or newer is needed" in said
