"""How do files come in from programs, and what became of them?"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request

from api.receiving import receive_upload
from api.routes.documents import ImportDocument
from api.routes.requests import ImportKind
from api.visits import Asked
from memory.repositories.imports import ImportRecord

router = APIRouter()

BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/x-ndjson": {"schema": {"type": "string", "description": "The file itself"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "kind": {"type": "string", "enum": ["projects", "calls"]},
                    "file": {"type": "string", "format": "binary"},
                },
            }
        },
    },
}


@router.post("/import", status_code=202, openapi_extra={"requestBody": BODY})
async def take_file(asked: Asked, request: Request, kind: ImportKind | None = None) -> ImportDocument:
    """Take a file in, as the whole body or as the part `file` of a form, and begin to read it."""
    desk = asked.parts.imports
    upload = await receive_upload(request, desk.new_path(), kind, largest=desk.largest_file)
    return await read_import(asked, await desk.begin(asked.org_id, upload))


@router.get("/imports")
async def list_imports(asked: Asked) -> list[ImportDocument]:
    """List the latest files, newest first."""
    async with asked.open_memory() as memory:
        return [_document(record) for record in await memory.imports.latest()]


@router.get("/imports/{import_id}")
async def read_import(asked: Asked, import_id: UUID) -> ImportDocument:
    """Return how far a file was read, and the lines that were refused."""
    async with asked.open_memory() as memory:
        return _document(await memory.imports.get(import_id))


def _document(record: ImportRecord) -> ImportDocument:
    notes = [{"line": note["line"], "reason": note["reason"]} for note in record.refusals]
    is_kept = [bool(note.get("kept")) for note in record.refusals]
    return {
        "id": str(record.id),
        "kind": record.kind,
        "file_name": record.file_name,
        "status": record.status,
        "bytes_total": record.bytes_total,
        "bytes_done": record.bytes_done,
        "created": record.created,
        "updated": record.updated,
        "unchanged": record.unchanged,
        "refused_total": record.refused,
        "refused": [note for note, kept in zip(notes, is_kept, strict=True) if not kept],
        "reported": [note for note, kept in zip(notes, is_kept, strict=True) if kept],
        "problem": record.problem,
        "started_at": record.started_at.isoformat(),
        "finished_at": None if record.finished_at is None else record.finished_at.isoformat(),
    }
