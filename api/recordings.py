"""How does a recording get from a browser to what is said on it? Checked, kept, and heard by whoever is free first.

A worker takes it from the queue. Where none runs, this process hears it itself.
"""

import asyncio
import logging
from uuid import UUID

from starlette.responses import FileResponse

from api.background import Background
from graphs.services import Services
from graphs.transcribing import Arrived, find_file, take_in, transcribe
from memory.repositories.recordings import RecordingRecord, RecordingStatus
from tools.transcription.containers import ENOUGH_BYTES, Container, find_container

MEDIA_TYPES = {
    Container.WAV: "audio/wav",
    Container.MP3: "audio/mpeg",
    Container.FLAC: "audio/flac",
    Container.OGG: "audio/ogg",
    Container.M4A: "audio/mp4",
    Container.AAC: "audio/aac",
}
LARGEST_RECORDING = 1_000_000_000  # bytes
WORKERS_FIRST_S = 5.0

log = logging.getLogger(__name__)


def send_audio(services: Services, org_id: UUID, recording: RecordingRecord) -> FileResponse:
    """Return the file of a recording, or the part of it the request asks for, as what its content is.

    Raises LookupError when it is no longer there.
    """
    path = find_file(services, org_id, recording)
    try:
        with path.open("rb") as file:
            container = find_container(file.read(ENOUGH_BYTES))
    except OSError:
        container = None
    if container is None:
        raise LookupError("The file of this recording is no longer there.")
    headers = {"Content-Disposition": "inline", "Cache-Control": "private, no-store"}
    return FileResponse(path, media_type=MEDIA_TYPES[container], headers=headers)


class RecordingDesk:
    """Takes recordings in and sees to it that somebody hears them, in this process one after the other."""

    def __init__(self, services: Services, background: Background, largest_file: int) -> None:
        """Take recordings of at most `largest_file` bytes."""
        self.largest_file = largest_file
        self.services = services
        self._background = background
        self._turn = asyncio.Lock()

    async def begin(self, org_id: UUID, project_id: UUID, arrived: Arrived, call_id: str | None) -> UUID:
        """Check a recording that has arrived, keep it, and have it heard; return its id.

        Raises SoundProblem or LookupError with a sentence for a person; the file is the caller's to take away then.
        """
        recording_id = await take_in(self.services, org_id, project_id, arrived, call_id)
        self.hear_soon(org_id, recording_id)
        return recording_id

    def hear_soon(self, org_id: UUID, recording_id: UUID) -> None:
        """See to it that a recording is heard, here if no worker takes it within a few seconds."""
        self._background.start(f"recording {recording_id}", self._hear(org_id, recording_id))

    async def drop(self, org_id: UUID, recording_id: UUID) -> None:
        """Take a recording away, with what was heard on it, and its file unless that lies elsewhere."""
        async with self.services.database.open_memory(org_id) as memory:
            await memory.recordings.get(recording_id)
            await memory.recordings.drop(recording_id)
        self.services.recording_files.drop(org_id, recording_id)

    async def resume_abandoned(self) -> None:
        """Go on with the recordings that nobody hears, as after a stop of the server."""
        async with self.services.database.open_fleet() as fleet:
            abandoned = await fleet.abandoned_recordings(self.services.clock())
        for org_id, recording_id in abandoned:
            self.hear_soon(org_id, recording_id)

    async def _hear(self, org_id: UUID, recording_id: UUID) -> None:
        await asyncio.sleep(WORKERS_FIRST_S)
        async with self._turn:
            try:
                recording = await transcribe(self.services, org_id, recording_id)
            except LookupError:
                return  # somebody took it away
        if recording.status is RecordingStatus.FAILED:
            log.info("Recording %s could not be transcribed.", recording_id)
