"""What are people told? Each occasion once, and of alerts no more in a week than the organisation wants."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.activity import notifications
from memory.models.issues import issues
from memory.models.organisations import organisations
from memory.models.suggestions import suggestion_issues, suggestions
from memory.repositories.activity import Events
from memory.repositories.outbox import Outbox
from memory.repositories.rows import Repository, new_id, pick
from memory.vocabulary import IssueStatus, Severity, SuggestionStatus

WEEK = timedelta(days=7)
GRAVEST_FIRST = [Severity.HIGH.value, Severity.MEDIUM.value, Severity.LOW.value]
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class About:
    """What an alert is about: an issue, or the suggestion made for it."""

    issue_id: UUID
    suggestion_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NotificationRecord:
    """Something a person should know. An alert was told at `told_at`; one held back has not been told."""

    id: UUID
    important: bool
    title: str
    body: str
    link: str
    project_id: UUID | None
    created_at: datetime
    read_at: datetime | None
    held_back: bool
    told_at: datetime | None

    @property
    def at(self) -> datetime:
        """When people were told, or would have been."""
        return self.told_at or self.created_at


@dataclass(frozen=True, slots=True)
class AlertWeek:
    """The alerts an organisation wants in any seven days, and those told in the last seven."""

    wanted: int
    told: int


class Notifications(Repository):
    """Reads and writes of notifications. What is important goes into the outbox in the moment it is told."""

    def __init__(self, connection: AsyncConnection, org_id: UUID, outbox: Outbox) -> None:
        super().__init__(connection, org_id)
        self._outbox = outbox

    async def tell(
        self,
        occasion: str,
        *,
        title: str,
        body: str,
        link: str,
        at: datetime,
        project_id: UUID | None,
        important: bool,
        about: About | None = None,
    ) -> bool:
        """Tell people about an occasion, once; return whether this was the first time.

        With `about` it is an alert, which needs one of the week's places. The gravest take theirs at once,
        the others when the pass ends and `release` is called: by then it is known which of them are worse.
        """
        statement = (
            upsert(notifications)
            .values(
                org_id=self.org_id,
                id=new_id(),
                occasion=occasion,
                important=important,
                title=title,
                body=body,
                link=link,
                project_id=project_id,
                created_at=at,
                issue_id=about.issue_id if about else None,
                suggestion_id=about.suggestion_id if about else None,
                held_back=about is not None,
            )
            .on_conflict_do_nothing(index_elements=["org_id", "occasion"])
            .returning(notifications.c.id)
        )
        notification_id: UUID | None = await self.connection.scalar(statement)
        if notification_id is None:
            return False
        if about is not None:
            await self.release(at, only_gravest=True)
        else:
            await self._publish(title, link)
            await self._outbox.put([notification_id] if important else [], at)
        return True

    async def release(self, now: datetime, *, only_gravest: bool = False) -> int:
        """Tell what is held back and still stands, the gravest first, while the week has places; return how many.

        Holds the organisation's row, always after a project's: no two transactions can take the last place.
        """
        waiting = select(notifications).where(*_still_stands(now))
        if only_gravest:
            waiting = waiting.where(_weight() == 1)
        if await self._first(waiting.limit(1)) is None:
            return 0
        week = await self.week(now, hold=True)
        places = week.wanted - week.told
        if places <= 0:
            return 0
        chosen = await self._all(waiting.order_by(_weight(), notifications.c.id).limit(places))
        ids = [row["id"] for row in chosen]
        await self.connection.execute(
            update(notifications).where(notifications.c.id.in_(ids)).values(held_back=False, told_at=now)
        )
        for row in chosen:
            await self._publish(row["title"], row["link"])
        await self._outbox.put([row["id"] for row in chosen if row["important"]], now)
        return len(ids)

    async def week(self, now: datetime, *, hold: bool = False) -> AlertWeek:
        """Return how many alerts are wanted in seven days, and how many were told in the last seven."""
        wanted = select(organisations.c.weekly_alerts).where(organisations.c.org_id == self.org_id)
        # Less than a full row lock: whoever only refers to the organisation is not kept waiting.
        held = wanted.with_for_update(key_share=True) if hold else wanted
        allowed = int(await self.connection.scalar(held) or 0)
        told = select(func.count()).where(notifications.c.told_at > now - WEEK)
        return AlertWeek(allowed, int(await self.connection.scalar(told) or 0))

    async def held_back(self, now: datetime) -> list[NotificationRecord]:
        """Return what is held back: the last seven days', and what still stands, the gravest first."""
        recent = and_(notifications.c.held_back, notifications.c.created_at > now - WEEK)
        statement = select(notifications).where(or_(recent, and_(*_still_stands(now))))
        gravest = statement.order_by(_weight(), notifications.c.id.desc()).limit(MOST_LISTED)
        return [pick(NotificationRecord, row) for row in await self._all(gravest)]

    async def latest(self, limit: int = 50) -> list[NotificationRecord]:
        """Return what people were told, newest first."""
        told = select(notifications).where(~notifications.c.held_back)
        at = func.coalesce(notifications.c.told_at, notifications.c.created_at)
        newest = told.order_by(at.desc(), notifications.c.id.desc()).limit(limit)
        return [pick(NotificationRecord, row) for row in await self._all(newest)]

    async def get(self, notification_id: UUID) -> NotificationRecord:
        """Return one notification; raise LookupError when there is none."""
        row = await self._first(select(notifications).where(notifications.c.id == notification_id))
        if row is None:
            raise LookupError("There is no such notification.")
        return pick(NotificationRecord, row)

    async def unread(self) -> int:
        """Return how many of those told nobody has read."""
        unread = (notifications.c.read_at.is_(None), ~notifications.c.held_back)
        return int(await self.connection.scalar(select(func.count()).where(*unread)) or 0)

    async def mark_read(self, at: datetime, notification_id: UUID | None = None) -> None:
        """Mark one, or all that were told, as read."""
        statement = update(notifications).where(notifications.c.read_at.is_(None)).values(read_at=at)
        which = ~notifications.c.held_back if notification_id is None else notifications.c.id == notification_id
        await self.connection.execute(statement.where(which))

    async def _publish(self, title: str, link: str) -> None:
        await Events(self.connection, self.org_id).publish("notification", {"title": title, "link": link})


