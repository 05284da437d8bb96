"""How are calls counted into hours? One query counts them: added for new calls, subtracted for replaced ones.

A rollup's arrays hold one count per field, in the order of the ordinals: element n of the array, counted from 0
as Python does, belongs to the field with ordinal n. Ordinals of a project run from 0 without gaps.
"""

from uuid import UUID

from sqlalchemy import text

from memory.repositories.rows import Repository

# Rows are written in the order of their key, so that two writers never wait for each other in a circle.
FOLD = """
WITH source AS ({source}),
counted AS (
    SELECT org_id, project_id, coalesce(version, 0) AS version, date_trunc('hour', ended_at, 'UTC') AS hour,
           started_at, captured, eligible,
           eligible AND success AS succeeded,
           eligible AND early_hang_up AS hung_up,
           status = 'completed' AS completed,
           status = 'failed' OR coalesce(ended_reason, '') = 'error' AS failed
    FROM source
),
hours AS (
    SELECT org_id, project_id, version, hour,
           count(*) AS calls,
           count(*) FILTER (WHERE completed OR failed) AS attempts,
           count(*) FILTER (WHERE failed) AS failed,
           count(*) FILTER (WHERE eligible) AS eligible,
           count(*) FILTER (WHERE succeeded) AS successes,
           count(*) FILTER (WHERE hung_up) AS early_hang_ups
    FROM counted
    GROUP BY org_id, project_id, version, hour
),
field_hours AS (
    SELECT org_id, project_id, version, hour, ordinal,
           count(*) FILTER (WHERE tried) AS trials,
           count(*) FILTER (WHERE tried AND name = ANY (captured)) AS captured
    FROM (
        SELECT counted.*, fields.ordinal, fields.name,
               eligible AND (counts_from IS NULL OR counts_from <= started_at) AS tried
        FROM counted JOIN fields USING (org_id, project_id)
    ) AS tries
    GROUP BY org_id, project_id, version, hour, ordinal
),
arrays AS (
    SELECT org_id, project_id, version, hour,
           array_agg({sign} * trials ORDER BY ordinal) AS trials,
           array_agg({sign} * captured ORDER BY ordinal) AS captured
    FROM field_hours
    GROUP BY org_id, project_id, version, hour
)
INSERT INTO rollups AS known (
    org_id, project_id, version, hour, calls, attempts, failed, eligible, successes, early_hang_ups,
    field_trials, field_captured
)
SELECT org_id, project_id, version, hour,
       {sign} * calls, {sign} * attempts, {sign} * failed, {sign} * eligible, {sign} * successes,
       {sign} * early_hang_ups, coalesce(trials, '{{}}'), coalesce(captured, '{{}}')
FROM hours LEFT JOIN arrays USING (org_id, project_id, version, hour)
ORDER BY org_id, project_id, version, hour
ON CONFLICT (org_id, project_id, version, hour) DO UPDATE SET
    calls = known.calls + excluded.calls,
    attempts = known.attempts + excluded.attempts,
    failed = known.failed + excluded.failed,
    eligible = known.eligible + excluded.eligible,
    successes = known.successes + excluded.successes,
    early_hang_ups = known.early_hang_ups + excluded.early_hang_ups,
    field_trials = add_counts(known.field_trials, excluded.field_trials),
    field_captured = add_counts(known.field_captured, excluded.field_captured)
"""


def fold_in(source: str) -> str:
    """Return the statement that adds the calls of `source`, a query for rows of `calls`, to the rollups."""
    return FOLD.format(source=source, sign=1)


def fold_out(source: str) -> str:
    """Return the statement that takes the calls of `source` out of the rollups they were counted in.

    Hours it leaves empty keep a row of zeros; delete those with calls = 0.
    """
    return FOLD.format(source=source, sign=-1)


class Rollups(Repository):
    """The hourly counts of calls, as a whole; an import changes them by differences."""

    async def recount(self, project_id: UUID) -> None:
        """Count a project's hours anew from its calls; whoever calls this holds the project's lock."""
        project = {"project_id": project_id}
        await self.connection.execute(text("DELETE FROM rollups WHERE project_id = :project_id"), project)
        calls = fold_in("SELECT * FROM calls WHERE project_id = :project_id")
        await self.connection.execute(text(calls), project)
