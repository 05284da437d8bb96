"""The way into the job queue: what workers ask and change there beyond what procrastinate does by itself."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException

from memory.jobs.schema import JOBS_ROLE, SCAN_QUEUE, SCAN_TASK

# What it looks like from here when the database cannot be reached.
CONNECTION_LOST = (ConnectorException, psycopg.Error, OSError)
MOST_AT_ONCE = 1000

# A project that waits in the queue is left out, also one whose failed job waits for its next try.
ENQUEUE: LiteralString = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
SELECT %(queue)s, %(task)s, key, key, jsonb_build_object('org_id', org::text, 'project_id', project::text)
FROM unnest(%(orgs)s::uuid[], %(projects)s::uuid[]) AS wanted(org, project),
     LATERAL (SELECT org::text || ':' || project::text AS key) AS named
WHERE key NOT IN (SELECT lock FROM procrastinate_jobs WHERE status = 'todo' AND lock IS NOT NULL)
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
RETURNING id
"""
LEAVE_QUEUE: LiteralString = "UPDATE procrastinate_jobs SET queueing_lock = NULL WHERE id = %(id)s"


class JobQueue:
    """The queue in one database. It is open while the procrastinate application on its `connector` is."""

    def __init__(self, url: str, *, size: int) -> None:
        """Prepare a pool of at most `size` connections to the database at `url`; nothing connects yet."""
        self.connector = PsycopgConnector(
            conninfo=url.replace("postgresql+psycopg://", "postgresql://", 1),
            kwargs={"options": f"-c role={JOBS_ROLE} -c search_path=jobs -c timezone=UTC"},
            min_size=1,
            max_size=size,
        )

    async def enqueue_scans(self, projects: Sequence[tuple[UUID, UUID]]) -> int:
        """Enqueue a scan of each (organisation, project) that does not wait for one; return how many were new.

        Procrastinate's own way to enqueue many refuses all when one of them is waiting already.
        """
        enqueued = 0
        for start in range(0, len(projects), MOST_AT_ONCE):
            part = projects[start : start + MOST_AT_ONCE]
            rows = await self.connector.execute_query_all_async(
                ENQUEUE,
                queue=SCAN_QUEUE,
                task=SCAN_TASK,
                orgs=[str(org_id) for org_id, _ in part],
                projects=[str(project_id) for _, project_id in part],
            )
            enqueued += len(rows)
        return enqueued

    async def leave_queue(self, job_id: int) -> None:
        """Let the next job of the same queueing lock come in, now that this one has begun.

        A job that keeps the lock cannot go back into the queue once another one waits there: neither a
        retry nor a rescue would succeed (procrastinate's issues 1446 and 1543), and its project would be
        locked for good.
        """
        await self.connector.execute_query_async(LEAVE_QUEUE, id=job_id)
