"""Files to import, and what the database holds of them afterwards."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.imports.results import ImportResult

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
Document = Mapping[str, Any]
Row = tuple[Any, ...]


def project(key: str = "bookings", **changes: Any) -> dict[str, Any]:
    """Return a line of `projects.jsonl`: a name is required, an e-mail address is not."""
    fields = [{"name": "name"}, {"name": "email", "required": False}]
    return {"project": key, "name": "Bookings", "instructions": "Take a booking.", "fields": fields, **changes}


def call(call_id: str = "c-1", **changes: Any) -> dict[str, Any]:
    """Return a line of `calls.jsonl`: a completed call of a minute that captured the name."""
    known = {"project": "bookings", "call_id": call_id, "started_at": "2026-11-02T09:14:05+02:00", "duration_s": 60}
    return {**known, "status": "completed", "captured": {"name": "Thandi", "email": None}, **changes}


def write(path: Path, documents: Iterable[Document | str]) -> Path:
    """Write a file of documents, or of lines as they are."""
    lines = (line if isinstance(line, str) else json.dumps(line) for line in documents)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


class Desk:
    """Imports documents into one organisation and looks at what became of them."""

    def __init__(self, database: Database, org_id: UUID, folder: Path) -> None:
        self.database = database
        self.org_id = org_id
        self.folder = folder

    async def bring_projects(self, *documents: Document | str, now: datetime = NOW, **options: Any) -> ImportResult:
        """Import projects, at `NOW` unless told otherwise."""
        file = write(self.folder / "projects.jsonl", documents)
        return await import_projects(self.database, self.org_id, file, now=now, **options)

    async def bring_calls(self, *documents: Document | str, **options: Any) -> ImportResult:
        """Import calls."""
        return await import_calls(self.database, self.org_id, write(self.folder / "calls.jsonl", documents), **options)

    async def rows(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query."""
        async with self.database.open_memory(self.org_id) as memory:
            return [tuple(row) for row in await memory.connection.execute(text(query), values)]

    async def row(self, query: str, **values: object) -> Row:
        """Return the only row of a query."""
        [row] = await self.rows(query, **values)
        return row

    async def project_id(self, key: str = "bookings") -> UUID:
        """Return a project's id."""
        (project_id,) = await self.row("SELECT id FROM projects WHERE key = :key", key=key)
        return UUID(str(project_id))

    async def rollups(self) -> list[Row]:
        """Return all counts."""
        return await self.rows("SELECT * FROM rollups ORDER BY project_id, version, call_type, hour")

    async def recounted(self) -> list[Row]:
        """Return all counts, made anew from the calls."""
        async with self.database.open_memory(self.org_id) as memory:
            for project_id in (await memory.connection.scalars(text("SELECT id FROM projects"))).all():
                await memory.rollups.recount(project_id)
        return await self.rollups()


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    """Return how many lines created, updated and changed nothing, and how many were refused."""
    return result.created, result.updated, result.unchanged, result.refused.total
