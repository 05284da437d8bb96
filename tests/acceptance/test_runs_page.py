"""What the assistant did by itself is listed with what it cost and why it ended."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.async_api import Page, expect

from memory.repositories.run_steps import StepRecord
from tests.acceptance.site import Site, Waiting

pytestmark = pytest.mark.browser


async def run_to_an_end(site: Site, waiting: Waiting, outcome: str) -> None:
    """Record a run of two steps, the second of which asked a model."""
    now = datetime.now(UTC)
    judged = {"purpose": "judge", "calls": 7, "tokens": 1200, "seconds": 3.2, "problems": ["timeout"]}
    async with site.database.open_memory(site.org_id) as memory:
        await memory.runs.start(waiting.issue_id, 1, base_version=1, calls_seen=10)
        for place, (name, calls) in enumerate((("detect", 0), ("verify", 7))):
            await memory.run_steps.record(
                StepRecord(
                    project_id=waiting.project_id,
                    issue_id=waiting.issue_id,
                    attempt=1,
                    step=name,
                    at=now + timedelta(seconds=place),
                    seconds=1.25,
                    model_calls=calls,
                    input_tokens=1000 if calls else 0,
                    output_tokens=200 if calls else 0,
                    model_seconds=3.2,
                    waited_seconds=0.0,
                    money=Decimal("0.04") if calls else Decimal(0),
                    currency="EUR" if calls else "",
                    purposes=[judged] if calls else [],
                )
            )
        await memory.runs.end(waiting.issue_id, 1, outcome)


async def test_a_run_is_listed_with_its_cost_and_why_it_ended(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await run_to_an_end(site, waiting, "no_suggestion")

    await page.goto("/")
    await page.get_by_role("link", name="Runs").click()

    row = page.get_by_role("row").filter(has_text="Table bookings")
    await expect(row).to_contain_text("Email is captured too rarely")
    await expect(row).to_contain_text("none helped enough without harm")
    await expect(row).to_contain_text("2 steps")
    await expect(row).to_contain_text("7 calls")
    await expect(row).to_contain_text("EUR\N{NARROW NO-BREAK SPACE}0.04")
    await expect(page.get_by_text("The model was asked 7 times")).to_be_visible()


async def test_the_steps_of_a_run_say_what_the_model_was_asked_for(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await run_to_an_end(site, waiting, "budget_spent")

    await page.goto(f"/runs/{waiting.issue_id}/1")

    step = page.get_by_role("row", name="Tried the change on past calls")
    await expect(step).to_contain_text("7 to judge what the agent said; the model took too long")
    await expect(page.get_by_text("was used up before a change was proven")).to_be_visible()


async def test_runs_of_one_project_can_be_chosen(page: Page, site: Site) -> None:
    await run_to_an_end(site, await site.make_waiting(name="Table bookings"), "rejected")
    await run_to_an_end(site, await site.make_waiting(key="other", name="Room bookings"), "expired")

    await page.goto("/runs")
    await expect(page.locator("tbody tr")).to_have_count(2)
    await page.get_by_label("Project").select_option("Room bookings")
    await page.get_by_role("button", name="Show").click()

    await expect(page.locator("tbody tr")).to_have_count(1)
    await expect(page.locator("tbody tr")).to_contain_text("Room bookings")


async def test_an_issue_leads_to_its_last_run(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await run_to_an_end(site, waiting, "day_spent")
    async with site.database.open_memory(site.org_id) as memory:
        await memory.issues.change(waiting.issue_id, {"status": "open"})

    await page.goto(f"/projects/{waiting.project_id}")
    await expect(page.get_by_text("What may be asked of the model in one day was used up.")).to_be_visible()
    await page.get_by_role("link", name="See the last run").click()

    await expect(page).to_have_url(f"{site.address}/runs/{waiting.issue_id}/1")


@pytest.mark.parametrize("path", ["/runs?project=nonsense", "/runs?shown=0", "/runs/1/1", "/projects/7/review"])
async def test_what_does_not_exist_is_said_in_a_sentence(page: Page, site: Site, path: str) -> None:
    answer = await page.goto(path)

    assert answer is not None
    assert answer.status in {404, 422}
    await expect(page.get_by_role("heading")).to_be_visible()
