"""Addresses, preferences, the model's budget and autonomy through the API and the pages, each by whom it is for."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from api.app import build_app
from api.auth import make_sign_in_token, spend_sign_in_token
from api.bootstrap import Backoffice
from api.settings import Settings
from graphs.outreach import deliver_due
from graphs.services import Services
from memory.database import Database
from memory.repositories.people import People
from memory.repositories.run_steps import StepRecord
from memory.vocabulary import Autonomy
from tests.fixtures import make_organisation
from tests.integration.api.conftest import World, make_world, talk_to
from tests.integration.worlds import make_issue, make_project, make_suggestion
from tools.notifications.fake import FakeMessenger
from tools.notifications.port import Attempt, Ending
from tools.notifications.reach import NO_LINKS, NO_MAIL, Reach

HOOK = "https://hooks.example.com/in"
TARGETS, PREFERENCES = "/api/v1/notification-targets", "/api/v1/preferences"
MODEL, SHARING = "/api/v1/settings/model", "/api/v1/settings/sharing"


async def find_nothing(host: str, port: int) -> list[str]:
    raise OSError("no name is looked up in tests")


@pytest.fixture
def hooks() -> FakeMessenger:
    return FakeMessenger(answers=[Attempt(Ending.SENT), Attempt(Ending.LATER, "The receiver did not answer.")])


class Clock:
    """Stands, until it is set forward."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def app(database: Database, tmp_path: Path, hooks: FakeMessenger, clock: Clock) -> AsyncIterator[FastAPI]:
    """The application as it is where no mail server was set."""
    services = Services(database=database, clock=clock, reach=Reach(webhooks=hooks, resolve=find_nothing))
    built = build_app(Backoffice(Settings(home=tmp_path), database, services))
    yield built
    await built.state.parts.background.stop()


@pytest.fixture
async def member(app: FastAPI, database: Database, world: World) -> AsyncIterator[AsyncClient]:
    """Somebody of the same organisation who is no owner of it."""
    now = datetime.now(UTC)
    async with database.open_doors() as doors:
        person = await People(doors).ensure("member@example.com", "Sipho")
    async with database.open_memory(world.org_id) as memory:
        await memory.organisation.add_member(person.id, "member")
    session = await spend_sign_in_token(database, await make_sign_in_token(database, person.id, now), now)
    async with talk_to(app, session) as client:
        yield client


async def test_an_address_is_added_tested_paused_resumed_and_removed(
    client: AsyncClient, hooks: FakeMessenger, clock: Clock
) -> None:
    added = (await client.post(TARGETS, json={"address": HOOK})).json()
    target = f"{TARGETS}/{added['target']['id']}"

    assert added["secret"].startswith("whsec_")
    assert "Standard Webhooks" in added["verifying"]
    assert (await client.post(f"{target}/test")).json()["arrived"] is True
    assert "wait half a minute" in (await client.post(f"{target}/test")).json()["sentence"]
    clock.now += timedelta(minutes=1)
    assert (await client.post(f"{target}/test")).json() == {
        "arrived": False,
        "sentence": "The receiver did not answer.",
    }
    assert (await client.post(f"{target}/pause")).json()["active"] is False
    assert (await client.post(f"{target}/resume")).json()["active"] is True
    listed = (await client.get(TARGETS)).json()
    assert [one["address"] for one in listed["targets"]] == [HOOK]
    assert listed["missing"] == [NO_MAIL, NO_LINKS]
    assert added["secret"] not in str(listed), "it is told once"
    assert len(hooks.sent) == 2
    assert (await client.delete(target)).status_code == 204
    assert (await client.get(TARGETS)).json()["targets"] == []
    assert (await client.delete(target)).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "http://hooks.example.com/in", "https://127.0.0.1/", "https://169.254.169.254/", "a\x00@b.c"],
)
async def test_an_address_that_cannot_be_notified_is_refused_in_words(client: AsyncClient, address: str) -> None:
    answer = await client.post(TARGETS, json={"address": address})
    page = await client.post("/settings/addresses", data={"address": address})

    assert (answer.status_code, page.status_code) == (422, 422)
    assert answer.json()["error"]["sentence"].endswith(".")
    assert (await client.get(TARGETS)).json()["targets"] == []


