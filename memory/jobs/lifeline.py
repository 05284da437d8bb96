"""Which workers are alive? A connection of its own, on which one gives signs of life and finds those that do not."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, LiteralString, TypeAlias

import psycopg

from memory.jobs.schema import JOBS_ROLE

# (job, its worker): the worker is None when it left without a word.
Begun: TypeAlias = tuple[int, int | None]
LONGEST_CONNECT_S = 5

GIVE_SIGN: LiteralString = "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = %s"
FIND_SILENT: LiteralString = """
SELECT id, worker_id FROM procrastinate_jobs AS job
WHERE status = 'doing' AND NOT EXISTS (
    SELECT FROM procrastinate_workers AS worker
    WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => %(seconds)s)
)
"""
# Asked once more in the same statement: a job that somebody else has taken back meanwhile is left alone.
TAKE_BACK: LiteralString = """
UPDATE procrastinate_jobs AS job
SET status = CASE WHEN attempts + 1 < %(most)s THEN 'todo' ELSE 'failed' END::procrastinate_job_status,
    attempts = attempts + 1, queueing_lock = NULL, scheduled_at = NULL, abort_requested = false, worker_id = NULL
WHERE id = ANY(%(ids)s) AND status = 'doing' AND NOT EXISTS (
    SELECT FROM procrastinate_workers AS worker
    WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => %(seconds)s)
)
RETURNING id
"""


class Lifeline:
    """What keeps a worker's jobs its own, and takes the jobs of the dead away from them."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection

    def give_sign(self, worker_id: int) -> None:
        """Say that a worker is alive."""
        self._connection.execute(GIVE_SIGN, [worker_id])

    def find_silent(self, seconds: float) -> frozenset[Begun]:
        """Return the jobs begun by workers that have not been heard of for `seconds`."""
        rows = self._connection.execute(FIND_SILENT, {"seconds": seconds}).fetchall()
        return frozenset((row[0], row[1]) for row in rows)

    def take_back(self, job_ids: Collection[int], *, seconds: float, most_attempts: int) -> list[int]:
        """Put jobs of silent workers back into the queue; return those that this call took.

        One that has been begun `most_attempts` times fails instead: it may be what kills the workers.
        """
        values = {"ids": sorted(job_ids), "seconds": seconds, "most": most_attempts}
        return [row[0] for row in self._connection.execute(TAKE_BACK, values).fetchall()]


@contextmanager
def open_lifeline(url: str) -> Iterator[Lifeline]:
    """Open a lifeline to the database at `url`; psycopg.Error is raised when it is lost."""
    options = f"-c role={JOBS_ROLE} -c search_path=jobs -c timezone=UTC"
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True, options=options, connect_timeout=LONGEST_CONNECT_S) as connection:
        yield Lifeline(connection)
