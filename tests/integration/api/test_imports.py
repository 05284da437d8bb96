"""Files arrive whole or not at all, and reading them survives the server."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from api.uploads import Upload
from memory.database import Database
from tests.integration.api.conftest import World

CALL = {
    "project": "bookings",
    "call_id": "c-1",
    "started_at": "2026-11-02T09:14:05+02:00",
    "duration_s": 60,
    "status": "completed",
    "captured": {"name": "Thandi"},
}


def as_file(*calls: dict[str, object]) -> bytes:
    return b"".join(json.dumps(call).encode() + b"\n" for call in calls)


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def finish(client: AsyncClient, import_id: str) -> dict[str, object]:
    for _ in range(200):
        document: dict[str, object] = (await client.get(f"/api/v1/imports/{import_id}")).json()
        if document["status"] != "running":
            return document
        await asyncio.sleep(0.05)
    pytest.fail("the file was not read in time")


async def test_a_whole_body_is_read(client: AsyncClient, world: World) -> None:
    begun = await client.post("/api/v1/import?kind=calls", content=as_file(CALL, {**CALL, "project": "none"}))
    done = await finish(client, begun.json()["id"])

    assert begun.status_code == 202
    assert (done["status"], done["created"], done["refused_total"]) == ("done", 1, 1)
    assert done["refused"][0]["line"] == 2


async def test_a_form_is_read_and_the_file_keeps_only_its_own_name(
    client: AsyncClient, world: World, tmp_path: Path
) -> None:
    name = "../../<b>calls</b>\r\n.jsonl"
    begun = await client.post("/import", data={"kind": "calls"}, files={"file": (name, as_file(CALL))})
    done = await finish(client, begun.headers["location"].rpartition("/")[2])

    assert begun.status_code == 303
    assert done["created"] == 1
    assert "/" not in done["file_name"]
    assert files_in(tmp_path) == []


async def test_a_recording_outside_the_folder_is_refused_over_the_network(client: AsyncClient, world: World) -> None:
    begun = await client.post("/api/v1/import?kind=calls", content=as_file({**CALL, "recording": "/etc/passwd"}))

    assert (await finish(client, begun.json()["id"]))["refused_total"] == 1


@pytest.mark.parametrize(
    ("data", "files", "status", "said"),
    [
        pytest.param({}, {"file": ("a", b"x")}, 422, "projects or calls", id="no kind"),
        pytest.param({"kind": "secrets"}, {"file": ("a", b"x")}, 422, "projects or calls", id="odd kind"),
        pytest.param({"kind": "calls"}, {"file": ("a", b"")}, 422, "empty", id="empty file"),
        pytest.param({"kind": "calls"}, {"other": ("a", b"x")}, 422, "empty", id="no file"),
        pytest.param({"kind": "x" * 2000}, {"file": ("a", b"x")}, 422, "more than a file", id="a long field"),
    ],
)
async def test_an_unusable_form_is_refused_in_words(
    client: AsyncClient,
    tmp_path: Path,
    data: dict[str, str],
    files: dict[str, tuple[str, bytes]],
    status: int,
    said: str,
) -> None:
    answer = await client.post("/api/v1/import", data=data, files=files)

    assert answer.status_code == status
    assert said in answer.json()["error"]["sentence"]
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_a_form_that_ends_too_early_is_refused(client: AsyncClient, tmp_path: Path) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = await client.post("/api/v1/import?kind=calls", content=body, headers=headers)

    assert answer.status_code == 422
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize("size", ["said", "unsaid"])
async def test_a_file_above_the_limit_is_refused_and_leaves_nothing(
    client: AsyncClient, tmp_path: Path, size: str
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 10_000

    content = b"x" * 200_000 if size == "said" else pieces()
    answer = await client.post("/api/v1/import?kind=calls", content=content)

    assert answer.status_code == 413
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_an_import_that_a_server_did_not_finish_is_finished_by_the_next(
    app: FastAPI, client: AsyncClient, database: Database, world: World, tmp_path: Path
) -> None:
    async with database.open_memory(world.org_id) as memory:
        import_id = await memory.imports.start("calls", "calls.jsonl", 10)
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / f"{import_id}.jsonl").write_bytes(as_file(CALL))

    await app.state.parts.imports.resume_interrupted()

    assert (await finish(client, str(import_id)))["created"] == 1


async def test_an_import_whose_file_is_gone_ends_in_words(
    app: FastAPI, client: AsyncClient, database: Database, world: World
) -> None:
    async with database.open_memory(world.org_id) as memory:
        import_id = await memory.imports.start("calls", "calls.jsonl", 10)

    await app.state.parts.imports.resume_interrupted()

    done = await finish(client, str(import_id))
    assert (done["status"], done["problem"]) == (
        "failed",
        "The file is no longer there. Please choose it again.",
    )


async def test_two_processes_do_not_read_the_same_file(app: FastAPI, client: AsyncClient, world: World) -> None:
    desk = app.state.parts.imports
    path = desk.new_path()
    path.write_bytes(as_file(CALL))
    import_id = await desk.begin(world.org_id, Upload("calls", "calls.jsonl", path, 10))

    await desk.resume_interrupted()

    done = await finish(client, str(import_id))
    assert (done["status"], done["created"], done["unchanged"]) == ("done", 1, 0)
