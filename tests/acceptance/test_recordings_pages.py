"""Recordings come in through the pages, are transcribed while one looks on, and can be listened to."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from memory.database import Database
from memory.repositories.recordings import RecordingStatus
from tests.acceptance.ears import Ears, write_sound
from tests.acceptance.site import Site, make_owner, open_site
from tests.acceptance.test_every_page import CHECKS
from tests.integration.worlds import make_project
from tests.unit.tools.transcription.sounds import video_file

pytestmark = pytest.mark.browser
SOON = 30_000  # milliseconds


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
async def site(database: Database, tmp_path: Path, ears: Ears) -> AsyncIterator[Site]:
    """The product with something that hears recordings."""
    async with open_site(database, tmp_path, ears) as opened:
        yield opened


async def upload(page: Page, project_id: UUID, file: Path, call_id: str = "") -> None:
    await page.goto(f"/projects/{project_id}/recordings")
    await page.get_by_label("File", exact=True).set_input_files(file)
    await page.get_by_label("Call").fill(call_id)
    await page.get_by_role("button", name="Add the recording").click()


async def test_a_recording_without_a_call_is_transcribed_and_looked_through(
    page: Page, site: Site, tmp_path: Path
) -> None:
    waiting = await site.make_waiting()

    await upload(page, waiting.project_id, write_sound(tmp_path))
    await expect(page.get_by_role("heading", name="Recording call.wav")).to_be_visible()
    await expect(page.locator(".status-line")).to_contain_text("Waiting")
    await expect(page.locator(".tone-good")).to_contain_text("Transcribed", timeout=SOON)

    await expect(page.locator("#turn-3")).to_contain_text("Naledi Khumalo.")
    await expect(page.get_by_text("Transcribed by ears of a test")).to_be_visible()
    await expect(page.get_by_text("The sound is faint.")).to_be_visible()
    await expect(page.get_by_text("what was said clearly counts as given")).to_be_visible()
    await expect(page.locator(".values .captured").filter(has_text="Name")).to_contain_text("Given")
    await expect(page.locator(".values .missed").filter(has_text="Email")).to_contain_text("Never asked for")
    await page.get_by_role("link", name="Recordings").click()
    row = page.get_by_role("row", name="call.wav")
    await expect(row).to_contain_text("20 s")
    await expect(row).to_contain_text("none known")


async def test_listening_starts_at_the_second_of_a_turn(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()
    await upload(page, waiting.project_id, write_sound(tmp_path))
    await expect(page.locator(".tone-good")).to_contain_text("Transcribed", timeout=SOON)
    link = page.locator("#turn-5").get_by_role("link", name="Play from")
    second = float(await link.get_attribute("data-seek") or 0)
    address = await link.get_attribute("href") or ""

    await link.focus()
    await page.keyboard.press("Enter")

    assert await is_playing_after(page, second)
    assert second > 5
    assert address.endswith(f"/audio#t={second:.1f}")
    part = await page.request.get(address, headers={"Range": "bytes=0-99"})
    assert (part.status, part.headers["content-type"]) == (206, "audio/wav")
    assert part.headers["content-disposition"] == "inline"
    assert part.headers["x-content-type-options"] == "nosniff"


async def test_a_transcription_is_cancelled_tried_again_and_deleted(
    page: Page, site: Site, tmp_path: Path, ears: Ears
) -> None:
    waiting = await site.make_waiting()
    ears.waits = True
    await upload(page, waiting.project_id, write_sound(tmp_path))

    await expect(page.locator(".tone-watch")).to_contain_text("Being transcribed", timeout=SOON)
    await page.get_by_text("Delete this recording").click()
    await expect(page.get_by_text("40 % of 20 s")).to_be_visible(timeout=SOON)
    await expect(page.get_by_role("button", name="Delete it for good")).to_be_visible()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_text("The transcription was stopped.")).to_be_visible(timeout=SOON)

    ears.waits = False
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".tone-good")).to_contain_text("Transcribed", timeout=SOON)

    address = page.url
    await page.get_by_text("Delete this recording").click()
    await page.get_by_role("button", name="Delete it for good").click()
    await expect(page.get_by_role("status").filter(has_text="The recording is gone")).to_be_visible()
    await expect(page.get_by_text("There are no recordings yet.")).to_be_visible()
    assert (await page.request.get(address)).status == 404
    assert files_of(site) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("empty.wav", b"", "what arrived was empty", id="no bytes"),
        pytest.param("letter.wav", b"Dear caller,\nno sound.\n" * 50, "not a recording", id="a text"),
        pytest.param("film.wav", video_file(), "video", id="a video"),
    ],
)
async def test_what_is_no_recording_is_refused_in_words(
    page: Page, site: Site, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    waiting = await site.make_waiting()
    file = tmp_path / name
    file.write_bytes(content)

    await upload(page, waiting.project_id, file)

    await expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    assert files_of(site) == []


async def test_a_call_that_is_not_there_is_said_so(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()

    await upload(page, waiting.project_id, write_sound(tmp_path), "c-<b>404</b>")

    await expect(page.get_by_role("alert").filter(has_text="There is no such call")).to_be_visible()
    await expect(page.get_by_label("Call")).to_have_value("c-<b>404</b>")
    assert files_of(site) == []


async def test_recordings_of_other_organisations_do_not_exist(page: Page, site: Site, tmp_path: Path) -> None:
    other_org, _ = await make_owner(site.database, "Other Group", "other@example.com")
    async with site.database.open_memory(other_org) as memory:
        project_id = await make_project(memory, at=site.services.clock())
        recording_id, _ = await memory.recordings.add(
            {
                "project_id": project_id,
                "file_name": "a.wav",
                "size": 1,
                "digest": b"d",
                "created_at": site.services.clock(),
            }
        )
    own = await site.make_waiting()

    for path in (
        f"/recordings/{recording_id}",
        f"/recordings/{recording_id}/audio",
        f"/projects/{project_id}/recordings",
    ):
        assert (await page.request.get(path)).status == 404, path
    for act in ("cancel", "try-again", "delete"):
        assert (await page.request.post(f"/recordings/{recording_id}/{act}")).status == 404, act
    sent = {"file": {"name": "a.wav", "mimeType": "audio/wav", "buffer": b"x"}}
    assert (await page.request.post(f"/projects/{project_id}/recordings", multipart=sent)).status == 404
    assert (await page.request.get(f"/recordings/{own.project_id}")).status == 404
    assert (await page.request.get(f"/recordings/{'9' * 60}")).status == 404
    async with site.database.open_memory(other_org) as memory:
        assert (await memory.recordings.get(recording_id)).status is RecordingStatus.WAITING


async def test_a_recording_whose_file_is_gone_says_so(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()
    await upload(page, waiting.project_id, write_sound(tmp_path))
    await expect(page.locator(".tone-good")).to_contain_text("Transcribed", timeout=SOON)
    for file in files_of(site):
        file.unlink()

    await page.reload()

    await expect(page.get_by_text("it cannot be played")).to_be_visible()
    await expect(page.locator("#turn-3")).to_contain_text("Naledi Khumalo.")
    audio = await page.request.get(f"{page.url}/audio")
    assert audio.status == 404
    assert "no longer there" in await audio.text()


async def test_a_bad_name_is_shown_as_text(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()

    await upload(page, waiting.project_id, write_sound(tmp_path, "<img src=x onerror='window.taken=1'>.wav"))

    await expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
    assert await page.evaluate("window.taken === undefined")


class TestWithoutATranscriber:
    @pytest.fixture
    async def site(self, database: Database, tmp_path: Path) -> AsyncIterator[Site]:
        """The product without anything that hears recordings."""
        async with open_site(database, tmp_path) as opened:
            yield opened

    async def test_the_page_says_what_to_set_before_anything_is_sent(
        self, page: Page, site: Site, tmp_path: Path
    ) -> None:
        waiting = await site.make_waiting()
        await page.goto(f"/projects/{waiting.project_id}/recordings")
        await expect(page.get_by_text("it cannot be transcribed yet")).to_contain_text("BACKOFFICE_WHISPER_MODEL")

        await upload(page, waiting.project_id, write_sound(tmp_path))

        await expect(page.get_by_text("Recordings are not transcribed here")).to_be_visible(timeout=SOON)
        await expect(page.get_by_role("button", name="Try again")).to_be_visible()
        await expect(page.locator("audio")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_pages_are_whole_at_any_width(page: Page, site: Site, tmp_path: Path, width: int) -> None:
    waiting = await site.make_waiting(name="Incomprehensibilities-" * 9)
    await page.set_viewport_size({"width": width, "height": 844})
    await upload(page, waiting.project_id, write_sound(tmp_path, f"{'long-name-' * 15}.wav"))

    await expect(page.locator(".tone-good")).to_contain_text("Transcribed", timeout=SOON)
    for path in (page.url, f"/projects/{waiting.project_id}/recordings"):
        await page.goto(path)
        missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
        assert missing == {}, path


async def is_playing_after(page: Page, second: float) -> bool:
    """Look for ten seconds whether the player is past a second."""
    for _ in range(100):
        if await page.evaluate("document.getElementById('player').currentTime") > second:
            return True
        await asyncio.sleep(0.1)
    return False


def files_of(site: Site) -> list[Path]:
    return [path for path in (site.home / "recordings").rglob("*") if path.is_file()]
