"""What is read across organisations: who there is, who belongs where, where there is news."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.analyses import recordings
from memory.models.calls import imports, project_news
from memory.models.issues import issues, runs
from memory.models.organisations import members, organisations
from memory.models.projects import projects
from memory.models.suggestions import suggestions
from memory.repositories.lessons import SharedLessons
from memory.repositories.organisations import OrganisationRecord
from memory.repositories.outbox import find_waiting
from memory.repositories.recordings import find_abandoned
from memory.repositories.rows import pick
from memory.repositories.survey import Survey


@dataclass(frozen=True, slots=True)
class ProjectToLookAt:
    """A project all of whose calls a scan must look at."""

    org_id: UUID
    project_id: UUID


class Fleet:
    """What passes the walls, with the fleet role: reads, and the counts of `survey`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.survey = Survey(connection)
        self.lessons = SharedLessons(connection)

    async def organisations(self) -> list[OrganisationRecord]:
        """Return every organisation, by name."""
        rows = await self.connection.execute(select(organisations).order_by(organisations.c.name))
        return [pick(OrganisationRecord, row) for row in rows.mappings()]

    async def organisations_of(self, person_id: UUID) -> list[OrganisationRecord]:
        """Return the organisations a person belongs to, real ones before the sample."""
        statement = (
            select(organisations)
            .join(members, members.c.org_id == organisations.c.org_id)
            .where(members.c.person_id == person_id)
            .order_by(organisations.c.is_sample, organisations.c.name)
        )
        return [pick(OrganisationRecord, row) for row in (await self.connection.execute(statement)).mappings()]

    async def projects_to_look_at(self, now: datetime, org_id: UUID | None = None) -> list[ProjectToLookAt]:
        """Return projects whose calls are to be looked at, whose run is yet to end, or whose suggestion is too old."""
        of_this_issue = (runs.c.org_id == issues.c.org_id, runs.c.issue_id == issues.c.id)
        unfinished = (
            select(issues.c.org_id, issues.c.project_id)
            .where(issues.c.status == "open")
            .where(or_(~exists().where(*of_this_issue), exists().where(*of_this_issue, runs.c.status == "running")))
        )
        too_old = select(suggestions.c.org_id, suggestions.c.project_id).where(
            suggestions.c.status == "pending", suggestions.c.expires_at <= now
        )
        wanted = union(
            select(project_news.c.org_id, project_news.c.project_id).where(project_news.c.look), unfinished, too_old
        ).subquery()
        same = and_(projects.c.org_id == wanted.c.org_id, projects.c.id == wanted.c.project_id)
        statement = (
            select(projects.c.org_id, projects.c.id.label("project_id"))
            .join(wanted, same)
            .order_by(projects.c.org_id, projects.c.key)
        )
        if org_id is not None:
            statement = statement.where(projects.c.org_id == org_id)
        return [pick(ProjectToLookAt, row) for row in (await self.connection.execute(statement)).mappings()]

    async def unfinished_imports(self) -> list[tuple[UUID, UUID]]:
        """Return (organisation, import) of files whose reading was interrupted."""
        statement = select(imports.c.org_id, imports.c.id).where(imports.c.status == "running")
        return [(row.org_id, row.id) for row in await self.connection.execute(statement)]

    async def abandoned_recordings(self, now: datetime) -> list[tuple[UUID, UUID]]:
        """Return (organisation, recording) of those that wait, or whose transcriber has gone silent."""
        statement = select(recordings.c.org_id, recordings.c.id).where(find_abandoned(now))
        return [(row.org_id, row.id) for row in await self.connection.execute(statement)]

    async def organisations_to_deliver_for(self, now: datetime) -> list[UUID]:
        """Return the organisations whose outbox holds something that is due."""
        return list((await self.connection.execute(find_waiting(now))).scalars())
