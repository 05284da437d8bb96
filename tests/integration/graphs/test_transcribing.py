"""A recording is checked, claimed once, heard, and read beside the live transcript of its call."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from graphs.analysing import analyse_by_rules, analyse_recording
from graphs.services import Services
from graphs.transcribing import Arrived, take_in, take_in_of_call, transcribe
from memory.database import Database
from memory.imports.calls import import_calls
from memory.recording_files import RecordingFiles
from memory.repositories.recordings import LONGEST_SILENCE, RecordingRecord, RecordingStatus
from memory.vocabulary import Cause, Speaker
from tests.acceptance.ears import Ears
from tests.integration.graphs.conftest import make_call
from tests.unit.tools.transcription.sounds import file_of, hum
from tools.transcription.fake import FakeTranscriber
from tools.transcription.problems import SoundProblem

SAID = (
    (Speaker.AGENT, "May I have your full name, please?"),
    (Speaker.CALLER, "Yes, it's Thandi Nkosi."),
    (Speaker.AGENT, "Thank you, goodbye."),
)


@pytest.fixture
def hearing(services: Services, tmp_path: Path) -> Services:
    """Services that hear what was prepared."""
    return replace(services, transcriber=FakeTranscriber(SAID), recording_files=RecordingFiles(tmp_path / "recordings"))


def arrive(services: Services, *, seconds: float = 2, name: str = "call.wav", pitch: float = 150) -> Arrived:
    path = services.recording_files.new_path()
    path.write_bytes(file_of([hum(seconds, pitch=pitch)]))
    return Arrived(path, name)


async def read(services: Services, org_id: UUID, recording_id: UUID) -> RecordingRecord:
    async with services.database.open_memory(org_id) as memory:
        return await memory.recordings.get(recording_id)


async def test_a_recording_without_a_call_is_read_for_what_was_given(
    hearing: Services, org_id: UUID, salon: UUID
) -> None:
    recording_id = await take_in(hearing, org_id, salon, arrive(hearing))
    shares: list[float] = []
    recording = await transcribe(hearing, org_id, recording_id, shares.append)

    assert recording.status is RecordingStatus.READY
    assert (recording.transcriber, recording.progress) == ("fake", 1)
    async with hearing.database.open_memory(org_id) as memory:
        project = await memory.projects.get(salon)
        analysis = await analyse_recording(memory, project, recording)
    by_name = {found.field: found for found in analysis.record.findings}
    assert by_name["full_name"].captured
    assert by_name["email"].cause is Cause.NOT_ASKED
    assert analysis.is_from_recording


async def test_the_same_file_is_kept_and_heard_once(hearing: Services, org_id: UUID, salon: UUID) -> None:
    first = await take_in(hearing, org_id, salon, arrive(hearing))
    await transcribe(hearing, org_id, first)
    again = await take_in(hearing, org_id, salon, arrive(hearing, name="other name.wav"))

    assert again == first
    assert (await read(hearing, org_id, first)).status is RecordingStatus.READY


@pytest.mark.parametrize("content", [b"", b"no sound at all", bytes(100_000)])
async def test_what_is_no_recording_is_refused_and_nothing_kept(
    hearing: Services, org_id: UUID, salon: UUID, content: bytes
) -> None:
    path = hearing.recording_files.new_path()
    path.write_bytes(content)
    with pytest.raises(SoundProblem):
        await take_in(hearing, org_id, salon, Arrived(path, "call.wav"))

    async with hearing.database.open_memory(org_id) as memory:
        assert await memory.recordings.latest() == []


async def test_a_recording_finds_its_call_by_name_and_shows_what_was_misheard(
    hearing: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    call = {**make_call(2, noon), "call_id": "heard", "recording": "audio/heard.wav", "captured": {}}
    (tmp_path / "one").write_text(json.dumps(call) + "\n")
    await import_calls(database, org_id, tmp_path / "one")
    recording_id = await take_in(hearing, org_id, salon, arrive(hearing, name="heard.wav"))

    assert (await read(hearing, org_id, recording_id)).call_id == "heard"


async def test_the_recording_of_an_imported_call_is_taken_from_where_it_lies(
    hearing: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    (tmp_path / "heard.wav").write_bytes(file_of([hum(2)]))
    calls = [
        {**make_call(n, noon), "call_id": f"c-{n}", "recording": name}
        for n, name in enumerate(("heard.wav", "gone.wav"))
    ]
    (tmp_path / "two").write_text("".join(json.dumps(call) + "\n" for call in calls))
    await import_calls(database, org_id, tmp_path / "two", recordings_folder=tmp_path)
    async with database.open_memory(org_id) as memory:
        records = [await memory.calls.find(salon, f"c-{n}") for n in range(2)]
    taken = [await take_in_of_call(hearing, org_id, record) for record in records if record]

    assert taken[1] is None
    assert taken[0] is not None
    await transcribe(hearing, org_id, taken[0])
    assert (tmp_path / "heard.wav").exists()
    async with database.open_memory(org_id) as memory:
        project = await memory.projects.get(salon)
        assert records[0] is not None
        (analysis,) = await analyse_by_rules(memory, project, [records[0].call])
    assert analysis.heard is not None
    assert analysis.recording is not None


async def test_cancelling_stops_a_transcription_within_seconds_and_it_can_be_tried_again(
    hearing: Services, org_id: UUID, salon: UUID
) -> None:
    endless = Ears(waits=True)
    slow = replace(hearing, transcriber=endless)
    recording_id = await take_in(slow, org_id, salon, arrive(slow))
    running = asyncio.create_task(transcribe(slow, org_id, recording_id))
    await asyncio.to_thread(endless.begun.wait, 10)
    async with slow.database.open_memory(org_id) as memory:
        await memory.recordings.cancel(recording_id, slow.clock())

    assert (await asyncio.wait_for(running, 20)).status is RecordingStatus.CANCELLED
    async with slow.database.open_memory(org_id) as memory:
        await memory.recordings.try_again(recording_id)
    assert (await transcribe(hearing, org_id, recording_id)).status is RecordingStatus.READY


async def test_a_process_that_stops_lets_go_at_once(hearing: Services, org_id: UUID, salon: UUID) -> None:
    endless = Ears(waits=True)
    slow = replace(hearing, transcriber=endless)
    recording_id = await take_in(slow, org_id, salon, arrive(slow))
    running = asyncio.create_task(transcribe(slow, org_id, recording_id))
    await asyncio.to_thread(endless.begun.wait, 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert (await read(hearing, org_id, recording_id)).status is RecordingStatus.WAITING
    assert (await transcribe(hearing, org_id, recording_id)).status is RecordingStatus.READY


async def test_a_recording_is_claimed_by_one_until_that_one_falls_silent(
    hearing: Services, org_id: UUID, salon: UUID
) -> None:
    recording_id = await take_in(hearing, org_id, salon, arrive(hearing))
    now = hearing.clock()
    async with hearing.database.open_memory(org_id) as memory:
        assert await memory.recordings.claim(recording_id, now)
        assert not await memory.recordings.claim(recording_id, now + LONGEST_SILENCE / 2)
        assert await memory.recordings.claim(recording_id, now + LONGEST_SILENCE + timedelta(seconds=1))
    async with hearing.database.open_fleet() as fleet:
        assert await fleet.abandoned_recordings(now) == []
        assert await fleet.abandoned_recordings(now + 3 * LONGEST_SILENCE) == [(org_id, recording_id)]


@pytest.mark.parametrize("problem", ["The server is down.", None])
async def test_what_goes_wrong_is_a_sentence(hearing: Services, org_id: UUID, salon: UUID, problem: str | None) -> None:
    failing = replace(hearing, transcriber=FakeTranscriber(SAID, problem=problem) if problem else None)
    recording_id = await take_in(failing, org_id, salon, arrive(failing))
    recording = await transcribe(failing, org_id, recording_id)

    assert recording.status is RecordingStatus.FAILED
    assert recording.problem is not None
    assert recording.problem.startswith(problem or "Recordings are not transcribed here: set BACKOFFICE_WHISPER_MODEL")


async def test_a_file_that_is_gone_is_said_to_be_gone(hearing: Services, org_id: UUID, salon: UUID) -> None:
    recording_id = await take_in(hearing, org_id, salon, arrive(hearing))
    hearing.recording_files.drop(org_id, recording_id)

    assert "no longer there" in str((await transcribe(hearing, org_id, recording_id)).problem)


async def test_the_fleet_sees_whose_turn_it_is_and_not_what_was_said(
    hearing: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    recording_id = await take_in(hearing, org_id, salon, arrive(hearing))
    await transcribe(hearing, org_id, recording_id)

    with pytest.raises(Exception, match="permission denied"):
        async with database.open_fleet() as fleet:
            await fleet.connection.execute(text("SELECT transcription FROM recordings"))
    async with database.open_memory(UUID(int=7)) as memory:
        with pytest.raises(LookupError):
            await memory.recordings.get(recording_id)
