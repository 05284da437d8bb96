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

NOT_IGNORED = {"ignored_reason": None, "ignored_at": None, "ignored_by": None}


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """One issue. `observed` and `baseline` are shares of calls that went well.

    `found_at` and `found_rate` stand as they were when it was found, `log_evidence` says in nats how sure that
    is, `reopened` how often it came back.
    """

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
    ignored_at: datetime | None
    ignored_by: UUID | None
    found_at: datetime | None
    found_rate: float | None
    log_evidence: float | None
    reopened: int
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

    async def open(self, values: Mapping[str, Any]) -> UUID:
        """Insert a new issue with status `open` and return its id."""
        issue_id = new_id()
        row = {**values, "org_id": self.org_id, "id": issue_id, "status": IssueStatus.OPEN.value}
        await self.connection.execute(insert(issues).values(row))
        return issue_id

    async def lock(self, issue_id: UUID) -> IssueRecord:
        """Return an issue, held until the transaction ends; its project is to be locked before."""
        await self.connection.execute(select(issues.c.id).where(issues.c.id == issue_id).with_for_update())
        return await self.get(issue_id)

    async def resolve(self, issue_id: UUID, at: datetime) -> None:
        """Record that the metric is back; an issue that was ignored is ignored no longer."""
        await self.change(issue_id, {"status": IssueStatus.RESOLVED.value, "resolved_at": at, **NOT_IGNORED})

    async def reopen(self, issue_id: UUID, values: Mapping[str, Any]) -> None:
        """Open a resolved issue again, with new values, and count that it came back."""
        again = {"status": IssueStatus.OPEN.value, "resolved_at": None, "reopened": issues.c.reopened + 1}
        await self.change(issue_id, {**values, **again, **NOT_IGNORED})

    async def mark_suggested(self, issue_id: UUID) -> None:
        """Record that a suggestion deals with an issue, if it is still open."""
        is_open = (issues.c.id == issue_id, issues.c.status == IssueStatus.OPEN.value)
        statement = update(issues).where(*is_open)
        await self.connection.execute(statement.values(status=IssueStatus.SUGGESTED.value, updated_at=func.now()))

    async def change(self, issue_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of an issue."""
        statement = update(issues).where(issues.c.id == issue_id)
        await self.connection.execute(statement.values({**values, "updated_at": func.now()}))


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == issues.c.org_id, projects.c.id == issues.c.project_id)
    names = (projects.c.key.label("project_key"), projects.c.name.label("project_name"))
    return select(issues, *names).join(projects, same_project)
