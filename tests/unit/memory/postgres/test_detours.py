import os
from pathlib import Path

import pytest

from memory.postgres.detours import address_of_sockets, find_detour, make_detours, record, remove_detour
from memory.postgres.folders import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / ("long" * 30))
    place.sockets.mkdir(parents=True)
    return place


def test_path_short_and_plain_enough_needs_no_detour() -> None:
    place = Place(Path("/srv/back office"))
    assert address_of_sockets(place) == place.sockets


def test_every_process_finds_the_same_detour_until_it_is_removed(place: Place) -> None:
    address = address_of_sockets(place)
    assert len(os.fsencode(address / ".s.PGSQL.5432")) <= 107
    assert address.resolve() == place.sockets.resolve()
    assert address_of_sockets(place) == address
    remove_detour(place)
    assert not address.parent.exists()
    assert find_detour(place) is None


def test_link_that_leads_elsewhere_is_put_right(place: Place) -> None:
    address = address_of_sockets(place)
    address.unlink()
    address.symlink_to("/")
    assert address_of_sockets(place).readlink() == place.sockets
    remove_detour(place)


@pytest.mark.parametrize(
    "path", ["", "/nowhere/at all", "relative", "\0"], ids=["empty", "gone", "relative", "no path"]
)
def test_record_that_leads_nowhere_is_not_believed(place: Place, path: str) -> None:
    place.detour.write_text(path)
    assert find_detour(place) is None
    remove_detour(place)
    assert not place.detour.exists()


def test_folder_made_for_another_home_is_neither_believed_nor_removed(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "other")
    other.folder.mkdir(parents=True)
    detour = record(other, next(make_detours(other)))
    place.detour.write_text(str(detour))
    assert find_detour(place) is None
    remove_detour(place)
    assert find_detour(other) == detour
    remove_detour(other)


def test_folder_that_belongs_to_a_stranger_is_not_believed(place: Place) -> None:
    if os.geteuid() != 0:
        # The kernel lets nobody else give a folder to a stranger.
        pytest.skip("only root can give a folder away")
    detour = record(place, next(make_detours(place)))
    os.chown(detour, 12345, 12345)
    assert find_detour(place) is None
    os.chown(detour, 0, 0)
    remove_detour(place)
    assert not detour.exists()
