"""Which calls were there, and what was said in one of them?"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.routes.documents import CallDocument, CallLineDocument
from api.shapes import quote_shape
from api.visits import Asked
from memory.repositories.calls import CallRecord
from memory.vocabulary import Quote

router = APIRouter()

Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]


@router.get("/projects/{project_id}/calls")
async def list_calls(asked: Asked, project_id: UUID, limit: Limit = 50, offset: Offset = 0) -> list[CallLineDocument]:
    """List a project's calls, newest first."""
    async with asked.open_memory() as memory:
        await memory.projects.get(project_id)
        found = await memory.calls.latest(project_id, limit=limit, offset=offset)
    return [
        {
            "call_id": call.call_id,
            "started_at": call.started_at.isoformat(),
            "duration_s": call.duration_s,
            "status": call.status.value,
            "success": call.success,
            "counts": call.eligible,
            "captured": list(call.captured),
            "instruction_version": call.version,
        }
        for call in found
    ]


@router.get("/projects/{project_id}/calls/{call_id:path}")
async def read_call(asked: Asked, project_id: UUID, call_id: str) -> CallDocument:
    """Return a call with its transcript."""
    async with asked.open_memory() as memory:
        record = await memory.calls.find(project_id, call_id)
        if record is None:
            raise LookupError("There is no such call in this project.")
        quotes = await memory.evidence.in_call(project_id, call_id)
    return _document(record, quotes)


def _document(record: CallRecord, quotes: list[Quote]) -> CallDocument:
    call = record.call
    return {
        "project": record.project_key,
        "call_id": call.call_id,
        "started_at": call.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
        "duration_s": call.duration_s,
        "status": call.status.value,
        "ended_reason": call.ended_reason,
        "success": call.success,
        "counts": call.eligible,
        "captured": dict(call.captured),
        "transcript": [
            {"speaker": turn.speaker.value, "text": turn.text, "start_s": turn.start_s, "end_s": turn.end_s}
            for turn in call.transcript
        ],
        "transcript_kept": record.is_transcript_kept,
        "recording": record.recording,
        "call_type": record.call_type,
        "instruction_version": call.version,
        "cited": [quote_shape(quote) for quote in quotes],
    }
