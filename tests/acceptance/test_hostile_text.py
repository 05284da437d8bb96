"""Text from outside is shown as text, whatever it holds."""

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.site import Site

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.taken=1</script><img src=x onerror='window.taken=1'>"
BREAKOUT = "\"'></textarea></svg><script>window.taken=1</script>{{ 7*7 }}"


async def test_markup_in_names_transcripts_and_instructions_stays_text(page: Page, site: Site) -> None:
    waiting = await site.make_waiting(name=SCRIPT, goal=BREAKOUT)
    turns = [{"speaker": "caller", "text": SCRIPT}, {"speaker": "agent", "text": BREAKOUT}]
    odd_id = "c/<b>&\"'?#%2F"
    await site.load_odd_call(odd_id, turns)
    await site.cite(waiting, odd_id, 0, SCRIPT)

    await page.goto(f"{waiting.instructions}/edit")
    await page.get_by_label("Instructions", exact=True).fill(BREAKOUT)
    await page.get_by_role("button", name="Save and put in force").click()
    await expect(page.locator(".in-force")).to_contain_text(BREAKOUT)

    for path in ("/", f"/projects/{waiting.project_id}", waiting.instructions, f"{waiting.instructions}/edit"):
        await page.goto(path)
        assert await is_untouched(page)
    await page.goto(f"/projects/{waiting.project_id}/calls")
    await page.get_by_role("link", name=odd_id).click()
    await expect(page.locator("#turn-0")).to_contain_text(SCRIPT)
    await expect(page.get_by_text("Jane <i>Doe</i>")).to_be_visible()
    assert await is_untouched(page)


async def test_a_turn_of_a_megabyte_is_cut_and_can_be_shown_whole(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1, transcript=[{"speaker": "caller", "text": "x" * 1_000_000}])

    await page.goto(f"/projects/{waiting.project_id}/calls/c-0")
    words = page.locator("#turn-0 .words")
    assert len(await words.inner_text()) < 3000
    await page.get_by_role("link", name="Show all of this turn").click()

    await expect(page.get_by_role("link", name="Show all of this turn")).to_have_count(0)
    assert len(await words.inner_text()) >= 1_000_000
    assert await is_within_the_window(page)


async def test_other_scripts_are_read_in_their_own_direction(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1, transcript=[{"speaker": "caller", "text": "שלום, אני רוצה להזמין שולחן"}])

    await page.goto(f"/projects/{waiting.project_id}/calls/c-0")

    direction = await page.locator("#turn-0 .words").evaluate("words => getComputedStyle(words).direction")
    assert direction == "rtl"


async def test_a_call_without_a_transcript_has_a_page(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls(days=1, transcript=[], duration_s=None, ended_reason=None, status="voicemail")

    await page.goto(f"/projects/{waiting.project_id}/calls/c-0")

    await expect(page.get_by_text("This call came without a transcript")).to_be_visible()


async def is_untouched(page: Page) -> bool:
    return bool(await page.evaluate("window.taken === undefined && !document.querySelector('main script, main img')"))


async def is_within_the_window(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
