"""What people said they want, in their words: for one project or for all of the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, insert, or_, select, update

from memory.models.remembering import preferences
from memory.repositories.rows import Repository, new_id, pick
from memory.repositories.vectors import distance, is_comparable, to_likeness, to_unit

LONGEST_PREFERENCE = 2_000
MOST_LISTED = 200
LISTED = [column for column in preferences.c if column.name not in {"org_id", "embedding", "model"}]


class PreferenceSource(StrEnum):
    """Where somebody said it."""

    PERSON = "person"
    REJECT_REASON = "reject_reason"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class PreferenceRecord:
    """What one person said they want. `project_id` is None where it holds for the whole organisation.

    `likeness` says how close it is to what was looked for, from 0 to 1; None where it was not found by meaning.
    """

    id: UUID
    project_id: UUID | None
    text: str
    person_id: UUID | None
    source: PreferenceSource
    stated_at: datetime
    withdrawn_at: datetime | None
    likeness: float | None = None


class Preferences(Repository):
    """Reads and writes of stated preferences."""

    async def add(
        self,
        text: str,
        *,
        source: PreferenceSource,
        at: datetime,
        project_id: UUID | None = None,
        person_id: UUID | None = None,
    ) -> UUID:
        """Store what somebody said and return its id; said again, it keeps its id and is stated anew.

        Raises:
            ValueError: There is nothing in it, or too much; the message is for people.
        """
        words = text.strip()
        _refuse_unusable(words)
        same = (preferences.c.text == words, _of(project_id), preferences.c.withdrawn_at.is_(None))
        again = update(preferences).where(*same).values(stated_at=at).returning(preferences.c.id)
        known: UUID | None = await self.connection.scalar(again)
        if known is not None:
            return known
        preference_id = new_id()
        await self.connection.execute(
            insert(preferences).values(
                org_id=self.org_id,
                id=preference_id,
                project_id=project_id,
                text=words,
                person_id=person_id,
                source=source.value,
                stated_at=at,
            )
        )
        return preference_id

    async def withdraw(self, preference_id: UUID, at: datetime) -> bool:
        """Take a preference back; return whether there was one that still held."""
        standing = (preferences.c.id == preference_id, preferences.c.withdrawn_at.is_(None))
        taking = update(preferences).where(*standing).values(withdrawn_at=at).returning(preferences.c.id)
        return await self.connection.scalar(taking) is not None

    async def get(self, preference_id: UUID) -> PreferenceRecord:
        """Return a preference; raise LookupError when there is none."""
        row = await self._first(select(*LISTED).where(preferences.c.id == preference_id))
        if row is None:
            raise LookupError("There is no such preference.")
        return pick(PreferenceRecord, row, source=PreferenceSource(row["source"]))

    async def stated(self, project_id: UUID | None = None, *, withdrawn: bool = False) -> list[PreferenceRecord]:
        """Return what holds for a project, its own and the organisation's, newest first.

        Without a project, only the organisation's; with `withdrawn`, also what was taken back.
        """
        statement = select(*LISTED).where(_holds_for(project_id))
        if not withdrawn:
            statement = statement.where(preferences.c.withdrawn_at.is_(None))
        newest = statement.order_by(preferences.c.stated_at.desc(), preferences.c.id.desc()).limit(MOST_LISTED)
        return [pick(PreferenceRecord, row, source=PreferenceSource(row["source"])) for row in await self._all(newest)]

    async def unremembered(self, model: str, limit: int = 100) -> list[PreferenceRecord]:
        """Return preferences that hold and have no vector of this model, newest first."""
        lacking = or_(preferences.c.model.is_(None), preferences.c.model != model)
        statement = select(*LISTED).where(lacking, preferences.c.withdrawn_at.is_(None))
        newest = statement.order_by(preferences.c.id.desc()).limit(limit)
        return [pick(PreferenceRecord, row, source=PreferenceSource(row["source"])) for row in await self._all(newest)]

    async def remember(self, preference_id: UUID, model: str, embedding: Sequence[float]) -> None:
        """Store the vector of a preference's text; another model's goes."""
        values = {"model": model, "embedding": to_unit(embedding)}
        await self.connection.execute(update(preferences).where(preferences.c.id == preference_id).values(values))

    async def search(
        self, embedding: Sequence[float], model: str, *, project_id: UUID | None = None, limit: int = 10
    ) -> list[PreferenceRecord]:
        """Return what holds for a project, the closest in meaning first; without one, only the organisation's."""
        away = distance(preferences.c.embedding, embedding).label("away")
        statement = (
            select(*LISTED, away)
            .where(_holds_for(project_id), preferences.c.withdrawn_at.is_(None))
            .where(is_comparable(preferences.c.model, preferences.c.embedding, model, len(embedding)))
            .order_by(away, preferences.c.id.desc())
            .limit(max(0, min(limit, MOST_LISTED)))
        )
        return [
            pick(PreferenceRecord, row, source=PreferenceSource(row["source"]), likeness=to_likeness(row["away"]))
            for row in await self._all(statement)
        ]


def _of(project_id: UUID | None) -> ColumnElement[bool]:
    return preferences.c.project_id.is_(None) if project_id is None else preferences.c.project_id == project_id


def _holds_for(project_id: UUID | None) -> ColumnElement[bool]:
    return or_(preferences.c.project_id.is_(None), _of(project_id))


def _refuse_unusable(words: str) -> None:
    if not words:
        raise ValueError("A preference cannot be empty.")
    if len(words) > LONGEST_PREFERENCE:
        raise ValueError(f"A preference can be at most {LONGEST_PREFERENCE:,} characters long.")
    if "\x00" in words:
        raise ValueError("A preference cannot hold a NUL character.")
