"""How does a file of calls get in? Batch by batch, each one transaction, reading ahead while one is stored.

An interrupted import has stored whole batches; running the same file again completes it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from memory.database import Database
from memory.imports.catalogue import Catalogue, load_catalogue
from memory.imports.lines import MOST_BATCH_BYTES, LineReader, RawLine
from memory.imports.months import Months
from memory.imports.results import ImportResult, OnProgress
from memory.imports.retries import retry
from memory.imports.staging import StagedBatch
from memory.imports.store import BatchOutcome, store_batch

# Lines are read and staged so many at a time, about a millisecond's work, with a turn for everybody else in between.
PIECE_LINES = 20


async def import_calls(
    database: Database,
    org_id: UUID,
    source: Path,
    *,
    on_progress: OnProgress | None = None,
    batch_lines: int = 2000,
    recordings_folder: Path | None = None,
) -> ImportResult:
    """Bring in a file of calls (JSON Lines, see the contract) and return what became of its lines.

    `on_progress` is awaited after every batch. With `recordings_folder`, paths of recordings start there and may
    lead anywhere; without, an absolute path refuses its line and one that leaves its folder is left out and reported.
    Raises UnreadableFileError when the file cannot be read; bad lines never raise.
    """
    importer = _CallImporter(database, org_id, recordings_folder=recordings_folder)
    with LineReader(source) as reader:
        await importer.look_at_projects()
        ahead = asyncio.create_task(importer.read(reader, batch_lines))
        try:
            while (batch := await ahead).lines:
                ahead = asyncio.create_task(importer.read(reader, batch_lines))
                await importer.store(batch)
                if on_progress is not None:
                    await on_progress(importer.result.progress(batch.bytes_done, reader.bytes_total))
        finally:
            ahead.cancel()
    return importer.result


@dataclass(frozen=True, slots=True)
class _Batch:
    lines: list[RawLine]
    staged: StagedBatch
    bytes_done: int


class _CallImporter:
    def __init__(self, database: Database, org_id: UUID, *, recordings_folder: Path | None) -> None:
        self.result = ImportResult()
        self._database = database
        self._org_id = org_id
        self._recordings_folder = recordings_folder
        self._catalogue: Catalogue = {}
        self._months = Months(database)
        # Staging keeps the interpreter busy while the database works on the batch before. While it is being sent
        # its rows, the database would wait for every piece in between: then staging waits instead.
        self._turn = asyncio.Lock()

    async def look_at_projects(self) -> None:
        async with self._database.open_memory(self._org_id) as memory:
            self._catalogue = await load_catalogue(memory.connection)

    async def read(self, reader: LineReader, most_lines: int) -> _Batch:
        """Read and stage the next batch while the one before is stored."""
        lines: list[RawLine] = []
        size = 0
        while len(lines) < most_lines and size < MOST_BATCH_BYTES:
            piece = reader.read_batch(min(PIECE_LINES, most_lines - len(lines)))
            if piece is None:
                break
            lines += piece
            size += sum(len(line.data) for line in piece)
            await asyncio.sleep(0)
        return _Batch(lines, await self._stage(lines), reader.bytes_done)

    async def store(self, batch: _Batch) -> None:
        staged = batch.staged
        await retry(partial(self._months.make, staged.days))
        while (outcome := await retry(partial(self._store_once, staged))) is None:
            await self.look_at_projects()
            staged = await self._stage(batch.lines)
        self.result.count(outcome.created, outcome.updated, outcome.unchanged)
        self.result.refused.extend(staged.refused)
        self.result.reported.extend(staged.reported)

    async def _store_once(self, staged: StagedBatch) -> BatchOutcome | None:
        """Store a batch, unless a project changed since it was staged."""
        async with self._database.open_memory(self._org_id) as memory:
            return await store_batch(memory.connection, self._org_id, staged, self._turn)

    async def _stage(self, lines: Sequence[RawLine]) -> StagedBatch:
        staged, catalogue = StagedBatch(), self._catalogue
        for start in range(0, len(lines), PIECE_LINES):
            piece = lines[start : start + PIECE_LINES]
            async with self._turn:
                staged.stage(piece, catalogue, recordings_folder=self._recordings_folder)
            await asyncio.sleep(0)
        return staged
