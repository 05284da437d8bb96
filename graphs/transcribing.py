"""What is said on a recording? It is checked when it comes in, claimed by one process, and heard in a thread.

Whoever transcribes says every second how far it is, and is told then whether it is still wanted. One that falls
silent loses its claim, and the recording is begun anew.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from graphs.services import Services
from memory.repositories.calls import CallRecord
from memory.repositories.recordings import RecordingRecord, RecordingStatus
from memory.spoken import Transcription
from tools.transcription.problems import SoundProblem, TranscriberProblem, TranscriptionCancelled
from tools.transcription.sound import open_sound

TELL_EVERY_S = 1.0
LONGEST_NAME = 200
NO_TRANSCRIBER = (
    "Recordings are not transcribed here: set BACKOFFICE_WHISPER_MODEL to the name of a Whisper model, such as base, "
    "or to the folder of a converted one."
)
UNEXPECTED = "The transcription stopped unexpectedly. Please try again."


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has come in: what its owner calls it, and whether it stays where it lies."""

    path: Path
    file_name: str
    stays: bool = False


async def take_in(
    services: Services, org_id: UUID, project_id: UUID, arrived: Arrived, call_id: str | None = None
) -> UUID:
    """Check a recording and keep it, waiting to be transcribed; the very same file is kept once.

    Without a `call_id` it belongs to the call whose recording has this name, if there is one.

    Raises:
        SoundProblem: It is no recording that can be heard; the sentence says why, and nothing is kept.
        LookupError: There is no such call or project.
    """
    duration_s, channels, size, digest = await asyncio.to_thread(_look_at, arrived.path)
    async with services.database.open_memory(org_id) as memory:
        await memory.projects.get(project_id)
        if call_id is None:
            names = (str(arrived.path), arrived.file_name) if arrived.stays else (arrived.file_name,)
            call_id = await memory.calls.find_by_recording(project_id, names)
        elif await memory.calls.find(project_id, call_id) is None:
            raise LookupError("There is no such call in this project.")
        values = {
            "project_id": project_id,
            "call_id": call_id,
            "file_name": arrived.file_name[:LONGEST_NAME],
            "path": str(arrived.path) if arrived.stays else None,
            "size": size,
            "digest": digest,
            "duration_s": duration_s,
            "channels": channels,
            "created_at": services.clock(),
        }
        recording_id, is_new = await memory.recordings.add(values)
        if not is_new:
            again = {"path": values["path"]} | ({"call_id": call_id} if call_id is not None else {})
            await memory.recordings.change(recording_id, again)
            await memory.recordings.try_again(recording_id)
        if not arrived.stays:
            services.recording_files.keep(arrived.path, org_id, recording_id)
        await memory.jobs.transcribe_soon(recording_id)
    return recording_id


async def take_in_of_call(services: Services, org_id: UUID, record: CallRecord) -> UUID | None:
    """Take in the recording that an imported call names, if it lies on this machine; None where it does not.

    Raises SoundProblem where the file is no recording.
    """
    path = Path(record.recording) if record.recording else None
    if path is None or not path.is_absolute() or not await asyncio.to_thread(path.is_file):
        return None
    return await take_in(services, org_id, record.project_id, Arrived(path, path.name, stays=True), record.call.call_id)


async def transcribe(
    services: Services, org_id: UUID, recording_id: UUID, report: Callable[[float], None] = lambda _: None
) -> RecordingRecord:
    """Hear a recording that waits; one that another process is hearing, or that is finished, is left as it is.

    `report` is called every second with the share that is done. Whatever goes wrong stands in the record returned.
    """
    now = services.clock
    async with services.database.open_memory(org_id) as memory:
        recording = await memory.recordings.get(recording_id)
        if recording.is_finished or not await memory.recordings.claim(recording_id, now()):
            return recording
    hearing = _Hearing(services, org_id, recording)
    try:
        outcome = await hearing.run(report)
    except asyncio.CancelledError:
        # The process is being stopped: whoever comes next begins anew at once.
        await asyncio.shield(_change(services, org_id, recording_id, {"status": RecordingStatus.WAITING.value}))
        raise
    async with services.database.open_memory(org_id) as memory:
        if isinstance(outcome, Transcription):
            await memory.recordings.finish(recording_id, outcome, now())
        else:
            status = RecordingStatus.CANCELLED if outcome is None else RecordingStatus.FAILED
            values = {"status": status.value, "problem": outcome, "finished_at": now()}
            await memory.recordings.change(recording_id, values)
        await memory.events.publish("recording", {"title": "A recording was dealt with."})
        return await memory.recordings.get(recording_id)


def find_file(services: Services, org_id: UUID, recording: RecordingRecord) -> Path:
    """Return where a recording's file should lie."""
    return Path(recording.path) if recording.path else services.recording_files.path_of(org_id, recording.id)


class _Hearing:
    """One recording being heard: a thread does it, the event loop tells how far it is."""

    def __init__(self, services: Services, org_id: UUID, recording: RecordingRecord) -> None:
        self._services = services
        self._org_id = org_id
        self._recording = recording
        self._stop = threading.Event()
        self._share = 0.0

    async def run(self, report: Callable[[float], None]) -> Transcription | str | None:
        """Return what was heard, a sentence that says why nothing was, or None where it is no longer wanted."""
        hearing = asyncio.create_task(asyncio.to_thread(self._hear))
        try:
            while not (await asyncio.wait({hearing}, timeout=TELL_EVERY_S))[0]:
                report(self._share)
                async with self._services.database.open_memory(self._org_id) as memory:
                    if not await memory.recordings.touch(self._recording.id, self._share, self._services.clock()):
                        self._stop.set()
        finally:
            self._stop.set()
        try:
            return await hearing
        except TranscriptionCancelled:
            return None
        except (SoundProblem, TranscriberProblem) as problem:
            return problem.sentence
        except Exception:  # noqa: BLE001 - its message may hold what callers said; a person reads a sentence
            return UNEXPECTED

    def _hear(self) -> Transcription:
        if self._services.transcriber is None:
            raise TranscriberProblem(NO_TRANSCRIBER)
        path = find_file(self._services, self._org_id, self._recording)
        if not path.is_file():
            raise TranscriberProblem("The file of this recording is no longer there. Please upload it again.")
        with open_sound(path, is_cancelled=self._stop.is_set) as sound:
            return self._services.transcriber.transcribe(sound, report=self._tell, is_cancelled=self._stop.is_set)

    def _tell(self, share: float) -> None:
        self._share = share


async def _change(services: Services, org_id: UUID, recording_id: UUID, values: dict[str, object]) -> None:
    async with services.database.open_memory(org_id) as memory:
        await memory.recordings.change(recording_id, values)


def _look_at(path: Path) -> tuple[float, int, int, bytes]:
    """Return a recording's length in seconds, its channels, its size in bytes and a digest of it."""
    with open_sound(path) as sound:
        duration_s, channels = sound.duration_s, sound.channels
    digest = blake2b(digest_size=32)
    with path.open("rb") as file:
        while block := file.read(1_048_576):
            digest.update(block)
    return duration_s, channels, path.stat().st_size, digest.digest()
