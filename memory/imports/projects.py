"""How does a file of projects get in? New ones are made; of known ones only what the file changed is changed.

What people decided here meanwhile stays: accepted suggestions, and targets that the file leaves open.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from memory.database import Database
from memory.imports.creation import create_projects, fingerprint
from memory.imports.decoding import PROJECT_DECODER, BadLineError, decode_line, quote
from memory.imports.lines import LineReader, RawLine
from memory.imports.results import ImportResult, LineNote, OnProgress
from memory.imports.retries import retry
from memory.imports.schemas import ProjectLine
from memory.imports.updating import update_project
from memory.models.projects import projects
from memory.unit import Memory

# What fits into an index, in characters of four bytes.
LONGEST_FIELD_NAME = 500


async def import_projects(
    database: Database,
    org_id: UUID,
    source: Path,
    *,
    now: datetime,
    on_progress: OnProgress | None = None,
    batch_lines: int = 500,
) -> ImportResult:
    """Bring in a file of projects (JSON Lines, see the contract) and return what became of its lines.

    What an update starts, such as a new version, starts `now`. `on_progress` is awaited after every batch,
    each of which is one transaction. Raises UnreadableFileError when the file cannot be read; bad lines
    never raise.
    """
    result = ImportResult()
    with LineReader(source) as reader:
        while (lines := await asyncio.to_thread(reader.read_batch, batch_lines)) is not None:
            good, refused = _decode(lines)
            result.count(*await retry(partial(_store, database, org_id, good, now)))
            result.refused.extend(refused)
            if on_progress is not None:
                await on_progress(result.progress(reader.bytes_done, reader.bytes_total))
    return result


def _decode(lines: Sequence[RawLine]) -> tuple[list[ProjectLine], list[LineNote]]:
    good: list[ProjectLine] = []
    refused: list[LineNote] = []
    for line in lines:
        try:
            project = decode_line(PROJECT_DECODER, line)
            _check(project)
            good.append(project)
        except BadLineError as error:
            refused.append(LineNote(line.number, str(error)))
    return good, refused


def _check(project: ProjectLine) -> None:
    """Raise BadLineError for what the schema cannot say."""
    seen: set[str] = set()
    for field in project.fields:
        if field.name in seen:
            raise BadLineError(f"field {quote(field.name)} is there twice")
        if len(field.name) > LONGEST_FIELD_NAME:
            raise BadLineError(
                f"field {quote(field.name)} must have at most {LONGEST_FIELD_NAME} characters in its name"
            )
        seen.add(field.name)
    if project.time_zone is not None:
        try:
            ZoneInfo(project.time_zone)
        except (ValueError, OSError, LookupError):
            raise BadLineError(f"unknown time_zone {quote(project.time_zone)}") from None


async def _store(database: Database, org_id: UUID, lines: Sequence[ProjectLine], now: datetime) -> tuple[int, int, int]:
    """Store lines in one transaction; return how many created, updated and changed nothing."""
    created = updated = unchanged = 0
    async with database.open_memory(org_id) as memory:
        await _hold_imports(memory)
        for run in _without_repeats(lines):
            known = await _hold_known(memory, [line.project for line in run])
            new = [line for line in run if line.project not in known]
            await create_projects(memory.connection, org_id, new, now)
            created += len(new)
            for line in run:
                project_id, last_import = known.get(line.project, (None, ""))
                if project_id is None:
                    continue
                if last_import == fingerprint(line):
                    unchanged += 1
                else:
                    await update_project(memory, project_id, line, now)
                    updated += 1
    return created, updated, unchanged


def _without_repeats(lines: Sequence[ProjectLine]) -> Iterator[list[ProjectLine]]:
    """Cut lines into runs in which no project comes twice."""
    run: dict[str, ProjectLine] = {}
    for line in lines:
        if line.project in run:
            yield list(run.values())
            run = {}
        run[line.project] = line
    yield list(run.values())


async def _hold_imports(memory: Memory) -> None:
    # One import of projects at a time, so that two of them cannot both create the same one.
    key = func.hashtextextended(f"import projects {memory.org_id}", 0)
    await memory.connection.execute(select(func.pg_advisory_xact_lock(key)))


async def _hold_known(memory: Memory, keys: list[str]) -> dict[str, tuple[UUID, str]]:
    """Hold the projects that exist, in the order every writer holds them; return id and last import by key."""
    statement = (
        select(projects.c.key, projects.c.id, projects.c.import_hash)
        .where(projects.c.key == any_(literal(keys, ARRAY(TEXT))))
        .order_by(projects.c.id)
        .with_for_update()
    )
    return {key: (project_id, last) for key, project_id, last in await memory.connection.execute(statement)}
