"""Who is using, starting or running the database right now?

Answered by `flock`, because the kernel drops those locks whenever and however their holder dies. A lock belongs
to the open file, so a program that inherits the descriptor holds it too: the server holds its own that way.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from memory.postgres.folders import open_private
from memory.postgres.problems import DatabaseProblem

PAUSE = 0.01
UNNOTICED_S = 0.5


class FileLock:
    """One open lock file. Closing it gives up whatever it holds, unless a child inherited `descriptor`."""

    def __init__(self, path: Path) -> None:
        self.descriptor = open_private(path, os.O_RDWR)

    def share(self) -> None:
        """Hold the lock together with others. Call it only where nobody can hold it exclusively."""
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def is_ours_alone(self) -> bool:
        """Take the lock exclusively if nobody else holds it, without waiting; say whether it was taken."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_until_ours_alone(self, seconds: float) -> bool:
        """As `is_ours_alone`, trying for so many seconds."""
        deadline = time.monotonic() + seconds
        while not self.is_ours_alone():
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        return True

    def close(self) -> None:
        """Let go. Safe to call twice."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def one_at_a_time(gate: Path, *, patience: float, report: Callable[[str], None]) -> Iterator[None]:
    """Let only one process of this machine start or stop the database at a time.

    Raises:
        DatabaseProblem: another process has not finished within `patience` seconds.
    """
    with FileLock(gate) as lock:
        if not lock.wait_until_ours_alone(min(UNNOTICED_S, patience)):
            report("Another process is starting or stopping the database; waiting for it.")
            if not lock.wait_until_ours_alone(patience):
                raise DatabaseProblem(
                    f"Another process has been starting or stopping the database in {gate.parent.parent} "
                    f"for more than {patience:.0f} seconds. Try again, or end that process."
                )
        yield
