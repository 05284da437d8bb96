"""Issues are left alone and watched again through the API; alerts that do not fit are listed with the reason."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from graphs.alerts import tell_of_issue
from memory.database import Database
from tests.fixtures import make_organisation
from tests.integration.api.conftest import World, make_world, talk_to
from tests.integration.worlds import make_issue

REASON = "This client asks for no e-mail address."


async def test_an_issue_is_ignored_and_watched_again(client: AsyncClient, world: World) -> None:
    address = f"/api/v1/issues/{world.issue_id}"

    ignored = (await client.post(f"{address}/ignore", json={"reason": REASON})).json()
    [listed] = (await client.get("/api/v1/issues?status=ignored")).json()
    watched = (await client.post(f"{address}/watch-again")).json()

    assert (ignored["status"], ignored["ignored_reason"]) == ("ignored", REASON)
    assert ignored["ignored_by"] == str(world.person_id)
    assert listed == ignored == {**ignored, "reopened": 0, "found_at": None}
    assert (watched["status"], watched["ignored_reason"], watched["ignored_at"]) == ("open", None, None)


async def test_the_same_again_changes_nothing_and_what_contradicts_is_refused(
    client: AsyncClient, world: World
) -> None:
    address = f"/api/v1/issues/{world.issue_id}/ignore"

    first = await client.post(address, json={"reason": REASON})
    again = await client.post(address, json={"reason": f" {REASON} "})
    other = await client.post(address, json={"reason": "Another."})

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
    assert again.json() == first.json()
    assert "for another reason" in other.json()["error"]["sentence"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"reason": " "}, 409),
        ({"reason": "x" * 501}, 409),
        ({"reason": "a\x00b"}, 422),
        ({"reason": None}, 422),
        ({}, 422),
    ],
)
async def test_an_unusable_reason_is_refused_in_words(
    client: AsyncClient, world: World, sent: dict[str, object], status: int
) -> None:
    answer = await client.post(f"/api/v1/issues/{world.issue_id}/ignore", json=sent)

    assert answer.status_code == status
    assert answer.json()["error"]["sentence"]


async def test_ignoring_withdraws_the_suggestion_made_for_it(client: AsyncClient, world: World) -> None:
    await client.post(f"/api/v1/issues/{world.issue_id}/ignore", json={"reason": REASON})

    suggestion = f"/api/v1/suggestions/{world.suggestion_id}"
    assert (await client.get(suggestion)).json()["status"] == "expired"
    assert (await client.post(f"{suggestion}/accept")).status_code == 409


async def test_nobody_ignores_the_issues_of_another_organisation(
    app: FastAPI, client: AsyncClient, database: Database, world: World
) -> None:
    other = await make_world(database, await make_organisation(database, "Other"), "other@example.com")

    refused = await client.post(f"/api/v1/issues/{other.issue_id}/ignore", json={"reason": REASON})
    missing = await client.post(f"/api/v1/issues/{uuid4()}/watch-again")
    page = await client.post(f"/issues/{other.issue_id}/ignore", data={"reason": REASON})

    assert (refused.status_code, missing.status_code, page.status_code) == (404, 404, 404)
    async with talk_to(app, other.session) as owner:
        assert (await owner.get(f"/api/v1/issues/{other.issue_id}")).json()["status"] == "suggested"


@pytest.mark.parametrize("action", ["ignore", "watch-again"])
async def test_strangers_and_other_sites_change_nothing(
    stranger: AsyncClient, client: AsyncClient, world: World, action: str
) -> None:
    address, sent = f"/issues/{world.issue_id}/{action}", {"reason": REASON}

    unknown = await stranger.post(address, data=sent)
    foreign = await client.post(address, data=sent, headers={"Sec-Fetch-Site": "cross-site"})

    assert (unknown.status_code, foreign.status_code) == (401, 403)
    assert (await client.get(f"/api/v1/issues/{world.issue_id}")).json()["status"] == "suggested"


async def test_what_is_held_back_is_listed_with_the_reason(
    client: AsyncClient, database: Database, world: World
) -> None:
    async with database.open_memory(world.org_id) as memory:
        await memory.organisation.allow_alerts(1)
        for field in ("name", "phone"):
            issue = await make_issue(memory, world.project_id, at=datetime.now(UTC), field=field)
            await tell_of_issue(memory, issue, datetime.now(UTC))

    [told] = (await client.get("/api/v1/notifications")).json()
    listed = (await client.get("/api/v1/notifications/held-back")).json()

    assert (told["held_back"], told["told_at"] is None) == (False, False)
    assert (listed["weekly_alerts"], listed["told_this_week"]) == (1, 1)
    assert listed["why"].startswith("The settings allow 1 alert in any 7 days, and 1 was told")
    [held] = listed["held_back"]
    assert (held["held_back"], held["told_at"], held["read_at"]) == (True, None, None)


@pytest.mark.parametrize(("weekly", "status"), [(0, 200), (1000, 200), (-1, 422), (1001, 422), (2.5, 422), ("x", 422)])
async def test_the_number_of_alerts_is_stored_or_refused(client: AsyncClient, weekly: object, status: int) -> None:
    worth = {"minutes_per_failed_call": 7.0, "cost_per_minute": 0.5, "currency": "EUR"}

    answer = await client.put("/api/v1/settings", json={**worth, "weekly_alerts": weekly})

    assert answer.status_code == status
    kept = (await client.get("/api/v1/settings")).json()
    assert kept["weekly_alerts"] == (weekly if status == 200 else 10)
    assert (kept["currency"] == "EUR") is (status == 200)


@pytest.mark.parametrize(("typed", "status"), [("0", 303), (" 25 ", 303), ("1001", 422), ("-1", 422), ("many", 422)])
async def test_the_number_of_alerts_is_set_on_the_page(client: AsyncClient, typed: str, status: int) -> None:
    answer = await client.post("/settings/alerts", data={"weekly_alerts": typed})

    assert answer.status_code == status
    if status == 422:
        assert "whole number between 0 and 1,000" in answer.text
