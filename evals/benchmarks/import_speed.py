"""How fast does a file of calls come in, beside a bare COPY of the very same rows?

    python -m evals.benchmarks.import_speed [--lines 50000] [--rounds 3] [--text] [--url postgresql+psycopg://...]

Every round imports a generated file into an organisation of its own, then copies the rows it stored, ready made,
into tables with the same columns and indexes but no row-level security: as Python values through psycopg's
`write_row` or, with `--text`, as the finished lines of COPY's text format. Both sides run on the same server and
grow alike from round to round. The import needs a second core to itself. The exit status is 1 below `FLOOR`.
"""

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from memory.database import Database, plain_url
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.migrate import migrate
from memory.postgres.launcher import start_embedded
from memory.repositories.rows import new_id

FLOOR = 0.4
BATCH = 5000
PROJECTS = 20
FIELDS = ("name", "email", "phone", "date", "guests")
START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
OPENINGS = ("Hi, I'd like to", "Good morning, can I", "Hello, I was hoping to", "Yes, I need to", "Could I please")
MATTERS = ("book a table", "change my booking", "ask about Saturday", "cancel for tonight", "order for a group")
QUESTIONS = ("What name is it under", "Which number can we reach you on", "What is your e-mail address", "For what day")
MANNERS = ("please?", "so that I can find it for you?", "if I may ask?", "and could you spell it for me?")

# Ready-made rows of one table: tuples of values, or lines of COPY's text format.
Rows = list[tuple[Any, ...]] | list[bytes]
COLUMNS: dict[str, LiteralString] = {
    "calls": "*",
    "call_details": "org_id, project_id, call_id, started_at, captured::text, transcript::text, recording",
}


def main() -> int:
    """Run the comparison and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--text", action="store_true", help="copy finished text instead of Python values")
    parser.add_argument("--url", help="a database that may be filled; absent: an embedded one, thrown away")
    arguments = parser.parse_args()
    with _server(arguments.url) as url, TemporaryDirectory() as folder:
        ratio = asyncio.run(_compare(url, Path(folder), arguments.lines, arguments.rounds, as_text=arguments.text))
    print(f"import / bare COPY, median of {arguments.rounds}: {ratio:.2f} (floor {FLOOR})")
    return 0 if ratio >= FLOOR else 1


@contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    with TemporaryDirectory() as home, start_embedded(Path(home)) as server:
        yield server.url


async def _compare(url: str, folder: Path, lines: int, rounds: int, *, as_text: bool) -> float:
    migrate(url)
    _make_bare_tables(url)
    projects, calls = folder / "projects.jsonl", folder / "calls.jsonl"
    projects.write_text("".join(_project_lines()))
    with calls.open("w") as file:
        file.writelines(_call_lines(lines))
    database = Database(url)
    ratios = []
    for _ in range(rounds):
        org_id = new_id()
        imported = lines / await _time_import(database, org_id, projects, calls)
        tables = {table: await _read_back(database, org_id, table, as_text=as_text) for table in COLUMNS}
        copied = lines / _time_copy(url, tables)
        again = lines / await _time_calls(database, org_id, calls)
        ratios.append(imported / copied)
        print(f"import {imported:9,.0f} lines/s   bare COPY {copied:9,.0f} rows/s   ratio {ratios[-1]:.2f}", end="")
        print(f"   same file again {again:9,.0f} lines/s")
    await database.close()
    return median(ratios)


async def _time_import(database: Database, org_id: UUID, projects: Path, calls: Path) -> float:
    async with database.open_memory(org_id) as memory:
        await memory.organisation.create(f"Benchmark {org_id}")
    await import_projects(database, org_id, projects, now=START)
    return await _time_calls(database, org_id, calls)


async def _time_calls(database: Database, org_id: UUID, calls: Path) -> float:
    started = perf_counter()
    result = await import_calls(database, org_id, calls)
    seconds = perf_counter() - started
    if result.refused.total:
        raise RuntimeError(f"The generated file is wrong: {result.refused.listed[0]}")
    return seconds


async def _read_back(database: Database, org_id: UUID, table: str, *, as_text: bool) -> Rows:
    """Return the rows an organisation has in a table, in the order they were stored."""
    query = f"SELECT {COLUMNS[table]} FROM {table}".encode()
    async with database.open_memory(org_id) as memory:
        driver: Any = (await memory.connection.get_raw_connection()).driver_connection
        async with driver.cursor() as cursor:
            if not as_text:
                return list(await (await cursor.execute(query)).fetchall())
            async with cursor.copy(b"COPY (%b) TO STDOUT" % query) as copy:
                return b"".join([bytes(block) async for block in copy]).splitlines(keepends=True)


def _make_bare_tables(url: str) -> None:
    with psycopg.connect(plain_url(url)) as connection:
        for table in COLUMNS:
            connection.execute(f"DROP TABLE IF EXISTS bare_{table}".encode())
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)".encode())


def _time_copy(url: str, tables: dict[str, Rows]) -> float:
    with psycopg.connect(plain_url(url)) as connection, connection.cursor() as cursor:
        started = perf_counter()
        for start in range(0, len(tables["calls"]), BATCH):
            for table, rows in tables.items():
                with cursor.copy(f"COPY bare_{table} FROM STDIN".encode()) as copy:
                    for row in rows[start : start + BATCH]:
                        if isinstance(row, bytes):
                            copy.write(row)
                        else:
                            copy.write_row(row)
            connection.commit()
        return perf_counter() - started


def _project_lines() -> Iterator[str]:
    for number in range(PROJECTS):
        fields = [{"name": name, "required": name in FIELDS[:3]} for name in FIELDS]
        project = {"project": f"bookings-{number}", "name": f"Bookings {number}", "instructions": "Take a booking."}
        yield json.dumps({**project, "fields": fields}) + "\n"


def _call_lines(count: int) -> Iterator[str]:
    """Yield calls as a platform exports them: in order of time, a dozen turns each."""
    chance = random.Random(1)
    moment = START
    for number in range(count):
        moment += timedelta(seconds=chance.expovariate(1 / 40))
        turns = list(_turns(chance, chance.randint(8, 16)))
        call = {
            "project": f"bookings-{chance.randrange(PROJECTS)}",
            "call_id": f"c-{number:08}",
            "started_at": moment.isoformat(timespec="seconds"),
            "duration_s": turns[-1]["end_s"],
            "status": chance.choices(("completed", "no_answer", "failed"), (90, 8, 2))[0],
            "ended_reason": chance.choice(("caller_hung_up", "agent_hung_up")),
            "captured": {name: chance.choice((f"{name} {number}", None)) for name in FIELDS},
            "transcript": turns,
            "recording": f"recordings/c-{number:08}.wav",
        }
        yield json.dumps(call) + "\n"


def _turns(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    end = 0.0
    for turn in range(count):
        start, end = end + 0.3, end + 0.3 + chance.uniform(1.5, 6)
        words = (QUESTIONS, MANNERS) if turn % 2 == 0 else (OPENINGS, MATTERS)
        text = " ".join(chance.choice(choices) for choices in words) + f", number {chance.randrange(10_000)}."
        speaker = "caller" if turn % 2 else "agent"
        yield {"speaker": speaker, "text": text, "start_s": round(start, 2), "end_s": round(end, 2)}


if __name__ == "__main__":
    sys.exit(main())
