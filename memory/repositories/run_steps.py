"""What each step of the assistant's work took: time, model calls, tokens and money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, insert, select, true

from memory.models.issues import issues, runs
from memory.models.projects import projects
from memory.models.trials import run_steps
from memory.repositories.rows import Repository, new_id, pick


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step: `purposes` lists what its model calls were for, with calls, tokens, seconds and problems."""

    project_id: UUID
    issue_id: UUID | None
    attempt: int | None
    step: str
    at: datetime
    seconds: float
    model_calls: int
    input_tokens: int
    output_tokens: int
    model_seconds: float
    waited_seconds: float
    money: Decimal
    currency: str
    purposes: Sequence[dict[str, Any]]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DaySpending:
    """What was asked of the model since a moment."""

    model_calls: int
    money: Decimal


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run with what it took: `outcome` is None while it goes on or waits for a person."""

    issue_id: UUID
    attempt: int
    project_id: UUID
    project_name: str
    metric: str
    field: str
    status: str
    outcome: str | None
    started_at: datetime
    ended_at: datetime | None
    steps: int
    seconds: float
    model_calls: int
    tokens: int
    money: Decimal
    currency: str | None


class RunSteps(Repository):
    """Reads and writes of steps."""

    async def record(self, step: StepRecord) -> None:
        """Add a step."""
        row = {name: getattr(step, name) for name in StepRecord.__dataclass_fields__}
        await self.connection.execute(insert(run_steps).values(org_id=self.org_id, id=new_id(), **row))

    async def of_run(self, issue_id: UUID, attempt: int) -> list[StepRecord]:
        """Return the steps of a run, in order."""
        where = (run_steps.c.issue_id == issue_id, run_steps.c.attempt == attempt)
        return [
            pick(StepRecord, row) for row in await self._all(select(run_steps).where(*where).order_by(run_steps.c.id))
        ]

    async def spent_since(self, moment: datetime) -> DaySpending:
        """Return what was asked of the model since a moment."""
        totals = select(
            func.coalesce(func.sum(run_steps.c.model_calls), 0).label("model_calls"),
            func.coalesce(func.sum(run_steps.c.money), 0).label("money"),
        ).where(run_steps.c.at >= moment)
        row = await self._first(totals)
        assert row is not None
        return pick(DaySpending, row)

    async def runs(self, *, project_id: UUID | None = None, limit: int = 50) -> list[RunSummary]:
        """Return runs with what they took, the latest first."""
        statement = _summaries().order_by(runs.c.started_at.desc(), runs.c.attempt.desc()).limit(limit)
        if project_id is not None:
            statement = statement.where(issues.c.project_id == project_id)
        return [pick(RunSummary, row) for row in await self._all(statement)]

    async def run(self, issue_id: UUID, attempt: int) -> RunSummary:
        """Return one run with what it took; raise LookupError when there is none."""
        row = await self._first(_summaries().where(runs.c.issue_id == issue_id, runs.c.attempt == attempt))
        if row is None:
            raise LookupError("There is no such run.")
        return pick(RunSummary, row)


def _summaries() -> Select[Any]:
    took = (
        select(
            run_steps.c.issue_id,
            run_steps.c.attempt,
            func.count().label("steps"),
            func.sum(run_steps.c.seconds).label("seconds"),
            func.sum(run_steps.c.model_calls).label("model_calls"),
            func.sum(run_steps.c.input_tokens + run_steps.c.output_tokens).label("tokens"),
            func.sum(run_steps.c.money).label("money"),
            func.max(run_steps.c.currency).label("currency"),
        )
        .where(run_steps.c.issue_id == runs.c.issue_id, run_steps.c.attempt == runs.c.attempt)
        .group_by(run_steps.c.issue_id, run_steps.c.attempt)
        .lateral("took")
    )
    own = [runs.c[name] for name in ("issue_id", "attempt", "status", "outcome", "started_at", "ended_at")]
    return (
        select(
            *own,
            issues.c.project_id,
            projects.c.name.label("project_name"),
            issues.c.metric,
            issues.c.field,
            func.coalesce(took.c.steps, 0).label("steps"),
            func.coalesce(took.c.seconds, 0.0).label("seconds"),
            func.coalesce(took.c.model_calls, 0).label("model_calls"),
            func.coalesce(took.c.tokens, 0).label("tokens"),
            func.coalesce(took.c.money, 0).label("money"),
            took.c.currency,
        )
        .join(issues, and_(issues.c.org_id == runs.c.org_id, issues.c.id == runs.c.issue_id))
        .join(projects, and_(projects.c.org_id == issues.c.org_id, projects.c.id == issues.c.project_id))
        .join(took, true(), isouter=True)
    )
