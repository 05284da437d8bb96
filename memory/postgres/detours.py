"""Where do things stand that cannot be used through the home folder's own path?

Two things may need another path: the socket, whose address may have 107 bytes at most, and the server's
programs, where the account that runs them cannot reach ours. Both then stand in one folder of the temporary
folder, recorded in the home folder so that every process finds the same one.
"""

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from memory.postgres.folders import SOCKET, Place, open_private

LONGEST_ADDRESS = 107
PREFIX = "backoffice-"
ELSEWHERE = ("/tmp", "/var/tmp", "/run", "/dev/shm")  # noqa: S108 - only mkdtemp makes anything in them

# Some others mean something to libpq (a comma parts hosts) or to SQLAlchemy (a colon parts host and port).
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9/._ -]*")


def address_of_sockets(place: Place) -> Path:
    """Return a path to the socket folder that clients can connect by, making a detour if its own will not do.

    Raises:
        OSError: No folder for a detour could be made.
    """
    if _can_be_connected_by(place.sockets):
        return place.sockets
    detour = find_detour(place) or record(place, next(make_detours(place)))
    link = detour / "run"
    if not link.is_symlink() or link.readlink() != place.sockets:
        link.unlink(missing_ok=True)
        link.symlink_to(place.sockets)
    return link


def find_detour(place: Place) -> Path | None:
    """Return the recorded detour of this home, or None. One that a stranger may have made is not believed."""
    try:
        path = Path(os.fsdecode(place.detour.read_bytes()))
        about = path.lstat()
        made_for = (path / "home").read_bytes()
    except (OSError, ValueError):
        return None
    is_trusted = stat.S_ISDIR(about.st_mode) and about.st_uid in {0, os.geteuid(), place.home.stat().st_uid}
    return path if is_trusted and made_for == os.fsencode(place.home) else None


def make_detours(place: Place) -> Iterator[Path]:
    """Yield new detours in one temporary folder after the other, for the caller to take the one that serves.

    Raises:
        OSError: There is no temporary folder left to try.
    """
    problem: OSError | None = None
    for parent in dict.fromkeys((tempfile.gettempdir(), *ELSEWHERE)):
        try:
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
            path.chmod(0o711)
            (path / "home").write_bytes(os.fsencode(place.home))
            (path / "home").chmod(0o644)
        except OSError as error:
            problem = error
            continue
        if _can_be_connected_by(path / "run"):
            yield path
        else:
            shutil.rmtree(path, ignore_errors=True)
    raise problem or OSError("no temporary folder serves the database")


def record(place: Place, detour: Path) -> Path:
    """Write down the detour all processes are to use; returns it."""
    with os.fdopen(open_private(place.detour, os.O_WRONLY | os.O_TRUNC), "wb") as file:
        file.write(os.fsencode(detour))
    return detour


def remove_detour(place: Place) -> None:
    """Take the detour away, if there is one."""
    if detour := find_detour(place):
        shutil.rmtree(detour, ignore_errors=True)
    place.detour.unlink(missing_ok=True)


def _can_be_connected_by(folder: Path) -> bool:
    is_short = len(os.fsencode(folder / SOCKET)) <= LONGEST_ADDRESS
    return is_short and _PLAIN_PATH.fullmatch(str(folder)) is not None
