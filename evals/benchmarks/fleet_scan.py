"""How long is a pass over a large fleet, beside the bare SQL aggregates over the same tables?

    python -m evals.benchmarks.fleet_scan --projects 10000 --calls 5000000

Fills a database of its own with healthy projects of eight watched metrics, makes the first pass over all of them,
and then lets day after day of calls come in for every project, with a pass after each day. A pass is all that a scan
of the whole fleet does: the sieves, and a look at all calls of the projects they let through.
"""

import argparse
import asyncio
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import LiteralString

import psycopg

from graphs.scan import scan
from graphs.services import Services
from graphs.survey import survey
from memory.database import Database, plain_url
from memory.migrate import migrate
from memory.postgres.launcher import start_embedded
from memory.repositories.rollups import fold_in
from tools.detection.settings import Settings

PROJECTS_EACH, FIELDS, HISTORY_DAYS = 10, 5, 60
BEGAN = datetime(2026, 9, 1, tzinfo=UTC)
MOST_OF_ROLLUPS, MOST_OF_CALLS, MOST_IDLE_S = 2.0, 0.25, 0.05

MAKE_PROJECTS: tuple[LiteralString, ...] = (
    """
    CREATE TEMPORARY TABLE made AS
    SELECT md5('organisation' || (n - 1) / %(each)s)::uuid AS org_id, md5('project' || n)::uuid AS id, n
    FROM generate_series(1, %(projects)s) AS n
    """,
    "INSERT INTO organisations (org_id, name) SELECT DISTINCT org_id, org_id::text FROM made",
    """
    INSERT INTO projects (org_id, id, key, name, target_success_rate, imported_text, import_hash)
    SELECT org_id, id, 'p' || n, 'Project ' || n, 0.6, '', '' FROM made
    """,
    """
    INSERT INTO fields (org_id, project_id, ordinal, name, type, required, target_capture_rate)
    SELECT org_id, id, place - 1, 'field' || place, 'text', true, 0.6 FROM made, generate_series(1, %(fields)s) AS place
    """,
    """
    INSERT INTO instruction_versions (org_id, project_id, number, text, author, created_at)
    SELECT org_id, id, 1, 'Take a booking.', 'import', %(began)s FROM made
    """,
    "INSERT INTO in_force (org_id, project_id, segment, number) SELECT org_id, id, 1, 1 FROM made",
    "INSERT INTO project_news (org_id, project_id) SELECT org_id, id FROM made",
)
# Every project has a rate of its own. Nine calls in ten are conversations, one in fifty fails, one in twenty ends
# early.
MAKE_CALLS: LiteralString = """
CREATE TEMPORARY TABLE came AS
SELECT org_id, project_id, %(day)s || '-' || number AS call_id, at AS started_at, 0::smallint AS utc_offset_minutes,
       at AS ended_at, 60::double precision AS duration_s,
       CASE WHEN fate < 0.02 THEN 'failed' ELSE 'completed' END AS status, NULL::text AS ended_reason,
       NULL::boolean AS success_given, fate >= 0.1 AND random() < rate AS success, fate >= 0.1 AS eligible,
       fate >= 0.1 AND random() < 0.05 AS early_hang_up, 0 AS turns,
       CASE WHEN random() < rate THEN ARRAY['field1', 'field2', 'field3', 'field4', 'field5']
            WHEN random() < 0.3 THEN ARRAY['field1', 'field3', 'field5'] ELSE ARRAY['field2', 'field4'] END AS captured,
       NULL::integer AS version_named, 1 AS version, NULL::text AS call_type,
       decode(md5(project_id::text || number), 'hex') AS content_hash
FROM (
    SELECT org_id, id AS project_id, number, random() AS fate,
           0.7 + 0.2 * (hashtext(key) & 1023) / 1023.0 AS rate,
           %(since)s::timestamptz + (9 + %(days)s * 24 * random()) * interval '1 hour' AS at
    FROM projects, generate_series(1, %(each)s) AS number
) AS made
"""
COLUMNS = """
    org_id, project_id, call_id, started_at, utc_offset_minutes, ended_at, duration_s, status, ended_reason,
    success_given, success, eligible, early_hang_up, turns, captured, version_named, version, call_type, content_hash
"""
BARE_ROLLUPS: LiteralString = """
SELECT project_id, sum(calls), sum(attempts), sum(failed), sum(eligible), sum(successes), sum(early_hang_ups)
FROM rollups GROUP BY project_id
"""
BARE_CALLS: LiteralString = """
SELECT project_id, count(*), count(*) FILTER (WHERE status = 'failed'), count(*) FILTER (WHERE eligible),
       count(*) FILTER (WHERE eligible AND success), count(*) FILTER (WHERE eligible AND early_hang_up)
FROM calls GROUP BY project_id
"""


