"""Targets, the time zone and the worth of a minute are the organisation's own, and unusable ones are refused."""

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.site import Site

pytestmark = pytest.mark.browser


async def test_targets_and_time_zone_of_a_project_can_be_changed(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(f"/projects/{waiting.project_id}/settings")
    await page.get_by_label("Successful calls").fill("72.5")
    await page.get_by_label("Capture of email").fill("80 %")
    await page.get_by_label("Time zone").fill("Europe/Berlin")
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    async with site.database.open_memory(site.org_id) as memory:
        project = await memory.projects.get(waiting.project_id)
    assert (project.target_success_rate, project.time_zone) == (0.725, "Europe/Berlin")
    assert [field.target_capture_rate for field in project.fields] == [0.9, 0.8]


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        pytest.param("Successful calls", "120", "between 0 and 100", id="more than all"),
        pytest.param("Successful calls", "many", "between 0 and 100", id="no number"),
        pytest.param("Capture of email", "nan", "between 0 and 100", id="not a number at all"),
        pytest.param("Time zone", "../../etc/passwd", "Please choose a time zone", id="no time zone"),
    ],
)
async def test_unusable_targets_are_refused_and_kept_in_the_form(
    page: Page, site: Site, label: str, typed: str, said: str
) -> None:
    waiting = await site.make_waiting()

    await page.goto(f"/projects/{waiting.project_id}/settings")
    await page.get_by_label(label).fill(typed)
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_role("alert")).to_contain_text(said)
    await expect(page.get_by_label(label)).to_have_value(typed)


async def test_the_worth_of_a_minute_can_be_changed(page: Page, site: Site) -> None:
    await page.goto("/settings")
    await page.get_by_label("Minutes of work").fill("8,5")
    await page.get_by_label("Cost of one minute").fill("0.75")
    await page.get_by_label("Currency").fill("eur")
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_label("Currency")).to_have_value("EUR")
    await expect(page.get_by_label("Minutes of work")).to_have_value("8.50")


async def test_a_currency_that_does_not_exist_is_refused(page: Page) -> None:
    await page.goto("/settings")
    await page.get_by_label("Currency").fill("XQX")
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_role("alert")).to_contain_text("three letters")
