"""Homes, accounts and installations of all kinds."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from memory.postgres.binaries import find_binaries
from memory.postgres.folders import Place
from memory.postgres.launcher import start_embedded
from tests.integration.memory.postgres.clients import Client, fetch, is_running, postmaster_of
from tests.integration.memory.postgres.conftest import copy_home


def owner_of_server(home: Path) -> int:
    return Path("/proc", str(postmaster_of(home).pid)).stat().st_uid


def test_root_drops_to_another_account_below_a_closed_folder(as_root: None, stopped_home: Path, home: Path) -> None:
    with start_embedded(home) as server:
        assert fetch(server.dsn(), "select 1") == [(1,)]
        assert owner_of_server(home) != 0
    assert (stopped_home / "postgres" / "data").stat().st_uid != 0
    closed = (stopped_home.parent, stopped_home, home.parent, home)
    assert {(path.stat().st_uid, stat.S_IMODE(path.stat().st_mode)) for path in closed} == {(0, 0o700)}


def test_programs_that_the_account_cannot_reach_are_copied_for_as_long_as_they_run(as_root: None, folder: Path) -> None:
    package = find_binaries().root.parent
    (folder / package.name).symlink_to(package)
    (folder / f"{package.name}.libs").symlink_to(package.with_name(f"{package.name}.libs"))
    home = folder / "home"
    with Client(home, path=folder) as client:
        dsn = client.wait_for("ready")
        copy = Path("/proc", str(postmaster_of(home).pid), "exe").readlink().parents[3]
        assert copy not in package.parents
        assert owner_of_server(home) != 0
        fetch(dsn, "create extension vector; set timezone to 'Africa/Johannesburg'; create extension unaccent")
    assert not copy.exists()


@pytest.mark.parametrize(
    "name",
    [pytest.param("long" * 40, id="too long for a socket"), pytest.param("a,b: ü%&'", id="odd characters")],
)
def test_any_path_serves_as_home(stopped_home: Path, folder: Path, name: str) -> None:
    (folder / name).mkdir()
    home = copy_home(stopped_home, folder / name / "home")
    with start_embedded(home) as first, Client(home) as second:
        assert second.wait_for("ready") == first.dsn()
        assert fetch(first.dsn(), "select count(*) from kept") == [(1000,)]
        detour = Path(Place(home).detour.read_text())
        assert detour.is_dir()
        shutil.rmtree(detour)
        with start_embedded(home) as third:
            assert fetch(third.dsn(), "select count(*) from kept") == [(1000,)]
    assert not detour.exists()
    assert not Path(Place(home).folder / "detour").exists()


def test_ordinary_account_runs_the_server_itself(ordinary_uid: int, folder_of: Callable[[int], Path]) -> None:
    home = folder_of(ordinary_uid) / "home"
    with Client(home, uid=ordinary_uid) as client:
        client.wait_for("ready")
        assert owner_of_server(home) == ordinary_uid
    assert not is_running(home)

    data = home / "postgres" / "data"
    moved = data.rename(home.parent / "on another disk")
    data.symlink_to(moved)
    with Client(home, uid=ordinary_uid) as client:
        client.wait_for("ready")
        assert owner_of_server(home) == ordinary_uid
    assert not is_running(home)


def test_root_leaves_the_database_to_the_owner_of_the_home(ordinary_uid: int, folder_of: Callable[[int], Path]) -> None:
    home = folder_of(ordinary_uid)
    with start_embedded(home) as server:
        fetch(server.dsn(), "create table made_by_root ()")
        assert owner_of_server(home) == ordinary_uid
        with Client(home, uid=ordinary_uid) as client:
            assert fetch(client.wait_for("ready"), "select * from made_by_root") == []
    with Client(home, uid=ordinary_uid) as client:
        assert fetch(client.wait_for("ready"), "select * from made_by_root") == []
        with start_embedded(home):
            assert owner_of_server(home) == ordinary_uid


def test_root_without_the_right_to_trace_knows_its_server_again(as_root: None, home: Path) -> None:
    # That is what root has in a container, as a rule.
    bare = ("setpriv", "--bounding-set=-sys_ptrace")
    if shutil.which("setpriv") is None or subprocess.run([*bare, "true"], check=False).returncode:
        # Without it root keeps the right to trace, and the case under test cannot arise.
        pytest.skip("setpriv cannot take rights away here")
    first = Client(home, through=bare)
    first.wait_for("ready")
    orphan = postmaster_of(home)
    first.kill()
    with Client(home, through=bare) as second:
        second.wait_for("ready")
        assert postmaster_of(home) == orphan
    assert not is_running(home)


def test_database_restored_by_root_is_handed_over(as_root: None, home: Path) -> None:
    data = home / "postgres" / "data"
    for path in (data, *data.rglob("*")):
        os.chown(path, 0, 0)
    data.chmod(0o755)
    with start_embedded(home) as server:
        assert fetch(server.dsn(), "select count(*) from kept") == [(1000,)]
        assert owner_of_server(home) != 0


def test_root_follows_no_link_to_what_the_home_owner_may_not_have(
    ordinary_uid: int, folder_of: Callable[[int], Path], folder: Path, stopped_home: Path
) -> None:
    treasure = copy_home(stopped_home / "postgres" / "data", folder / "treasure")
    for path in (treasure, *treasure.rglob("*")):
        os.chown(path, 0, 0)
    home = folder_of(ordinary_uid)
    place = Place(home)
    place.folder.mkdir()
    place.data.symlink_to(treasure)
    os.chown(place.folder, ordinary_uid, ordinary_uid)
    with pytest.raises(Exception, match="a link is in the way"):
        start_embedded(home)
    assert {path.stat().st_uid for path in (treasure, *treasure.rglob("*"))} == {0}
