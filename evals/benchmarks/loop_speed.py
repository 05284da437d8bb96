"""How many projects does the improvement loop take from news to a proven suggestion in an hour, beside its model?

    python -m evals.benchmarks.loop_speed [--projects 30] [--jobs 4]

Fills a database of its own with projects whose agent never asks for the e-mail address, and does the worker's job for
each of them with a scripted model that answers at once, in a process of its own: detection, diagnosis, drafting with
look-ups and critique, the replay of past calls under both texts, and the notification. Then a few projects alone, where
what a step takes while no question is put to the model can be told apart.

The exit status is 1 below `FEWEST_AN_HOUR` projects, or where a step takes more than `MOST_BESIDE_MS`.
"""

import argparse
import asyncio
import json
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

from agents.model_line import ModelLine
from agents.models import ModelSettings
from api.jobs.scanning import scan_project
from evals.suites.figures import table
from graphs.services import Services
from knowledge_base.embeddings.minilm import MiniLmEmbedder
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.migrate import migrate
from memory.postgres.launcher import start_embedded
from memory.repositories.rows import new_id

FEWEST_AN_HOUR = 1_000
MOST_BESIDE_MS = 150.0
CALLS, ALONE = 80, 4
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
INSTRUCTIONS = """You are the phone agent of workshop {number}.

1. Greet the caller.
2. Ask for the caller's full name.
3. Ask for the day of the visit.
4. Say goodbye.
"""
NAMES = ("Nomsa Dube", "Karel Venter", "Fatima Patel", "Sipho Zulu", "Anna Meyer", "Luca Rossi")


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--projects", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=4)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder, start_embedded(Path(folder)) as server, _scripted_model() as url:
        migrate(server.url)
        return asyncio.run(_measure(server.url, url, Path(folder), arguments.projects, arguments.jobs))


async def _measure(database_url: str, model_url: str, folder: Path, projects: int, jobs: int) -> int:
    database = Database(database_url)
    settings = ModelSettings("scripted", "key", model_url, 30.0)
    services = Services(
        database, lambda: datetime.now(UTC), build_model_line=lambda: ModelLine(settings), embedder=MiniLmEmbedder()
    )
    try:
        org_id, ids = await _fill(database, folder, projects + ALONE)
        together, alone = ids[:-ALONE], ids[-ALONE:]
        began = perf_counter()
        await _do(services, org_id, together, jobs)
        seconds = perf_counter() - began
        for project_id in alone:
            await scan_project(services, org_id, project_id)
        outcomes = await _count_outcomes(database, org_id)
        steps = await _read_steps(database, org_id, alone)
    finally:
        await database.close()
    return _print(len(together), seconds, jobs, outcomes, steps)


async def _do(services: Services, org_id: UUID, ids: list[UUID], jobs: int) -> None:
    waiting = iter(ids)

    async def work() -> None:
        for project_id in waiting:
            await scan_project(services, org_id, project_id)

    await asyncio.gather(*(work() for _ in range(jobs)))


@dataclass(frozen=True, slots=True)
class _Step:
    seconds_beside: float
    model_calls: int


async def _read_steps(database: Database, org_id: UUID, ids: list[UUID]) -> dict[str, list[_Step]]:
    steps: defaultdict[str, list[_Step]] = defaultdict(list)
    async with database.open_memory(org_id) as memory:
        for project_id in ids:
            for run in await memory.run_steps.runs(project_id=project_id):
                for step in await memory.run_steps.of_run(run.issue_id, run.attempt):
                    steps[step.step].append(_Step(step.seconds - step.waited_seconds, step.model_calls))
    return steps


async def _count_outcomes(database: Database, org_id: UUID) -> Counter[str]:
    """Return how the runs stand; those that wait show a suggestion whose replay was passed."""
    async with database.open_memory(org_id) as memory:
        return Counter(run.outcome or run.status for run in await memory.run_steps.runs(limit=10_000))


