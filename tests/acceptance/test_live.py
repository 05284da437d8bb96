"""An open page hears at once of what happens elsewhere."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.site import Site

pytestmark = pytest.mark.browser


async def test_the_badge_counts_a_notification_while_the_page_is_open(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto("/settings")
    await expect(page.locator("#badge")).to_have_text("")

    async with site.database.open_memory(site.org_id) as memory:
        await memory.notifications.tell(
            "test",
            title="A suggestion waits",
            body="It is about the e-mail address.",
            link=waiting.instructions,
            at=datetime.now(UTC),
            project_id=waiting.project_id,
            important=True,
        )

    await expect(page.locator("#badge")).to_contain_text("1 unread")
    await expect(page.get_by_role("status").filter(has_text="A suggestion waits")).to_be_visible()


async def test_opening_a_notification_marks_it_as_read(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    async with site.database.open_memory(site.org_id) as memory:
        await memory.notifications.tell(
            "test",
            title="A suggestion waits",
            body="It is about the e-mail address.",
            link=waiting.instructions,
            at=datetime.now(UTC),
            project_id=waiting.project_id,
            important=False,
        )

    await page.goto("/notifications")
    await page.get_by_role("link", name="A suggestion waits").click()

    await expect(page).to_have_url(f"{site.address}{waiting.instructions}")
    await expect(page.locator("#badge")).to_have_text("")
