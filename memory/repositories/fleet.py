"""What is read across organisations: who there is, who belongs where, where there is news."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.calls import imports, project_news
from memory.models.issues import issues, runs
from memory.models.organisations import members, organisations
from memory.models.projects import projects
from memory.repositories.organisations import OrganisationRecord
from memory.repositories.rows import pick


@dataclass(frozen=True, slots=True)
class ProjectWithNews:
    """A project the next scan must look at."""

    org_id: UUID
    project_id: UUID


class Fleet:
    """Reads that pass the walls, with the fleet role; it can change nothing."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

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

    async def projects_with_news(self, org_id: UUID | None = None) -> list[ProjectWithNews]:
        """Return projects where something changed, and those with an open issue whose run is yet to end."""
        of_this_issue = (runs.c.org_id == issues.c.org_id, runs.c.issue_id == issues.c.id)
        unfinished = exists().where(
            issues.c.org_id == projects.c.org_id,
            issues.c.project_id == projects.c.id,
            issues.c.status == "open",
            or_(~exists().where(*of_this_issue), exists().where(*of_this_issue, runs.c.status == "running")),
        )
        news = exists().where(project_news.c.org_id == projects.c.org_id, project_news.c.project_id == projects.c.id)
        statement = (
            select(projects.c.org_id, projects.c.id.label("project_id"))
            .where(or_(news, unfinished))
            .order_by(projects.c.org_id, projects.c.key)
        )
        if org_id is not None:
            statement = statement.where(projects.c.org_id == org_id)
        return [pick(ProjectWithNews, row) for row in (await self.connection.execute(statement)).mappings()]

    async def unfinished_imports(self) -> list[tuple[UUID, UUID]]:
        """Return (organisation, import) of files whose reading was interrupted."""
        statement = select(imports.c.org_id, imports.c.id).where(imports.c.status == "running")
        return [(row.org_id, row.id) for row in await self.connection.execute(statement)]
