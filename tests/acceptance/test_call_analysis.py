"""The page of a call says what happened to each field, how sure that is, and where to read and to hear it."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from graphs.transcribing import Arrived, take_in, transcribe
from memory.database import Database
from memory.vocabulary import Field, FieldType
from tests.acceptance.ears import HEARD, Ears, write_sound
from tests.acceptance.site import Site, open_site
from tests.acceptance.test_every_page import CHECKS
from tests.integration.worlds import FIELDS, make_project
from tests.unit.tools.transcription.sounds import file_of, hum

pytestmark = pytest.mark.browser

PHONE = Field("phone", "Caller's telephone number", FieldType.PHONE)
LIVE = [
    {"speaker": speaker.value, "text": text.replace("1934", "1234"), "start_s": 3.0 * place}
    for place, (speaker, text) in enumerate(HEARD)
]


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    """The product with something that hears recordings."""
    async with open_site(database, tmp_path, Ears(hardly=["Friday,", "1934."])) as opened:
        yield opened


async def make_call_with_recording(site: Site, tmp_path: Path, *, transcript: list[dict[str, object]]) -> UUID:
    """Bring in the call `c-0` and its recording, and hear it; return the project."""
    async with site.database.open_memory(site.org_id) as memory:
        project_id = await make_project(memory, at=site.services.clock(), fields=(*FIELDS, PHONE))
    await site.add_calls(days=1, transcript=transcript)
    arrived = Arrived(write_sound(tmp_path), "c-0.wav")
    recording_id = await take_in(site.services, site.org_id, project_id, arrived, "c-0")
    await transcribe(site.services, site.org_id, recording_id)
    return project_id


async def test_a_missed_field_has_its_cause_its_certainty_and_who_found_it(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1)

    await page.goto(f"/projects/{waiting.project_id}/calls/c-0")

    missed = page.locator(".values .missed").filter(has_text="Email")
    await expect(missed).to_contain_text("Never asked for")
    await expect(missed.locator(".sureness")).to_have_text("sure")
    await expect(missed).to_contain_text("found by rules")
    await expect(page.locator(".values .captured").filter(has_text="Name")).to_contain_text("Naledi Khumalo")
    await expect(page.get_by_text("Found without a model: none was asked.")).to_be_visible()
    await expect(page.locator("audio")).to_have_count(0)


async def test_the_analysis_is_made_once_and_kept(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1)
    for _ in range(2):
        await page.goto(f"/projects/{waiting.project_id}/calls/c-0")

    async with site.database.open_memory(site.org_id) as memory:
        call = await memory.calls.find(waiting.project_id, "c-0")
        assert call is not None
        kept = await memory.analyses.of_calls(waiting.project_id, {"c-0": call.call.transcript})

    assert [record.call_id for record in kept] == ["c-0"]


async def test_what_was_misheard_shows_both_readings_and_plays(page: Page, site: Site, tmp_path: Path) -> None:
    project_id = await make_call_with_recording(site, tmp_path, transcript=LIVE)

    await page.goto(f"/projects/{project_id}/calls/c-0")

    phone = page.locator(".values > div").filter(has_text="Phone")
    await expect(phone).to_contain_text("The live transcript has “082 555 1234”, the recording “082 555 1934”.")
    await expect(phone).to_contain_text("found by listening to the recording")
    await phone.get_by_role("link", name="See where").click()
    await expect(page).to_have_url(f"{site.address}/projects/{project_id}/calls/c-0#turn-5")
    await expect(page.locator("#turn-5")).to_be_in_viewport()
    play = phone.get_by_role("link", name="Play from")
    assert "/audio#t=" in (await play.get_attribute("href") or "")
    await play.click()
    await expect(page).to_have_url(f"{site.address}/projects/{project_id}/calls/c-0#turn-5")


async def test_the_recording_stands_below_the_live_transcript(page: Page, site: Site, tmp_path: Path) -> None:
    project_id = await make_call_with_recording(site, tmp_path, transcript=LIVE)

    await page.goto(f"/projects/{project_id}/calls/c-0")

    await expect(page.locator("#turn-5")).to_contain_text("082 555 1234")
    await expect(page.locator("#heard-5")).to_contain_text("082 555 1934")
    await expect(page.locator("#heard-1 .doubtful")).to_have_text("Friday,")
    marked = page.locator("#heard-1 .doubtful")
    assert "wavy" in await marked.evaluate("words => getComputedStyle(words).textDecoration")
    await expect(page.get_by_text("Transcribed by ears of a test")).to_be_visible()


async def test_without_a_live_transcript_the_recording_is_the_transcript(
    page: Page, site: Site, tmp_path: Path
) -> None:
    project_id = await make_call_with_recording(site, tmp_path, transcript=[])

    await page.goto(f"/projects/{project_id}/calls/c-0")

    await expect(page.get_by_text("this is what was heard on its recording")).to_be_visible()
    await expect(page.locator("#turn-5")).to_contain_text("082 555 1934")
    phone = page.locator(".values > div").filter(has_text="Phone")
    await expect(phone).to_contain_text("Given but not recorded")
    await expect(phone.get_by_role("link", name="Play from")).to_be_visible()
    await expect(page.get_by_role("heading", name="What the recording says")).to_have_count(0)


async def test_a_guess_of_who_spoke_is_marked_as_one(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()
    file = tmp_path / "mono.wav"
    file.write_bytes(file_of([hum(20)]))
    recording_id = await take_in(site.services, site.org_id, waiting.project_id, Arrived(file, "mono.wav"))
    await transcribe(site.services, site.org_id, recording_id)

    await page.goto(f"/recordings/{recording_id}")

    await expect(page.get_by_text("Who spoke is a guess.")).to_be_visible()
    await expect(page.locator("#turn-0 .speaker")).to_contain_text("Agent?")


async def test_the_recording_of_a_call_is_added_on_its_page(page: Page, site: Site, tmp_path: Path) -> None:
    waiting = await site.make_waiting()
    odd = "c/<é>&\"'?#%2F"
    await site.load_odd_call(odd, LIVE)
    await page.goto(f"/projects/{waiting.project_id}/calls")
    await page.get_by_role("link", name=odd).click()

    await page.get_by_text("Add the recording of this call").click()
    await page.get_by_label("File", exact=True).set_input_files(write_sound(tmp_path))
    await page.get_by_role("button", name="Add the recording").click()

    await expect(page.get_by_role("heading", name="Recording call.wav")).to_be_visible()
    await page.get_by_role("link", name=odd).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(odd)
    await expect(page.get_by_role("link", name="call.wav")).to_be_visible()
    await expect(page.locator("audio")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_page_is_whole_at_any_width(page: Page, site: Site, tmp_path: Path, width: int) -> None:
    project_id = await make_call_with_recording(site, tmp_path, transcript=LIVE)
    await page.set_viewport_size({"width": width, "height": 844})

    await page.goto(f"/projects/{project_id}/calls/c-0")

    missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
    assert missing == {}


async def test_a_call_of_hours_has_a_page(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1, transcript=LIVE * 2000, duration_s=7200.0)

    await page.goto(f"/projects/{waiting.project_id}/calls/c-0")

    await expect(page.locator(".values .missed").filter(has_text="Email")).to_contain_text("found by rules")
    await expect(page.get_by_role("link", name="Later turns")).to_be_visible()
