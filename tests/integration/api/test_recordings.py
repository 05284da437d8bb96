"""Recordings, analyses and referrals as programs meet them."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from api import recordings
from api.app import build_app
from api.bootstrap import Backoffice
from api.settings import Settings
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.recording_files import RecordingFiles
from memory.repositories.referrals import Referred
from memory.repositories.rows import new_id
from memory.vocabulary import Speaker
from tests.integration.api.conftest import World, make_world, talk_to
from tests.unit.tools.transcription.sounds import file_of, hum, video_file
from tools.transcription.fake import FakeTranscriber

SAID = ((Speaker.AGENT, "May I have your name, please?"), (Speaker.CALLER, "It's Thandi Nkosi."))
CALL = {
    "project": "bookings",
    "call_id": "a/b c",
    "started_at": "2026-11-02T09:14:05+02:00",
    "duration_s": 60,
    "status": "completed",
    "captured": {"name": "Thandi Nkosi"},
    "recording": "audio/a b.wav",
    "transcript": [{"speaker": speaker.value, "text": words} for speaker, words in SAID],
}


@pytest.fixture
async def app(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FastAPI]:
    monkeypatch.setattr(recordings, "WORKERS_FIRST_S", 0.0)
    services = Services(
        database=database,
        clock=lambda: datetime.now(UTC),
        transcriber=FakeTranscriber(SAID),
        recording_files=RecordingFiles(tmp_path / "recordings"),
    )
    built = build_app(Backoffice(Settings(home=tmp_path), database, services), largest_file=200_000)
    yield built
    await built.state.parts.background.stop()


@pytest.fixture
async def call(database: Database, world: World, tmp_path: Path) -> str:
    (tmp_path / "calls").write_text(json.dumps(CALL) + "\n")
    await import_calls(database, world.org_id, tmp_path / "calls")
    return str(CALL["call_id"])


async def send(client: AsyncClient, world: World, content: bytes, name: str = "a b.wav", **fields: str) -> Response:
    return await client.post(
        f"/api/v1/projects/{world.project_id}/recordings", files={"file": (name, content)}, data=fields
    )


async def wait_until_heard(client: AsyncClient, recording_id: str) -> dict[str, object]:
    for _ in range(200):
        recording: dict[str, object] = (await client.get(f"/api/v1/recordings/{recording_id}")).json()
        if recording["status"] not in {"waiting", "transcribing"}:
            return recording
        await asyncio.sleep(0.05)
    raise AssertionError(f"The recording is still {recording['status']}.")


async def test_a_recording_comes_in_is_heard_and_read_beside_its_call(
    client: AsyncClient, world: World, call: str
) -> None:
    sent = await send(client, world, file_of([hum(2)]))
    assert sent.status_code == 202
    assert sent.json()["call_id"] == call
    assert (await wait_until_heard(client, sent.json()["id"]))["status"] == "ready"

    analysis = (await client.get(f"/api/v1/recordings/{sent.json()['id']}/analysis")).json()
    assert analysis["call_id"] == call
    assert analysis["transcript_from"] == "live"
    assert [word["text"] for word in analysis["heard"]["turns"][1]["words"]] == ["It's", "Thandi", "Nkosi."]
    same = await client.get(f"/api/v1/projects/{world.project_id}/analyses/{call}")
    assert same.json() == analysis
    assert [field["name"] for field in analysis["fields"]] == ["name", "email"]
    assert (await client.get("/api/v1/recordings")).json()[0]["id"] == sent.json()["id"]


async def test_a_part_of_the_sound_can_be_asked_for(client: AsyncClient, world: World) -> None:
    content = file_of([hum(2)])
    recording_id = (await send(client, world, content)).json()["id"]
    whole = await client.get(f"/api/v1/recordings/{recording_id}/audio")
    part = await client.get(f"/api/v1/recordings/{recording_id}/audio", headers={"Range": "bytes=10-19"})

    assert whole.content == content
    assert whole.headers["content-type"] == "audio/wav"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert (part.status_code, part.content) == (206, content[10:20])


async def test_the_body_alone_will_do(client: AsyncClient, world: World, call: str) -> None:
    address = f"/api/v1/projects/{world.project_id}/recordings"
    sent = await client.post(address, content=file_of([hum(2)], "flac"), params={"call_id": call})

    assert (sent.status_code, sent.json()["call_id"]) == (202, call)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Dear Sir or Madam", "not a recording"),
        (b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", "not a recording"),
        (video_file(), "video"),
        (file_of([hum(0.1)]), "too short"),
        (bytes(300_000), "too large"),
    ],
    ids=["empty", "text", "playlist", "video", "short", "large"],
)
async def test_what_is_no_recording_is_refused_in_words_and_leaves_nothing(
    client: AsyncClient, app: FastAPI, world: World, tmp_path: Path, content: bytes, said: str
) -> None:
    answer = await send(client, world, content)

    assert answer.status_code in {413, 422}
    assert said in answer.json()["error"]["sentence"]
    assert (await client.get("/api/v1/recordings")).json() == []
    assert [path for path in (tmp_path / "recordings").rglob("*") if path.is_file()] == []


async def test_a_call_that_does_not_exist_takes_no_recording(client: AsyncClient, world: World, tmp_path: Path) -> None:
    answer = await send(client, world, file_of([hum(2)]), call_id="nobody")

    assert answer.status_code == 404
    assert [path for path in (tmp_path / "recordings").rglob("*") if path.is_file()] == []


async def test_a_recording_can_be_taken_away(client: AsyncClient, world: World, tmp_path: Path) -> None:
    recording_id = (await send(client, world, file_of([hum(2)]))).json()["id"]
    await wait_until_heard(client, recording_id)

    assert (await client.delete(f"/api/v1/recordings/{recording_id}")).status_code == 204
    assert (await client.get(f"/api/v1/recordings/{recording_id}")).status_code == 404
    assert (await client.get(f"/api/v1/recordings/{recording_id}/audio")).status_code == 404
    assert [path for path in (tmp_path / "recordings").rglob("*") if path.is_file()] == []


async def test_one_that_was_cancelled_is_heard_after_all(client: AsyncClient, world: World) -> None:
    recording_id = (await send(client, world, file_of([hum(2)]))).json()["id"]
    cancelled = await client.post(f"/api/v1/recordings/{recording_id}/cancel")
    assert cancelled.json()["status"] in {"cancelled", "transcribing", "ready"}
    await wait_until_heard(client, recording_id)
    await client.post(f"/api/v1/recordings/{recording_id}/try-again")

    assert (await wait_until_heard(client, recording_id))["status"] == "ready"


async def test_another_organisation_finds_no_recording(
    client: AsyncClient, app: FastAPI, database: Database, world: World, services: Services
) -> None:
    recording_id = (await send(client, world, file_of([hum(2)]))).json()["id"]
    other = await make_world(database, await _make_organisation(database), "pieter@example.com")
    async with talk_to(app, other.session) as stranger:
        for path in ("", "/audio", "/analysis"):
            assert (await stranger.get(f"/api/v1/recordings/{recording_id}{path}")).status_code == 404
        for action in ("cancel", "try-again"):
            assert (await stranger.post(f"/api/v1/recordings/{recording_id}/{action}")).status_code == 404
        assert (await stranger.delete(f"/api/v1/recordings/{recording_id}")).status_code == 404
        assert (await send(stranger, world, file_of([hum(2)]))).status_code == 404


async def test_a_call_nobody_knows_has_no_analysis(client: AsyncClient, world: World) -> None:
    assert (await client.get(f"/api/v1/projects/{world.project_id}/analyses/nobody")).status_code == 404


async def test_asking_without_a_model_says_that_none_was_asked(client: AsyncClient, world: World, call: str) -> None:
    answer = await client.post(f"/api/v1/projects/{world.project_id}/analyses/{call}")

    assert answer.json()["analysed_by"] == "rules"
    assert "without a model" in answer.json()["note"]


async def test_a_referral_is_marked_as_handled_and_opened_again(
    client: AsyncClient, database: Database, world: World
) -> None:
    found = Referred("email", "given_not_recorded", "extraction", 14, 20, 0.51, 0.84)
    async with database.open_memory(world.org_id) as memory:
        [referral_id] = await memory.referrals.refer(world.project_id, world.issue_id, [found], datetime.now(UTC))
    [listed] = (await client.get("/api/v1/referrals?project=bookings&status=open")).json()
    assert (listed["id"], listed["calls"], listed["missed"]) == (str(referral_id), 14, 20)

    for _ in range(2):
        handled = (await client.post(f"/api/v1/referrals/{referral_id}/handled")).json()
        assert (handled["status"], handled["handled_by"]) == ("handled", str(world.person_id))
    assert (await client.post(f"/api/v1/referrals/{referral_id}/open-again")).json()["status"] == "open"
    assert (await client.get("/api/v1/referrals?status=handled")).json() == []


async def _make_organisation(database: Database) -> UUID:
    other = new_id()
    async with database.open_memory(other) as memory:
        await memory.organisation.create("Other")
    return other
