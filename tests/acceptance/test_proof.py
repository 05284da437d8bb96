"""What a suggestion rests on can be seen call by call, and a person's own text goes through the same trial."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Page, expect

from agents.scripted_server import ScriptedServer
from graphs.scan import scan
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.replays import CallGroup, JudgedBy, ReplayedCall, Verification
from memory.repositories.rows import new_id
from memory.repositories.suggestions import VerificationRecord
from memory.repositories.trials import SILENT_AFTER
from memory.vocabulary import VerificationStatus
from tests.acceptance.site import Site, Waiting, open_site
from tests.acceptance.test_every_page import CHECKS
from tests.acceptance.test_hostile_text import SCRIPT, is_untouched
from tests.integration.graphs.conftest import INSTRUCTIONS, PROJECT, make_call
from tests.integration.graphs.phone_agents import ASKS, GOES_ON, does_as_told, play
from tests.integration.worlds import SUGGESTED

pytestmark = pytest.mark.browser
SOON = 60_000  # milliseconds
OWN = INSTRUCTIONS.replace("4. Say goodbye.", "4. Ask for the e-mail address.\n5. Say goodbye.")


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    """A phone agent that does as it is told."""
    with ScriptedServer(play(asks=does_as_told)) as server:
        yield server


@pytest.fixture
async def site(database: Database, tmp_path: Path, model: ScriptedServer) -> AsyncIterator[Site]:
    """The product with that model."""
    async with open_site(database, tmp_path, model_url=model.url) as opened:
        yield opened


async def open_salon(site: Site) -> UUID:
    """Bring in a project whose agent never asks for the e-mail address, and look at it."""
    calls = [make_call(number, datetime.now(UTC)) for number in range(40)]
    for name, lines in {"projects": [PROJECT], "calls": calls}.items():
        (site.home / name).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    await import_projects(site.database, site.org_id, site.home / "projects", now=datetime.now(UTC))
    await import_calls(site.database, site.org_id, site.home / "calls")
    await scan(site.services, site.org_id)
    async with site.database.open_memory(site.org_id) as memory:
        project = await memory.projects.find("salon")
    assert project is not None
    return project.id


def replayed(number: int, group: CallGroup, *, old: bool, new: bool, said: str = ASKS) -> ReplayedCall:
    judge = JudgedBy.CODE if number % 2 else JudgedBy.MODEL
    return ReplayedCall(f"c-{number}", group, "email", 2, GOES_ON, said, old, new, judge, "It asks for the e-mail.")


async def try_out(site: Site, waiting: Waiting, *, ended: bool = True, **values: object) -> UUID:
    """Make a trial of a suggestion on six calls: three go right that went wrong, and one the other way."""
    at = datetime.now(UTC) if ended else datetime.now(UTC) - 2 * SILENT_AFTER
    calls = [replayed(number, CallGroup.BAD, old=False, new=number < 3) for number in range(4)]
    calls += [replayed(4, CallGroup.GOOD, old=True, new=True), replayed(5, CallGroup.GOOD, old=True, new=False)]
    trial_id = new_id()
    row = {
        "project_id": waiting.project_id,
        "base_version": 1,
        "after": SUGGESTED,
        "kind": "ask_for_field",
        "drafted_by": "model",
    }
    async with site.database.open_memory(site.org_id) as memory:
        await memory.trials.begin(trial_id, {**row, **values}, at)
        for place, call in enumerate(calls):
            await memory.trials.keep(trial_id, place, call, at)
        if ended:
            shown = Verification(VerificationStatus.PASSED, "It helps.", 3, 1, 2, 0.02, 0.11, 0.06, model_calls=12)
            await memory.trials.end(trial_id, shown, at)
            await memory.suggestions.change(
                waiting.suggestion_id,
                {"trial_id": trial_id, "weekly_worth": 12, "roi": {"currency": "EUR"}, "what_changed": "Since then."},
            )
            proof = VerificationRecord("passed", 3, 1, 2, 0.02, 0.11, "It helps.")
            await memory.suggestions.record_verification(waiting.suggestion_id, proof)
    return trial_id


async def test_a_suggestion_says_what_its_replay_showed_and_leads_to_the_calls(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    await site.add_calls()
    await try_out(site, waiting)

    await page.goto(waiting.instructions)
    await expect(
        page.get_by_text("Replayed on 6 past calls: 3 of 4 that went wrong went right, 1 of 2 good ones went wrong.")
    ).to_be_visible()
    await expect(page.get_by_text("At these turns alone that makes +2 to +11 points")).to_be_visible()
    await expect(page.get_by_text("EUR\N{NARROW NO-BREAK SPACE}12.00 in a usual week")).to_be_visible()
    await expect(page.get_by_text("Since then.")).to_be_visible()
    await page.get_by_role("link", name="See the calls side by side").click()

    first = page.locator(".replayed").first
    await expect(first).to_contain_text(GOES_ON)
    await expect(first).to_contain_text(ASKS)
    await expect(first).to_contain_text("Went right instead of wrong")
    await expect(first).to_contain_text("Judged by a model that did not know which text was which.")
    await expect(page.get_by_text("+2 to +11 points, on average +6")).to_be_visible()
    await expect(page.locator(".diff ins").first).to_contain_text("3. Ask for the e-mail address.")
    await first.get_by_role("link", name="See this turn in the call").click()
    await expect(page).to_have_url(f"{site.address}/projects/{waiting.project_id}/calls/c-0#turn-2")


async def test_the_calls_of_a_trial_can_be_sifted(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    trial_id = await try_out(site, waiting)

    await page.goto(f"/trials/{trial_id}")
    await expect(page.locator(".replayed")).to_have_count(6)
    await page.get_by_role("link", name="Changed 4").click()
    await expect(page.locator(".replayed")).to_have_count(4)
    await page.get_by_role("link", name="Wrong under the new text 2").click()

    await expect(page.locator(".replayed")).to_have_count(2)
    await expect(page.locator(".replayed").last).to_contain_text("Went wrong instead of right")


async def test_what_was_spoken_in_a_trial_stays_text(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    trial_id = await try_out(site, waiting, after=SCRIPT)
    async with site.database.open_memory(site.org_id) as memory:
        call = replayed(9, CallGroup.BAD, old=False, new=False, said=f"{SCRIPT} https://evil.example")
        await memory.trials.keep(trial_id, 9, call, datetime.now(UTC))

    await page.goto(f"/trials/{trial_id}")

    await expect(page.locator(".replayed").filter(has_text="evil.example")).to_contain_text(SCRIPT)
    await expect(page.locator("main a[href*=evil]")).to_have_count(0)
    assert await is_untouched(page)


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_pages_of_proof_are_whole_and_named(page: Page, site: Site, width: int) -> None:
    waiting = await site.make_waiting(name="Incomprehensibilities-" * 9)
    trial_id = await try_out(site, waiting, drafted_by="person", after="Incomprehensibilities-" * 40)
    silent = await try_out(site, waiting, drafted_by="person", ended=False)
    async with site.database.open_memory(site.org_id) as memory:
        await memory.trials.object(trial_id, [("lost_variable", "Incomprehensibilities-" * 9)])
    await page.set_viewport_size({"width": width, "height": 844})

    for path in (f"/trials/{trial_id}", f"/trials/{silent}", waiting.instructions, "/runs"):
        await page.goto(path)
        missing = {what: found for what, script in CHECKS.items() if (found := await page.evaluate(script))}
        assert missing == {}, path


async def test_a_text_of_ones_own_is_tried_on_past_calls_and_put_in_force_when_its_writer_says_so(
    page: Page, site: Site
) -> None:
    salon = await open_salon(site)

    await page.goto(f"/projects/{salon}/instructions/edit")
    await page.get_by_label("Instructions", exact=True).fill(OWN)
    await page.get_by_role("button", name="Check this text").click()

    await expect(page.get_by_role("heading", name="What your text would have done")).to_be_visible()
    await expect(page.locator("#so-far .tone-good")).to_have_text("●Passed", timeout=SOON)
    await expect(page.locator("#so-far")).to_contain_text("that went wrong went right")
    await expect(page.locator(".replayed").first).to_contain_text(ASKS)
    async with site.database.open_memory(site.org_id) as memory:
        assert (await memory.instructions.current(salon)).number == 1

    await page.get_by_role("link", name="Back to the editor").click()
    await expect(page.get_by_label("Instructions", exact=True)).to_have_value(OWN)
    await page.go_back()
    await page.get_by_role("button", name="Put this text in force").click()
    await expect(page.get_by_role("status").filter(has_text="Version 2")).to_be_visible()
    async with site.database.open_memory(site.org_id) as memory:
        assert (await memory.instructions.current(salon)).text == OWN


async def test_a_suggestion_made_with_a_model_shows_its_proof_and_its_run(page: Page, site: Site) -> None:
    salon = await open_salon(site)

    await page.goto(f"/projects/{salon}/instructions")
    await expect(page.locator("#suggestion")).to_contain_text("Replayed on past calls: passed")
    await page.get_by_role("link", name="What the assistant did for it").click()

    await expect(page.get_by_text("A suggestion waits for a person to decide.")).to_be_visible()
    row = page.get_by_role("row", name="Tried the change on past calls")
    await expect(row).to_contain_text("to speak as the agent in past calls")
    await page.get_by_role("link", name="Trial 1").click()
    await expect(page.get_by_role("heading", name="What this change would have done")).to_be_visible()
    await page.get_by_role("link", name="See the whole run").click()
    await page.get_by_role("link", name="Runs").first.click()
    await expect(page.get_by_role("row").filter(has_text="Email is")).to_contain_text("Waits for a decision")
    await expect(page.get_by_text("The model was asked")).to_be_visible()


async def test_the_text_in_force_is_not_checked_and_nothing_typed_is_lost(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()

    await page.goto(f"{waiting.instructions}/edit")
    await page.get_by_role("button", name="Check this text").click()
    await expect(page.get_by_role("alert")).to_contain_text("nothing to check")

    await page.get_by_label("Instructions", exact=True).fill("   ")
    await page.get_by_role("button", name="Check this text").click()
    await expect(page.get_by_role("alert")).to_contain_text("cannot be empty")


async def test_a_trial_that_nobody_touched_for_long_says_so_and_goes_on(page: Page, site: Site) -> None:
    waiting = await site.make_waiting()
    trial_id = await try_out(site, waiting, drafted_by="person", ended=False)

    await page.goto(f"/trials/{trial_id}")
    await expect(page.get_by_text("It was interrupted.")).to_be_visible()
    await page.get_by_role("button", name="Go on").click()

    await expect(page.get_by_text("nothing is wrong in this project")).to_be_visible(timeout=SOON)


async def test_a_trial_of_another_organisation_does_not_exist(page: Page, site: Site) -> None:
    answer = await page.goto(f"/trials/{new_id()}")

    assert answer is not None
    assert answer.status == 404
