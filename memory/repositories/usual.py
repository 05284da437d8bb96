"""What weekdays, hours and call types do to an organisation's metrics: the counts for it, and what was fitted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from memory.models.calls import usual_effects
from memory.models.projects import fields, projects
from memory.repositories.rollups import sum_fields
from memory.repositories.rows import Repository

MOST_PROJECTS = 300
"""What is usual shows in so many projects as well as in all."""

COUNT_BY_HOUR = """
SELECT project_id, call_type, (extract(epoch FROM hour)::bigint / 3600 % 168)::integer AS hour_of_week,
       sum(attempts) AS attempts, sum(failed) AS failed, sum(eligible) AS eligible, sum(successes) AS successes,
       sum(early_hang_ups) AS early_hang_ups,
       ARRAY[{trials}]::bigint[] AS trials, ARRAY[{captured}]::bigint[] AS captured
FROM rollups
WHERE project_id = ANY (:project_ids) AND hour < :before
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class HourOfWeek:
    """Counts of a project's calls of one type in one hour of the week, 0: Thursday midnight UTC."""

    project_id: UUID
    call_type: str
    hour_of_week: int
    attempts: int
    failed: int
    eligible: int
    successes: int
    early_hang_ups: int
    trials: list[int]
    captured: list[int]


class UsualEffects(Repository):
    """Reads of counts by hour of the week, and what was fitted to them."""

    async def find(self, week: datetime) -> dict[str, Any] | None:
        """Return what was fitted for a week, None if nothing was yet."""
        found: dict[str, Any] | None = await self.connection.scalar(
            select(usual_effects.c.fitted).where(usual_effects.c.week == week)
        )
        return found

    async def keep(self, week: datetime, fitted: dict[str, Any]) -> None:
        """Store what was fitted for a week; the first one stays."""
        row = {"org_id": self.org_id, "week": week, "fitted": fitted}
        await self.connection.execute(upsert(usual_effects).values(row).on_conflict_do_nothing())

    async def count_by_hour(self, before: datetime) -> list[HourOfWeek]:
        """Return counts of all calls that ended before the hour `before`, of at most `MOST_PROJECTS` projects."""
        chosen = select(projects.c.id).order_by(projects.c.id).limit(MOST_PROJECTS)
        project_ids = list((await self.connection.scalars(chosen)).all())
        most_fields = await self.connection.scalar(select(func.max(fields.c.ordinal)))
        sums = sum_fields(0 if most_fields is None else most_fields + 1)
        values = {"project_ids": project_ids, "before": before}
        rows = await self.connection.execute(text(COUNT_BY_HOUR.format(**sums)), values)
        return [HourOfWeek(*row) for row in rows]
