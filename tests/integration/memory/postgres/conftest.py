import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from memory.postgres.binaries import find_binaries
from memory.postgres.launcher import EmbeddedServer, start_embedded
from tests.integration.memory.postgres.clients import fetch, is_running

ROOM_FOR_TESTS = 2_000_000_000


@pytest.fixture(scope="session", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the processes of these tests share what Python compiles, which is most of what they would do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture(scope="session")
def short_folder() -> str | None:
    """Where temporary folders get short paths, in memory if there is enough: copying databases is what takes time."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_FOR_TESTS else None


@pytest.fixture(scope="session")
def stopped_home(short_folder: str | None) -> Iterator[Path]:
    """A home with a database that was stopped in good order, to copy: making one takes longest of all."""
    with tempfile.TemporaryDirectory(prefix="bo-", dir=short_folder) as folder:
        home = Path(folder, "home")
        with start_embedded(home) as server:
            fetch(server.dsn(), "create table kept (n int)")
            fetch(server.dsn(), "insert into kept select generate_series(1, 1000)")
        yield home


@pytest.fixture
def folder(short_folder: str | None) -> Iterator[Path]:
    """An empty folder with a short path that, as usual for temporary ones, only we may enter."""
    with tempfile.TemporaryDirectory(prefix="bo-", dir=short_folder) as name:
        yield Path(name)


@pytest.fixture
def home(stopped_home: Path, folder: Path) -> Iterator[Path]:
    """A home of one's own with a stopped database; checks that the test left no server behind."""
    home = copy_home(stopped_home, folder / "home")
    yield home
    assert not is_running(home)


@pytest.fixture(scope="module")
def server(stopped_home: Path, short_folder: str | None) -> Iterator[EmbeddedServer]:
    """One running server for the tests of a file that leave it as it is."""
    with (
        tempfile.TemporaryDirectory(prefix="bo-", dir=short_folder) as name,
        start_embedded(copy_home(stopped_home, Path(name, "home"))) as server,
    ):
        yield server


def copy_home(source: Path, target: Path) -> Path:
    subprocess.run(["cp", "-a", source, target], check=True)
    return target


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        # What is tested is what root gives up; another account has nothing to give.
        pytest.skip("only root can drop to another account")


@pytest.fixture
def ordinary_uid(as_root: None) -> int:
    """The number of an account that is not root's; an open way to our programs is needed for it to run them."""
    try:
        uid = pwd.getpwnam("nobody").pw_uid
    except KeyError:
        # Making an account on somebody's machine is not for a test to do.
        pytest.skip("this machine has no account called nobody")
    root = find_binaries().root
    if not all(parent.stat().st_mode & 0o001 for parent in (root, *root.parents)):
        # Below a folder closed to others (a root's home) no other account could start them, whatever we do.
        pytest.skip("an ordinary account cannot reach the programs of this installation")
    return uid


@pytest.fixture
def folder_of(folder: Path) -> Callable[[int], Path]:
    """Make a folder that belongs to an account which can also get there."""

    def make(uid: int) -> Path:
        folder.chmod(0o755)
        own = folder / "own"
        own.mkdir()
        os.chown(own, uid, uid)
        return own

    return make
