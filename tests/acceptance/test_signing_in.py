"""People come in with a link that works once, and see only what is theirs."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Page, expect

from graphs import decisions
from tests.acceptance.site import BEGAN, Site, make_owner
from tests.integration.worlds import make_issue, make_project, make_suggestion

pytestmark = pytest.mark.browser


async def test_the_first_page_explains_where_links_come_from(browser: Browser, site: Site) -> None:
    context = await browser.new_context(base_url=site.address)
    page = await context.new_page()

    await page.goto("/")

    await expect(page).to_have_url(f"{site.address}/sign-in")
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await expect(page.get_by_text("backoffice sign-in")).to_be_visible()
    await context.close()


async def test_opening_a_link_signs_in_once(browser: Browser, site: Site) -> None:
    link = await site.make_link()
    first, second = await browser.new_context(), await browser.new_context()
    opened, too_late = await first.new_page(), await second.new_page()

    await opened.goto(link)
    await too_late.goto(link)

    await expect(opened.get_by_role("heading", name="How to begin")).to_be_visible()
    await expect(too_late.get_by_role("alert")).to_contain_text("has been used or has expired")
    for context in (first, second):
        await context.close()


async def test_signing_out_ends_the_session(page: Page, site: Site) -> None:
    await page.goto("/settings")
    await page.locator("summary", has_text="Marula Group").click()
    await page.get_by_role("button", name="Sign out").click()

    await page.goto("/settings")

    await expect(page).to_have_url(f"{site.address}/sign-in")


async def test_a_person_switches_between_organisations(page: Page, site: Site) -> None:
    await make_owner(site.database, "Baobab Group", "naledi@example.com")

    await page.goto("/settings")
    await page.locator("summary").click()
    await page.get_by_role("button", name="Marula Group").click()
    await expect(page.locator("summary")).to_contain_text("Marula Group")
    await page.locator("summary").click()
    await page.get_by_role("button", name="Baobab Group").click()

    await expect(page.locator("summary")).to_contain_text("Baobab Group")


async def test_the_sample_can_be_removed_and_an_organisation_made(browser: Browser, site: Site) -> None:
    org_id, person_id = await make_owner(site.database, "Sample", "thabo@example.com", is_sample=True)
    async with site.database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=BEGAN)
        issue_id = await make_issue(memory, project_id, at=BEGAN)
        suggestion_id = await make_suggestion(memory, project_id, issue_id, at=datetime.now(UTC))
        await decisions.reject(memory, suggestion_id, reason="No.", at=datetime.now(UTC))
    context = await browser.new_context()
    page = await context.new_page()

    await page.goto(await site.make_link(person_id))
    await page.get_by_role("button", name="Remove the sample").click()
    await page.get_by_label("Name of the organisation").fill("Tamboti Clinics")
    await page.get_by_role("button", name="Begin").click()

    await expect(page.get_by_role("heading", name="How to begin")).to_be_visible()
    await expect(page.locator("summary")).to_contain_text("Tamboti Clinics")
    await context.close()