def occasion_of_issue(issue_id: UUID, reopened: int) -> str:
    """Name one opening of an issue."""
    return f"issue:{issue_id}:{reopened}"


def _still_stands(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for alerts worth telling later: unread, of this opening or of a suggestion that waits."""
    this_opening = literal("issue:").concat(cast(issues.c.id, Text)).concat(":").concat(cast(issues.c.reopened, Text))
    is_open = exists().where(
        issues.c.id == notifications.c.issue_id,
        issues.c.status == IssueStatus.OPEN.value,
        notifications.c.occasion == this_opening,
    )
    waits = exists().where(
        suggestions.c.id == notifications.c.suggestion_id,
        suggestions.c.status == SuggestionStatus.PENDING.value,
        suggestions.c.expires_at > now,
    )
    return notifications.c.held_back, notifications.c.read_at.is_(None), or_(is_open, waits)


def _weight() -> ColumnElement[int]:
    """Return 1 for an alert about something grave, more for less; null when its issue is gone."""
    # Two lookups by key, where one with an "or" would read every issue for every alert.
    rank = func.min(func.array_position(GRAVEST_FIRST, issues.c.severity))
    same_issue = and_(suggestion_issues.c.org_id == issues.c.org_id, suggestion_issues.c.issue_id == issues.c.id)
    own = select(rank).where(issues.c.id == notifications.c.issue_id)
    addressed = (
        select(rank)
        .join(suggestion_issues, same_issue)
        .where(suggestion_issues.c.suggestion_id == notifications.c.suggestion_id)
    )
    ranks = (found.correlate(notifications).scalar_subquery() for found in (own, addressed))
    return func.least(*ranks)
