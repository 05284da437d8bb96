"""How does a file of calls get in? Batch by batch, each one transaction, reading ahead while one is stored.

An interrupted import has stored whole batches; running the same file again completes it.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from memory.database import Database
from memory.imports.catalogue import Catalogue, load_catalogue
from memory.imports.lines import LineReader, RawLine
from memory.imports.results import ImportResult, OnProgress
from memory.imports.retries import retry
from memory.imports.staging import StagedBatch, stage
from memory.imports.store import BatchOutcome, store_batch


async def import_calls(
    database: Database,
    org_id: UUID,
    source: Path,
    *,
    on_progress: OnProgress | None = None,
    batch_lines: int = 5000,
    allow_absolute_recordings: bool = False,
) -> ImportResult:
    """Bring in a file of calls (JSON Lines, see the contract) and return what became of its lines.

    `on_progress` is awaited after every batch. With `allow_absolute_recordings` a recording may lie anywhere;
    without, an absolute path refuses its line and one that leaves its folder is left out and reported.
    Raises UnreadableFileError when the file cannot be read; bad lines never raise.
    """
    importer = _CallImporter(database, org_id, recordings_anywhere=allow_absolute_recordings)
    with LineReader(source) as reader:
        await importer.look_at_projects()
        ahead = asyncio.create_task(asyncio.to_thread(importer.read, reader, batch_lines))
        try:
            while (batch := await ahead).lines:
                ahead = asyncio.create_task(asyncio.to_thread(importer.read, reader, batch_lines))
                await importer.store(batch)
                if on_progress is not None:
                    await on_progress(importer.result.progress(batch.bytes_done, reader.bytes_total))
        finally:
            with suppress(Exception):
                await ahead
    return importer.result


@dataclass(frozen=True, slots=True)
class _Batch:
    lines: list[RawLine]
    staged: StagedBatch
    bytes_done: int


class _CallImporter:
    def __init__(self, database: Database, org_id: UUID, *, recordings_anywhere: bool) -> None:
        self.result = ImportResult()
        self._database = database
        self._org_id = org_id
        self._recordings_anywhere = recordings_anywhere
        self._catalogue: Catalogue = {}

    async def look_at_projects(self) -> None:
        async with self._database.open_memory(self._org_id) as memory:
            self._catalogue = await load_catalogue(memory.connection)

    def read(self, reader: LineReader, most_lines: int) -> _Batch:
        lines = reader.read_batch(most_lines)
        return _Batch(lines, self._stage(lines), reader.bytes_done)

    async def store(self, batch: _Batch) -> None:
        staged = batch.staged
        while (outcome := await retry(partial(self._store_once, staged))) is None:
            await self.look_at_projects()
            staged = await asyncio.to_thread(self._stage, batch.lines)
        self.result.count(outcome.created, outcome.updated, outcome.unchanged)
        self.result.refused.extend(staged.refused)
        self.result.reported.extend(staged.reported)

    async def _store_once(self, staged: StagedBatch) -> BatchOutcome | None:
        """Store a batch, unless a project changed since it was staged."""
        async with self._database.open_memory(self._org_id) as memory:
            return await store_batch(memory.connection, self._org_id, staged)

    def _stage(self, lines: Sequence[RawLine]) -> StagedBatch:
        return stage(lines, self._catalogue, recordings_anywhere=self._recordings_anywhere)
