"""Is the server of a data folder alive, and how is it told to stop?

A pid file may be stale and its number may belong to anybody by now. A process counts as ours only if it is a
postgres whose working directory is this very data folder, and nothing else is ever signalled.
"""

import os
import signal
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from memory.postgres.folders import SOCKET, Place, opened_folder

PID_FILE = "postmaster.pid"

_PEER = struct.Struct("3i")


class Status(StrEnum):
    """What the server says of itself in its pid file."""

    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The server's first process."""

    pid: int
    status: Status


def find_postmaster(place: Place) -> Postmaster | None:
    """Return the living server of this data folder, or None."""
    claimed = read_pid_file(place)
    return claimed if claimed and is_ours(claimed.pid, place) else None


def read_pid_file(place: Place) -> Postmaster | None:
    """Return what the pid file claims, which may be long untrue; None where it is missing or half written."""
    try:
        lines = (place.data / PID_FILE).read_text(errors="replace").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    claimed = lines[7].strip() if len(lines) > 7 else ""
    return Postmaster(pid, Status(claimed) if claimed in set(Status) else Status.STARTING) if pid > 1 else None


def is_ours(pid: int, place: Place) -> bool:
    """Say whether this process is a postgres whose working directory is this data folder."""
    process = Path("/proc", str(pid))
    try:
        if (process / "comm").read_text().strip() != "postgres":
            return False
        return os.path.samestat((process / "cwd").stat(), place.data.stat())
    except PermissionError:
        return _listener(place) == pid
    except OSError:
        return False


def find_processes(place: Place) -> Iterator[int]:
    """Yield the numbers of all processes of this data folder's server, its first one or what outlived it."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and is_ours(int(entry.name), place):
            yield int(entry.name)


def tell(pid: int, place: Place, what: signal.Signals) -> None:
    """Send a signal to a process of this data folder's server; to one that is not, or is gone, nothing."""
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        handle = -1
    try:
        if not is_ours(pid, place):
            return
        # The handle still means the process just looked at, even if its number has passed to another.
        if handle >= 0:
            signal.pidfd_send_signal(handle, what)
        else:
            os.kill(pid, what)
    except ProcessLookupError:
        return
    finally:
        if handle >= 0:
            os.close(handle)


def forget_dead_server(place: Place) -> None:
    """Take away what a dead server left, because PostgreSQL itself would believe its numbers."""
    (place.data / PID_FILE).unlink(missing_ok=True)
    (place.sockets / SOCKET).unlink(missing_ok=True)
    (place.sockets / f"{SOCKET}.lock").unlink(missing_ok=True)


def _listener(place: Place) -> int | None:
    """Return who listens on our socket, by the kernel's word.

    For root in a container: without the right to trace, it may not see another account's working directory. Only
    that account and root can put a socket into the folder, so whoever listens there is the server.
    """
    try:
        with (
            opened_folder(place.sockets, follow=False) as folder,
            socket.socket(socket.AF_UNIX) as connection,
        ):
            connection.connect(f"/proc/self/fd/{folder}/{SOCKET}")
            return int(_PEER.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))[0])
    except OSError:
        return None
