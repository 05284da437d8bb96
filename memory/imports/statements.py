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
    turns integer,
    content_hash bytea,
    call_id text,
    duration_s double precision,
    status text,
    ended_reason text,
    success_given boolean,
    captured text[],
    version_named integer,
    version integer,
    call_type text,
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
SELECT count(*), count(*) FILTER (WHERE known.content_hash = staged.first_hash),
       count(*) FILTER (WHERE known.started_at <> staged.started_at)
FROM staged_calls AS staged CROSS JOIN LATERAL (
    SELECT project_id, call_id, started_at, content_hash FROM calls
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
    success_given, success, eligible, early_hang_up, turns, captured, version_named, version, call_type, content_hash
)
SELECT %(org_id)s, project_id, call_id, started_at, utc_offset_minutes, ended_at, duration_s, status,
       ended_reason, success_given, success, eligible, early_hang_up, turns, captured, version_named, version,
       call_type, content_hash
FROM staged_calls
"""
REPLACE_CALLS = """
ON CONFLICT (org_id, project_id, call_id) DO UPDATE SET
    started_at = excluded.started_at, utc_offset_minutes = excluded.utc_offset_minutes,
    ended_at = excluded.ended_at, duration_s = excluded.duration_s, status = excluded.status,
    ended_reason = excluded.ended_reason, success_given = excluded.success_given, success = excluded.success,
    eligible = excluded.eligible, early_hang_up = excluded.early_hang_up, turns = excluded.turns,
    captured = excluded.captured, version_named = excluded.version_named, version = excluded.version,
    call_type = excluded.call_type, content_hash = excluded.content_hash
"""
RETURN_CALLS = "RETURNING *"
STORE_DETAILS = """
INSERT INTO call_details (org_id, project_id, call_id, started_at, captured, transcript, recording)
SELECT %(org_id)s, project_id, call_id, started_at, details, transcript, recording FROM staged_calls
"""
REPLACE_DETAILS = """
ON CONFLICT (org_id, project_id, call_id, started_at) DO UPDATE SET
    captured = excluded.captured, transcript = excluded.transcript, recording = excluded.recording
"""
# Details lie where the call's start says, so those of a call that starts elsewhere now are not found by its key. They
# are dropped one by one, which is rarely much: joined with all months, the planner would read whole months.
MOVED_CALLS = """
SELECT known.project_id, known.call_id, known.started_at FROM staged_calls AS staged CROSS JOIN LATERAL (
    SELECT project_id, call_id, started_at FROM calls
    WHERE (calls.project_id, calls.call_id) >= (staged.project_id, staged.call_id)
    ORDER BY calls.project_id, calls.call_id LIMIT 1
) AS known
WHERE (known.project_id, known.call_id) = (staged.project_id, staged.call_id)
  AND known.started_at <> staged.started_at
"""
DROP_DETAILS = "DELETE FROM call_details WHERE project_id = %s AND call_id = %s AND started_at = %s"
DROP_EMPTY_HOURS = "DELETE FROM rollups WHERE project_id = ANY (%(project_ids)s) AND calls = 0"


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
