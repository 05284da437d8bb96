"""Projects and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update

from memory.models.calls import calls, project_news
from memory.models.projects import fields, projects
from memory.repositories.rows import Repository, new_id, pick
from memory.vocabulary import Field, FieldType


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """A field with its place in the rollups' arrays."""

    ordinal: int
    field: Field
    active: bool
    counts_from: datetime | None


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One project with its fields, in the order they were given."""

    id: UUID
    key: str
    name: str
    goal: str
    target_success_rate: float
    time_zone: str
    imported_text: str
    import_hash: str
    scanned_until: datetime | None
    autonomy: str
    autonomy_set_by: UUID | None
    autonomy_set_at: datetime | None
    field_records: tuple[FieldRecord, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields calls should capture now."""
        return tuple(record.field for record in self.field_records if record.active)

    @property
    def required_fields(self) -> tuple[Field, ...]:
        """The fields without which a call is no success."""
        return tuple(field for field in self.fields if field.required)


class Projects(Repository):
    """Reads and writes of projects."""

    async def all(self) -> list[ProjectRecord]:
        """Return every project, by name."""
        return await self._load(select(projects).order_by(projects.c.name, projects.c.key))

    async def count(self) -> int:
        """Return how many projects there are."""
        return int(await self.connection.scalar(select(func.count()).select_from(projects)) or 0)

    async def find(self, key: str) -> ProjectRecord | None:
        """Return the project with the platform's own id, if there is one."""
        return next(iter(await self._load(select(projects).where(projects.c.key == key))), None)

    async def get(self, project_id: UUID) -> ProjectRecord:
        """Return a project; raise LookupError when there is none."""
        found = await self._load(select(projects).where(projects.c.id == project_id))
        if not found:
            raise LookupError("There is no such project.")
        return found[0]

    async def lock(self, project_id: UUID) -> None:
        """Hold the project's row until the transaction ends, so that one decision at a time is taken."""
        await self.connection.execute(select(projects.c.id).where(projects.c.id == project_id).with_for_update())

    async def add(self, values: Mapping[str, Any]) -> UUID:
        """Insert a project row and return its new id."""
        project_id = new_id()
        await self.connection.execute(insert(projects).values({**values, "org_id": self.org_id, "id": project_id}))
        return project_id

    async def change(self, project_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of a project."""
        await self.connection.execute(update(projects).where(projects.c.id == project_id).values(dict(values)))

    async def add_field(self, project_id: UUID, ordinal: int, field: Field, counts_from: datetime | None) -> None:
        """Insert a field at a place of its own in the rollups."""
        row = {
            "org_id": self.org_id,
            "project_id": project_id,
            "ordinal": ordinal,
            "counts_from": counts_from,
        }
        await self.connection.execute(insert(fields).values({**row, **_field_values(field)}))

    async def change_field(self, project_id: UUID, ordinal: int, field: Field, *, active: bool = True) -> None:
        """Store a field's new properties; the ordinal stays."""
        where = (fields.c.project_id == project_id, fields.c.ordinal == ordinal)
        await self.connection.execute(update(fields).where(*where).values(**_field_values(field), active=active))

    async def set_capture_target(self, project_id: UUID, name: str, target: float) -> None:
        """Change how often a field should be captured."""
        where = (fields.c.project_id == project_id, fields.c.name == name)
        await self.connection.execute(update(fields).where(*where).values(target_capture_rate=target))

    async def news(self, project_id: UUID) -> int:
        """Return how often something changed."""
        counter: int | None = await self.connection.scalar(
            select(project_news.c.changes).where(project_news.c.project_id == project_id)
        )
        return counter or 0

    async def mark_news(self, project_id: UUID) -> None:
        """Have the next scan look at all calls of this project."""
        where = project_news.c.project_id == project_id
        again = {"changes": project_news.c.changes + 1, "look": True}
        await self.connection.execute(update(project_news).where(where).values(again))

    async def mark_looked_at(self, project_id: UUID, counter: int, sieve: bytes | None, targets: list[float]) -> None:
        """Store the sieve after a look at all calls, unless something changed since `counter` was read."""
        where = (project_news.c.project_id == project_id, project_news.c.changes == counter)
        nothing_new = {"look": False, "seen": counter, "new_trials": [], "new_good": []}
        values = {**nothing_new, "sieve": sieve, "targets": targets}
        await self.connection.execute(update(project_news).where(*where).values(values))

    async def last_call_at(self, project_id: UUID) -> datetime | None:
        """Return when the last call ended: the project's own "now"."""
        moment: datetime | None = await self.connection.scalar(
            select(func.max(calls.c.ended_at)).where(calls.c.project_id == project_id)
        )
        return moment

    async def _load(self, statement: Any) -> list[ProjectRecord]:  # noqa: ANN401
        rows = await self._all(statement)
        if not rows:
            return []
        wanted = select(fields).where(fields.c.project_id.in_([row["id"] for row in rows]))
        by_project: dict[UUID, list[FieldRecord]] = {}
        for row in await self._all(wanted.order_by(fields.c.project_id, fields.c.ordinal)):
            record = FieldRecord(row["ordinal"], _to_field(row), row["active"], row["counts_from"])
            by_project.setdefault(row["project_id"], []).append(record)
        return [pick(ProjectRecord, row, field_records=tuple(by_project.get(row["id"], ()))) for row in rows]


def _field_values(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "description": field.description,
        "type": field.type.value,
        "required": field.required,
        "choices": list(field.choices),
        "target_capture_rate": field.target_capture_rate,
    }


def _to_field(row: RowMapping) -> Field:
    return Field(
        name=row["name"],
        description=row["description"],
        type=FieldType(row["type"]),
        required=row["required"],
        choices=tuple(row["choices"]),
        target_capture_rate=row["target_capture_rate"],
    )
