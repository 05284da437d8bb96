"""What comes after processes were killed, at the worst of moments."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg

from memory.postgres.folders import Place
from memory.postgres.launcher import start_embedded
from memory.postgres.postmaster import find_processes
from tests.integration.memory.postgres.clients import Client, fetch, is_running, postmaster_of, sleeper
from tests.integration.memory.postgres.conftest import copy_home


def test_server_of_a_killed_process_is_found_and_used_again(home: Path) -> None:
    client = Client(home)
    client.wait_for("ready")
    orphan = postmaster_of(home)
    client.kill()
    with start_embedded(home) as server:
        assert postmaster_of(home) == orphan
        assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]
    assert not is_running(home)


def test_killing_everything_loses_no_committed_row(home: Path) -> None:
    client = Client(home)
    dsn = client.wait_for("ready")
    connection = psycopg.connect(dsn, autocommit=True)
    connection.execute("insert into kept select generate_series(1, 500)")
    connection.execute("begin; insert into kept values (0)")
    client.process.kill()
    for pid in list(find_processes(Place(home))):
        os.kill(pid, signal.SIGKILL)
    client.leave()
    connection.close()
    with start_embedded(home) as server:
        assert fetch(server.dsn(), "select count(*) from kept") == [(1500,)]


def test_dead_server_is_started_again_beside_those_who_still_hope_for_it(home: Path) -> None:
    with start_embedded(home) as first:
        os.kill(postmaster_of(home).pid, signal.SIGKILL)
        with start_embedded(home) as second:
            assert second.dsn() == first.dsn()
            assert fetch(first.dsn(), "select count(*) from kept") == [(1000,)]
        assert is_running(home)


def test_what_outlives_the_first_process_of_a_server_is_ended(home: Path) -> None:
    with start_embedded(home) as server, closing(psycopg.connect(server.dsn(), autocommit=True)) as busy:
        left_over = busy.info.backend_pid
        busy.pgconn.send_query(b"select count(*) from generate_series(1, 1000000000000)")
        while busy.pgconn.flush():
            time.sleep(0.01)
        os.kill(postmaster_of(home).pid, signal.SIGKILL)
        assert left_over in set(find_processes(Place(home)))
        with start_embedded(home) as second:
            assert fetch(second.dsn(), "select count(*) from kept") == [(1000,)]
            assert left_over not in set(find_processes(Place(home)))


def test_interrupt_is_not_for_the_server(home: Path) -> None:
    with Client(home) as client:
        client.wait_for("ready")
        with start_embedded(home) as server:
            client.interrupt()
            assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]


def test_being_killed_while_the_database_is_made_does_no_harm(folder: Path) -> None:
    home = folder / "home"
    _kill_while_making(home, with_children=True)
    _kill_while_making(home, with_children=False)
    with start_embedded(home) as server:
        assert fetch(server.dsn(), "select 1") == [(1,)]
    assert not Place(home).unfinished.exists()


def _kill_while_making(home: Path, *, with_children: bool) -> None:
    place = Place(home)
    client = Client(home)
    client.wait_for("says Making")
    while not (place.unfinished / "global").exists() and not place.data.exists():
        time.sleep(0.01)
    pid = client.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if with_children else []
    client.process.kill()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    client.leave()


def write_pid_file(home: Path, pid: int) -> None:
    data = Place(home).data
    owner = data.stat()
    for file, folder in ((data / "postmaster.pid", data), (Place(home).sockets / ".s.PGSQL.5432.lock", home)):
        file.write_text(f"{pid}\n{folder}\n{int(time.time())}\n5432\n../run\n\n  1234567  42\nready\n")
        os.chown(file, owner.st_uid, owner.st_gid)


def test_stale_pid_file_that_names_a_living_stranger_is_not_believed(home: Path) -> None:
    with sleeper() as stranger:
        write_pid_file(home, stranger.pid)
        with start_embedded(home) as server:
            assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]
            assert postmaster_of(home).pid != stranger.pid
        assert stranger.poll() is None


def test_stale_pid_file_that_names_a_process_of_the_same_account_is_not_believed(
    ordinary_uid: int, folder_of: Callable[[int], Path], stopped_home: Path
) -> None:
    home = copy_home(stopped_home, folder_of(ordinary_uid) / "home")
    for path in (home, *home.rglob("*")):
        os.chown(path, ordinary_uid, ordinary_uid)
    with sleeper(user=ordinary_uid) as stranger:
        write_pid_file(home, stranger.pid)
        with Client(home, uid=ordinary_uid) as client:
            client.wait_for("ready")
            assert postmaster_of(home).pid != stranger.pid
        assert stranger.poll() is None


def test_stale_pid_file_that_names_another_database_is_not_believed(home: Path, folder: Path) -> None:
    with start_embedded(folder / "other") as other:
        theirs = postmaster_of(folder / "other")
        write_pid_file(home, theirs.pid)
        with start_embedded(home) as server:
            assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]
        assert postmaster_of(folder / "other") == theirs
        assert fetch(other.dsn(), "select 1") == [(1,)]