def main() -> int:
    """Run the comparison and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--projects", type=int, default=2_000)
    parser.add_argument("--calls", type=int, default=1_000_000, help="in all, over 60 days")
    parser.add_argument("--days", type=int, default=5, help="so many more days, with a pass after each")
    arguments = parser.parse_args()
    with _server() as url:
        migrate(url)
        return asyncio.run(_compare(url, arguments.projects, arguments.calls // arguments.projects, arguments.days))


@contextmanager
def _server() -> Iterator[str]:
    with TemporaryDirectory() as home, start_embedded(Path(home)) as server:
        yield server.url


async def _compare(url: str, projects: int, each: int, days: int) -> int:
    database = Database(url)
    services = Services(database=database, clock=lambda: BEGAN + timedelta(days=HISTORY_DAYS))
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        _make_projects(connection, projects)
        _bring_calls(connection, "history", HISTORY_DAYS, BEGAN, each)
        first, looked_at, _ = await _pass(services)
        memory_before = _megabytes()
        passes, looks = [], []
        for day in range(days):
            _bring_calls(connection, f"day {day}", 1, BEGAN + timedelta(days=HISTORY_DAYS + day), each // HISTORY_DAYS)
            seconds, looked, _ = await _pass(services)
            passes.append(seconds)
            looks.append(looked)
        idle, _, scanned = await _pass(services)
        rollups, calls = _time(connection, BARE_ROLLUPS), _time(connection, BARE_CALLS)
        sizes = connection.execute("SELECT (SELECT count(*) FROM rollups), (SELECT count(*) FROM calls)").fetchone()
    await database.close()
    print(f"{projects:,} projects, {sizes[1]:,} calls, {sizes[0]:,} hours of rollups" if sizes else "")
    print(f"bare aggregate over rollups {rollups:.3f} s, over calls {calls:.3f} s")
    print(f"first pass over all {first:.2f} s ({looked_at} looked at): {first / rollups:.1f} x rollups")
    print(f"pass after a day of calls for all, mean of {days}: {mean(passes):.3f} s, longest {max(passes):.3f} s")
    print(f"  of {projects:,} projects looked at hour by hour: {mean(looks):.1f}")
    print(f"  / aggregate over rollups {mean(passes) / rollups:.2f} (at most {MOST_OF_ROLLUPS})")
    print(f"  / aggregate over calls   {mean(passes) / calls:.2f} (at most {MOST_OF_CALLS})")
    print(
        f"pass with nothing new {1000 * idle:.1f} ms of work, {scanned} projects (at most {1000 * MOST_IDLE_S:.0f} ms)"
    )
    print(f"memory: {memory_before} MB after the first pass, {_megabytes()} MB at the end")
    is_good = mean(passes) <= min(MOST_OF_ROLLUPS * rollups, MOST_OF_CALLS * calls) and idle <= MOST_IDLE_S
    return 0 if is_good else 1


async def _pass(services: Services) -> tuple[float, int, int]:
    """Scan the whole fleet; return seconds, how many projects were looked at hour by hour, and how many at all."""
    started = perf_counter()
    scanned = await survey(services, Settings())
    async with services.database.open_fleet() as fleet:
        found = await fleet.projects_to_look_at(services.clock())
    for each in found:
        await scan(services, each.org_id, project_id=each.project_id)
    return perf_counter() - started, len(found), scanned


def _make_projects(connection: psycopg.Connection, projects: int) -> None:
    values = {"each": PROJECTS_EACH, "projects": projects, "fields": FIELDS, "began": BEGAN}
    with psycopg.ClientCursor(connection) as cursor:
        for statement in MAKE_PROJECTS:
            cursor.execute(statement, values)


def _bring_calls(connection: psycopg.Connection, day: str, days: int, since: datetime, each: int) -> None:
    """Store calls as an import does, with rollups and news."""
    with psycopg.ClientCursor(connection) as cursor:
        cursor.execute("DROP TABLE IF EXISTS came")
        cursor.execute(MAKE_CALLS, {"day": day, "days": days, "since": since, "each": each})
        project_ids = [row[0] for row in cursor.execute("SELECT id FROM projects").fetchall()]
        stored = f"INSERT INTO calls ({COLUMNS}) SELECT {COLUMNS} FROM came RETURNING *"
        cursor.execute(fold_in(stored, FIELDS, tell=True).encode(), {"project_ids": project_ids})
        cursor.execute("VACUUM ANALYZE")


def _time(connection: psycopg.Connection, statement: LiteralString) -> float:
    def once() -> float:
        started = perf_counter()
        connection.execute(statement).fetchall()
        return perf_counter() - started

    return median(once() for _ in range(5))


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
