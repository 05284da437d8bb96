"""Which projects may calls belong to, what may their calls not miss, what did they run under?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, Uuid, and_, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.imports.facts import RequiredField
from memory.models.projects import fields, in_force, instruction_versions, projects


@dataclass(frozen=True, slots=True)
class InForce:
    """A version and when it was in force; None: without beginning, or still."""

    number: int
    from_at: datetime | None
    to_at: datetime | None


@dataclass(frozen=True)
class KnownProject:
    """What the facts of a project's calls depend on; equal exactly when they would be the same.

    `fields` counts all of its fields, those put aside included.
    """

    id: UUID
    fields: int = 0
    required: tuple[RequiredField, ...] = ()
    versions: frozenset[int] = frozenset()
    in_force: tuple[InForce, ...] = ()

    @cached_property
    def id_bytes(self) -> bytes:
        """The id as the database takes it, made once and not for every call."""
        return self.id.bytes

    def version_at(self, moment: datetime) -> int | None:
        """Return the version in force; None when there was none, or a split leaves it open which."""
        numbers = [
            segment.number
            for segment in self.in_force
            if (segment.from_at is None or segment.from_at <= moment)
            and (segment.to_at is None or moment < segment.to_at)
        ]
        return numbers[0] if len(numbers) == 1 else None


# By the platform's own id of the project.
Catalogue = Mapping[str, KnownProject]


async def load_catalogue(
    connection: AsyncConnection, project_ids: Sequence[UUID] | None = None
) -> dict[str, KnownProject]:
    """Return the organisation's projects by key; only those of `project_ids` when given."""
    required = and_(fields.c.active, fields.c.required)
    asked = select(fields.c.project_id, required, fields.c.name, fields.c.counts_from).order_by(fields.c.ordinal)
    versions = select(instruction_versions.c.project_id, instruction_versions.c.number)
    segments = select(in_force.c.project_id, in_force.c.number, in_force.c.from_at, in_force.c.to_at)
    segments = segments.order_by(in_force.c.segment)

    fields_of = await _by_project(connection, asked, fields, project_ids)
    versions_of = await _by_project(connection, versions, instruction_versions, project_ids)
    segments_of = await _by_project(connection, segments, in_force, project_ids)
    keys = await _by_project(connection, select(projects.c.id, projects.c.key), projects, project_ids)
    return {
        key: KnownProject(
            id=project_id,
            fields=len(fields_of.get(project_id, ())),
            required=tuple(RequiredField(*row) for is_required, *row in fields_of.get(project_id, ()) if is_required),
            versions=frozenset(number for (number,) in versions_of.get(project_id, ())),
            in_force=tuple(InForce(*row) for row in segments_of.get(project_id, ())),
        )
        for project_id, [(key,)] in keys.items()
    }


async def _by_project(
    connection: AsyncConnection, statement: Select[Any], table: Table, project_ids: Sequence[UUID] | None
) -> dict[UUID, list[tuple[Any, ...]]]:
    """Return the rows of a statement whose first column is the project's id, without it, by that id."""
    if project_ids is not None:
        column = table.c.id if table is projects else table.c.project_id
        statement = statement.where(column == any_(literal(list(project_ids), ARRAY(Uuid))))
    grouped: dict[UUID, list[tuple[Any, ...]]] = {}
    for project_id, *rest in await connection.execute(statement):
        grouped.setdefault(project_id, []).append(tuple(rest))
    return grouped
