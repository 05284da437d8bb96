"""What a person decides on the page of instructions is what is in force afterwards."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from graphs import decisions
from tests.acceptance.site import Site

pytestmark = pytest.mark.browser


async def test_accepting_puts_version_two_in_force(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto("/")
    await page.get_by_role("link", name="Review").click()
    await page.get_by_role("button", name="Accept", exact=True).click()

    await expect(page.get_by_role("status").filter(has_text="Accepted")).to_contain_text("Version 2")
    await expect(page.locator(".in-force")).to_contain_text("3. Ask for the e-mail address.")
    await expect(page.get_by_role("row", name="Version 2")).to_contain_text("accepted by Naledi")
    await expect(page).to_have_url(f"{site.address}{waiting.instructions}")


async def test_the_suggestion_is_laid_out_with_its_change_reason_and_worth(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls()
    await site.cite(waiting, "c-3", 4, "see you on Friday")

    await page.goto(waiting.instructions)

    added = page.locator(".diff tr.added")
    await expect(added.first).to_contain_text("+")
    await expect(added.first).to_contain_text("added")
    await expect(added.first.locator("ins")).to_have_text("3. Ask for the e-mail address.")
    await expect(page.get_by_role("heading", name="Email is mostly never asked for")).to_be_visible()
    await expect(page.get_by_text("+0 to +30 points of capture of email, on average +5")).to_be_visible()
    await expect(page.get_by_text("Not replayed")).to_be_visible()
    await expect(page.get_by_text("Drafted by the built-in playbook")).to_be_visible()


async def test_evidence_leads_to_its_turn_in_the_call(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls()
    await site.cite(waiting, "c-3", 4, "see you on Friday")

    await page.goto(waiting.instructions)
    await page.get_by_role("link", name="call c-3").click()

    await expect(page).to_have_url(f"{site.address}/projects/{waiting.project_id}/calls/c-3#turn-4")
    await expect(page.locator("#turn-4 mark")).to_have_text("see you on Friday")
    await expect(page.locator("#turn-4")).to_be_in_viewport()


async def test_editing_and_accepting_puts_the_edited_text_in_force(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("link", name="Edit and accept").click()
    text = page.get_by_label("Instructions", exact=True)
    await text.fill(f"{await text.input_value()}Thank the caller.\n")
    await page.get_by_role("button", name="Save and accept").click()

    await expect(page.locator(".in-force")).to_contain_text("Thank the caller.")
    await expect(page.get_by_role("row", name="Version 2")).to_contain_text("edited and accepted by Naledi")
    async with site.database.open_memory(site.org_id) as memory:
        current = await memory.instructions.current(waiting.project_id)
    assert current.text.endswith("4. Say goodbye.\nThank the caller.\n")
    assert "\r" not in current.text


async def test_rejecting_needs_a_reason(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    reason = page.get_by_label("Why not?")
    await page.get_by_role("button", name="Reject the suggestion").click()
    assert await reason.evaluate("field => field.validity.valueMissing")

    await reason.fill("   ")
    await page.get_by_role("button", name="Reject the suggestion").click()
    await expect(page.get_by_role("alert")).to_contain_text("Please give a reason")

    await page.get_by_label("Why not?").fill("We ask on the website.")
    await page.get_by_role("button", name="Reject the suggestion").click()
    await expect(page.get_by_role("status").filter(has_text="Rejected")).to_be_visible()
    await page.get_by_role("link", name="The e-mail address is never asked for").click()
    await expect(page.get_by_text("Rejected by Naledi: We ask on the website.")).to_be_visible()


async def test_rolling_back_brings_the_old_text_back(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("button", name="Accept", exact=True).click()
    await page.get_by_role("button", name="Roll back").click()

    await expect(page.get_by_role("status").filter(has_text="Rolled back")).to_contain_text("Version 3")
    await expect(page.locator(".in-force")).not_to_contain_text("e-mail")
    await expect(page.get_by_role("button", name="Roll back")).to_have_count(0)


async def test_restoring_an_earlier_version_puts_its_text_in_force(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("button", name="Accept", exact=True).click()
    await page.get_by_role("link", name="Version 1", exact=True).click()
    await page.get_by_role("button", name="Restore this version").click()

    await expect(page.get_by_role("status").filter(has_text="with the text of version 1")).to_be_visible()
    await expect(page.get_by_role("row", name="Version 3")).to_contain_text("Text of version 1")


async def test_two_versions_can_be_compared(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("button", name="Accept", exact=True).click()
    await page.get_by_role("link", name="Version 2", exact=True).click()

    await expect(page.get_by_role("heading", name="From version 1 to version 2")).to_be_visible()
    await expect(page.locator(".diff tr.added ins").first).to_have_text("3. Ask for the e-mail address.")


async def test_a_stale_suggestion_is_refused_and_says_so(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto(waiting.instructions)
    async with site.database.open_memory(site.org_id) as memory:
        await decisions.edit_by_hand(memory, waiting.project_id, "Other words.", base_version=1, at=datetime.now(UTC))

    await page.get_by_role("button", name="Accept", exact=True).click()

    await expect(page.get_by_role("alert")).to_contain_text("already expired")
    await expect(page.locator(".in-force")).to_contain_text("Other words.")


async def test_a_stale_edit_is_refused_and_loses_no_typed_text(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto(f"{waiting.instructions}/edit")
    await page.get_by_label("Instructions", exact=True).fill("My long and careful text.")
    async with site.database.open_memory(site.org_id) as memory:
        await decisions.edit_by_hand(memory, waiting.project_id, "Other words.", base_version=1, at=datetime.now(UTC))

    await page.get_by_role("button", name="Save and put in force").click()

    await expect(page.get_by_role("alert")).to_contain_text("Somebody else changed the instructions")
    await expect(page.get_by_label("Instructions", exact=True)).to_have_value("My long and careful text.")


async def test_an_edit_by_hand_is_put_in_force(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("link", name="Edit by hand").click()
    await page.get_by_label("Instructions", exact=True).fill("\nA text of my own.")
    await page.get_by_role("button", name="Save and put in force").click()

    await expect(page.get_by_role("row", name="Version 2")).to_contain_text("Edited by hand by Naledi")
    async with site.database.open_memory(site.org_id) as memory:
        assert (await memory.instructions.current(waiting.project_id)).text == "\nA text of my own."


async def test_a_double_click_decides_once(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(waiting.instructions)
    await page.get_by_role("button", name="Accept", exact=True).dblclick()

    await expect(page.get_by_role("row", name="Version 2")).to_be_visible()
    await expect(page.get_by_role("alert")).to_have_count(0)
    async with site.database.open_memory(site.org_id) as memory:
        assert len(await memory.instructions.history(waiting.project_id)) == 2
