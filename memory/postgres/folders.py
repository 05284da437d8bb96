"""What lies where below the home folder, and to whom does it belong?

postgres/         ours; the server's account may pass through it, nothing more
  data/ run/      the server's: the database, and the socket it listens on
  *.lock          who uses, starts or runs it (see `locks`)
  server.log      what the server said
  detour          the path of a short or reachable folder elsewhere, where one is needed (see `detours`)
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from memory.postgres.accounts import Account, cannot_drop

SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class Place:
    """The paths of one embedded database. `home` is absolute."""

    home: Path

    @property
    def folder(self) -> Path:
        """Everything of the database."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """What PostgreSQL calls the data directory."""
        return self.folder / "data"

    @property
    def unfinished(self) -> Path:
        """A data folder still being made; renamed to `data` once it is whole."""
        return self.folder / "data.new"

    @property
    def sockets(self) -> Path:
        """The folder of the socket. Only the server's account and root may enter, so no password is asked."""
        return self.folder / "run"

    @property
    def log(self) -> Path:
        """What the server wrote since it was last started, and a little of what came before."""
        return self.folder / "server.log"

    @property
    def gate(self) -> Path:
        """Held while a process starts or stops the server."""
        return self.folder / "gate.lock"

    @property
    def users(self) -> Path:
        """Shared by every process that uses the database."""
        return self.folder / "users.lock"

    @property
    def running(self) -> Path:
        """Held by the server itself and by all its processes."""
        return self.folder / "running.lock"

    @property
    def detour(self) -> Path:
        """Records the path of the folder elsewhere."""
        return self.folder / "detour"


def open_private(path: Path, flags: int) -> int:
    """Return a descriptor of a file that only its folder's owner may read, made if needed. No link is followed."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    owner = path.parent.stat().st_uid
    if os.geteuid() == 0 and os.fstat(descriptor).st_uid != owner:
        os.fchown(descriptor, owner, -1)
    return descriptor


def make_home(place: Place) -> None:
    """Make the home folder where there is none; one that is there keeps its permissions."""
    place.home.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_folders(place: Place, account: Account | None) -> None:
    """Make the folders below home, open to nobody but us and, as far as it must be, the server's account."""
    owner = place.home.stat().st_uid if account else os.geteuid()
    through, group = (0o710, account.gid) if account else (0o700, os.getegid())
    _make_folder(place.folder, owner, group, through)
    _make_folder(place.sockets, account.uid if account else owner, group, 0o700)


def hand_over(folder: Path, account: Account | None) -> None:
    """Give a data folder to the server's account, with all in it where root owns it (say, restored by root).

    PostgreSQL refuses a data folder that others may read, so that is put right too. As root no link is followed:
    it could lead to what is none of that account's business.
    """
    with opened_folder(folder, follow=account is None) as descriptor:
        about = os.fstat(descriptor)
        if account and about.st_uid != account.uid:
            for _, folders, files, inner in os.fwalk(".", dir_fd=descriptor):
                for name in (*folders, *files):
                    os.chown(name, account.uid, account.gid, dir_fd=inner, follow_symlinks=False)
            os.fchown(descriptor, account.uid, account.gid)
        if about.st_mode & 0o077:
            os.fchmod(descriptor, 0o700)


@contextmanager
def opened_folder(path: Path, *, follow: bool = True) -> Iterator[int]:
    """Hold a folder open; gives the descriptor."""
    link = 0 if follow else os.O_NOFOLLOW
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | link)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _make_folder(path: Path, owner: int, group: int, mode: int) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    with opened_folder(path, follow=False) as descriptor:
        about = os.fstat(descriptor)
        if os.geteuid() == 0 and (about.st_uid, about.st_gid) != (owner, group):
            try:
                os.fchown(descriptor, owner, group)
            except OSError as error:
                raise cannot_drop() from error
        if about.st_mode & 0o777 != mode:
            os.fchmod(descriptor, mode)
