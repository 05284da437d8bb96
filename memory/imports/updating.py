"""What changes when a project comes in again with other content?"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from memory.imports.creation import fingerprint, to_field
from memory.imports.refold import refold_project
from memory.imports.schemas import ProjectLine
from memory.models.projects import fields
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory

REPLACED = "New instructions were imported."


async def update_project(memory: Memory, project_id: UUID, line: ProjectLine, now: datetime) -> None:
    """Bring a project to what the line says; the caller holds the project's lock.

    Targets and a time zone that the line does not give stay as they are.
    """
    record = await memory.projects.get(project_id)
    values = {
        "name": line.name,
        "goal": line.goal,
        "target_success_rate": line.target_success_rate,
        "time_zone": line.time_zone,
        "imported_text": line.instructions,
        "import_hash": fingerprint(line),
    }
    await memory.projects.change(project_id, {name: value for name, value in values.items() if value is not None})
    if line.instructions != record.imported_text:
        await _renew_instructions(memory, project_id, line.instructions, now)
    if await _update_fields(memory, record, line, now):
        await refold_project(memory, project_id)
    await memory.projects.mark_news(project_id)


async def _renew_instructions(memory: Memory, project_id: UUID, text: str, now: datetime) -> None:
    # A file that brings back what is in force already, as after an accepted suggestion reached the platform,
    # confirms it; another version of the same text would only cut what is measured in two.
    if (await memory.instructions.current(project_id)).text == text:
        return
    await memory.instructions.add_version(project_id, text, author="import", at=now)
    await memory.suggestions.expire_pending(project_id, REPLACED, now)


async def _update_fields(memory: Memory, record: ProjectRecord, line: ProjectLine, now: datetime) -> bool:
    """Add, change and put aside fields; return whether calls count differently now.

    A field put aside keeps its place in the counts. One that comes later counts from now on, unless no call
    has come before it.
    """
    known = {found.field.name: found for found in record.field_records}
    counts_from = now if await memory.projects.last_call_at(record.id) else None
    next_ordinal = max((found.ordinal for found in record.field_records), default=-1) + 1
    is_counted_anew = False
    for field_line in line.fields:
        found = known.pop(field_line.name, None)
        if found is None:
            await memory.projects.add_field(record.id, next_ordinal, to_field(field_line), counts_from)
            next_ordinal += 1
            is_counted_anew = True
            continue
        field = to_field(field_line, found.field.target_capture_rate)
        if not found.active:
            await _count_from(memory, record.id, found.ordinal, counts_from)
        if field != found.field or not found.active:
            await memory.projects.change_field(record.id, found.ordinal, field)
            is_counted_anew |= field.required != found.field.required or not found.active
    for found in known.values():
        if found.active:
            await memory.projects.change_field(record.id, found.ordinal, found.field, active=False)
            is_counted_anew |= found.field.required
    return is_counted_anew


async def _count_from(memory: Memory, project_id: UUID, ordinal: int, moment: datetime | None) -> None:
    where = (fields.c.project_id == project_id, fields.c.ordinal == ordinal)
    await memory.connection.execute(update(fields).where(*where).values(counts_from=moment))
