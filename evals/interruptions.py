"""Does anything get lost or doubled when the whole process group is killed at random moments?

    python -m evals.interruptions --times 20

Kills an import and a scan with SIGKILL at random moments, every other time the database with them, runs the same
command again to its end, and compares what is there with a run nobody disturbed.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from tools.sample.generate import generate_sample

Report = Callable[[str], None]
SEED = 7
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)
# About how long either command takes here: kills fall before, into and after the work.
LONGEST_WAIT_S = 4.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands in the database afterwards."""

    calls: int
    issues: tuple[tuple[str, str, str], ...]
    suggestions: tuple[tuple[str, str], ...]
    rollups_equal_recount: bool


class World:
    """One home folder with its own database, and the command line working in it."""

    def __init__(self, home: Path, files: Path) -> None:
        self.home = home
        self.files = files

    def run(self, *arguments: str) -> str:
        """Run a command to its end and return what it printed; raise CalledProcessError when it fails."""
        return subprocess.run(
            self._command(*arguments), check=True, capture_output=True, text=True, env=self._env()
        ).stdout

    def kill(self, *arguments: str, after_s: float, with_database: bool) -> None:
        """Start a command and kill its whole process group after a while."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            self._command(*arguments), stdout=quiet, stderr=quiet, start_new_session=True, env=self._env()
        )
        sleep(after_s)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if with_database:
            self._kill_database()

    def outcome(self) -> Outcome:
        """Read what stands in the database."""
        issues = json.loads(self.run("issues", "--json"))
        suggestions = json.loads(self.run("suggestions", "--json"))
        counted = json.loads(self.run_module("evals.recount"))
        return Outcome(
            calls=counted["calls"],
            issues=tuple(sorted((found["project"], found["metric"], found["field"] or "") for found in issues)),
            suggestions=tuple(sorted((found["project"], found["after"]) for found in suggestions)),
            rollups_equal_recount=counted["rollups_equal_recount"],
        )

    def run_module(self, module: str) -> str:
        """Run one of our modules in this world."""
        command = [sys.executable, "-m", module]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self._env()).stdout

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "api.cli", *arguments]

    def _env(self) -> dict[str, str]:
        return {"PATH": os.defpath, "BACKOFFICE_HOME": str(self.home), "HOME": str(self.home)}

    def _kill_database(self) -> None:
        pid_file = self.home / "postgres" / "data" / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        try:
            is_ours = Path(f"/proc/{pid}/cwd").resolve() == pid_file.parent.resolve()
        except OSError:
            return
        if is_ours:
            os.kill(pid, signal.SIGKILL)


def interrupt(times: int, folder: Path, report: Report) -> tuple[Outcome, Outcome]:
    """Return (undisturbed, disturbed) after `times` kills in all."""
    chance = random.Random(SEED)
    files = _write_files(folder)
    calm, rough = World(folder / "calm", files), World(folder / "rough", files)
    for world in (calm, rough):
        world.home.mkdir()
    for world in (calm, rough):
        world.run("import", "projects", str(files / "projects.jsonl"))
    for number in range(times):
        command = ("import", "calls", str(files / "calls.jsonl")) if number < times // 2 else ("scan",)
        if number == times // 2:
            rough.run("import", "calls", str(files / "calls.jsonl"))
        wait = chance.uniform(0, LONGEST_WAIT_S)
        report(f"kill {number + 1} of {times}: {command[0]} after {wait:.1f} s")
        rough.kill(*command, after_s=wait, with_database=number % 2 == 1)
    rough.run("scan")
    calm.run("import", "calls", str(files / "calls.jsonl"))
    calm.run("scan")
    return calm.outcome(), rough.outcome()


def _write_files(folder: Path) -> Path:
    sample = generate_sample(seed=SEED, now=MADE_AT)
    for name, lines in {"projects": sample.projects, "calls": sample.calls()}.items():
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def main() -> int:
    """Print what came of it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with TemporaryDirectory() as folder:
        calm, rough = interrupt(times, Path(folder), lambda sentence: print(sentence, file=sys.stderr))
    print(f"undisturbed: {calm.calls} calls, {len(calm.issues)} issues, {len(calm.suggestions)} suggestions")
    print(f"{times} kills:   {rough.calls} calls, {len(rough.issues)} issues, {len(rough.suggestions)} suggestions")
    print(f"rollups equal a recount: {rough.rollups_equal_recount}; all the same: {calm == rough}")
    return 0 if calm == rough and rough.rollups_equal_recount else 1


if __name__ == "__main__":
    sys.exit(main())
