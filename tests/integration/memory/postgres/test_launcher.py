"""What a process gets from the embedded database, and how processes share it."""

import os
from pathlib import Path

import psycopg
import pytest
import sqlalchemy

from memory.postgres.launcher import EmbeddedServer, start_embedded
from tests.integration.memory.postgres.clients import Client, fetch, is_running, postmaster_of


def test_makes_a_database_where_there_is_none_and_keeps_what_is_stored_there(folder: Path) -> None:
    home = folder / "not" / "there yet"
    said: list[str] = []
    with start_embedded(home, report=said.append) as server:
        fetch(server.dsn(), "create table kept as select 42 as n")
    assert not is_running(home)
    assert said[0].startswith("Making the database")

    said.clear()
    with start_embedded(home, report=said.append) as server:
        assert fetch(server.dsn(), "select n from kept") == [(42,)]
    assert said == ["Starting the database."]


def test_database_is_durable_unicode_and_deaf_to_the_network(server: EmbeddedServer) -> None:
    settings = "fsync synchronous_commit full_page_writes listen_addresses server_encoding max_connections jit"
    shown = [fetch(server.dsn(), f"show {name}")[0][0] for name in settings.split()]
    assert shown == ["on", "on", "on", "", "UTF8", "200", "off"]
    assert fetch(server.dsn(), "select lower('ÄÉ'), 'a' < 'B'") == [("äé", False)]
    assert fetch(server.dsn(), "select to_tsvector('simple', 'é—“è”')") == [("'è':2 'é':1",)]


def test_extensions_of_the_product_can_be_installed(server: EmbeddedServer) -> None:
    for extension in ("vector", "pg_trgm", "unaccent"):
        fetch(server.dsn(), f"create extension {extension}")
    assert fetch(server.dsn(), "select '[1,2]'::halfvec <-> '[1,4]'") == [(2.0,)]


def test_addresses_serve_sqlalchemy_and_psycopg_for_any_database(server: EmbeddedServer) -> None:
    fetch(server.dsn(), 'create database "a b/c?"')
    assert fetch(server.dsn("a b/c?"), "select current_database()") == [("a b/c?",)]
    for address, name in ((server.url, "backoffice"), (server.url_for("a b/c?"), "a b/c?")):
        engine = sqlalchemy.create_engine(address)
        with engine.connect() as connection:
            assert connection.scalar(sqlalchemy.text("select current_database()")) == name
        engine.dispose()


def test_what_callers_said_never_reaches_the_log_and_nobody_else_the_socket(home: Path) -> None:
    with start_embedded(home) as server:
        fetch(server.dsn(), "create table said (words text primary key)")
        fetch(server.dsn(), "insert into said values ('hush')")
        for statement in ("insert into said values ('hush')", "select 'hush'::int", "select hush"):
            with pytest.raises(psycopg.Error, match="hush"):
                fetch(server.dsn(), statement)
        assert (home / "postgres" / "run").stat().st_mode & 0o777 == 0o700
    assert "hush" not in (home / "postgres" / "server.log").read_text()


def test_last_one_out_stops_the_server(home: Path) -> None:
    with start_embedded(home) as server:
        with Client(home) as other:
            other.wait_for("ready")
            first = postmaster_of(home)
        assert postmaster_of(home) == first
        with start_embedded(home):
            pass
        assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]
    assert not is_running(home)


def test_closing_twice_is_harmless(home: Path) -> None:
    with start_embedded(home), start_embedded(home) as second:
        second.close()
        second.close()
        assert is_running(home)


@pytest.mark.parametrize("name", ["home", "new"], ids=["a stopped database", "nothing"])
def test_processes_that_start_at_once_share_one_server(home: Path, folder: Path, name: str) -> None:
    shared = folder / name
    with Client(shared) as one, Client(shared) as two:
        assert one.wait_for("ready") == two.wait_for("ready")
        seen = fetch(f"postgresql://postgres@/postgres?host={shared}/postgres/run", "select count(*) from pg_database")
        assert seen == [(4,)]
    assert not is_running(shared)


def test_forked_child_does_not_stop_the_server_of_its_parent(home: Path) -> None:
    with start_embedded(home) as server:
        child = os.fork()
        if child == 0:
            server.close()
            os._exit(0)
        os.waitpid(child, 0)
        assert is_running(home)
