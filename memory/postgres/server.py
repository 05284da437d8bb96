"""How is the server of a data folder brought to run, whatever state it was left in, and how is it stopped?"""

import fcntl
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable

from memory.postgres.accounts import Account, start_program
from memory.postgres.binaries import Binaries, find_binaries, make_reachable
from memory.postgres.creation import create_database, has_database
from memory.postgres.detours import find_detour
from memory.postgres.folders import Place, hand_over, open_private, opened_folder
from memory.postgres.locks import PAUSE, FileLock
from memory.postgres.postmaster import (
    Status,
    find_postmaster,
    find_processes,
    forget_dead_server,
    read_pid_file,
    tell,
)
from memory.postgres.problems import DatabaseProblem, explain_output, find_gist

GRACE_S = 2.0
FAST_STOP_S = 30.0
IMMEDIATE_STOP_S = 10.0
LARGEST_LOG_BYTES = 1_000_000

SETTINGS = {
    "cluster_name": "backoffice",
    # Only through the socket, in a folder nobody else may enter.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What callers said must not settle in a log that no erasure reaches, so statements, their values and errors
    # stay out of it: whoever sent a statement gets its error.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_checkpoints": "off",
}


def ensure_running(place: Place, account: Account | None, *, patience: float, report: Callable[[str], None]) -> None:
    """Return once the server accepts connections: found running, or started. Call it behind the gate.

    Raises:
        DatabaseProblem: it does not run; the message says why.
        OSError: The folders cannot be used.
    """
    started = time.monotonic()
    deadline = started + patience
    with FileLock(place.running) as running:
        while not running.is_ours_alone():
            server = find_postmaster(place)
            if server and server.status is Status.READY:
                return
            if server and server.status is Status.STOPPING:
                tell(server.pid, place, signal.SIGINT)
            elif server is None and time.monotonic() - started > GRACE_S:
                # Its first process was killed, and some of the others have not noticed while they work.
                _tell_all(place, signal.SIGQUIT)
            if time.monotonic() > deadline:
                raise DatabaseProblem(_say_too_slow(place, patience, offset=0))
            time.sleep(PAUSE)
        _start(place, account, running, deadline, report)


def stop(place: Place) -> bool:
    """Stop the server, whoever is connected, and say whether it is gone. Call it behind the gate."""
    with FileLock(place.running) as running:
        for how, seconds in ((signal.SIGINT, FAST_STOP_S), (signal.SIGQUIT, IMMEDIATE_STOP_S)):
            if running.is_ours_alone():
                return True
            if server := find_postmaster(place):
                tell(server.pid, place, how)
            else:
                _tell_all(place, signal.SIGQUIT)
            if running.wait_until_ours_alone(seconds):
                return True
    return False


def _start(
    place: Place, account: Account | None, running: FileLock, deadline: float, report: Callable[[str], None]
) -> None:
    if stranger := find_postmaster(place):
        raise DatabaseProblem(
            f"A PostgreSQL server that this program did not start (process {stranger.pid}) uses {place.data}; "
            "stop it first."
        )
    is_made = has_database(place)
    binaries = make_reachable(find_binaries(), place, account)
    with opened_folder(place.folder) as folder:
        if not is_made:
            create_database(place, binaries, account, folder=folder, running=running.descriptor, report=report)
        hand_over(place.data, account)
        forget_dead_server(place)
        report("Starting the database.")
        offset, process = _launch(place, binaries, account, folder, running.descriptor)
    # Without anybody waiting for it, a server that ends while we go on would stay a zombie.
    threading.Thread(target=process.wait, name="database-reaper", daemon=True).start()
    _wait_until_ready(place, process, offset, deadline)


def _launch(
    place: Place, binaries: Binaries, account: Account | None, folder: int, running: int
) -> tuple[int, subprocess.Popen[bytes]]:
    """Start the server; returns where in the log its own words begin, and the process.

    The account may not be able to pass through the folders above, so it gets ours as an open descriptor. With
    the lock's descriptor the lock is held for as long as one process of the server lives.
    """
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG_BYTES:
        place.log.replace(place.log.with_suffix(".old.log"))
    log = open_private(place.log, os.O_WRONLY | os.O_APPEND)
    inside = f"/proc/self/fd/{folder}"
    command = [str(binaries.postgres), "-D", f"{inside}/{place.data.name}"]
    for name, value in {**SETTINGS, "unix_socket_directories": f"{inside}/{place.sockets.name}"}.items():
        command += ["-c", f"{name}={value}"]
    keep_open = [folder, running]
    detour = find_detour(place)
    try:
        if detour is None:
            return os.fstat(log).st_size, start_program(command, account, output=log, keep_open=keep_open)
        with opened_folder(detour) as held:
            # Those who clean temporary folders leave alone what is locked.
            fcntl.flock(held, fcntl.LOCK_SH)
            keep_open.append(held)
            return os.fstat(log).st_size, start_program(command, account, output=log, keep_open=keep_open)
    finally:
        os.close(log)


def _wait_until_ready(place: Place, process: subprocess.Popen[bytes], offset: int, deadline: float) -> None:
    began = time.monotonic()
    while True:
        server = read_pid_file(place)
        if server and server.pid == process.pid and server.status is Status.READY:
            return
        if process.poll() is not None:
            raise DatabaseProblem(_say_why_it_ended(place, process.returncode, offset))
        if time.monotonic() > deadline:
            raise DatabaseProblem(_say_too_slow(place, time.monotonic() - began, offset))
        time.sleep(PAUSE)


def _say_why_it_ended(place: Place, status: int, offset: int) -> str:
    if status == -signal.SIGKILL:
        return (
            "The database server was killed while it started, perhaps because memory ran out. "
            f"Try again. Its log is {place.log}."
        )
    return explain_output(_read_log(place, offset), place.home, log=place.log)


def _say_too_slow(place: Place, seconds: float, offset: int) -> str:
    return (
        f"The database in {place.home} was not ready after {seconds:.0f} seconds; the last thing it said is: "
        f"{find_gist(_read_log(place, offset))}. It may still be repairing itself: try again in a moment. "
        f"Its log is {place.log}."
    )


def _read_log(place: Place, offset: int) -> str:
    try:
        with place.log.open("rb") as file:
            file.seek(max(offset, place.log.stat().st_size - LARGEST_LOG_BYTES))
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def _tell_all(place: Place, what: signal.Signals) -> None:
    for pid in find_processes(place):
        tell(pid, place, what)
