"""What becomes of the jobs of a worker that is killed in the middle of them?

    python -m evals.worker_crash [--projects 42]

Two workers share a database of projects, some with known faults. One is killed with SIGKILL while it looks at a
project. Says how long the other took to take over, whether any project was looked at by two jobs at once, and
whether issues and suggestions equal those of a run that nobody disturbed. The exit status is 1 if not, or if
taking over took longer than `LONGEST_TAKEOVER_S`.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, LiteralString, TypeAlias

import psycopg

from evals.interruptions import MADE_AT, SEED, Outcome, World
from memory.database import plain_url
from memory.postgres.launcher import start_embedded
from tools.sample.generate import generate_sample

LONGEST_TAKEOVER_S = 30.0
LONGEST_START_S = 120.0
LONGEST_RUN_S = 600.0
PAUSE_S = 0.02

Report = Callable[[str], None]
Database: TypeAlias = psycopg.Connection[tuple[Any, ...]]

# Jobs that succeed are deleted: who did what, and from when to when, is written down beside them.
WATCH: LiteralString = """
CREATE TABLE jobs.watched (job bigint, lock text, worker bigint, begins boolean, at timestamptz);
CREATE FUNCTION jobs.watch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF old.status = 'doing' AND (TG_OP = 'DELETE' OR new.status <> 'doing') THEN
        INSERT INTO jobs.watched VALUES (old.id, old.lock, old.worker_id, false, clock_timestamp());
    ELSIF TG_OP = 'UPDATE' AND old.status <> 'doing' AND new.status = 'doing' THEN
        INSERT INTO jobs.watched VALUES (new.id, new.lock, new.worker_id, true, clock_timestamp());
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER watch AFTER UPDATE OR DELETE ON jobs.procrastinate_jobs FOR EACH ROW
WHEN (old.task_name = 'scan_project') EXECUTE FUNCTION jobs.watch();
"""
# A second job of a project begins although the one before it has not ended.
AT_ONCE: LiteralString = """
SELECT count(*) FROM (
    SELECT begins, lag(begins) OVER (PARTITION BY lock ORDER BY at, begins) AS began FROM jobs.watched
) AS each WHERE begins AND began
"""
DOING: LiteralString = (
    "SELECT id FROM jobs.procrastinate_jobs WHERE task_name = 'scan_project' AND status = 'doing' AND worker_id = %s"
)
UNSCANNED: LiteralString = """
SELECT count(*) FROM projects AS project WHERE scanned_until IS NULL OR EXISTS (
    SELECT FROM project_news AS news
    WHERE (news.org_id, news.project_id) = (project.org_id, project.id) AND (look OR changes > seen)
)
"""
QUEUED: LiteralString = "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = 'scan_project'"
DOUBLED: LiteralString = """
SELECT (SELECT count(*) - count(DISTINCT (org_id, project_id, metric, field)) FROM issues)
     + (SELECT count(*) - count(DISTINCT issue_id) FROM activities WHERE kind = 'issue_opened')
"""


@dataclass(frozen=True, slots=True)
class Crash:
    """What happened to the disturbed world."""

    interrupted: int
    takeover_s: float
    projects: int
    unscanned: int
    at_once: int
    doubled: int
    is_stopped_tidily: bool


class Crowd(World):
    """A world in which workers run."""

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that tells nobody what it does."""
        command = self._command("worker", "--concurrency", "2")
        return subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=self._env()
        )

    @contextmanager
    def open_database(self) -> Iterator[Database]:
        """Open the world's database as its owner."""
        with (
            start_embedded(self.home) as server,
            psycopg.connect(plain_url(server.url), autocommit=True) as connection,
        ):
            yield connection


def crash(world: Crowd, report: Report) -> Crash:
    """Let two workers work, kill the first in the middle of a scan, and let the other finish."""
    with world.open_database() as database:
        database.execute(WATCH)
        first = world.start_worker()
        second = None
        try:
            _wait_until(lambda: _ask(database, "SELECT count(*) FROM jobs.procrastinate_workers") == 1)
            doomed = _ask(database, "SELECT max(id) FROM jobs.procrastinate_workers")
            second = world.start_worker()
            _wait_until(lambda: _ask(database, "SELECT count(*) FROM jobs.procrastinate_workers") == 2)
            report("Both workers run.")
            takeover_s, interrupted = _kill_in_the_middle(database, first, doomed)
            report("One was killed, the other has taken over.")
            _wait_until(lambda: _ask(database, QUEUED) == 0 == _ask(database, UNSCANNED), LONGEST_RUN_S)
            second.send_signal(signal.SIGTERM)
            status = second.wait(LONGEST_START_S)
        finally:
            for process in (first, second):
                if process is not None and process.poll() is None:
                    process.kill()
        return Crash(
            interrupted=interrupted,
            takeover_s=takeover_s,
            projects=_ask(database, "SELECT count(*) FROM projects"),
            unscanned=_ask(database, UNSCANNED),
            at_once=_ask(database, AT_ONCE),
            doubled=_ask(database, DOUBLED),
            is_stopped_tidily=status == 0 and _ask(database, "SELECT count(*) FROM jobs.procrastinate_workers") == 1,
        )


