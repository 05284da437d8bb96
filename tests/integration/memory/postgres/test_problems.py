"""What a person reads when there is no database to be had."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from memory.postgres.accounts import find_account, start_program
from memory.postgres.binaries import find_binaries
from memory.postgres.folders import Place, make_folders, opened_folder
from memory.postgres.launcher import start_embedded
from memory.postgres.problems import DatabaseProblem
from tests.integration.memory.postgres.clients import Client, fetch, is_running


def problem_of(home: Path, *, patience: float = 60.0) -> str:
    with pytest.raises(DatabaseProblem) as caught:
        start_embedded(home, patience=patience)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("below", ["", "further/down"])
def test_home_is_a_file(folder: Path, below: str) -> None:
    (folder / "file").touch()
    home = folder / "file" / below
    assert problem_of(home) == f"The database needs a folder at {home}, but a file or a link is in the way."


def test_home_may_not_be_written(ordinary_uid: int, folder: Path) -> None:
    folder.chmod(0o755)
    with Client(folder / "home", uid=ordinary_uid) as client:
        said = client.wait_for("problem")
    assert said.startswith(f"This account may not use {folder}/home")
    assert client.process.returncode == 1


def test_database_of_another_account(ordinary_uid: int, folder_of: Callable[[int], Path], stopped_home: Path) -> None:
    home = folder_of(ordinary_uid)
    place = Place(home)
    place.folder.mkdir()
    place.data.mkdir()
    place.folder.chmod(0o755)
    with Client(home, uid=ordinary_uid) as client:
        assert "belongs to the account root" in client.wait_for("problem")


@pytest.mark.parametrize("version", ["17", "9.6"])
def test_database_of_another_major_version(home: Path, version: str) -> None:
    (home / "postgres" / "data" / "PG_VERSION").write_text(f"{version}\n")
    said = problem_of(home)
    assert f"made by PostgreSQL {version}" in said
    assert "has PostgreSQL 18" in said


def test_folder_that_holds_something_else(home: Path) -> None:
    (home / "postgres" / "data" / "PG_VERSION").unlink()
    assert "holds files but no whole database" in problem_of(home)


@pytest.mark.parametrize("lost", ["global/pg_control", "pg_wal", "postgresql.conf"])
def test_damaged_database(home: Path, lost: str) -> None:
    path = home / "postgres" / "data" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    said = problem_of(home)
    assert said.startswith(f"The database in {home} is damaged (")
    assert "Restore it from a backup" in said
    assert not is_running(home)


def test_overwritten_control_file(home: Path) -> None:
    path = home / "postgres" / "data" / "global" / "pg_control"
    path.write_bytes(b"\xff" * path.stat().st_size)
    assert problem_of(home).startswith(f"The database in {home} is damaged (")


def test_server_is_not_ready_in_time_and_is_found_later(home: Path) -> None:
    said = problem_of(home, patience=0.0)
    assert "was not ready after 0 seconds" in said
    with start_embedded(home) as server:
        assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]


def test_another_process_takes_too_long(home: Path) -> None:
    gate = Place(home).gate
    said: list[str] = []
    with gate.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(DatabaseProblem, match="Another process has been starting or stopping the database"):
            start_embedded(home, patience=0.6, report=said.append)
    assert said == ["Another process is starting or stopping the database; waiting for it."]


def test_server_that_somebody_else_started(home: Path) -> None:
    place = Place(home)
    account = find_account(home, place.data)
    make_folders(place, account)
    with opened_folder(place.folder) as folder:
        command = [str(find_binaries().postgres), "-D", f"/proc/self/fd/{folder}/data", "-c", "listen_addresses="]
        command += ["-c", "unix_socket_directories=../run"]
        process = start_program(command, account, output=subprocess.DEVNULL, keep_open=[folder])
    try:
        while not (place.data / "postmaster.pid").exists():
            assert process.poll() is None
        assert f"did not start (process {process.pid})" in problem_of(home)
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait()


MOUNT = """
set -e
mount -t tmpfs -o size={size} tmpfs {folder}
{prepare}
exec "$@"
"""


def on_small_disk(folder: Path, size: str, prepare: str = "") -> tuple[str, ...]:
    """A command prefix under which `folder` is a disk of that size, for that process and its children only."""
    if os.geteuid() or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        # A full disk is real only where a small one may be mounted, which containers often forbid.
        pytest.skip("no disk can be mounted here")
    script = MOUNT.format(size=size, folder=folder, prepare=prepare)
    return ("unshare", "--mount", "--propagation=private", "sh", "-c", script, "sh")


def test_disk_is_full_while_the_database_is_made(folder: Path) -> None:
    with Client(folder / "home", through=on_small_disk(folder, "20m")) as client:
        said = client.wait_for("problem")
    assert said.startswith(f"The disk that holds {folder}/home is full.")


def test_disk_is_full_when_the_database_is_started(stopped_home: Path, folder: Path) -> None:
    fill = f"cp -a {stopped_home} {folder}/home; cat /dev/zero > {folder}/junk 2>&- || true"
    with Client(folder / "home", through=on_small_disk(folder, "100m", fill)) as client:
        said = client.wait_for("problem")
    assert said.startswith(f"The disk that holds {folder}/home is full.")


def test_disk_can_only_be_read(stopped_home: Path, folder: Path) -> None:
    freeze = f"cp -a {stopped_home} {folder}/home; mount -o remount,ro {folder}"
    with Client(folder / "home", through=on_small_disk(folder, "100m", freeze)) as client:
        said = client.wait_for("problem")
    assert said == f"The database folder {folder}/home is on a disk that can only be read."
