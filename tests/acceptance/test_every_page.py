"""Every page is whole at the width of a telephone, says what it is, and works without a mouse."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from graphs import decisions, ignoring
from graphs.alerts import tell_of_issue
from tests.acceptance.site import Site, Waiting
from tests.integration.worlds import make_issue

pytestmark = pytest.mark.browser

# What a reader of the screen relies on; each script returns what is missing.
CHECKS = {
    "one main landmark": "document.querySelectorAll('main').length === 1 ? [] : ['main']",
    "one heading of the first rank": "document.querySelectorAll('h1').length === 1 ? [] : ['h1']",
    "a language": "document.documentElement.lang ? [] : ['lang']",
    "fields with labels": """[...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
        .filter(field => !field.labels.length).map(field => field.outerHTML)""",
    "controls with names": """[...document.querySelectorAll('a, button, summary')]
        .filter(control => !control.textContent.trim() && !control.getAttribute('aria-label'))
        .map(control => control.outerHTML)""",
    "ids that are unique": """Object.entries(Object.groupBy([...document.querySelectorAll('[id]')], e => e.id))
        .filter(([, found]) => found.length > 1).map(([id]) => id)""",
    "no styles or scripts written into it": """[...document.querySelectorAll('[style], [onclick], style')]
        .map(found => found.outerHTML)""",
    "nothing wider than the window": """document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth)
        .map(e => e.outerHTML.slice(0, 120))""",
}


def every_path(waiting: Waiting, decided: Waiting, import_id: UUID) -> list[str]:
    project = f"/projects/{waiting.project_id}"
    return [
        "/",
        "/import",
        "/notifications",
        "/referrals",
        "/settings",
        "/settings/addresses",
        "/settings/model",
        "/settings/preferences",
        "/welcome",
        "/sign-in",
        "/api/v1/docs",
        "/no-such-page",
        project,
        f"{project}/calls",
        f"{project}/calls/c-3",
        f"{project}/recordings",
        f"{project}/settings",
        f"{project}/instructions",
        f"{project}/instructions/edit",
        f"{project}/review",
        "/runs",
        f"/runs/{waiting.issue_id}/1",
        f"{project}/instructions/versions/1",
        f"/suggestions/{waiting.suggestion_id}/edit",
        f"/suggestions/{decided.suggestion_id}",
        f"/imports/{import_id}",
    ]


@pytest.mark.parametrize("width", [390, 1280])
async def test_pages_are_whole_and_named(page: Page, site: Site, width: int) -> None:
    long = "Incomprehensibilities-" * 9
    waiting = await site.make_waiting(name=long, goal=long)
    await site.add_calls()
    await site.cite(waiting, "c-3", 4, "see you on Friday")
    decided = await site.make_waiting(key="decided")
    refusals = [{"line": 7, "reason": long}, {"line": 9, "reason": long, "kept": True}]
    async with site.database.open_memory(site.org_id) as memory:
        await decisions.reject(memory, decided.suggestion_id, reason=long, at=datetime.now(UTC))
        await memory.organisation.allow_alerts(0)
        await tell_of_issue(memory, decided.issue_id, datetime.now(UTC))
        ignored = await make_issue(memory, waiting.project_id, at=datetime.now(UTC), field=long)
        await ignoring.ignore(memory, ignored, reason=long, at=datetime.now(UTC))
        await memory.runs.start(waiting.issue_id, 1, base_version=1, calls_seen=10)
        await memory.runs.end(waiting.issue_id, 1, long)
        import_id = await memory.imports.start("calls", long, 10)
        await memory.imports.change(import_id, {"status": "done", "refused": 1, "refusals": refusals})
    await page.set_viewport_size({"width": width, "height": 844})

    for path in every_path(waiting, decided, import_id):
        await page.goto(path)
        missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
        assert missing == {}, path


async def test_a_suggestion_can_be_accepted_with_the_keyboard_alone(page: Page, site: Site) -> None:
    await site.make_waiting()
    await page.goto("/")

    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    await page.keyboard.press("Enter")
    await press_until(page, "Review")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Instructions", exact=True)).to_be_visible()
    await press_until(page, "Accept")
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("status").filter(has_text="Accepted")).to_be_visible()


async def test_charts_have_their_numbers_in_a_table(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls()

    await page.goto(f"/projects/{waiting.project_id}")
    await page.get_by_text("The same numbers as a table").click()

    row = page.get_by_role("row", name=re.compile("^1 Oct 2026"))
    await expect(row).to_contain_text("100")
    await expect(row).to_contain_text("0")
    await expect(page.get_by_role("img", name="Capture of email over time").first).to_be_visible()


async def press_until(page: Page, name: str) -> None:
    for _ in range(60):
        await page.keyboard.press("Tab")
        if (await page.evaluate("document.activeElement.textContent")).strip().startswith(name):
            return
    pytest.fail(f"The keyboard does not reach “{name}”.")
