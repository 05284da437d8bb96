"""Is there a database in the data folder, and how is one made where there is none?"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from memory.postgres.accounts import Account, check_account_is_known, start_program
from memory.postgres.binaries import MAJOR_VERSION, Binaries
from memory.postgres.folders import Place
from memory.postgres.problems import DatabaseProblem, explain_output

SUPERUSER = "postgres"
LONGEST_CREATION_S = 300.0

# Sorting and case folding come with PostgreSQL itself, so that they are the same on every machine. What counts as
# a letter in full text search is still for the operating system to say, and a few have no C.UTF-8.
LOCALES = ("C.UTF-8", "C")


def has_database(place: Place) -> bool:
    """Say whether the data folder holds a database of our version; False where there is nothing at all.

    Raises:
        DatabaseProblem: what lies there is of another version, or is no database.
    """
    if not place.data.exists() or not any(place.data.iterdir()):
        return False
    try:
        version = (place.data / "PG_VERSION").read_text().strip()
    except (FileNotFoundError, UnicodeDecodeError):
        version = ""
    if version == str(MAJOR_VERSION):
        return True
    if re.fullmatch(r"\d+(\.\d+)?", version):
        raise DatabaseProblem(
            f"The database in {place.data} was made by PostgreSQL {version}, and this program has PostgreSQL "
            f"{MAJOR_VERSION}. Dump it with the old version and load the dump here, or move that folder away."
        )
    raise DatabaseProblem(
        f"The folder {place.data} holds files but no whole database (PG_VERSION is missing or unreadable). "
        "Restore it from a backup, or move that folder away to begin with an empty one."
    )


def create_database(
    place: Place,
    binaries: Binaries,
    account: Account | None,
    *,
    folder: int,
    running: int,
    report: Callable[[str], None],
) -> None:
    """Make a new database beside the data folder and move it there once it is whole and on disk.

    Killed at any moment, it leaves only an unfinished folder, which the next attempt takes away.

    Args:
        place: Where.
        binaries: The programs, which `account` can run.
        account: Who is to own it; None for us.
        folder: An open descriptor of `place.folder`: the way in where the account may not pass the folders above.
        running: The descriptor of the held lock `place.running`, which initdb then holds, too.
        report: Told what takes a moment.

    Raises:
        DatabaseProblem: initdb failed; the message says why.
        OSError: The folders cannot be written.
    """
    check_account_is_known(account)
    report("Making the database. This happens once and takes a second or two.")
    output = ""
    for locale in LOCALES:
        _clear_away(place.unfinished)
        place.unfinished.mkdir(mode=0o700)
        if account:
            os.chown(place.unfinished, account.uid, account.gid, follow_symlinks=False)
        is_made, output = _run_initdb(
            _initdb_command(binaries, f"/proc/self/fd/{folder}/{place.unfinished.name}", locale),
            account,
            keep_open=(folder, running),
        )
        if is_made:
            place.unfinished.rename(place.data)
            os.fsync(folder)
            return
        if "invalid locale name" not in output:
            break
    _clear_away(place.unfinished)
    raise DatabaseProblem(explain_output(output, place.home))


def _initdb_command(binaries: Binaries, data: str, locale: str) -> list[str]:
    return [
        str(binaries.initdb),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--locale={locale}",
        "--auth-local=trust",
        "--auth-host=reject",
        "--no-instructions",
    ]


def _run_initdb(command: list[str], account: Account | None, *, keep_open: tuple[int, ...]) -> tuple[bool, str]:
    with start_program(command, account, output=subprocess.PIPE, keep_open=keep_open) as process:
        try:
            said, _ = process.communicate(timeout=LONGEST_CREATION_S)
        except subprocess.TimeoutExpired:
            process.terminate()
            return False, f"it was not done after {LONGEST_CREATION_S:.0f} seconds"
        except BaseException:
            process.terminate()
            raise
    return process.returncode == 0, said.decode(errors="replace")


def _clear_away(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
