"""What is there once a project was imported for the first time?"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from msgspec.json import encode
from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.imports.schemas import FieldLine, ProjectLine
from memory.models.calls import project_news
from memory.models.projects import fields, in_force, instruction_versions, projects
from memory.repositories.rows import new_id
from memory.vocabulary import Field

DEFAULT_SUCCESS_TARGET = 0.6
DEFAULT_CAPTURE_TARGET = 0.9
DEFAULT_TIME_ZONE = "UTC"


def fingerprint(line: ProjectLine) -> str:
    """Return what tells two lines about a project apart, however they are written down."""
    return blake2b(encode(line, order="deterministic"), digest_size=16).hexdigest()


def to_field(line: FieldLine, default_target: float = DEFAULT_CAPTURE_TARGET) -> Field:
    """Return the field a line describes; `default_target` holds where the line gives none."""
    given = line.target_capture_rate
    return Field(
        name=line.name,
        description=line.description,
        type=line.type,
        required=line.required,
        choices=tuple(line.choices),
        target_capture_rate=default_target if given is None else given,
    )


async def create_projects(
    connection: AsyncConnection, org_id: UUID, lines: Sequence[ProjectLine], now: datetime
) -> None:
    """Create projects with their fields, version 1 in force since the beginning of time, and news."""
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (projects, fields, instruction_versions, in_force, project_news)
    }
    for line in lines:
        project_id = new_id()
        key = {"org_id": org_id, "project_id": project_id}
        rows[projects].append({"org_id": org_id, "id": project_id, **_project_values(line), "created_at": now})
        rows[fields] += [
            {**key, "ordinal": ordinal, **_field_values(to_field(field))} for ordinal, field in enumerate(line.fields)
        ]
        version = {"number": 1, "text": line.instructions, "author": "import", "created_at": now}
        rows[instruction_versions].append({**key, **version})
        rows[in_force].append({**key, "segment": 1, "number": 1})
        rows[project_news].append(key)
    for table, values in rows.items():
        if values:
            await connection.execute(insert(table), values)


def _project_values(line: ProjectLine) -> dict[str, Any]:
    target = line.target_success_rate
    return {
        "key": line.project,
        "name": line.name,
        "goal": line.goal,
        "target_success_rate": DEFAULT_SUCCESS_TARGET if target is None else target,
        "time_zone": line.time_zone or DEFAULT_TIME_ZONE,
        "imported_text": line.instructions,
        "import_hash": fingerprint(line),
    }


def _field_values(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "description": field.description,
        "type": field.type.value,
        "required": field.required,
        "choices": list(field.choices),
        "target_capture_rate": field.target_capture_rate,
    }
