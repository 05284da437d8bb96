"""How is a failure of the database told to a person?"""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_GIST = 300

FULL = ("No space left on device", "Disk quota exceeded")
FORBIDDEN = ("Permission denied", "Operation not permitted", "Read-only file system")
OUT_OF_MEMORY = ("Cannot allocate memory", "could not create shared memory segment", "could not fork")
DAMAGED = (
    "could not locate a valid checkpoint record",
    "invalid checkpoint",
    "pg_control",
    "incorrect checksum in control file",
    "database files are incompatible with server",
    "is not a valid data directory",
    "could not find the database system",
    "could not access status of transaction",
    "could not open ",
    "could not read ",
    "could not access ",
    "does not exist",
    "could not load ",
    "invalid page",
    "invalid data in",
    "bogus data in",
    "contains invalid",
)

_SEVERE = re.compile(r"\b(?:FATAL|PANIC|fatal|initdb: error|postgres: error):\s+(.+)")
_LOG_PREFIX = re.compile(r"^\S+ \S+ \S+ \[\d+\] [A-Z]+:\s+")
_DESCRIPTOR = re.compile(r"/proc/self/fd/\d+/")


class DatabaseProblem(Exception):  # noqa: N818 - it is told to a person, who reads a problem, not a class name
    """The database cannot be used. The message is a sentence or two that a person can act on."""


@contextmanager
def told_in_words(home: Path) -> Iterator[None]:
    """Turn an `OSError` raised inside into a `DatabaseProblem` about the folder `home`."""
    try:
        yield
    except OSError as error:
        raise DatabaseProblem(explain_error(error, home)) from error


def explain_error(error: OSError, home: Path) -> str:
    """Say in a sentence what an operating system error means for the database below `home`."""
    what = error.filename if isinstance(error.filename, str) else str(home)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            said = _disk_is_full(home)
        case errno.EROFS:
            said = f"The database folder {home} is on a disk that can only be read."
        case errno.EACCES | errno.EPERM:
            said = f"This account may not use {what}, which the database in {home} needs (permission denied)."
        case errno.EEXIST | errno.ENOTDIR:
            said = f"The database needs a folder at {what}, but a file or a link is in the way."
        case errno.ENAMETOOLONG | errno.ELOOP:
            said = f"The path of the database folder {home} is too long or goes in circles."
        case errno.ENOLCK | errno.EOPNOTSUPP:
            said = f"The disk that holds {home} cannot lock files, so a database cannot be kept there safely."
        case _:
            said = f"The database in {home} cannot be used: {error.strerror or error}."
    return said


def explain_output(output: str, home: Path, *, log: Path | None = None) -> str:
    """Say in a sentence why PostgreSQL failed, from what it wrote or answered (more may stand in `log`)."""
    more = f" Its log is {log}." if log else ""
    gist = find_gist(output)
    if _mentions(output, FULL):
        return _disk_is_full(home)
    if _mentions(output, OUT_OF_MEMORY):
        return f"There is not enough memory for the database in {home} ({gist}).{more}"
    if _mentions(gist, FORBIDDEN):
        return f"The database server may not use its folder below {home} ({gist}).{more}"
    if _mentions(gist, DAMAGED):
        return (
            f"The database in {home} is damaged ({gist}). "
            f"Restore it from a backup, or move that folder away to begin with an empty one.{more}"
        )
    return f"The database in {home} cannot be used ({gist}).{more}"


def find_gist(output: str) -> str:
    """Return the one line of a PostgreSQL program's output that says most, without descriptor paths."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    severe = [found.group(1) for line in lines if (found := _SEVERE.search(line))]
    gist = (severe or lines or ["it said nothing"])[-1]
    gist = _DESCRIPTOR.sub("", _LOG_PREFIX.sub("", gist))
    return gist[:LONGEST_GIST].rstrip(". ")


def _mentions(text: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in text for phrase in phrases)


def _disk_is_full(home: Path) -> str:
    return f"The disk that holds {home} is full. Free some space there and try again; nothing stored is lost."