async def test_the_secret_is_on_the_page_that_answers_and_on_no_other(client: AsyncClient) -> None:
    shown = await client.post("/settings/addresses", data={"address": HOOK})

    assert (shown.status_code, "whsec_" in shown.text) == (200, True)
    assert shown.headers["cache-control"] == "no-store"
    assert "whsec_" not in (await client.get("/settings/addresses")).text


async def test_the_delivery_log_says_what_became_of_each_and_the_notification_where_it_went(
    client: AsyncClient, app: FastAPI, database: Database, world: World, clock: Clock
) -> None:
    for number in range(3):
        await client.post(TARGETS, json={"address": f"{HOOK}/{number}"})
    async with database.open_memory(world.org_id) as memory:
        at = clock.now
        await memory.notifications.tell(
            "a", title="First", body="Of two.", link="/", at=at, project_id=None, important=True
        )
    await deliver_due(app.state.parts.backoffice.services, world.org_id)

    log = (await client.get("/api/v1/deliveries")).json()

    assert sorted((one["status"], one["next_try_at"] is None) for one in log) == [
        ("sent", True),
        ("sent", True),
        ("waiting", False),
    ]
    assert {one["title"] for one in log} == {"First"}
    assert "Also sent to 2 addresses, on its way to 1 address" in (await client.get("/notifications")).text
    assert "Tried 1 time. The receiver did not answer." in (await client.get("/settings/addresses")).text


async def test_a_preference_is_stated_listed_and_withdrawn(client: AsyncClient, world: World) -> None:
    of_all = (await client.post(PREFERENCES, json={"text": "Never ask for a date of birth."})).json()
    own = (await client.post(PREFERENCES, json={"text": "Keep the greeting.", "project": "bookings"})).json()
    again = (await client.post(PREFERENCES, json={"text": " Keep the greeting. ", "project": "bookings"})).json()

    assert (of_all["project"], own["project"], own["stated_by"]) == (None, "bookings", str(world.person_id))
    assert again["id"] == own["id"]
    listed = (await client.get(f"{PREFERENCES}?project=bookings")).json()
    assert {(one["text"], one["project"]) for one in listed} == {
        ("Never ask for a date of birth.", None),
        ("Keep the greeting.", "bookings"),
    }
    assert [one["id"] for one in (await client.get(PREFERENCES)).json()] == [of_all["id"]]
    assert (await client.delete(f"{PREFERENCES}/{own['id']}")).status_code == 204
    assert (await client.delete(f"{PREFERENCES}/{own['id']}")).status_code == 204
    assert [one["id"] for one in (await client.get(f"{PREFERENCES}?project=bookings")).json()] == [of_all["id"]]


@pytest.mark.parametrize("text", ["", "  ", "x" * 2_001, "a\x00b"])
async def test_an_unusable_preference_is_refused_in_words(client: AsyncClient, world: World, text: str) -> None:
    pages = ("/settings/preferences", f"/projects/{world.project_id}/preferences")

    assert (await client.post(PREFERENCES, json={"text": text})).status_code == 422
    for page in pages:
        assert (await client.post(page, data={"text": text})).status_code == 422
    assert (await client.post(PREFERENCES, json={"text": "Short.", "project": "no such"})).status_code == 404
    assert (await client.get(PREFERENCES)).json() == []


async def test_no_more_preferences_are_kept_than_anybody_reads(client: AsyncClient) -> None:
    for number in range(100):
        assert (await client.post(PREFERENCES, json={"text": f"Wish {number}."})).status_code == 201

    refused = await client.post(PREFERENCES, json={"text": "One more."})

    assert (refused.status_code, "Withdraw one first" in refused.text) == (422, True)
    assert (await client.post(PREFERENCES, json={"text": "Wish 7."})).status_code == 201


