"""How do recordings come in from programs, how far are they, and what was heard?"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.analysis_shapes import Shape, analysis_shape, recording_shape
from api.receiving import UploadRefusedError, clean_name, discard, receive_file
from api.recordings import send_audio
from api.routes.analysis_documents import AnalysisDocument, RecordingDocument
from api.routes.projects import find_project_id
from api.visits import Asked
from graphs.analysing import analyse_recording
from graphs.transcribing import Arrived
from tools.transcription.problems import SoundProblem

router = APIRouter()

Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]


BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"call_id": {"type": "string"}, "file": {"type": "string", "format": "binary"}},
            }
        },
    },
}


@router.post(
    "/projects/{project_id}/recordings",
    status_code=202,
    response_model=RecordingDocument,
    openapi_extra={"requestBody": BODY},
)
async def take_recording(
    asked: Asked, request: Request, project_id: UUID, call_id: str | None = None, file_name: str | None = None
) -> Shape:
    """Take a recording in, as the whole body or as the part `file` of a form, check it and have it transcribed.

    Without `call_id` it belongs to the call whose recording is called like the file, if there is one.
    """
    services, desk = asked.parts.backoffice.services, asked.parts.recordings
    path = services.recording_files.new_path()
    received = await receive_file(request, path, largest=desk.largest_file)
    name = received.file_name or clean_name(file_name or "") or "recording"
    try:
        wanted = received.fields.get("call_id", "").strip() or call_id
        recording_id = await desk.begin(asked.org_id, project_id, Arrived(path, name), wanted)
    except SoundProblem as problem:
        raise UploadRefusedError(422, problem.sentence) from None
    finally:
        discard(path)
    async with asked.open_memory() as memory:
        return recording_shape(await memory.recordings.get(recording_id))


@router.get("/recordings", response_model=list[RecordingDocument])
async def list_recordings(
    asked: Asked, project: str | None = None, limit: Limit = 50, offset: Offset = 0
) -> list[Shape]:
    """List recordings, newest first; `project` is the platform's own id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        found = await memory.recordings.latest(project_id=project_id, limit=limit, offset=offset)
    return [recording_shape(one) for one in found]


@router.get("/recordings/{recording_id}", response_model=RecordingDocument)
async def read_recording(asked: Asked, recording_id: UUID) -> Shape:
    """Return a recording and how far its transcription is."""
    async with asked.open_memory() as memory:
        return recording_shape(await memory.recordings.get(recording_id))


@router.get("/recordings/{recording_id}/analysis", response_model=AnalysisDocument)
async def read_recording_analysis(asked: Asked, recording_id: UUID) -> Shape:
    """Return what was heard, and what happened to each field; 404 until it was transcribed."""
    async with asked.open_memory() as memory:
        recording = await memory.recordings.get(recording_id)
        project = await memory.projects.get(recording.project_id)
        analysis = await analyse_recording(memory, project, recording)
    return analysis_shape(project.key, analysis)


@router.get("/recordings/{recording_id}/audio", responses={200: {"content": {"audio/*": {}}}})
async def read_audio(asked: Asked, recording_id: UUID) -> Response:
    """Return the file itself; a part of it with the header `Range`."""
    async with asked.open_memory() as memory:
        recording = await memory.recordings.get(recording_id)
    return send_audio(asked.parts.backoffice.services, asked.org_id, recording)


@router.post("/recordings/{recording_id}/cancel", response_model=RecordingDocument)
async def cancel(asked: Asked, recording_id: UUID) -> Shape:
    """Have its transcription stopped; one that has ended stays as it is."""
    async with asked.open_memory() as memory:
        await memory.recordings.cancel(recording_id, asked.now())
        return recording_shape(await memory.recordings.get(recording_id))


@router.post("/recordings/{recording_id}/try-again", response_model=RecordingDocument)
async def try_again(asked: Asked, recording_id: UUID) -> Shape:
    """Begin anew with a recording that failed or was cancelled."""
    async with asked.open_memory() as memory:
        await memory.recordings.try_again(recording_id)
        recording = await memory.recordings.get(recording_id)
    asked.parts.recordings.hear_soon(asked.org_id, recording_id)
    return recording_shape(recording)


@router.delete("/recordings/{recording_id}", status_code=204)
async def drop(asked: Asked, recording_id: UUID) -> None:
    """Take a recording away, with its file and what was heard on it."""
    await asked.parts.recordings.drop(asked.org_id, recording_id)
