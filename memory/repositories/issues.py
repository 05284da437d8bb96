"""What is wrong: one row per (project, metric, field), reopened when it comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, insert, select, update

from memory.models.issues import issues
from memory.models.projects import projects
from memory.repositories.rows import Repository, new_id, pick
from memory.vocabulary import IssueStatus


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """One issue. `observed` and `baseline` are shares of calls that went well."""

    id: UUID
    project_id: UUID
    project_key: str
    project_name: str
    metric: str
    field: str
    kind: str
    severity: str
    status: str
    observed: float
    baseline: float
    calls: int
    version: int
    explanation: str
    since: datetime | None
    detected_at: datetime
    resolved_at: datetime | None
    ignored_reason: str | None
    cause: str | None
    diagnosis: dict[str, Any]


class Issues(Repository):
    """Reads and writes of issues."""

    async def matching(
        self, *, project_id: UUID | None = None, statuses: tuple[IssueStatus, ...] = ()
    ) -> list[IssueRecord]:
        """Return issues, the most severe and newest first."""
        statement = _joined()
        if project_id is not None:
            statement = statement.where(issues.c.project_id == project_id)
        if statuses:
            statement = statement.where(issues.c.status.in_([status.value for status in statuses]))
        weight = func.array_position(["high", "medium", "low"], issues.c.severity)
        return [
            pick(IssueRecord, row)
            for row in await self._all(statement.order_by(weight, issues.c.detected_at.desc(), issues.c.id))
        ]

    async def get(self, issue_id: UUID) -> IssueRecord:
        """Return an issue; raise LookupError when there is none."""
        row = await self._first(_joined().where(issues.c.id == issue_id))
        if row is None:
            raise LookupError("There is no such issue.")
        return pick(IssueRecord, row)

    async def find(self, project_id: UUID, metric: str, field: str) -> IssueRecord | None:
        """Return the issue about this metric, whatever its status."""
        where = (issues.c.project_id == project_id, issues.c.metric == metric, issues.c.field == field)
        row = await self._first(_joined().where(*where))
        return None if row is None else pick(IssueRecord, row)

    async def open(self, values: Mapping[str, Any]) -> UUID:
        """Insert a new issue with status `open` and return its id."""
        issue_id = new_id()
        row = {**values, "org_id": self.org_id, "id": issue_id, "status": IssueStatus.OPEN.value}
        await self.connection.execute(insert(issues).values(row))
        return issue_id

    async def change(self, issue_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of an issue."""
        statement = update(issues).where(issues.c.id == issue_id)
        await self.connection.execute(statement.values({**values, "updated_at": func.now()}))


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == issues.c.org_id, projects.c.id == issues.c.project_id)
    names = (projects.c.key.label("project_key"), projects.c.name.label("project_name"))
    return select(issues, *names).join(projects, same_project)