async def test_an_owner_limits_the_model_and_sees_what_today_took(
    client: AsyncClient, database: Database, world: World
) -> None:
    step = StepRecord(
        project_id=world.project_id,
        issue_id=None,
        attempt=None,
        step="draft",
        at=datetime.now(UTC),
        seconds=1.0,
        model_calls=3,
        input_tokens=10,
        output_tokens=5,
        model_seconds=0.5,
        waited_seconds=0.0,
        money=Decimal("0.25"),
        currency="USD",
        purposes=[],
    )
    async with database.open_memory(world.org_id) as memory:
        await memory.run_steps.record(step)
        await memory.run_steps.record(replace(step, at=step.at - timedelta(days=2)))

    stored = (await client.put(MODEL, json={"daily_calls": 500, "daily_money": 2.5})).json()

    assert stored == (await client.get(MODEL)).json()
    assert (stored["daily_calls"], stored["daily_money"], stored["currency"]) == (500, 2.5, "USD")
    assert (stored["spent_calls"], stored["spent_money"]) == (3, 0.25)
    assert (await client.put(MODEL, json={"daily_calls": 500, "daily_money": None})).json()["daily_money"] is None
    assert (await client.post("/settings/model", data={"daily_calls": "7", "daily_money": "1,5"})).status_code == 303
    assert (await client.get(MODEL)).json()["daily_money"] == 1.5
    assert (await client.put(SHARING, json={"shares_lessons": True})).json() == {"shares_lessons": True}
    assert (await client.post("/settings/sharing", data={})).status_code == 303
    assert (await client.get(SHARING)).json() == {"shares_lessons": False}


@pytest.mark.parametrize(
    ("calls", "money"),
    [("-1", ""), ("many", ""), ("1000001", ""), ("5", "-1"), ("5", "nan"), ("5", "1e99"), ("5", "a lot"), ("", "")],
)
async def test_a_budget_that_makes_no_sense_is_refused_and_kept_in_the_form(
    client: AsyncClient, calls: str, money: str
) -> None:
    before = (await client.get(MODEL)).json()

    answer = await client.post("/settings/model", data={"daily_calls": calls, "daily_money": money})

    assert answer.status_code == 422
    assert f'value="{calls}"' in answer.text
    assert (await client.get(MODEL)).json() == before


async def test_an_owner_says_how_far_the_assistant_may_go(
    client: AsyncClient, database: Database, world: World
) -> None:
    address = f"/api/v1/projects/{world.project_id}/autonomy"
    at_first = (await client.get(address)).json()

    set_to = (await client.put(address, json={"level": "apply"})).json()
    again = (await client.put(address, json={"level": "apply"})).json()

    assert (at_first["level"], at_first["why"]) == ("suggest", "This is how every project begins.")
    assert set_to["level"] == "apply"
    assert set_to["why"].startswith("naledi set it on ")
    assert again == set_to
    async with database.open_memory(world.org_id) as memory:
        project = await memory.projects.get(world.project_id)
        lines = [line.sentence for line in await memory.activities.latest(project_id=world.project_id)]
    assert (project.autonomy, project.autonomy_set_by) == (Autonomy.APPLY, world.person_id)
    assert sum("applies proven changes by itself" in line for line in lines) == 1
    assert (await client.put(address, json={"level": "everything"})).status_code == 422
    page = await client.post(f"/projects/{world.project_id}/autonomy", data={"level": "everything"})
    assert page.status_code == 422


