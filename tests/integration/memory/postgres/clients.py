"""Another process that uses the database, for tests of what processes do to each other."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import psycopg

from memory.postgres.folders import Place
from memory.postgres.postmaster import Postmaster, find_postmaster

REPOSITORY = Path(__file__).parents[4]
LONGEST_WAIT_S = 60

# All of it is imported before rights are given up, because the interpreter may lie where the other account cannot go.
SCRIPT = """
import os, sys
from pathlib import Path
import psycopg
from memory.postgres.launcher import start_embedded
from memory.postgres.problems import DatabaseProblem

home, uid = Path(sys.argv[1]), int(sys.argv[2])
if uid:
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
try:
    with start_embedded(home, report=lambda words: print("says", words, flush=True)) as server:
        with psycopg.connect(server.dsn()) as connection:
            connection.execute("select 1")
        print("ready", server.dsn(), flush=True)
        sys.stdin.readline()
except DatabaseProblem as problem:
    print("problem", problem, flush=True)
    sys.exit(1)
"""


class Client:
    """A process with a share in the database below `home`, until `leave` or until it is killed."""

    def __init__(self, home: Path, *, uid: int = 0, through: Sequence[str] = (), path: Path | None = None) -> None:
        folders = [str(path)] if path else []
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.process = subprocess.Popen(
            [*through, sys.executable, "-c", SCRIPT, str(home), str(uid)],
            cwd="/",
            env={**environment, "PYTHONPATH": os.pathsep.join([*folders, str(REPOSITORY)])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_for(self, word: str) -> str:
        """Return what follows `word` in the first line that begins with it."""
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise AssertionError(f"it never said {word}: {''.join(said)}")

    def leave(self) -> None:
        with suppress(BrokenPipeError):
            self.process.communicate(timeout=LONGEST_WAIT_S)

    def kill(self) -> None:
        self.process.kill()
        self.leave()

    def interrupt(self) -> None:
        """What Ctrl-C does: the signal goes to the whole process group."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.leave()


def postmaster_of(home: Path) -> Postmaster:
    found = find_postmaster(Place(home))
    assert found is not None
    return found


def is_running(home: Path) -> bool:
    return find_postmaster(Place(home)) is not None


def fetch(dsn: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(query)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def sleeper(**how: object) -> Iterator[subprocess.Popen[bytes]]:
    """A living process that has nothing to do with any of this."""
    process = subprocess.Popen(["sleep", "600"], **how)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
