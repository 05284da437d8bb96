"""Instruction versions, and which of them is in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select, update

from memory.models.projects import in_force, instruction_versions
from memory.repositories.rows import Repository, pick


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of a project's instructions. `in_force_from` None: since the beginning of time."""

    project_id: UUID
    number: int
    text: str
    author: str
    person_id: UUID | None
    suggestion_id: UUID | None
    restored_from: int | None
    created_at: datetime
    live_at: datetime | None
    in_force_from: datetime | None = None
    in_force_to: datetime | None = None


class Instructions(Repository):
    """Versions are only ever added; what is in force moves on."""

    async def current(self, project_id: UUID) -> VersionRecord:
        """Return the version in force; raise LookupError for a project without instructions."""
        row = await self._first(self._joined(project_id).where(in_force.c.to_at.is_(None)))
        if row is None:
            raise LookupError("This project has no instructions.")
        return pick(VersionRecord, row)

    async def find(self, project_id: UUID, number: int) -> VersionRecord | None:
        """Return one version, if it exists."""
        row = await self._first(self._joined(project_id).where(instruction_versions.c.number == number))
        return None if row is None else pick(VersionRecord, row)

    async def history(self, project_id: UUID) -> list[VersionRecord]:
        """Return every version, newest first."""
        rows = await self._all(self._joined(project_id).order_by(instruction_versions.c.number.desc()))
        return [pick(VersionRecord, row) for row in rows]

    async def add_version(
        self,
        project_id: UUID,
        text: str,
        *,
        author: str,
        at: datetime,
        person_id: UUID | None = None,
        suggestion_id: UUID | None = None,
        restored_from: int | None = None,
    ) -> int:
        """Add a version and put it in force from `at`; return its number.

        The caller holds the project's lock. The first version is in force since the beginning of time.
        """
        last = await self.connection.scalar(
            select(func.max(instruction_versions.c.number)).where(instruction_versions.c.project_id == project_id)
        )
        number = (last or 0) + 1
        key = {"org_id": self.org_id, "project_id": project_id}
        await self.connection.execute(
            insert(instruction_versions).values(
                **key,
                number=number,
                text=text,
                author=author,
                person_id=person_id,
                suggestion_id=suggestion_id,
                restored_from=restored_from,
                created_at=at,
            )
        )
        ended = update(in_force).where(in_force.c.project_id == project_id, in_force.c.to_at.is_(None))
        await self.connection.execute(ended.values(to_at=at))
        since = None if number == 1 else at
        await self.connection.execute(insert(in_force).values(**key, segment=number, number=number, from_at=since))
        return number

    def _joined(self, project_id: UUID) -> Select[Any]:
        return (
            select(
                instruction_versions,
                in_force.c.from_at.label("in_force_from"),
                in_force.c.to_at.label("in_force_to"),
            )
            .join(
                in_force,
                (in_force.c.org_id == instruction_versions.c.org_id)
                & (in_force.c.project_id == instruction_versions.c.project_id)
                & (in_force.c.number == instruction_versions.c.number),
                isouter=True,
            )
            .where(instruction_versions.c.project_id == project_id)
        )
