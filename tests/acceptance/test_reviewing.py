"""Instructions are reviewed on request, and what a review proposes is in force only once a person saves it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from agents.scripted_server import ScriptedServer
from graphs import decisions
from graphs.reviewing import review_project_text
from memory.database import Database
from tests.acceptance.site import Site, Waiting, open_site
from tests.acceptance.test_every_page import CHECKS
from tests.acceptance.test_hostile_text import SCRIPT, is_untouched
from tests.integration.worlds import FIELDS, INSTRUCTIONS

pytestmark = pytest.mark.browser
GOAL, NAME = "Take a table booking", "Table bookings"


@pytest.fixture
def heard() -> dict[str, str]:
    """What the model answers, whatever it is asked."""
    return {"answer": "I would rather not."}


@pytest.fixture
async def site(database: Database, tmp_path: Path, heard: dict[str, str]) -> AsyncIterator[Site]:
    """The product with that model."""
    with ScriptedServer(lambda _request: heard["answer"]) as model:
        async with open_site(database, tmp_path, model_url=model.url) as opened:
            yield opened


def count_findings(text: str) -> int:
    return len(review_project_text(text, fields=FIELDS, goal=GOAL, project_name=NAME).findings)


async def open_review(page: Page, site: Site) -> Waiting:
    waiting = await site.make_waiting()
    await page.goto(waiting.instructions)
    await page.get_by_role("link", name="Review these instructions").click()
    return waiting


async def save_text(site: Site, waiting: Waiting, text: str, base_version: int = 1) -> None:
    async with site.database.open_memory(site.org_id) as memory:
        at = datetime.now(UTC)
        await decisions.edit_by_hand(memory, waiting.project_id, text, base_version=base_version, at=at)


async def test_a_review_shows_every_finding_with_its_reason(page: Page, site: Site) -> None:
    await open_review(page, site)

    await expect(page.locator("li.problem")).to_have_count(count_findings(INSTRUCTIONS))
    first = page.locator("li.problem").first
    await first.locator("details summary").click()
    await expect(first.locator("details .text")).to_be_visible()


async def test_an_edit_of_a_review_opens_in_the_editor_and_is_in_force_once_it_is_saved(page: Page, site: Site) -> None:
    waiting = await open_review(page, site)

    await page.get_by_role("button", name="Use this edit").first.click()
    await expect(page.get_by_role("status").filter(has_text="Nothing is in force before you save it")).to_be_visible()
    typed = await page.get_by_label("Instructions", exact=True).input_value()
    assert typed != INSTRUCTIONS
    async with site.database.open_memory(site.org_id) as memory:
        assert (await memory.instructions.current(waiting.project_id)).text == INSTRUCTIONS

    await page.get_by_role("button", name="Save and put in force").click()
    await expect(page.get_by_role("status").filter(has_text="Version 2")).to_be_visible()
    async with site.database.open_memory(site.org_id) as memory:
        assert (await memory.instructions.current(waiting.project_id)).text == typed


async def test_edits_are_applied_together_or_a_sentence_says_why_not(page: Page, site: Site) -> None:
    await open_review(page, site)

    await page.get_by_role("button", name="Use the ticked edits").click()
    await expect(page.get_by_role("alert")).to_contain_text("No edit was chosen")

    boxes = page.get_by_role("checkbox")
    for place in range(await boxes.count()):
        await boxes.nth(place).check()
    await page.get_by_role("button", name="Use the ticked edits").click()
    together = page.get_by_role("status").filter(has_text="Nothing is in force before you save it")
    await expect(together.or_(page.get_by_role("alert"))).to_be_visible()


async def test_edits_that_touch_each_other_are_refused_in_words(page: Page, site: Site) -> None:
    waiting = await open_review(page, site)
    replace = {"op": "replace", "anchor": "2. Ask for the name.", "text": "2. Ask for the full name."}
    delete = {"op": "delete", "anchor": "Ask for the name.", "text": ""}

    answer = await page.request.post(
        f"/projects/{waiting.project_id}/review/use",
        form={
            "base_version": "1",
            "edit_0": json.dumps(replace),
            "take_0": "yes",
            "edit_1": json.dumps(delete),
            "take_1": "yes",
        },
        headers={"Origin": site.address},
    )

    assert answer.status == 409
    assert "These edits do not go together" in await answer.text()


@pytest.mark.parametrize("sent", ["", "{", "[]", "7", '{"op": "burn", "anchor": "a", "text": ""}', "[" * 5000])
async def test_an_edit_that_cannot_be_read_is_refused_in_words(page: Page, site: Site, sent: str) -> None:
    waiting = await site.make_waiting()

    answer = await page.request.post(
        f"/projects/{waiting.project_id}/review/use",
        form={"base_version": "1", "only": "0", "edit_0": sent},
        headers={"Origin": site.address},
    )

    assert answer.status == 422
    assert "cannot be read" in await answer.text()


async def test_a_review_of_an_older_version_is_not_applied(page: Page, site: Site) -> None:
    waiting = await open_review(page, site)
    await save_text(site, waiting, "Greet the caller. Ask for the name.")

    await page.get_by_role("button", name="Use this edit").first.click()

    await expect(page.get_by_role("alert")).to_contain_text("have changed since this review")


async def test_a_hostile_text_is_reviewed_as_text(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await save_text(site, waiting, f"{SCRIPT}\nAsk for the name, the date and the number at once. {SCRIPT}\n")

    await page.goto(f"/projects/{waiting.project_id}/review")

    assert await is_untouched(page)
    for width in (390, 1280):
        await page.set_viewport_size({"width": width, "height": 844})
        assert {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))} == {}


async def test_what_the_model_sees_stands_beside_the_rules(page: Page, site: Site, heard: dict[str, str]) -> None:
    seen = {"line": 2, "quote": "Greet the caller.", "problem": "It says no name.", "severity": "low"}
    heard["answer"] = json.dumps({"findings": [{**seen, "action": "none", "text": ""}]})
    await open_review(page, site)

    await page.get_by_role("button", name="Ask the model too").click()

    await expect(page.locator("li.problem").filter(has_text="M1")).to_contain_text("It says no name.")


async def test_a_model_that_gives_no_answer_leaves_the_rules_and_says_so(page: Page, site: Site) -> None:
    await open_review(page, site)

    await page.get_by_role("button", name="Ask the model too").click()

    await expect(page.get_by_text("The model was not heard")).to_be_visible()
    await expect(page.locator("li.problem")).to_have_count(count_findings(INSTRUCTIONS))
