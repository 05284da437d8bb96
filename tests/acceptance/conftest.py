"""Tests of this level drive the pages in a real browser, served by a real server on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from memory.database import Database
from tests.acceptance.site import BROWSER_FLAGS, Site, open_site
from tests.browser import find_browser
from tests.fixtures import database, database_url, org_id, server_url, services, template

__all__ = ["database", "database_url", "org_id", "server_url", "services", "template"]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless browser for all tests."""
    path = find_browser()
    if path is None:
        # Only root may install one; `make test` has then tried, and everything but the pages can still be tested.
        pytest.skip("there is no chromium to drive the pages with")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield opened
        await opened.close()


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    """The product on a port of its own, with an organisation and its owner."""
    async with open_site(database, tmp_path) as opened:
        yield opened


@pytest.fixture
async def page(browser: Browser, site: Site) -> AsyncIterator[Page]:
    """A browser window in which the owner is signed in; anything it complains about fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site.address)
    complaints: list[str] = []
    window = await context.new_page()
    window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    await window.goto(await site.make_link())
    yield window
    await context.close()
    refused_on_purpose = "the server responded with a status of 4"
    assert [text for text in complaints if refused_on_purpose not in text] == []
