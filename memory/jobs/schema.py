"""What does the job queue keep in the database, and who may touch it?

The tables are procrastinate's, in the schema `jobs`, which Alembic does not look at. Workers come in with a role
that sees this schema and nothing else. The app role sees no job at all: through three functions it can ask that, of the
organisation it works for, a project be looked at, a recording be heard or the outbox be emptied, and nothing more.
Arguments of jobs are ids.
"""

from typing import LiteralString

import psycopg
from sqlalchemy import Connection, text

from memory.walls import APP_ROLE, ensure_role

JOBS_ROLE = "backoffice_jobs"
SCAN_QUEUE = "scans"
SCAN_TASK = "scan_project"
RECORDING_QUEUE = "recordings"
RECORDING_TASK = "transcribe_recording"
DELIVERY_QUEUE = "deliveries"
DELIVERY_TASK = "deliver"
# Procrastinate's schema can be applied once only; later changes come as files in its folder `sql/migrations`, named
# by version. When a newer procrastinate brings some, a test fails. Then apply the new ones here, in their order, in
# databases that lack them (ask the catalogue what is there, as below), the `post` ones only once no worker of the
# old version runs any more, and raise this name.
NEWEST_CHANGE = "03.04.00_50_post_add_retry_failed_job_procedure.sql"

# Decisions go before what the clock asks for. Asking again while the project waits in the queue changes nothing,
# and does not end the asking transaction as procrastinate's own function would.
LOOK_SOON: LiteralString = """
CREATE OR REPLACE FUNCTION jobs.look_soon(project uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args)
    SELECT 'scans', 'scan_project', 1, key, key, jsonb_build_object('org_id', org::text, 'project_id', project::text)
    FROM (SELECT nullif(current_setting('app.org_id', true), '')::uuid AS org) AS asking,
         LATERAL (SELECT org::text || ':' || project::text AS key) AS named
    WHERE org IS NOT NULL AND project IS NOT NULL
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
$$
"""

TRANSCRIBE_SOON: LiteralString = """
CREATE OR REPLACE FUNCTION jobs.transcribe_soon(recording uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
    SELECT 'recordings', 'transcribe_recording', key, key,
           jsonb_build_object('org_id', org::text, 'recording_id', recording::text)
    FROM (SELECT nullif(current_setting('app.org_id', true), '')::uuid AS org) AS asking,
         LATERAL (SELECT 'recording:' || recording::text AS key) AS named
    WHERE org IS NOT NULL AND recording IS NOT NULL
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
$$
"""

# Whoever asks does not wait for others who ask at the same time and have not committed: at worst there are two jobs,
# and the second finds nothing to do. Before scans, however many wait.
DELIVER_SOON: LiteralString = """
CREATE OR REPLACE FUNCTION jobs.deliver_soon() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args)
    SELECT 'deliveries', 'deliver', 2, key, jsonb_build_object('org_id', org::text)
    FROM (SELECT nullif(current_setting('app.org_id', true), '')::uuid AS org) AS asking,
         LATERAL (SELECT 'deliveries:' || org::text AS key) AS named
    WHERE org IS NOT NULL AND NOT EXISTS (
        SELECT FROM procrastinate_jobs AS other WHERE other.lock = key AND other.status = 'todo'
    )
$$
"""


def create_job_tables(connection: Connection) -> None:
    """Create procrastinate's tables unless they are there; nothing of it lasts unless the caller commits."""
    if connection.scalar(text("SELECT to_regclass('jobs.procrastinate_jobs')")) is not None:
        return
    from procrastinate.schema import SchemaManager

    driver = connection.connection.dbapi_connection
    # Many statements at once, and per cent signs that mean themselves: only the driver itself takes them.
    assert isinstance(driver, psycopg.Connection)
    driver.execute("CREATE SCHEMA IF NOT EXISTS jobs")
    driver.execute("SET LOCAL search_path = jobs")
    driver.execute(SchemaManager.get_schema())
    driver.execute("SET LOCAL search_path TO DEFAULT")


def raise_job_walls(connection: Connection) -> None:
    """Grant each role what it needs of the queue; can be run again at any time."""
    ensure_role(connection, JOBS_ROLE)
    for statement in (
        LOOK_SOON,
        TRANSCRIBE_SOON,
        DELIVER_SOON,
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA jobs TO {APP_ROLE}, {JOBS_ROLE}",
        f"GRANT EXECUTE ON FUNCTION jobs.look_soon, jobs.transcribe_soon, jobs.deliver_soon TO {APP_ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO {JOBS_ROLE}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO {JOBS_ROLE}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO {JOBS_ROLE}",
    ):
        connection.execute(text(statement))
