"""The statements that bring one batch of staged calls into the tables of one organisation."""

# The columns in the order in which `staging` writes them.
CREATE_STAGED = """
CREATE TEMPORARY TABLE IF NOT EXISTS staged_calls (
    project_id uuid,
    started_at timestamptz,
    utc_offset_minutes smallint,
    ended_at timestamptz,
    success boolean,
    eligible boolean,
    early_hang_up boolean,
    content_hash bytea,
    call_id text,
    duration_s double precision,
    status text,
    ended_reason text,
    success_given boolean,
    captured text[],
    version_named integer,
    version integer,
    recording text,
    details json,
    transcript json,
    first_hash bytea
) ON COMMIT DELETE ROWS
"""
COPY_STAGED = "COPY staged_calls FROM STDIN (FORMAT binary)"

# Each call is sought in the order of the primary key and then compared. Only that index offers the order, whatever
# statistics the planner has or lacks; asked for the key itself it may read all calls of a project every time.
COUNT_KNOWN = """
SELECT count(*), count(*) FILTER (WHERE known.content_hash = staged.first_hash)
FROM staged_calls AS staged CROSS JOIN LATERAL (
    SELECT project_id, call_id, content_hash FROM calls
    WHERE (calls.project_id, calls.call_id) >= (staged.project_id, staged.call_id)
    ORDER BY calls.project_id, calls.call_id LIMIT 1
) AS known
WHERE (known.project_id, known.call_id) = (staged.project_id, staged.call_id)
"""
DROP_UNCHANGED = """
DELETE FROM staged_calls AS staged
WHERE (project_id, call_id, content_hash) = (
    SELECT project_id, call_id, content_hash FROM calls
    WHERE (calls.project_id, calls.call_id) >= (staged.project_id, staged.call_id)
    ORDER BY calls.project_id, calls.call_id LIMIT 1
)
"""
REPLACED_CALLS = """
SELECT known.* FROM staged_calls AS staged CROSS JOIN LATERAL (
    SELECT * FROM calls
    WHERE (calls.project_id, calls.call_id) >= (staged.project_id, staged.call_id)
    ORDER BY calls.project_id, calls.call_id LIMIT 1
) AS known
WHERE (known.project_id, known.call_id) = (staged.project_id, staged.call_id)
"""
# Compiling a statement takes longer than running it on one batch.
NO_COMPILING = "SET LOCAL jit = off"

STORE_CALLS = """
INSERT INTO calls (
    org_id, project_id, call_id, started_at, utc_offset_minutes, ended_at, duration_s, status, ended_reason,
    success_given, success, eligible, early_hang_up, captured, version_named, version, content_hash
)
SELECT %(org_id)s, project_id, call_id, started_at, utc_offset_minutes, ended_at, duration_s, status,
       ended_reason, success_given, success, eligible, early_hang_up, captured, version_named, version,
       content_hash
FROM staged_calls
"""
REPLACE_CALLS = """
ON CONFLICT (org_id, project_id, call_id) DO UPDATE SET
    started_at = excluded.started_at, utc_offset_minutes = excluded.utc_offset_minutes,
    ended_at = excluded.ended_at, duration_s = excluded.duration_s, status = excluded.status,
    ended_reason = excluded.ended_reason, success_given = excluded.success_given, success = excluded.success,
    eligible = excluded.eligible, early_hang_up = excluded.early_hang_up, captured = excluded.captured,
    version_named = excluded.version_named, content_hash = excluded.content_hash, version = excluded.version
"""
RETURN_CALLS = "RETURNING *"
STORE_DETAILS = """
INSERT INTO call_details (org_id, project_id, call_id, captured, transcript, recording)
SELECT %(org_id)s, project_id, call_id, details, transcript, recording FROM staged_calls
"""
REPLACE_DETAILS = """
ON CONFLICT (org_id, project_id, call_id) DO UPDATE SET
    captured = excluded.captured, transcript = excluded.transcript, recording = excluded.recording
"""
DROP_EMPTY_HOURS = "DELETE FROM rollups WHERE project_id = ANY (%(project_ids)s) AND calls = 0"
TELL_NEWS = """
INSERT INTO project_news AS known (org_id, project_id)
SELECT DISTINCT %(org_id)s::uuid, project_id FROM staged_calls ORDER BY project_id
ON CONFLICT (org_id, project_id) DO UPDATE SET changes = known.changes + 1
"""


# A call that names a version proves that the phone used it by then.
MARK_LIVE = """
UPDATE instruction_versions AS version SET live_at = least(version.live_at, named.since)
FROM (
    SELECT project_id, version_named, min(started_at) AS since
    FROM staged_calls WHERE version_named IS NOT NULL GROUP BY project_id, version_named
) AS named
WHERE version.project_id = named.project_id AND version.number = named.version_named
  AND (version.live_at IS NULL OR version.live_at > named.since)
"""