def _print(projects: int, seconds: float, jobs: int, outcomes: Counter[str], steps: dict[str, list[_Step]]) -> int:
    an_hour = 3600 * projects / seconds
    print(f"{projects} projects, {jobs} jobs at once: {seconds:.1f} s, {an_hour:,.0f} projects an hour and worker.")
    print(f"How the runs stand: {', '.join(f'{name} {runs}' for name, runs in outcomes.most_common())}.")
    headings = ["step", "runs", "model calls", "beside the model, median ms", "worst ms", "ms a model call"]
    rows = []
    worst = 0.0
    for name, taken in steps.items():
        beside = [1_000 * step.seconds_beside for step in taken]
        calls = sum(step.model_calls for step in taken)
        worst = max(worst, median(beside))
        each = f"{sum(beside) / calls:.1f}" if calls else "-"
        rows.append([name, str(len(taken)), str(calls), f"{median(beside):.0f}", f"{max(beside):.0f}", each])
    print(table("", headings, rows))
    print(f"Wanted: at least {FEWEST_AN_HOUR:,} projects an hour, at most {MOST_BESIDE_MS:.0f} ms a step (median).")
    return 0 if an_hour >= FEWEST_AN_HOUR and worst <= MOST_BESIDE_MS else 1


async def _fill(database: Database, folder: Path, projects: int) -> tuple[UUID, list[UUID]]:
    org_id = new_id()
    async with database.open_memory(org_id) as memory:
        await memory.organisation.create("Benchmark")
        await memory.organisation.limit_model(1_000_000, None)
    lines = {
        "projects": [_project(number) for number in range(projects)],
        "calls": [_call(number, place) for number in range(projects) for place in range(CALLS)],
    }
    for name, content in lines.items():
        (folder / name).write_text("".join(f"{json.dumps(line)}\n" for line in content), encoding="utf-8")
    await import_projects(database, org_id, folder / "projects", now=NOW)
    await import_calls(database, org_id, folder / "calls")
    async with database.open_memory(org_id) as memory:
        return org_id, [project.id for project in await memory.projects.all()]


def _project(number: int) -> dict[str, object]:
    named = (("full_name", "Caller's full name", "name"), ("day", "Day of the visit", "date"))
    fields = [*named, ("email", "Caller's e-mail address", "email")]
    return {
        "project": f"workshop-{number}",
        "name": f"Workshop {number}",
        "goal": "Book a visit",
        "instructions": INSTRUCTIONS.format(number=number),
        "fields": [{"name": name, "description": described, "type": kind} for name, described, kind in fields],
    }


def _call(number: int, place: int) -> dict[str, object]:
    name, day = NAMES[place % len(NAMES)], place % 27 + 1
    said = [
        ("agent", "Good day, this is the workshop. May I have your full name, please?"),
        ("caller", f"Yes, it's {name}."),
        ("agent", "Thank you. On which day would you like to come in?"),
        ("caller", f"On the {day}th of November would suit me."),
        ("agent", "You are booked in. Is there anything else I can do for you?"),
        ("caller", "No, that was everything, thanks."),
        ("agent", "Thank you for calling, goodbye."),
    ]
    return {
        "project": f"workshop-{number}",
        "call_id": f"{number}-{place}",
        "started_at": (NOW - timedelta(hours=CALLS - place)).isoformat(),
        "duration_s": 70,
        "status": "completed",
        "ended_reason": "caller_hung_up",
        "captured": {"full_name": name, "day": f"2026-11-{day:02d}", "email": None},
        "transcript": [{"speaker": speaker, "text": text} for speaker, text in said],
    }


@contextmanager
def _scripted_model() -> Iterator[str]:
    """Yield the address of a scripted model in a process of its own, so that its time is not ours."""
    command = [sys.executable, "-m", "agents.scripted_server", "--port", "0", "--behaviour", "good"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1].rstrip(".")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
