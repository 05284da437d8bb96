"""People say where important notifications go besides the pages, see the secret once, and what became of each."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from graphs.outreach import deliver_due
from memory.database import Database
from tests.acceptance.site import Site, open_site
from tests.acceptance.test_every_page import CHECKS
from tools.notifications.fake import FakeMessenger
from tools.notifications.port import Attempt, Ending
from tools.notifications.reach import Reach

pytestmark = pytest.mark.browser

HOOK, MAIL = "https://hooks.example.com/in", "office@example.com"


async def find_nothing(host: str, port: int) -> list[str]:
    raise OSError("no name is looked up in tests")


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    """A site whose webhooks arrive the second time, with no mail server."""
    hooks = FakeMessenger(answers=[Attempt(Ending.LATER, "The receiver answered with status 500.")])
    async with open_site(database, tmp_path, reach=Reach(webhooks=hooks, resolve=find_nothing)) as opened:
        yield opened


async def add(page: Page, address: str) -> None:
    await page.goto("/settings")
    await page.get_by_role("link", name="Addresses").click()
    await page.get_by_label("E-mail address or https URL").fill(address)
    await page.get_by_role("button", name="Add the address").click()


async def test_the_secret_of_a_webhook_is_shown_once(page: Page) -> None:
    await add(page, HOOK)

    await expect(page.get_by_role("heading", name="Keep this secret now")).to_be_visible()
    await expect(page.locator(".secret")).to_contain_text("whsec_")
    await expect(page.get_by_text("any library of Standard Webhooks")).to_be_visible()
    await page.get_by_role("link", name="I have kept it").click()
    await expect(page.get_by_role("heading", name=HOOK)).to_be_visible()
    await expect(page.locator(".secret")).to_have_count(0)


async def test_what_is_missing_is_said_and_a_mail_address_can_be_added_all_the_same(page: Page) -> None:
    await add(page, MAIL)

    await expect(page.get_by_role("status").filter(has_text="Added")).to_be_visible()
    for name in ("BACKOFFICE_SMTP_URL", "BACKOFFICE_MAIL_FROM", "BACKOFFICE_PUBLIC_URL"):
        await expect(page.locator(".banner")).to_contain_text(name)
    await page.get_by_role("button", name=f"Send a test message to {MAIL}").click()
    await expect(page.get_by_role("alert")).to_contain_text("No mail can be sent")


async def test_an_address_that_cannot_be_notified_is_refused_and_kept_in_the_form(page: Page) -> None:
    await add(page, "http://hooks.example.com/<b>in")

    await expect(page.get_by_role("alert")).to_contain_text("begins with https://")
    await expect(page.get_by_label("E-mail address or https URL")).to_have_value("http://hooks.example.com/<b>in")


async def test_an_address_is_tested_paused_resumed_and_removed(page: Page, site: Site) -> None:
    await add(page, HOOK)
    await page.get_by_role("button", name="Send a test message").click()
    await expect(page.get_by_role("alert")).to_contain_text("The receiver answered with status 500.")
    await expect(page.get_by_text("Last problem").locator("..")).to_contain_text("status 500")

    await page.get_by_role("button", name=f"Pause {HOOK}").click()
    await expect(page.get_by_role("status").filter(has_text="Paused.")).to_be_visible()
    await page.get_by_role("button", name=f"Resume {HOOK}").click()
    await expect(page.get_by_role("status").filter(has_text="Resumed.")).to_be_visible()
    await page.get_by_text("Remove", exact=False).first.click()
    await page.get_by_role("button", name="Remove for good").click()

    await expect(page.get_by_role("status").filter(has_text="Removed")).to_be_visible()
    await expect(page.get_by_text("in these pages alone")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_deliveries_are_logged_and_the_notification_says_where_it_went(
    page: Page, site: Site, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    long = f"{HOOK}/{'incomprehensibilities-' * 12}"
    for address in (HOOK, long):
        await add(page, address)
    async with site.database.open_memory(site.org_id) as memory:
        at = datetime.now(UTC)
        await memory.notifications.tell(
            "a", title="A suggestion waits", body="Of one.", link="/", at=at, project_id=None, important=True
        )
    await deliver_due(site.services, site.org_id)

    await page.goto("/notifications")
    await page.get_by_role("link", name="Also sent to 1 address, on its way to 1 address").click()

    await expect(page.get_by_role("row").filter(has_text="A suggestion waits")).to_have_count(2)
    await expect(page.get_by_role("cell").filter(has_text="Tried 1 time.")).to_be_visible()
    missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
    assert missing == {}
