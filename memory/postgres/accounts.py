"""Under which account does the server run, and how is a program started under it?

PostgreSQL refuses to run as root, so root hands it to an account that exists already. Nobody else has to: there
the server simply runs as the person who started it.
"""

import errno
import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from memory.postgres.problems import DatabaseProblem

PREFERRED = ("postgres", "nobody")

# Nothing of ours reaches the server: a stray PGDATA or LD_PRELOAD would change it, a secret would leak.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged account, by its numbers; `groups` are all the groups it is in."""

    uid: int
    gid: int
    groups: tuple[int, ...]


def find_account(home: Path, data: Path) -> Account | None:
    """Return the account root drops to for the database in `data` below `home`; None where we are not root.

    The account that owns the data already, else the owner of `home`, else one of `PREFERRED`.

    Raises:
        DatabaseProblem: the data belongs to somebody else, or root finds no account to drop to.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner not in {None, os.geteuid()}:
            raise DatabaseProblem(f"The database in {data} belongs to {_name(owner)}; run this as that account.")
        return None
    if owner:
        return _describe(owner) or Account(owner, data.stat().st_gid, ())
    if (home_owner := home.stat().st_uid) and (account := _describe(home_owner)):
        return account
    for name in PREFERRED:
        try:
            return _describe(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise DatabaseProblem(
        "PostgreSQL does not run as root, and this machine has no other account to run it "
        f"({' or '.join(PREFERRED)}). Run this as an ordinary user, or give {home} to one."
    )


def check_account_is_known(account: Account | None) -> None:
    """Refuse an account without a name, because a database cannot be made under it.

    Raises:
        DatabaseProblem: this machine's list of accounts does not hold its number.
    """
    uid = account.uid if account else os.geteuid()
    if _describe(uid) is None:
        raise DatabaseProblem(
            f"PostgreSQL cannot make a database under account number {uid}, because this machine has no name "
            "for it. Add it to /etc/passwd, run this as another account, or use an external database."
        )


def start_program(
    command: Sequence[str], account: Account | None, *, output: int, keep_open: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a program under `account`, in its own session so that Ctrl-C is not for it.

    Args:
        command: The program's path and its arguments.
        account: None for our own.
        output: Where it writes: a descriptor or `subprocess.PIPE`.
        keep_open: Descriptors it inherits under the same numbers.

    Raises:
        DatabaseProblem: root may not take on another account here.
        OSError: The program cannot be executed.
    """
    try:
        return subprocess.Popen(  # noqa: S603 - only programs of our own wheel, and no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            pass_fds=keep_open,
            umask=0o077,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=account.groups if account else None,
        )
    except OSError as error:
        if account and error.errno in {errno.EPERM, errno.EINVAL}:
            raise cannot_drop() from error
        raise


def cannot_drop() -> DatabaseProblem:
    """Return what to say where root may not act as, or give files to, another account, as in some containers."""
    return DatabaseProblem(
        "PostgreSQL does not run as root, and root may not make it run as another account here. "
        "Run this as an ordinary user, or use an external database."
    )


def _describe(uid: int) -> Account | None:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(uid, entry.pw_gid, tuple(os.getgrouplist(entry.pw_name, entry.pw_gid)))


def _name(uid: int | None) -> str:
    try:
        return f"the account {pwd.getpwuid(uid or 0).pw_name}"
    except KeyError:
        return f"account number {uid}"