async def test_what_owners_decide_is_refused_to_members_in_words_and_shown_to_them(
    member: AsyncClient, world: World
) -> None:
    autonomy = f"/projects/{world.project_id}/autonomy"
    asked = [
        await member.put(MODEL, json={"daily_calls": 1}),
        await member.put(SHARING, json={"shares_lessons": True}),
        await member.put(f"/api/v1{autonomy}", json={"level": "apply"}),
        await member.post("/settings/model", data={"daily_calls": "1", "daily_money": ""}),
        await member.post("/settings/sharing", data={"shares_lessons": "yes"}),
        await member.post(autonomy, data={"level": "apply"}),
    ]

    assert [answer.status_code for answer in asked] == [403] * 6
    assert all("Only an owner of the organisation" in answer.text for answer in asked)
    for page in ("/settings/model", f"/projects/{world.project_id}/settings"):
        shown = await member.get(page)
        assert (shown.status_code, "Only an owner of the organisation" in shown.text) == (200, True)
        assert f'action="{autonomy}"' not in shown.text
    assert (await member.get(f"/api/v1{autonomy}")).json()["level"] == "suggest"
    assert (await member.post(PREFERENCES, json={"text": "Anybody may say what they want."})).status_code == 201


async def test_nothing_of_another_organisation_is_reached(
    client: AsyncClient, app: FastAPI, database: Database
) -> None:
    other = await make_world(database, await make_organisation(database, "Other"), "thabo@example.com")
    async with talk_to(app, other.session) as owner:
        target = (await owner.post(TARGETS, json={"address": HOOK})).json()["target"]["id"]
        wish = (await owner.post(PREFERENCES, json={"text": "Ours."})).json()["id"]
        project = f"/projects/{other.project_id}"
        tried = [
            await client.put(f"/api/v1{project}/autonomy", json={"level": "apply"}),
            await client.get(f"/api/v1{project}/autonomy"),
            await client.post(f"{project}/autonomy", data={"level": "apply"}),
            await client.post(f"{project}/preferences", data={"text": "Mine."}),
            await client.delete(f"{PREFERENCES}/{wish}"),
            await client.post(f"/preferences/{wish}/withdraw"),
            await client.delete(f"{TARGETS}/{target}"),
            *[await client.post(f"{TARGETS}/{target}/{what}") for what in ("pause", "resume", "test")],
            *[
                await client.post(f"/settings/addresses/{target}/{what}")
                for what in ("pause", "resume", "test", "remove")
            ],
            await client.delete(f"{PREFERENCES}/{uuid4()}"),
        ]

        assert [answer.status_code for answer in tried] == [404] * len(tried)
        assert (await client.get(TARGETS)).json()["targets"] == []
        assert (await client.get("/api/v1/deliveries")).json() == []
        assert (await client.get(PREFERENCES)).json() == []
        assert (await owner.get(PREFERENCES)).json()[0]["withdrawn_at"] is None
        assert (await owner.get(TARGETS)).json()["targets"][0]["active"] is True


async def test_suggestions_are_listed_newest_first_or_by_what_they_are_worth(
    client: AsyncClient, database: Database, world: World
) -> None:
    now = datetime.now(UTC)
    ids = [world.suggestion_id]
    for hours, worth in ((1, 80), (2, 20)):
        async with database.open_memory(world.org_id) as memory:
            project = await make_project(memory, at=now, key=f"project {hours}")
            issue = await make_issue(memory, project, at=now)
            ids.append(await make_suggestion(memory, project, issue, at=now + timedelta(hours=hours)))
            await memory.suggestions.change(ids[-1], {"weekly_worth": Decimal(worth), "roi": {"currency": "ZAR"}})

    newest = (await client.get("/api/v1/suggestions")).json()
    worthiest = (await client.get("/api/v1/suggestions?order=worth")).json()

    assert [one["id"] for one in newest] == [str(ids[2]), str(ids[1]), str(ids[0])]
    assert [one["weekly_worth"] for one in worthiest] == [80.0, 20.0, 0.0]
    assert (await client.get("/api/v1/suggestions?order=luck")).status_code == 422
    home = (await client.get("/")).text
    assert home.index("ZAR\u202f80.00 in a usual week") < home.index("ZAR\u202f20.00 in a usual week")
    assert "</strong>, expected" in home
