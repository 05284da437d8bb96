"""How did each kind of edit against each cause fare: what people decided, and what it brought?"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, case, distinct, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.organisations import organisations
from memory.models.remembering import outcomes
from memory.models.suggestions import decisions, suggestions
from memory.repositories.rows import Repository, pick
from memory.vocabulary import Cause

FEWEST_ORGANISATIONS = 5
"""Of fewer organisations nothing is told to others: one could be guessed."""

# Of a normal distribution: between them lie 80 % of it.
EIGHTY_PERCENT = 1.2816


class OutcomeKind(StrEnum):
    """How it is known what a change brought: by replaying past calls, or from the calls that came after."""

    REPLAY = "replay"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What one suggestion brought: the change of the metric and its standard error, in shares, on so many calls."""

    suggestion_id: UUID
    project_id: UUID
    kind: OutcomeKind
    effect: float
    standard_error: float
    calls: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LessonCounts:
    """What became of the suggestions of one kind against one cause.

    Of those `shown`, `accepted` went in force as they were and `edited` after a person changed them; `rolled_back`
    were one of these first. The others were rejected, expired, superseded, or wait.
    """

    cause: Cause
    kind: str
    shown: int = 0
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    rolled_back: int = 0
    expired: int = 0
    outcomes: tuple[OutcomeRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedCounts:
    """The same over all organisations that share their lessons: counts alone.

    Of `measured` outcomes, `helped` and `harmed` counts those whose 80 % interval lies above or below nothing. They
    are all 0 where fewer than `FEWEST_ORGANISATIONS` measured any.
    """

    cause: Cause
    kind: str
    organisations: int
    shown: int
    accepted: int
    edited: int
    rejected: int
    rolled_back: int
    expired: int
    measured: int
    helped: int
    harmed: int


class Lessons(Repository):
    """What one organisation learnt."""

    async def record(
        self,
        suggestion_id: UUID,
        kind: OutcomeKind,
        *,
        effect: float,
        standard_error: float,
        calls: int,
        at: datetime,
    ) -> None:
        """Store what a suggestion brought; what was stored of the same kind goes."""
        values = {"effect": effect, "standard_error": standard_error, "calls": calls, "at": at}
        key = {"org_id": self.org_id, "suggestion_id": suggestion_id, "kind": kind.value}
        storing = insert(outcomes).values({**key, **values})
        await self.connection.execute(storing.on_conflict_do_update(index_elements=list(key), set_=values))

    async def counts(self, project_id: UUID | None = None) -> list[LessonCounts]:
        """Return what became of the organisation's suggestions, or of one project's, by cause and kind of edit."""
        counting = _decided().group_by(suggestions.c.cause, suggestions.c.kind)
        counting = counting.order_by(suggestions.c.cause, suggestions.c.kind)
        bringing = (
            select(suggestions.c.cause, suggestions.c.kind.label("edit_kind"), suggestions.c.project_id, outcomes)
            .join(outcomes, _same_suggestion(outcomes))
            .order_by(outcomes.c.at, outcomes.c.suggestion_id, outcomes.c.kind)
        )
        if project_id is not None:
            counting = counting.where(suggestions.c.project_id == project_id)
            bringing = bringing.where(suggestions.c.project_id == project_id)
        brought = defaultdict(list)
        for row in await self._all(bringing):
            brought[row["cause"], row["edit_kind"]].append(pick(OutcomeRecord, row, kind=OutcomeKind(row["kind"])))
        counted = [pick(LessonCounts, row, cause=Cause(row["cause"])) for row in await self._all(counting)]
        return [replace(one, outcomes=tuple(brought[one.cause.value, one.kind])) for one in counted]


class SharedLessons:
    """What all organisations learnt that agreed to share it; read with the fleet role, which sees no text here."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def counts(self) -> list[SharedCounts]:
        """Return counts by cause and kind of edit, of those that `FEWEST_ORGANISATIONS` at least have tried."""
        sharing = and_(organisations.c.org_id == suggestions.c.org_id, organisations.c.shares_lessons)
        count = func.count(distinct(suggestions.c.org_id))
        is_measured = outcomes.c.kind == OutcomeKind.MEASURED.value
        half = EIGHTY_PERCENT * outcomes.c.standard_error
        enough = func.count(distinct(outcomes.c.org_id)).filter(is_measured) >= FEWEST_ORGANISATIONS
        above, below = outcomes.c.effect - half > 0, outcomes.c.effect + half < 0
        of_suggestion = func.count(distinct(suggestions.c.id))
        told = {
            "measured": of_suggestion.filter(is_measured),
            "helped": of_suggestion.filter(is_measured, above),
            "harmed": of_suggestion.filter(is_measured, below),
        }
        statement = (
            _decided()
            .add_columns(count.label("organisations"))
            .add_columns(*(case((enough, number), else_=0).label(name) for name, number in told.items()))
            .join(organisations, sharing)
            .join(outcomes, _same_suggestion(outcomes), isouter=True)
            .where(~organisations.c.is_sample)
            .group_by(suggestions.c.cause, suggestions.c.kind)
            .having(count >= FEWEST_ORGANISATIONS)
            .order_by(suggestions.c.cause, suggestions.c.kind)
        )
        rows = (await self.connection.execute(statement)).mappings()
        return [pick(SharedCounts, row, cause=Cause(row["cause"])) for row in rows]


def _same_suggestion(table: Table) -> ColumnElement[bool]:
    return and_(table.c.org_id == suggestions.c.org_id, table.c.suggestion_id == suggestions.c.id)


def _decided() -> Select[tuple[str, str]]:
    """Return causes and kinds with how many suggestions were shown and decided how; still to be grouped by both."""
    shown = func.count(distinct(suggestions.c.id))
    kinds = {
        "accepted": "accept",
        "edited": "edit",
        "rejected": "reject",
        "rolled_back": "roll_back",
        "expired": "expire",
    }
    decided = [shown.filter(decisions.c.kind == kind).label(name) for name, kind in kinds.items()]
    statement: Select[tuple[str, str]] = select(
        suggestions.c.cause, suggestions.c.kind, shown.label("shown"), *decided
    ).join(decisions, _same_suggestion(decisions), isouter=True)
    return statement
