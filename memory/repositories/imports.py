"""Files brought in through the pages: how far they were read and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from memory.models.calls import imports
from memory.repositories.rows import Repository, new_id, pick


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One file. `status`: running, done or failed; `refusals` are its first refused lines."""

    id: UUID
    kind: str
    file_name: str
    status: str
    bytes_total: int
    bytes_done: int
    created: int
    updated: int
    unchanged: int
    refused: int
    refusals: list[dict[str, Any]]
    problem: str | None
    started_at: datetime
    finished_at: datetime | None


class Imports(Repository):
    """Reads and writes of file imports."""

    async def start(self, kind: str, file_name: str, bytes_total: int) -> UUID:
        """Record that a file is about to be read."""
        import_id = new_id()
        values = {"kind": kind, "file_name": file_name, "status": "running", "bytes_total": bytes_total}
        await self.connection.execute(insert(imports).values(org_id=self.org_id, id=import_id, **values))
        return import_id

    async def change(self, import_id: UUID, values: Mapping[str, Any]) -> None:
        """Update how far it got."""
        await self.connection.execute(update(imports).where(imports.c.id == import_id).values(dict(values)))

    async def get(self, import_id: UUID) -> ImportRecord:
        """Return one import; raise LookupError when there is none."""
        row = await self._first(select(imports).where(imports.c.id == import_id))
        if row is None:
            raise LookupError("There is no such import.")
        return pick(ImportRecord, row)

    async def latest(self, limit: int = 20) -> list[ImportRecord]:
        """Return imports, newest first."""
        newest = select(imports).order_by(imports.c.started_at.desc()).limit(limit)
        return [pick(ImportRecord, row) for row in await self._all(newest)]
