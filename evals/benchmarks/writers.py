"""Are the counts right when several processes import at once while scans run?

    python -m evals.benchmarks.writers [--calls 100000] [--writers 4] [--url postgresql+psycopg://...]

Every writer is a process with a file of its own. The files are about the same projects, in no order of time, over
three months; some lines stand in two files, and some calls come again with other content. Another process scans the
organisation all the while. Afterwards the rollups have to equal a recount from the calls, and every call has to be
there once. The exit status is 1 when one of these is not so.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from uuid import UUID

from evals.recount import recount_organisation
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.migrate import migrate
from memory.postgres.launcher import start_embedded
from memory.repositories.rows import new_id

PROJECTS = 12
FIELDS = ("name", "email", "phone")
TYPES = (None, "inbound", "outbound", *(f"campaign {number}" for number in range(9)))
START = datetime(2026, 8, 20, tzinfo=UTC)
SPAN = timedelta(days=75)
PAUSE_S = 0.05
# Shares of the calls.
TWICE = 0.05
UPDATED = 0.08


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands in the database afterwards, and how it got there."""

    lines: int
    expected_calls: int
    calls: int
    rollups_equal_recount: bool
    seconds: float
    scans: int

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, doubled or miscounted."""
        return self.rollups_equal_recount and self.calls == self.expected_calls


def main() -> int:
    """Run the writers and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--url", help="a database that may be filled; absent: an embedded one, thrown away")
    arguments = parser.parse_args()
    with _server(arguments.url) as url, TemporaryDirectory() as folder:
        migrate(url)
        found = _run(url, Path(folder), arguments.calls, arguments.writers)
    verdict = "rollups equal a recount" if found.rollups_equal_recount else "ROLLUPS DIFFER FROM A RECOUNT"
    print(
        f"{arguments.writers} writers, {found.lines:,} lines in {found.seconds:.0f} s "
        f"({found.lines / found.seconds:,.0f} a second), {found.scans} scans meanwhile; "
        f"{found.calls:,} calls of {found.expected_calls:,}, {verdict}"
    )
    return 0 if found.is_right else 1


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    with TemporaryDirectory() as home, start_embedded(Path(home)) as server:
        yield server.url


def _run(url: str, folder: Path, calls: int, writers: int) -> Outcome:
    org_id = new_id()
    files = write_files(folder, calls, writers)
    asyncio.run(_prepare(url, org_id, folder))
    done = folder / "done"
    started = perf_counter()
    with ProcessPoolExecutor(writers + 1, multiprocessing.get_context("spawn")) as pool:
        scanning: Future[int] = pool.submit(_scan_until, done, url, org_id)
        try:
            lines = sum(pool.map(_write, files, [url] * writers, [org_id] * writers))
            seconds = perf_counter() - started
        finally:
            done.touch()
        scans = scanning.result()
    stored, is_equal = asyncio.run(_recount(url, org_id))
    return Outcome(lines, calls, stored, is_equal, seconds, scans)


async def _prepare(url: str, org_id: UUID, folder: Path) -> None:
    database = Database(url, pool_size=1)
    async with database.open_memory(org_id) as memory:
        await memory.organisation.create(f"Writers {org_id}")
    file = folder / "projects.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in make_projects()), encoding="utf-8")
    await import_projects(database, org_id, file, now=START)
    await database.close()


def _write(file: Path, url: str, org_id: UUID) -> int:
    """Import one file in a process of its own; return how many lines it kept, and fail if it refused one."""

    async def bring() -> int:
        database = Database(url, pool_size=2)
        result = await import_calls(database, org_id, file)
        await database.close()
        if result.refused.total:
            raise RuntimeError(f"The generated file is wrong: {result.refused.listed[0]}")
        return result.created + result.updated + result.unchanged

    return asyncio.run(bring())


def _scan_until(done: Path, url: str, org_id: UUID) -> int:
    """Scan over and over until the file `done` is there; return how often."""

    async def look() -> None:
        database = Database(url, pool_size=2)
        await scan(Services(database=database, clock=lambda: datetime.now(UTC)), org_id)
        await database.close()

    scans = 0
    while not done.exists():
        asyncio.run(look())
        scans += 1
        sleep(PAUSE_S)
    return scans


async def _recount(url: str, org_id: UUID) -> tuple[int, bool]:
    database = Database(url, pool_size=1)
    found = await recount_organisation(database, org_id)
    await database.close()
    return found


def make_projects() -> Iterator[dict[str, Any]]:
    """Yield the projects all files are about, as lines of `projects.jsonl`."""
    fields = [{"name": name, "required": name != "phone"} for name in FIELDS]
    for number in range(PROJECTS):
        instructions = "1. Greet the caller.\n2. Ask for the name.\n3. Ask for the e-mail address."
        yield {"project": f"p-{number}", "name": f"P {number}", "instructions": instructions, "fields": fields}


def write_files(folder: Path, calls: int, writers: int, seed: int = 1) -> list[Path]:
    """Write a file of calls for each writer and return their paths; together they hold `calls` different calls."""
    chance = random.Random(seed)
    shares: list[list[str]] = [[] for _ in range(writers)]
    for number in range(calls):
        line = _line(chance, number)
        chance.choice(shares).append(line)
        if chance.random() < TWICE:
            chance.choice(shares).append(line)
        if chance.random() < UPDATED:
            chance.choice(shares).append(_line(chance, number))
    files = []
    for number, lines in enumerate(shares):
        chance.shuffle(lines)
        files.append(folder / f"calls-{number}.jsonl")
        files[-1].write_text("".join(lines), encoding="utf-8")
    return files


def _line(chance: random.Random, number: int) -> str:
    moment = START + SPAN * chance.random()
    # Most projects are well, so that a scan looks at all of them and does not spend its time on a few.
    captured = 0.5 if number % PROJECTS == 0 else 0.97
    says = [f"{chance.choice(('Yes', 'No', 'Well'))}, number {chance.randrange(10_000)}." for _ in range(6)]
    turns = [{"speaker": ("agent", "caller")[place % 2], "text": text} for place, text in enumerate(says)]
    call = {
        "project": f"p-{number % PROJECTS}",
        "call_id": f"c-{number}",
        "started_at": moment.isoformat(timespec="seconds"),
        "duration_s": chance.choice((5, 30, 90, 200, None)),
        "status": chance.choices(("completed", "voicemail", "failed"), (85, 10, 5))[0],
        "ended_reason": chance.choice(("caller_hung_up", "agent_hung_up", "error", None)),
        "captured": {name: f"{name} {number}" if chance.random() < captured else None for name in FIELDS},
        "transcript": turns[: chance.randrange(7)],
        "call_type": chance.choice(TYPES),
    }
    return f"{json.dumps(call)}\n"


if __name__ == "__main__":
    sys.exit(main())
