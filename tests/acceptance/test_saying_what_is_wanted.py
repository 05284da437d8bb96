"""Owners say how far the assistant may go and what it may spend; everybody says what they want."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from playwright.async_api import Page, expect

from api.stating import state_preference
from memory.repositories.people import People
from memory.vocabulary import Autonomy
from tests.acceptance.site import Site
from tests.acceptance.test_every_page import CHECKS

pytestmark = pytest.mark.browser

WISH = "Never ask for a <b>date of birth</b>."


async def be_member(page: Page, site: Site) -> None:
    """Sign in as somebody who is no owner."""
    async with site.database.open_doors() as doors:
        person = await People(doors).ensure("sipho@example.com", "Sipho")
    async with site.database.open_memory(site.org_id) as memory:
        await memory.organisation.add_member(person.id, "member")
    await page.goto(await site.make_link(person.id))


async def test_preferences_of_all_projects_hold_for_each_and_can_be_withdrawn(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto("/settings/preferences")
    await page.get_by_label("What should the assistant keep in mind?").fill(WISH)
    await page.get_by_role("button", name="Add the preference").click()
    await expect(page.get_by_role("status").filter(has_text="Noted")).to_be_visible()

    await page.goto(f"/projects/{waiting.project_id}/settings")
    await page.get_by_label("What should the assistant keep in mind?").fill("Keep the greeting.")
    await page.get_by_role("button", name="Add the preference").click()

    listed = page.get_by_role("listitem").filter(has=page.locator(".wish"))
    await expect(listed).to_have_count(2)
    await expect(listed.filter(has_text=WISH)).to_contain_text("Holds for all projects.")
    await listed.filter(has_text="Keep the greeting.").get_by_role("button", name="Withdraw").click()
    await expect(page.get_by_role("status").filter(has_text="Withdrawn")).to_be_visible()
    await expect(listed).to_have_count(1)
    await page.get_by_role("link", name="Change what holds for all projects").click()
    await expect(page.get_by_role("heading", name="What holds for all projects")).to_be_visible()


async def test_a_preference_that_is_too_long_is_refused_and_kept_in_the_form(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto(f"/projects/{waiting.project_id}/settings")
    field = page.get_by_label("What should the assistant keep in mind?")
    await field.evaluate("field => field.removeAttribute('maxlength')")
    await field.fill("x" * 2_001)
    await page.get_by_role("button", name="Add the preference").click()

    await expect(page.get_by_role("alert")).to_contain_text("at most 2,000 characters")
    await expect(field).to_have_value("x" * 2_001)


async def test_an_owner_lets_the_assistant_apply_proven_changes_and_stops_it_again(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await page.goto(f"/projects/{waiting.project_id}")
    await page.get_by_role("navigation", name="Project").get_by_role("link", name="Settings").click()
    await expect(page.get_by_label("Suggest changes")).to_be_checked()
    await expect(page.get_by_text("This is how every project begins.")).to_be_visible()
    await expect(page.locator(".warning")).to_contain_text("rolled back by itself")
    await expect(page.locator(".warning")).to_contain_text("stopped here at any time")

    await page.get_by_label("Apply proven changes by itself").check()
    await page.get_by_role("button", name="Set how far it may go").click()

    await expect(page.get_by_role("status").filter(has_text="Saved: apply proven changes by itself.")).to_be_visible()
    await expect(page.get_by_text("Naledi set it on")).to_be_visible()
    await page.get_by_label("Tell causes only").check()
    await page.get_by_role("button", name="Set how far it may go").click()
    await expect(page.get_by_label("Tell causes only")).to_be_checked()
    async with site.database.open_memory(site.org_id) as memory:
        project = await memory.projects.get(waiting.project_id)
    assert (project.autonomy, project.autonomy_set_by) == (Autonomy.CAUSES, site.person_id)


async def test_members_read_what_owners_decide(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await be_member(page, site)

    await page.goto(f"/projects/{waiting.project_id}/settings")
    await expect(page.get_by_text("Only an owner of the organisation may change this.")).to_be_visible()
    await expect(page.get_by_role("radio")).to_have_count(0)
    await page.goto("/settings/model")
    await expect(page.get_by_text("Only an owner of the organisation may change this.")).to_have_count(2)
    await expect(page.get_by_role("button", name="Set the budget")).to_have_count(0)


async def test_an_owner_sets_the_budget_of_a_day_and_what_is_shared(page: Page, site: Site) -> None:
    await page.goto("/settings/model")
    await expect(page.get_by_text("only from five organisations on")).to_be_visible()
    await page.get_by_label("Calls to the model").fill("250")
    await page.get_by_label("Money in a day").fill("1,25")
    await page.get_by_role("button", name="Set the budget").click()
    await expect(page.get_by_text("0 calls of 250")).to_be_visible()
    await page.get_by_label("Let counts of what worked").check()
    await page.get_by_role("button", name="Save what is shared").click()

    await expect(page.get_by_label("Let counts of what worked")).to_be_checked()
    async with site.database.open_memory(site.org_id) as memory:
        stored = await memory.organisation.get()
    assert (stored.daily_model_calls, stored.daily_model_money, stored.shares_lessons) == (250, Decimal("1.25"), True)

    await page.get_by_label("Money in a day").fill("a lot")
    await page.get_by_role("button", name="Set the budget").click()
    await expect(page.get_by_role("alert")).to_contain_text("between 0 and 1,000,000")
    await expect(page.get_by_label("Money in a day")).to_have_value("a lot")


@pytest.mark.parametrize("width", [390, 1280])
async def test_what_waits_is_ranked_by_worth_and_the_pages_are_whole(page: Page, site: Site, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    for key, name, worth in (("few", "Few calls", 12), ("many", "Many calls", 480)):
        waiting = await site.make_waiting(key=key, name=name)
        async with site.database.open_memory(site.org_id) as memory:
            changes = {"weekly_worth": Decimal(worth), "roi": {"currency": "ZAR"}}
            await memory.suggestions.change(waiting.suggestion_id, changes)
            of = waiting.project_id if key == "many" else None
            for text in (WISH, "Incomprehensibilities-" * 20):
                await state_preference(memory, text, at=datetime.now(UTC), project_id=of, person_id=site.person_id)

    await page.goto("/")
    await expect(page.locator(".decision .eyebrow")).to_have_text(["Many calls", "Few calls"])
    await expect(page.locator(".decision").first).to_contain_text("480.00 in a usual week, expected")
    for path in ("/", "/settings/preferences", f"/projects/{waiting.project_id}/settings"):
        await page.goto(path)
        missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
        assert missing == {}, path
