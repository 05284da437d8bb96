"""How does a recording come in through the pages, how far is it, and what was heard on it?"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.receiving import UploadRefusedError, discard, receive_file
from api.recordings import send_audio
from api.web import addresses
from api.web.addresses import TURNS_A_PAGE
from api.web.findings import Found, describe_found, quotes_of
from api.web.page import OnPage, Page
from api.web.turns import ShownTurn, show_turns
from graphs.analysing import Analysis, analyse_recording
from graphs.transcribing import Arrived, find_file
from memory.repositories.projects import ProjectRecord
from memory.repositories.recordings import RecordingRecord, RecordingStatus
from memory.spoken import Transcription
from tools.transcription.problems import SoundProblem

router = APIRouter()

RECORDINGS_A_PAGE = 50
LONGEST_CALL_ID = 200

PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
PlaceNumber = Annotated[int, Query(ge=0, le=2_147_483_647)]


@router.get("/projects/{project_id}/recordings")
async def show_recordings(page: OnPage, project_id: UUID, number: PageNumber = 1, call: str = "") -> Response:
    """Show a project's recordings, newest first, and the form for one more; `call` is filled in as its call."""
    return await _show_list(page, project_id, number, entered=call[:LONGEST_CALL_ID])


@router.post("/projects/{project_id}/recordings")
async def take_recording(page: OnPage, request: Request, project_id: UUID, call: str = "") -> Response:
    """Take a recording in and have it transcribed; its call is said by the form, or by `call`."""
    async with page.asking.open_memory() as memory:
        await memory.projects.get(project_id)
    desk = page.asking.parts.recordings
    path = desk.services.recording_files.new_path()
    call_id = call
    try:
        received = await receive_file(request, path, largest=desk.largest_file)
        call_id = received.fields.get("call_id", "").strip() or call
        if "\x00" in call_id:
            raise UploadRefusedError(422, "No call has such an id.")
        arrived = Arrived(path, received.file_name or "recording")
        recording_id = await desk.begin(page.asking.org_id, project_id, arrived, call_id or None)
    except UploadRefusedError as refusal:
        return await _show_list(page, project_id, problem=str(refusal), status=refusal.status, entered=call_id)
    except SoundProblem as problem:
        return await _show_list(page, project_id, problem=problem.sentence, status=422, entered=call_id)
    except LookupError as problem:
        if type(problem) is not LookupError:
            raise  # a KeyError is a mistake of ours
        return await _show_list(page, project_id, problem=str(problem), status=422, entered=call_id)
    finally:
        discard(path)
    return page.go(addresses.recording(recording_id))


@router.get("/recordings/{recording_id}")
async def show_recording(page: OnPage, recording_id: UUID, start: PlaceNumber = 0) -> Response:
    """Show how far a recording is, and when it is ready what was heard on it; `start` is the first turn shown."""
    async with page.asking.open_memory() as memory:
        recording = await memory.recordings.get(recording_id)
        project = await memory.projects.get(recording.project_id)
        heard = (await memory.recordings.heard_on([recording_id])).get(recording_id)
        is_ready = recording.status is RecordingStatus.READY and heard is not None
        analysis = await analyse_recording(memory, project, recording) if is_ready else None
        call = await memory.calls.find(project.id, recording.call_id) if recording.call_id else None
    can_play = has_file(page, recording)
    answer = await page.show(
        "recording.html",
        recording=recording,
        project=project,
        has_call=call is not None,
        can_play=can_play,
        heard=heard if is_ready else None,
        found=_describe(project, recording, analysis, has_call=call is not None, can_play=can_play),
        turns=_show_turns(heard, analysis, start) if heard is not None and is_ready else [],
        start=start,
        step=TURNS_A_PAGE,
    )
    if recording.is_finished and "hx-request" in page.asking.request.headers:
        # A page that followed it shows what was heard now; until then only the progress is replaced.
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.get("/recordings/{recording_id}/audio")
async def send_sound(page: OnPage, recording_id: UUID) -> Response:
    """Send the sound of a recording, or the part of it that a player asks for."""
    async with page.asking.open_memory() as memory:
        recording = await memory.recordings.get(recording_id)
    return send_audio(page.asking.parts.backoffice.services, page.asking.org_id, recording)


@router.post("/recordings/{recording_id}/cancel")
async def cancel(page: OnPage, recording_id: UUID) -> Response:
    """Have the transcription stopped."""
    async with page.asking.open_memory() as memory:
        await memory.recordings.get(recording_id)
        await memory.recordings.cancel(recording_id, page.asking.now())
    return page.go(addresses.recording(recording_id))


@router.post("/recordings/{recording_id}/try-again")
async def try_again(page: OnPage, recording_id: UUID) -> Response:
    """Begin anew with a recording that was not transcribed."""
    async with page.asking.open_memory() as memory:
        await memory.recordings.get(recording_id)
        await memory.recordings.try_again(recording_id)
    page.asking.parts.recordings.hear_soon(page.asking.org_id, recording_id)
    return page.go(addresses.recording(recording_id))


@router.post("/recordings/{recording_id}/delete")
async def delete(page: OnPage, recording_id: UUID) -> Response:
    """Take a recording away, with its file and what was heard on it."""
    async with page.asking.open_memory() as memory:
        recording = await memory.recordings.get(recording_id)
    await page.asking.parts.recordings.drop(page.asking.org_id, recording_id)
    return page.go(addresses.recordings(recording.project_id), "The recording is gone, with what was heard on it.")


def has_file(page: Page, recording: RecordingRecord) -> bool:
    """Return whether there is sound to listen to."""
    return find_file(page.asking.parts.backoffice.services, page.asking.org_id, recording).is_file()


async def _show_list(
    page: Page, project_id: UUID, number: int = 1, *, problem: str = "", status: int = 200, entered: str = ""
) -> Response:
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        start = (number - 1) * RECORDINGS_A_PAGE
        found = await memory.recordings.latest(project_id=project_id, limit=RECORDINGS_A_PAGE + 1, offset=start)
    return await page.show(
        "recordings.html",
        status=status,
        project=project,
        recordings=found[:RECORDINGS_A_PAGE],
        number=number,
        first=start + 1,
        has_more=len(found) > RECORDINGS_A_PAGE,
        problem=problem,
        entered=entered,
        largest=page.asking.parts.recordings.largest_file,
        can_transcribe=page.asking.parts.backoffice.services.transcriber is not None,
    )


def _describe(
    project: ProjectRecord, recording: RecordingRecord, analysis: Analysis | None, *, has_call: bool, can_play: bool
) -> Found | None:
    if analysis is None:
        return None

    def address(turn: int) -> str:
        if has_call and recording.call_id is not None:
            return addresses.call(project.id, recording.call_id, turn)
        return addresses.recording(recording.id, turn)

    return describe_found(project.fields, analysis, address, can_play=can_play, is_known=has_call)


def _show_turns(heard: Transcription, analysis: Analysis | None, start: int) -> list[ShownTurn]:
    transcript = heard.as_transcript()
    # With a live transcript, what was found is cited from there.
    is_same = analysis is not None and analysis.call.transcript == transcript
    quotes = quotes_of(analysis) if analysis is not None and is_same else []
    return show_turns(transcript, quotes, start=start, count=TURNS_A_PAGE, is_cut=False, heard=heard)
