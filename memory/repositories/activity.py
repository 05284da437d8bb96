"""What the assistant and people did, and the events open pages listen to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text

from memory.models.activity import activities, events
from memory.repositories.rows import Repository, new_id, pick

CHANNEL = "backoffice_events"


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One line of the log of what was done."""

    kind: str
    sentence: str
    project_id: UUID | None
    issue_id: UUID | None
    suggestion_id: UUID | None
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Something open pages should hear of."""

    id: int
    kind: str
    payload: dict[str, Any]


class Activities(Repository):
    """The append-only log. Sentences hold no caller's words."""

    async def log(
        self,
        kind: str,
        sentence: str,
        *,
        at: datetime,
        project_id: UUID | None = None,
        issue_id: UUID | None = None,
        suggestion_id: UUID | None = None,
        person_id: UUID | None = None,
    ) -> None:
        """Add a line."""
        await self.connection.execute(
            insert(activities).values(
                org_id=self.org_id,
                id=new_id(),
                kind=kind,
                sentence=sentence,
                project_id=project_id,
                issue_id=issue_id,
                suggestion_id=suggestion_id,
                person_id=person_id,
                at=at,
            )
        )

    async def latest(self, *, project_id: UUID | None = None, limit: int = 50) -> list[ActivityRecord]:
        """Return lines, newest first."""
        statement = select(activities).order_by(activities.c.id.desc()).limit(limit)
        if project_id is not None:
            statement = statement.where(activities.c.project_id == project_id)
        return [pick(ActivityRecord, row) for row in await self._all(statement)]


class Events(Repository):
    """The stream open pages listen to; a listener that was away resumes after the last id it saw."""

    async def publish(self, kind: str, payload: Mapping[str, Any]) -> None:
        """Add an event and wake listeners when the transaction commits."""
        await self.connection.execute(insert(events).values(org_id=self.org_id, kind=kind, payload=dict(payload)))
        await self.connection.execute(
            text("SELECT pg_notify(:channel, :org)"), {"channel": CHANNEL, "org": str(self.org_id)}
        )

    async def after(self, event_id: int, limit: int = 100) -> list[EventRecord]:
        """Return events newer than `event_id`, oldest first."""
        statement = select(events).where(events.c.id > event_id).order_by(events.c.id).limit(limit)
        return [pick(EventRecord, row) for row in await self._all(statement)]

    async def last_id(self) -> int:
        """Return the id of the newest event, 0 when there is none."""
        return int(await self.connection.scalar(select(func.max(events.c.id))) or 0)