def _kill_in_the_middle(database: Database, process: subprocess.Popen[bytes], doomed: int) -> tuple[float, int]:
    """Return (seconds until every job that was interrupted had begun again, how many there were)."""
    _wait_until(lambda: _ask(database, DOING, doomed) is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    killed_at = monotonic()
    at = _ask(database, "SELECT clock_timestamp()")
    jobs = [row[0] for row in database.execute(DOING, [doomed])]
    again: LiteralString = "SELECT count(DISTINCT job) FROM jobs.watched WHERE begins AND job = ANY(%s) AND at > %s"
    _wait_until(lambda: _ask(database, again, jobs, at) == len(jobs))
    return monotonic() - killed_at, len(jobs)


def _ask(database: Database, question: LiteralString, *values: object) -> Any:  # noqa: ANN401 - one value of any kind
    row = database.execute(question, values).fetchone()
    return None if row is None else row[0]


def _wait_until(is_so: Callable[[], bool], longest_s: float = LONGEST_START_S) -> None:
    end = monotonic() + longest_s
    while not is_so():
        if monotonic() > end:
            raise TimeoutError(f"After {longest_s:.0f} s what was waited for had not happened.")
        sleep(PAUSE_S)


def _write_files(folder: Path, projects: int) -> Path:
    """Write as many projects as wanted, with their calls: the sample's trades again and again, with other dice."""
    lines: dict[str, list[dict[str, Any]]] = {"projects": [], "calls": []}
    seed = SEED
    while len(lines["projects"]) < projects:
        sample = generate_sample(seed=seed, now=MADE_AT)
        chosen = sample.projects[: projects - len(lines["projects"])]
        keys = {project["project"]: f"{project['project']}-{seed}" for project in chosen}
        lines["projects"] += [{**project, "project": keys[project["project"]]} for project in chosen]
        lines["calls"] += [
            {**call, "project": keys[call["project"]]} for call in sample.calls() if call["project"] in keys
        ]
        seed += 1
    for name, found in lines.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in found), encoding="utf-8")
    return folder


def compare(folder: Path, projects: int, report: Report) -> tuple[Outcome, Outcome, Crash]:
    """Return what came of the undisturbed world, of the disturbed one, and what happened to the latter."""
    files = _write_files(folder, projects)
    calm, rough = Crowd(folder / "calm", files), Crowd(folder / "rough", files)
    for world in (calm, rough):
        world.home.mkdir()
        world.run("import", "projects", str(files / "projects.jsonl"))
        world.run("import", "calls", str(files / "calls.jsonl"))
    report("Both worlds are made.")
    calm.run("scan")
    report("The undisturbed one has been looked at.")
    happened = crash(rough, report)
    return calm.outcome(), rough.outcome(), happened


def main() -> int:
    """Print what came of it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--projects", type=int, default=42)
    projects = parser.parse_args().projects
    with TemporaryDirectory() as folder:
        calm, rough, found = compare(Path(folder), projects, lambda sentence: print(sentence, file=sys.stderr))
    print(f"jobs interrupted by the kill: {found.interrupted}")
    print(f"taken over after: {found.takeover_s:.1f} s (at most {LONGEST_TAKEOVER_S:.0f})")
    print(f"projects scanned: {found.projects - found.unscanned} of {found.projects}")
    print(f"times two jobs of one project ran at once: {found.at_once}; issues doubled: {found.doubled}")
    print(f"undisturbed: {calm.calls} calls, {len(calm.issues)} issues, {len(calm.suggestions)} suggestions")
    print(f"disturbed:   {rough.calls} calls, {len(rough.issues)} issues, {len(rough.suggestions)} suggestions")
    print(f"all the same: {calm == rough}; the other worker stopped tidily: {found.is_stopped_tidily}")
    is_right = calm == rough and found.is_stopped_tidily and not (found.unscanned or found.at_once or found.doubled)
    return 0 if is_right and found.interrupted and found.takeover_s <= LONGEST_TAKEOVER_S else 1


if __name__ == "__main__":
    sys.exit(main())
