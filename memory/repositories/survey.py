"""What the monitor keeps for a whole fleet: news shaken through sieves.

All of it counts; no words of anybody, and nothing an organisation sees of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# What an issue is about needs all calls: whether it is over, and what its numbers are now.
LOOK_AT_ISSUES = text(
    """
    UPDATE project_news AS news SET look = true
    WHERE changes > seen AND NOT look AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id) AND EXISTS (
        SELECT FROM issues
        WHERE (issues.org_id, issues.project_id) = (news.org_id, news.project_id)
          AND issues.status IN ('open', 'suggested', 'ignored')
    )
    """
)
# Projects to which calls are being brought in just now wait for the next pass.
LOCK_NEWS = text(
    """
    SELECT org_id, project_id, new_trials, new_good, sieve, targets FROM project_news
    WHERE changes > seen AND NOT look AND sieve IS NOT NULL
      AND (CAST(:org_id AS uuid) IS NULL OR org_id = :org_id)
    LIMIT :most
    FOR UPDATE SKIP LOCKED
    """
)
STORE_SIEVES = text(
    """
    UPDATE project_news AS news
    SET seen = changes, new_trials = '{}', new_good = '{}', sieve = shaken.sieve, look = shaken.look
    FROM unnest(CAST(:org_ids AS uuid[]), CAST(:project_ids AS uuid[]), CAST(:sieves AS bytea[]),
                CAST(:looks AS boolean[])) AS shaken(org_id, project_id, sieve, look)
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
    """What becomes of a project's news: its new sieve, and whether all its calls are to be looked at."""

    org_id: UUID
    project_id: UUID
    sieve: bytes
    look: bool


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
        columns = {
            "org_ids": [each.org_id for each in shaken],
            "project_ids": [each.project_id for each in shaken],
            "sieves": [each.sieve for each in shaken],
            "looks": [each.look for each in shaken],
        }
        await self.connection.execute(STORE_SIEVES, columns)
