import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from memory.postgres.folders import Place
from memory.postgres.postmaster import (
    Postmaster,
    Status,
    find_postmaster,
    find_processes,
    is_ours,
    read_pid_file,
    tell,
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.data.mkdir(parents=True)
    return place


def pid_file(pid: object, status: str = "ready   ") -> str:
    return f"{pid}\n/proc/self/fd/3/data\n1762000000\n5432\n../run\n\n  5432001  12\n{status}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(pid_file(4711), Postmaster(4711, Status.READY), id="ready"),
        pytest.param(pid_file(4711, "stopping"), Postmaster(4711, Status.STOPPING), id="stopping"),
        pytest.param(pid_file(4711, "standby "), Postmaster(4711, Status.STARTING), id="not heard of"),
        pytest.param("4711\n/proc", Postmaster(4711, Status.STARTING), id="half written"),
        pytest.param("", None, id="empty"),
        pytest.param("what\never\n", None, id="no number"),
        pytest.param(pid_file(-1), None, id="everybody"),
        pytest.param(pid_file(0), None, id="our own group"),
        pytest.param(pid_file(1), None, id="the first process of all"),
    ],
)
def test_pid_file_is_read_with_care(place: Place, text: str, expected: Postmaster | None) -> None:
    (place.data / "postmaster.pid").write_text(text)
    assert read_pid_file(place) == expected


def test_process_counts_only_if_it_is_a_postgres_that_works_in_this_very_folder(place: Place, tmp_path: Path) -> None:
    namesake = tmp_path / "postgres-program" / "postgres"
    namesake.parent.mkdir()
    namesake.symlink_to("/bin/sleep")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    processes = [
        subprocess.Popen(["sleep", "600"], cwd=place.data),
        subprocess.Popen([namesake, "600"], cwd=elsewhere),
        subprocess.Popen([namesake, "600"], cwd=place.data),
    ]
    try:
        while any(Path("/proc", str(process.pid), "comm").read_text() == "python\n" for process in processes):
            time.sleep(0.01)
        shell, stranger, ours = (process.pid for process in processes)
        assert [is_ours(pid, place) for pid in (shell, stranger, ours)] == [False, False, True]
        assert list(find_processes(place)) == [ours]
        (place.data / "postmaster.pid").write_text(pid_file(stranger))
        assert find_postmaster(place) is None
        for process in processes:
            tell(process.pid, place, signal.SIGTERM)
        assert processes[2].wait(timeout=30) == -signal.SIGTERM
        assert [process.poll() for process in processes[:2]] == [None, None]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_process_that_is_gone_is_nobody(place: Place) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert not is_ours(gone.pid, place)
    tell(gone.pid, place, signal.SIGKILL)
    assert not is_ours(os.getpid(), place)
