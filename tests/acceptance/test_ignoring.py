"""An issue is left alone with a reason and watched again, on a telephone as on a large screen."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from graphs.alerts import tell_of_issue
from tests.acceptance.site import BEGAN, Site
from tests.integration.worlds import make_issue

pytestmark = pytest.mark.browser

REASON = "This client asks for no e-mail address: its callers book by telephone alone."


async def look(page: Page, name: str) -> None:
    """Keep a picture of the page where the environment names a folder for pictures."""
    folder = os.environ.get("BACKOFFICE_TEST_PICTURES")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("width", [390, 1280])
async def test_an_issue_is_ignored_with_a_reason_and_watched_again(page: Page, site: Site, width: int) -> None:
    waiting = await site.make_waiting()
    await site.add_calls()
    await site.cite(waiting, "c-3", 4, "see you on Friday")
    async with site.database.open_memory(site.org_id) as memory:
        known = {"found_at": BEGAN + timedelta(days=3), "found_rate": 0.12, "log_evidence": 17.0, "reopened": 2}
        await memory.issues.change(waiting.issue_id, known)
    await page.set_viewport_size({"width": width, "height": 844})
    await page.goto(f"/projects/{waiting.project_id}")
    issue = page.locator(f"#issue-{waiting.issue_id}")
    await expect(issue).to_contain_text("4 Oct 2026, at 12 %; 10 % now")
    await expect(issue).to_contain_text("2 times")

    await issue.get_by_text("Ignore this issue").click()
    reason = issue.get_by_label("Why leave it alone?")
    await reason.fill("  ")
    await issue.get_by_role("button", name="Ignore the issue").click()
    await expect(page.get_by_role("alert")).to_contain_text("Please give a reason")
    await look(page, f"refused-{width}")
    await reason.fill(REASON)
    await issue.get_by_role("button", name="Ignore the issue").click()

    await expect(page.get_by_role("status").filter(has_text="Ignored.")).to_be_visible()
    await expect(issue).to_contain_text(REASON)
    await expect(issue).to_contain_text("Naledi")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await look(page, f"ignored-{width}")
    await page.goto("/")
    await page.get_by_text("1 ignored issue").click()
    await expect(page.get_by_text(REASON)).to_be_visible()
    await look(page, f"overview-{width}")

    await page.get_by_role("link", name="Email is captured too rarely").click()
    await issue.get_by_role("button", name="Watch it again").click()
    await expect(page.get_by_role("status").filter(has_text="Watched again.")).to_be_visible()
    await expect(issue).not_to_contain_text(REASON)
    await look(page, f"watched-{width}")


@pytest.mark.parametrize("width", [390, 1280])
async def test_what_is_held_back_is_listed_and_the_number_can_be_changed(page: Page, site: Site, width: int) -> None:
    waiting = await site.make_waiting()
    async with site.database.open_memory(site.org_id) as memory:
        await memory.organisation.allow_alerts(1)
        for field in ("name", "phone_number", "day_of_the_week"):
            issue = await make_issue(memory, waiting.project_id, at=BEGAN, field=field)
            await tell_of_issue(memory, issue, datetime.now(UTC))
    await page.set_viewport_size({"width": width, "height": 844})

    await page.goto("/notifications")

    await expect(page.locator("#badge")).to_contain_text("1 unread")
    held = page.get_by_role("region", name="Held back this week")
    await expect(held.get_by_role("listitem")).to_have_count(2)
    await expect(held).to_contain_text("1 was told in the last 7")
    await look(page, f"held-back-{width}")
    await held.get_by_role("link", name="Change the number of alerts").click()
    await page.get_by_label("Alerts in any 7 days").fill("20000")
    await page.get_by_role("button", name="Set the number").click()
    await expect(page.get_by_role("alert")).to_contain_text("between 0 and 1,000")
    await page.get_by_label("Alerts in any 7 days").fill("20")
    await page.get_by_role("button", name="Set the number").click()
    await expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    await expect(page.get_by_label("Alerts in any 7 days")).to_have_value("20")
    await look(page, f"settings-{width}")
