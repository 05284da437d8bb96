"""Suggestions, what their replay showed, and the one decision each of them gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from memory.models.projects import projects
from memory.models.suggestions import decisions, suggestion_issues, suggestions, verifications
from memory.repositories.rows import Repository, new_id, pick
from memory.vocabulary import Edit, EditOp, Estimate, SuggestionStatus


@dataclass(frozen=True, slots=True)
class VerificationRecord:
    """What the replay showed; the counts are None where there was none."""

    status: str
    fixed: int | None
    broken: int | None
    unchanged: int | None
    low: float | None
    high: float | None
    explanation: str


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """One suggestion as it stands now."""

    id: UUID
    project_id: UUID
    project_key: str
    project_name: str
    issue_id: UUID
    attempt: int
    status: str
    base_version: int
    before: str
    after: str
    kind: str
    fields: list[str]
    rationale: str
    cause: str
    drafted_by: str
    draft_note: str | None
    trial_id: UUID | None
    what_changed: str | None
    weekly_worth: Decimal
    impact_metric: str
    roi: dict[str, Any]
    created_at: datetime
    expires_at: datetime
    edits: tuple[Edit, ...]
    expected: Estimate
    verification: VerificationRecord | None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was decided about a suggestion, by whom and why."""

    suggestion_id: UUID
    kind: str
    person_id: UUID | None
    reason: str | None
    version: int | None
    decided_at: datetime


class Suggestions(Repository):
    """Reads and writes of suggestions."""

    async def matching(
        self, *, project_id: UUID | None = None, status: SuggestionStatus | None = None
    ) -> list[SuggestionRecord]:
        """Return suggestions, newest first."""
        statement = _joined()
        if project_id is not None:
            statement = statement.where(suggestions.c.project_id == project_id)
        if status is not None:
            statement = statement.where(suggestions.c.status == status.value)
        rows = await self._all(statement.order_by(suggestions.c.created_at.desc(), suggestions.c.id.desc()))
        return [_to_record(row) for row in rows]

    async def get(self, suggestion_id: UUID) -> SuggestionRecord:
        """Return a suggestion; raise LookupError when there is none."""
        row = await self._first(_joined().where(suggestions.c.id == suggestion_id))
        if row is None:
            raise LookupError("There is no such suggestion.")
        return _to_record(row)

    async def lock(self, suggestion_id: UUID) -> SuggestionRecord:
        """Return a suggestion, held against other decisions until the transaction ends."""
        await self.connection.execute(
            select(suggestions.c.id).where(suggestions.c.id == suggestion_id).with_for_update()
        )
        return await self.get(suggestion_id)

    async def pending_of(self, project_id: UUID) -> SuggestionRecord | None:
        """Return the suggestion that waits for a decision, if there is one."""
        found = await self.matching(project_id=project_id, status=SuggestionStatus.PENDING)
        return found[0] if found else None

    async def of_attempt(self, issue_id: UUID, attempt: int) -> SuggestionRecord | None:
        """Return what an attempt at an issue suggested, if anything."""
        row = await self._first(_joined().where(suggestions.c.issue_id == issue_id, suggestions.c.attempt == attempt))
        return None if row is None else _to_record(row)

    async def add(self, values: Mapping[str, Any], issue_ids: Iterable[UUID]) -> UUID:
        """Insert a pending suggestion for the issues it addresses and return its id."""
        suggestion_id = new_id()
        key = {"org_id": self.org_id, "id": suggestion_id, "status": SuggestionStatus.PENDING.value}
        await self.connection.execute(insert(suggestions).values({**values, **key}))
        links = [
            {"org_id": self.org_id, "suggestion_id": suggestion_id, "issue_id": issue_id} for issue_id in issue_ids
        ]
        await self.connection.execute(insert(suggestion_issues), links)
        return suggestion_id

    async def add_issue(self, suggestion_id: UUID, issue_id: UUID) -> None:
        """Have a suggestion address one more issue."""
        link = upsert(suggestion_issues).values(org_id=self.org_id, suggestion_id=suggestion_id, issue_id=issue_id)
        await self.connection.execute(link.on_conflict_do_nothing())

    async def issues_of(self, suggestion_id: UUID) -> list[UUID]:
        """Return the issues a suggestion addresses."""
        statement = select(suggestion_issues.c.issue_id).where(suggestion_issues.c.suggestion_id == suggestion_id)
        return [row["issue_id"] for row in await self._all(statement)]

    async def record_verification(self, suggestion_id: UUID, verification: VerificationRecord) -> None:
        """Store what the replay showed; storing it again changes nothing."""
        row = {name: getattr(verification, name) for name in VerificationRecord.__dataclass_fields__}
        statement = upsert(verifications).values(org_id=self.org_id, suggestion_id=suggestion_id, **row)
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def decide(
        self,
        suggestion_id: UUID,
        kind: str,
        status: SuggestionStatus,
        *,
        at: datetime,
        person_id: UUID | None = None,
        reason: str | None = None,
        version: int | None = None,
    ) -> None:
        """Store the decision and the status it leads to."""
        await self.connection.execute(
            insert(decisions).values(
                org_id=self.org_id,
                suggestion_id=suggestion_id,
                kind=kind,
                person_id=person_id,
                reason=reason,
                version=version,
                decided_at=at,
            )
        )
        await self.change(suggestion_id, {"status": status.value})

    async def change(self, suggestion_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of a suggestion."""
        await self.connection.execute(update(suggestions).where(suggestions.c.id == suggestion_id).values(dict(values)))

    async def decisions_on(self, suggestion_id: UUID) -> list[DecisionRecord]:
        """Return what was decided, in order."""
        statement = select(decisions).where(decisions.c.suggestion_id == suggestion_id)
        return [pick(DecisionRecord, row) for row in await self._all(statement.order_by(decisions.c.decided_at))]

    async def expire_pending(self, project_id: UUID, reason: str, at: datetime) -> list[UUID]:
        """Expire what waits for a decision in a project, saying why; return what was expired."""
        expired = [found.id for found in await self.matching(project_id=project_id, status=SuggestionStatus.PENDING)]
        for suggestion_id in expired:
            await self.decide(suggestion_id, "expire", SuggestionStatus.EXPIRED, at=at, reason=reason)
        return expired


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == suggestions.c.org_id, projects.c.id == suggestions.c.project_id)
    verified = and_(verifications.c.org_id == suggestions.c.org_id, verifications.c.suggestion_id == suggestions.c.id)
    shown = [verifications.c[name].label(f"verified_{name}") for name in VerificationRecord.__dataclass_fields__]
    names = (projects.c.key.label("project_key"), projects.c.name.label("project_name"))
    return select(suggestions, *names, *shown).join(projects, same_project).join(verifications, verified, isouter=True)


def _to_record(row: RowMapping) -> SuggestionRecord:
    verification = None
    if row["verified_status"] is not None:
        verification = VerificationRecord(
            **{name: row[f"verified_{name}"] for name in VerificationRecord.__dataclass_fields__}
        )
    return pick(
        SuggestionRecord,
        row,
        edits=tuple(Edit(EditOp(edit["op"]), edit["anchor"], edit["text"]) for edit in row["edits"]),
        expected=Estimate(row["impact_low"], row["impact_mid"], row["impact_high"], row["impact_basis"]),
        verification=verification,
    )
