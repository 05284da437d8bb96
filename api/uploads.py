"""How does a file get from a browser into the tables? Streamed to disk, then read beside the answers.

Reading survives the server: a file whose reading was interrupted is read again at the next start, and
lines that were already taken change nothing.
"""

import asyncio
import fcntl
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from api.background import Background
from graphs.services import Services
from memory.imports.calls import import_calls
from memory.imports.lines import UnreadableFileError
from memory.imports.projects import import_projects
from memory.imports.results import ImportProgress, ImportResult

KINDS = ("projects", "calls")
LARGEST_FILE = 1_000_000_000  # bytes
MOST_REFUSALS_KEPT = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has arrived: what is in it, what its owner calls it, and where it lies."""

    kind: str
    file_name: str
    path: Path
    size: int


class ImportDesk:
    """Takes files in and reads them, one after the other."""

    def __init__(self, services: Services, background: Background, folder: Path, largest_file: int) -> None:
        """Keep files that arrive in `folder`, each at most `largest_file` bytes."""
        self.largest_file = largest_file
        self._services = services
        self._background = background
        self._folder = folder
        self._turn = asyncio.Lock()

    def new_path(self) -> Path:
        """Return where the next file may be written; no name from outside is ever part of it."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder / f"{uuid4()}.part"

    async def begin(self, org_id: UUID, upload: Upload) -> UUID:
        """Start reading a file that has arrived; return the id of the import."""
        async with self._services.database.open_memory(org_id) as memory:
            import_id = await memory.imports.start(upload.kind, upload.file_name, upload.size)
            upload.path.rename(self._path(import_id))
        self._background.start(f"import {import_id}", self._read(org_id, import_id))
        return import_id

    async def resume_interrupted(self) -> None:
        """Go on with the files that were being read when the server stopped."""
        async with self._services.database.open_fleet() as fleet:
            unfinished = await fleet.unfinished_imports()
        for org_id, import_id in unfinished:
            self._background.start(f"import {import_id}", self._read(org_id, import_id))

    async def _read(self, org_id: UUID, import_id: UUID) -> None:
        try:
            handle = os.open(self._path(import_id), os.O_RDONLY)
        except OSError:
            # Another machine's upload, or a file that was taken away: only its own process can tell.
            log.warning("The file of import %s is not here.", import_id)
            await self._fail(org_id, import_id, "The file is no longer there. Please choose it again.")
            return
        try:
            # Held until the process ends, however it ends: no second process reads the same file.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            async with self._turn:
                await self._read_alone(org_id, import_id)
        except BlockingIOError:
            log.info("Import %s is being read by another process.", import_id)
        finally:
            os.close(handle)

    async def _read_alone(self, org_id: UUID, import_id: UUID) -> None:
        async with self._services.database.open_memory(org_id) as memory:
            record = await memory.imports.get(import_id)
        if record.status != "running":
            return
        try:
            result = await self._load(org_id, import_id, record.kind)
        except UnreadableFileError as problem:
            await self._fail(org_id, import_id, str(problem))
            return
        except Exception:
            await self._fail(org_id, import_id, "Reading stopped unexpectedly. Please import the file again.")
            raise
        await self._finish(org_id, import_id, record.bytes_total, result)
        self._path(import_id).unlink(missing_ok=True)
        if record.kind == "calls":
            self._background.scan_soon(org_id)

    async def _load(self, org_id: UUID, import_id: UUID, kind: str) -> ImportResult:
        async def remember(progress: ImportProgress) -> None:
            seen = {name: getattr(progress, name) for name in ("bytes_done", *COUNTS, "refused")}
            async with self._services.database.open_memory(org_id) as memory:
                await memory.imports.change(import_id, seen)

        database, path = self._services.database, self._path(import_id)
        if kind == "projects":
            return await import_projects(database, org_id, path, now=self._services.clock(), on_progress=remember)
        return await import_calls(database, org_id, path, on_progress=remember)

    async def _finish(self, org_id: UUID, import_id: UUID, size: int, result: ImportResult) -> None:
        refused = [note.as_contract() for note in result.refused.listed[:MOST_REFUSALS_KEPT]]
        kept = [{**note.as_contract(), "kept": True} for note in result.reported.listed[:MOST_REFUSALS_KEPT]]
        outcome = {
            "status": "done",
            "bytes_done": size,
            **{name: getattr(result, name) for name in COUNTS},
            "refused": result.refused.total,
            "refusals": refused + kept,
            "finished_at": self._services.clock(),
        }
        async with self._services.database.open_memory(org_id) as memory:
            await memory.imports.change(import_id, outcome)
            await memory.events.publish("import", {"title": "A file has been read."})

    async def _fail(self, org_id: UUID, import_id: UUID, problem: str) -> None:
        outcome = {"status": "failed", "problem": problem, "finished_at": self._services.clock()}
        async with self._services.database.open_memory(org_id) as memory:
            await memory.imports.change(import_id, outcome)
            await memory.events.publish("import", {"title": "A file could not be read."})
        self._path(import_id).unlink(missing_ok=True)

    def _path(self, import_id: UUID) -> Path:
        return self._folder / f"{import_id}.jsonl"


COUNTS = ("created", "updated", "unchanged")
