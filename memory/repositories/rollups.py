"""How are calls counted into hours? One query counts them: added for new calls, subtracted for replaced ones.

A rollup's arrays hold one count per field, in the order of the ordinals: element n of the array, counted from 0
as Python does, belongs to the field with ordinal n. Ordinals of a project run from 0 without gaps.

Calls are counted apart by the type the platform gives them, but only the first `MOST_TYPES` types of a project, which
it keeps: whatever a file says, an hour has no more rows than that and one for all other calls, whose type is empty.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.repositories.rows import Repository

# Rows are written in the order of their key, so that two writers never wait for each other in a circle.
FOLD = """
WITH source AS ({source}),
places AS (
    SELECT project_id, array_agg(name ORDER BY ordinal) AS names, array_agg(counts_from ORDER BY ordinal) AS since
    FROM fields
    WHERE project_id = ANY (%(project_ids)s)
    GROUP BY project_id
),
known_types AS (SELECT id AS project_id, call_types FROM projects WHERE id = ANY (%(project_ids)s)),
hours AS (
    SELECT org_id, project_id, coalesce(version, 0) AS version,
           CASE WHEN call_type = ANY (call_types) THEN call_type ELSE '' END AS call_type,
           date_trunc('hour', ended_at, 'UTC') AS hour,
           coalesce(max(cardinality(names)), 0) AS size,
           {sign} * count(*) AS calls,
           {sign} * count(*) FILTER (WHERE status = 'completed' OR {failed}) AS attempts,
           {sign} * count(*) FILTER (WHERE {failed}) AS failed,
           {sign} * count(*) FILTER (WHERE eligible) AS eligible,
           {sign} * count(*) FILTER (WHERE eligible AND success) AS successes,
           {sign} * count(*) FILTER (WHERE eligible AND early_hang_up) AS early_hang_ups,
           ARRAY[{trials}]::integer[] AS trials,
           ARRAY[{captured}]::integer[] AS captured
    FROM source LEFT JOIN places USING (project_id) LEFT JOIN known_types USING (project_id)
    GROUP BY 1, 2, 3, 4, 5
){news}
INSERT INTO rollups AS known (
    org_id, project_id, version, call_type, hour, calls, attempts, failed, eligible, successes, early_hang_ups,
    field_trials, field_captured
)
SELECT org_id, project_id, version, call_type, hour, calls, attempts, failed, eligible, successes, early_hang_ups,
       trials[1:size], captured[1:size]
FROM hours
ORDER BY org_id, project_id, version, call_type, hour
ON CONFLICT (org_id, project_id, version, call_type, hour) DO UPDATE SET
    calls = known.calls + excluded.calls,
    attempts = known.attempts + excluded.attempts,
    failed = known.failed + excluded.failed,
    eligible = known.eligible + excluded.eligible,
    successes = known.successes + excluded.successes,
    early_hang_ups = known.early_hang_ups + excluded.early_hang_ups,
    field_trials = add_counts(known.field_trials, excluded.field_trials),
    field_captured = add_counts(known.field_captured, excluded.field_captured)
"""
# What the monitor has not seen yet: the same counts by project, in the order of its watched metrics.
NEWS = """,
news AS (
    INSERT INTO project_news AS known (org_id, project_id, new_trials, new_good)
    SELECT org_id, project_id,
           ARRAY[sum(eligible), sum(attempts), sum(eligible){trials}]::integer[],
           ARRAY[sum(successes), sum(attempts - failed), sum(eligible - early_hang_ups){captured}]::integer[]
    FROM hours
    GROUP BY org_id, project_id
    ORDER BY org_id, project_id
    ON CONFLICT (org_id, project_id) DO UPDATE SET
        changes = known.changes + 1,
        new_trials = add_counts(known.new_trials, excluded.new_trials),
        new_good = add_counts(known.new_good, excluded.new_good)
)"""
FAILED = "(status = 'failed' OR coalesce(ended_reason, '') = 'error')"
TRIAL = "{sign} * count(*) FILTER (WHERE eligible AND (since[{place}] IS NULL OR since[{place}] <= started_at){more})"
CAPTURED = " AND names[{place}] = ANY (captured)"
MOST_TYPES = 8
REGISTERED_TYPES = text("SELECT id, call_types FROM projects WHERE id = ANY (:project_ids)")
REGISTER_TYPES = text("UPDATE projects SET call_types = :call_types WHERE id = :project_id")
COUNT_FIELDS = text("SELECT count(*) FROM fields WHERE project_id = :project_id")
EMPTY = text("DELETE FROM rollups WHERE project_id = :project_id")


def fold_in(source: str, fields: int, *, tell: bool = False) -> str:
    """Return the statement that adds the calls of `source`, a query for rows of `calls`, to the rollups.

    It is written for psycopg and wants `project_ids`, the calls' projects. `fields`: the most fields any of them
    has, those put aside included. `tell`: also tell the monitor what is new.
    """
    return _fold(source, fields, sign=1, tell=tell)


def fold_out(source: str, fields: int, *, tell: bool = False) -> str:
    """Return the statement that takes the calls of `source` out of the rollups they were counted in.

    Hours it leaves empty keep a row of zeros; delete those with calls = 0.
    """
    return _fold(source, fields, sign=-1, tell=tell)


def _fold(source: str, fields: int, *, sign: int, tell: bool) -> str:
    # One counter per place in the arrays: joining every call with every field would take four times as long.
    places = range(1, fields + 1)
    sums = {
        counts: "".join(f", coalesce(sum({counts}[{place}]), 0)" for place in places)
        for counts in ("trials", "captured")
    }
    return FOLD.format(
        source=source,
        news=NEWS.format(**sums) if tell else "",
        sign=sign,
        failed=FAILED,
        trials=", ".join(TRIAL.format(sign=sign, place=place, more="") for place in places),
        captured=", ".join(TRIAL.format(sign=sign, place=place, more=CAPTURED.format(place=place)) for place in places),
    )


def sum_fields(fields: int) -> dict[str, str]:
    """Return what adds up the fields' counts of many hours: an SQL list for `trials` and one for `captured`."""
    return {
        name: ", ".join(f"coalesce(sum(field_{name}[{place}]), 0)" for place in range(1, fields + 1))
        for name in ("trials", "captured")
    }


async def register_types(connection: AsyncConnection, seen: Mapping[UUID, Iterable[str]]) -> None:
    """Let more types of calls be counted apart, by project, as far as there is room; the caller holds the projects.

    Do this before calls of these types are counted.
    """
    if not seen:
        return
    for project_id, registered in (await connection.execute(REGISTERED_TYPES, {"project_ids": list(seen)})).all():
        call_types = list(dict.fromkeys((*registered, *seen[project_id])))[:MOST_TYPES]
        if call_types != registered:
            await connection.execute(REGISTER_TYPES, {"project_id": project_id, "call_types": call_types})


class Rollups(Repository):
    """The hourly counts of calls, as a whole; an import changes them by differences."""

    async def recount(self, project_id: UUID) -> None:
        """Count a project's hours anew from its calls; whoever calls this holds the project's lock."""
        fields = await self.connection.scalar(COUNT_FIELDS, {"project_id": project_id})
        await self.connection.execute(EMPTY, {"project_id": project_id})
        statement = fold_in("SELECT * FROM calls WHERE project_id = ANY (%(project_ids)s)", fields or 0)
        await self.connection.exec_driver_sql(statement, {"project_ids": [project_id]})
