"""What the monitor keeps for a whole fleet: news shaken through sieves.

All of it counts; no words of anybody, and nothing an organisation sees of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.repositories.rollups import sum_fields

# What an issue is about needs all calls: whether it is over, and what its numbers are now. So does a project that
# had no calls when it was looked at. Projects to which calls are being brought in just now wait for the next pass:
# waiting for them here, two could wait for each other in a circle.
HAS_ISSUE = """
EXISTS (
    SELECT FROM issues
    WHERE (issues.org_id, issues.project_id) = (waiting.org_id, waiting.project_id)
      AND issues.status IN ('open', 'suggested', 'ignored')
)
"""
LOOK_AT_ISSUES = text(
    f"""
    UPDATE project_news AS news SET look = true
    FROM (
        SELECT org_id, project_id FROM project_news AS waiting
        WHERE changes > seen AND NOT look AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id)
          AND (sieve IS NULL OR {HAS_ISSUE})
        FOR UPDATE SKIP LOCKED
    ) AS chosen
    WHERE (news.org_id, news.project_id) = (chosen.org_id, chosen.project_id)
    """  # noqa: S608 - a constant of ours
)
# A project with an issue whose calls came in since the statement above is not for the sieve either.
LOCK_NEWS = text(
    f"""
    SELECT org_id, project_id, new_trials, new_good, sieve, targets FROM project_news AS waiting
    WHERE changes > seen AND NOT look AND sieve IS NOT NULL
      AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id) AND NOT {HAS_ISSUE}
    LIMIT :most
    FOR UPDATE SKIP LOCKED
    """  # noqa: S608 - a constant of ours
)
COUNT_NEW = text(
    """
    SELECT count(*) FROM project_news
    WHERE look AND sieve IS NULL AND seen = 0 AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id)
    """
)
LOCK_WITHOUT_SIEVE = text(
    """
    SELECT org_id, project_id FROM project_news
    WHERE look AND sieve IS NULL AND (seen > 0 OR :also_new) AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id)
    LIMIT :most
    FOR UPDATE SKIP LOCKED
    """
)
TARGETS = text(
    """
    SELECT id AS project_id, target_success_rate,
           ARRAY(
               SELECT CASE WHEN active AND required THEN target_capture_rate ELSE 0 END FROM fields
               WHERE (fields.org_id, fields.project_id) = (projects.org_id, projects.id) ORDER BY ordinal
           ) AS fields
    FROM projects WHERE id = ANY (:project_ids)
    """
)
# Only calls of the version in force now, as a look at all calls has them.
COUNT_DAYS = """
SELECT project_id, (extract(epoch FROM hour)::bigint / 86400)::integer AS day,
       sum(eligible) AS eligible, sum(attempts) AS attempts, sum(successes) AS successes, sum(failed) AS failed,
       sum(early_hang_ups) AS early_hang_ups,
       ARRAY[{trials}]::bigint[] AS trials, ARRAY[{captured}]::bigint[] AS captured
FROM rollups JOIN (
    SELECT DISTINCT ON (project_id) project_id, number, from_at FROM in_force
    WHERE project_id = ANY (:project_ids) ORDER BY project_id, segment DESC
) AS latest USING (project_id)
WHERE project_id = ANY (:project_ids)
  AND (version = number OR (version = 0 AND (from_at IS NULL OR hour >= from_at)))
