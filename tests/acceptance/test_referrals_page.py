"""What instructions cannot mend is listed for others, with its proof, until somebody marks it as handled."""

from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from memory.repositories.referrals import Referred
from memory.vocabulary import Quote
from tests.acceptance.site import Site, Waiting, make_owner
from tests.acceptance.test_every_page import CHECKS
from tests.integration.worlds import make_issue, make_project

pytestmark = pytest.mark.browser

EMAIL = Referred("email", "given_not_recorded", "extraction", 14, 20, 0.54, 0.84)
FAILED = Referred("", "no_conversation", "telephony", 9, 9, 0.77, 1.0)
SENTENCE = "Email: given but not recorded in 14 of 20 calls that missed it (54 to 84 %)"


async def refer(site: Site, waiting: Waiting, *found: Referred) -> list[UUID]:
    """Refer what was found, the first with a quote of the call `c-0` for proof."""
    await site.add_calls(days=1)
    async with site.database.open_memory(site.org_id) as memory:
        at = site.services.clock()
        ids = await memory.referrals.refer(waiting.project_id, waiting.issue_id, found, at)
        quotes = [Quote("c-0", 3, "Naledi Khumalo.")]
        await memory.evidence.replace_for_referral(waiting.project_id, ids[0], quotes)
    return ids


async def test_there_is_no_such_page_in_the_navigation_while_nothing_was_referred(page: Page, site: Site) -> None:
    await page.goto("/")
    await expect(page.get_by_role("link", name="For others to mend")).to_have_count(0)

    await page.goto("/referrals")
    await expect(page.get_by_text("Nothing yet.")).to_be_visible()


async def test_referrals_are_listed_by_whom_they_are_for_with_their_proof(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await refer(site, waiting, EMAIL, FAILED)

    await page.goto("/")
    await page.get_by_role("link", name="For others to mend 2 open").click()

    await expect(page.get_by_role("heading", level=2)).to_have_text(
        ["For whoever looks after the extraction of values from calls", "For whoever looks after telephony"]
    )
    await expect(page.get_by_role("heading", name=SENTENCE)).to_be_visible()
    await expect(page.get_by_role("heading", name="9 calls failed before there was a conversation")).to_be_visible()
    await page.get_by_text("What was said in 1 call").click()
    await page.get_by_role("link", name="Call c-0").click()
    await expect(page).to_have_url(f"{site.address}/projects/{waiting.project_id}/calls/c-0#turn-3")


async def test_a_referral_is_marked_as_handled_and_opened_again(page: Page, site: Site) -> None:
    await refer(site, await site.make_waiting(), EMAIL)

    await page.goto("/referrals")
    await page.get_by_role("button", name="Mark as handled").click()
    await expect(page.get_by_role("status").filter(has_text="Marked as handled")).to_be_visible()
    await expect(page.get_by_role("listitem").filter(has_text=SENTENCE)).to_contain_text("by Naledi")
    await expect(page.get_by_role("link", name="For others to mend")).to_be_visible()
    await expect(page.locator(".main-nav .badge.calm")).to_have_count(0)

    await page.get_by_role("button", name="Open again").click()
    await expect(page.get_by_role("button", name="Mark as handled")).to_be_visible()
    await expect(page.locator(".main-nav .badge.calm")).to_contain_text("1")


async def test_the_page_of_the_project_and_its_issue_show_them_too(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await refer(site, waiting, EMAIL)

    await page.goto(f"/projects/{waiting.project_id}")
    await page.locator(f"#issue-{waiting.issue_id}").get_by_role("link", name=SENTENCE).click()
    await page.get_by_role("button", name="Mark as handled").click()

    await expect(page).to_have_url(f"{site.address}/projects/{waiting.project_id}#referrals")
    await expect(page.get_by_role("status").filter(has_text="Marked as handled")).to_be_visible()
    await expect(page.get_by_text(SENTENCE)).to_have_count(0)


@pytest.mark.parametrize(
    ("calls", "missed", "cause", "said"),
    [
        pytest.param(14, 20, "not_asked", ["14 of 20 calls (52 to 84 %): never asked for"], id="a lead"),
        pytest.param(2, 3, None, ["Only 3 calls could be read, too few to name a cause: it takes 5."], id="too few"),
        pytest.param(6, 20, None, ["No cause clearly leads", "6 of 20 calls (16 to 48 %)"], id="no lead"),
        pytest.param(4, 20, None, ["No cause shows in at least 5 calls"], id="thinly spread"),
    ],
)
async def test_an_issue_counts_its_causes_as_far_as_its_calls_carry_them(
    page: Page, site: Site, calls: int, missed: int, cause: str | None, said: list[str]
) -> None:
    waiting = await site.make_waiting()
    count = {"cause": "not_asked", "calls": calls, "share": calls / missed, "low": 0.0, "high": 1.0}
    async with site.database.open_memory(site.org_id) as memory:
        diagnosis = {"calls_read": missed, "missed": missed, "owner": None, "causes": [count]}
        await memory.issues.change(waiting.issue_id, {"cause": cause, "diagnosis": diagnosis})

    await page.goto(f"/projects/{waiting.project_id}")

    issue = page.locator(f"#issue-{waiting.issue_id}")
    for words in said:
        await expect(issue).to_contain_text(words)
    if missed < 5:
        await expect(issue).not_to_contain_text("67 %")


async def test_referrals_of_other_organisations_do_not_exist(page: Page, site: Site) -> None:
    other_org, _ = await make_owner(site.database, "Other Group", "other@example.com")
    async with site.database.open_memory(other_org) as memory:
        project_id = await make_project(memory, at=site.services.clock())
        issue_id = await make_issue(memory, project_id, at=site.services.clock())
        (referral_id,) = await memory.referrals.refer(project_id, issue_id, [EMAIL], site.services.clock())

    for act in ("handled", "open-again"):
        assert (await page.request.post(f"/referrals/{referral_id}/{act}")).status == 404
    await page.goto("/referrals")
    await expect(page.get_by_text("Nothing yet.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_pages_are_whole_at_any_width(page: Page, site: Site, width: int) -> None:
    waiting = await site.make_waiting()
    long = Referred("incomprehensibilities_" * 9, "misheard", "speech_recognition", 7, 9, 0.4, 0.9)
    ids = await refer(site, waiting, EMAIL, long, FAILED)
    await page.goto("/referrals")
    await page.locator(f"#referral-{ids[1]}").get_by_role("button", name="Mark as handled").click()
    await page.set_viewport_size({"width": width, "height": 844})

    for path in ("/referrals", f"/projects/{waiting.project_id}"):
        await page.goto(path)
        missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
        assert missing == {}, path