GROUP BY 1, 2
ORDER BY 1, 2
"""
FILL_SIEVES = text(
    """
    UPDATE project_news AS news
    SET seen = changes, new_trials = '{}', new_good = '{}', sieve = decode(filled.sieve, 'hex'), look = filled.look,
        targets = string_to_array(filled.targets, ' ')::real[]
    FROM unnest(
        string_to_array(:org_ids, ',')::uuid[], string_to_array(:project_ids, ',')::uuid[],
        string_to_array(:sieves, ',', ''), string_to_array(:looks, ',')::boolean[], string_to_array(:targets, ',')
    ) AS filled(org_id, project_id, sieve, look, targets)
    WHERE (news.org_id, news.project_id) = (filled.org_id, filled.project_id)
    """
)
STORE_SIEVES = text(
    """
    UPDATE project_news AS news
    SET seen = changes, new_trials = '{}', new_good = '{}', sieve = decode(shaken.sieve, 'hex'), look = shaken.look
    FROM unnest(
        string_to_array(:org_ids, ',')::uuid[], string_to_array(:project_ids, ',')::uuid[],
        string_to_array(:sieves, ',', ''), string_to_array(:looks, ',')::boolean[]
    ) AS shaken(org_id, project_id, sieve, look)
    WHERE (news.org_id, news.project_id) = (shaken.org_id, shaken.project_id)
    """
)


@dataclass(frozen=True, slots=True)
class News:
    """What came in for one project since the last pass; the lists in the order of its watched metrics."""

    org_id: UUID
    project_id: UUID
    new_trials: list[int]
    new_good: list[int]
    sieve: bytes
    targets: list[float]


@dataclass(frozen=True, slots=True)
class Shaken:
    """What becomes of a project's news: its new sieve, and whether all its calls are to be looked at.

    With both None and True its days are to be counted first.
    """

    org_id: UUID
    project_id: UUID
    sieve: bytes | None
    look: bool


@dataclass(frozen=True, slots=True)
class Sieveless:
    """A project without a sieve. `field_targets` by ordinal, 0 for a field that is not watched."""

    org_id: UUID
    project_id: UUID
    target_success_rate: float
    field_targets: list[float]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What happened in a project on one day, counted from 1970 in UTC; the lists by ordinal."""

    project_id: UUID
    day: int
    eligible: int
    attempts: int
    successes: int
    failed: int
    early_hang_ups: int
    trials: list[int]
    captured: list[int]


class Survey:
    """Reads and writes of the fleet's sieves, in one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def look_at_issues(self, org_id: UUID | None) -> None:
        """Have all calls looked at wherever there is news of a project with an issue."""
        await self.connection.execute(LOOK_AT_ISSUES, {"org_id": org_id})

    async def lock_news(self, org_id: UUID | None, most: int) -> list[News]:
        """Take up to so many projects' news; `org_id` None: of all organisations."""
        rows = await self.connection.execute(LOCK_NEWS, {"org_id": org_id, "most": most})
        return [News(*row) for row in rows]

    async def store(self, shaken: Sequence[Shaken]) -> None:
        """Store what became of news that were locked in this transaction."""
        await self.connection.execute(STORE_SIEVES, _columns(shaken))

    async def count_new(self, org_id: UUID | None) -> int:
        """Return how many projects nobody has looked at yet."""
        return int(await self.connection.scalar(COUNT_NEW, {"org_id": org_id}) or 0)

    async def lock_without_sieve(self, org_id: UUID | None, most: int, *, also_new: bool) -> list[Sieveless]:
        """Take up to so many projects without a sieve; `org_id` None: of all organisations."""
        values = {"org_id": org_id, "most": most, "also_new": also_new}
        taken = (await self.connection.execute(LOCK_WITHOUT_SIEVE, values)).all()
        targets = await self.connection.execute(TARGETS, {"project_ids": [row.project_id for row in taken]})
        of = {row.project_id: row for row in targets}
        return [
            Sieveless(row.org_id, row.project_id, of[row.project_id].target_success_rate, of[row.project_id].fields)
            for row in taken
        ]

    async def count_days(self, new: Sequence[Sieveless]) -> list[DayCounts]:
        """Return these projects' counts by day, in order of project and time."""
        sums = sum_fields(max((len(each.field_targets) for each in new), default=0))
        values = {"project_ids": [each.project_id for each in new]}
        return [DayCounts(*row) for row in await self.connection.execute(text(COUNT_DAYS.format(**sums)), values)]

    async def fill(self, shaken: Sequence[Shaken], targets: Sequence[Sequence[float]]) -> None:
        """Store the first sieves of projects that were locked in this transaction, with what is watched."""
        columns = {**_columns(shaken), "targets": ",".join(" ".join(map(str, each)) for each in targets)}
        await self.connection.execute(FILL_SIEVES, columns)


def _columns(shaken: Sequence[Shaken]) -> dict[str, str]:
    """Return columns as one text each: thousands of values in arrays take the driver longer than the update."""
    return {
        "org_ids": ",".join(str(each.org_id) for each in shaken),
        "project_ids": ",".join(str(each.project_id) for each in shaken),
        "sieves": ",".join(each.sieve.hex() if each.sieve else "" for each in shaken),
        "looks": ",".join("t" if each.look else "f" for each in shaken),
    }
