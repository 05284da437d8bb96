"""The JSON API does what the pages do, in the shapes of the contract."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from memory.database import Database
from tests.integration.api.conftest import World
from tests.integration.worlds import INSTRUCTIONS, SUGGESTED

CONTRACT = {
    "issues": "id project kind metric field severity status observed baseline calls detected_at cause",
    "suggestions": "id project issue_id status before after diff edits rationale cause evidence "
    "expected_impact roi verification drafted_by",
}


@pytest.mark.parametrize("subject", ["issues", "suggestions"])
async def test_lists_have_the_shape_of_the_contract(client: AsyncClient, world: World, subject: str) -> None:
    (document,) = (await client.get(f"/api/v1/{subject}?project=bookings")).json()

    assert set(CONTRACT[subject].split()) <= set(document)
    assert document["project"] == "bookings"


async def test_a_suggestion_carries_its_change_and_its_proof(client: AsyncClient, world: World) -> None:
    document = (await client.get(f"/api/v1/suggestions/{world.suggestion_id}")).json()

    assert (document["before"], document["after"]) == (INSTRUCTIONS, SUGGESTED)
    assert "+3. Ask for the e-mail address." in document["diff"]
    assert document["edits"][0]["op"] == "insert_after"
    assert document["expected_impact"] == {
        "metric": "capture",
        "low": 0.0,
        "mid": 0.05,
        "high": 0.3,
        "basis": "A guess.",
    }
    assert document["verification"]["status"] == "not_replayed"
    assert document["verification"]["fixed"] is None


async def test_accepting_rolling_back_and_restoring(client: AsyncClient, world: World) -> None:
    suggestion, project = f"/api/v1/suggestions/{world.suggestion_id}", f"/api/v1/projects/{world.project_id}"

    accepted = await client.post(f"{suggestion}/accept")
    second = (await client.get(f"{project}/instructions")).json()
    undone = await client.post(f"{suggestion}/rollback")
    restored = (await client.post(f"{project}/restore", json={"version": 2})).json()
    versions = (await client.get(f"{project}/versions")).json()

    assert (accepted.json()["status"], undone.json()["status"]) == ("accepted", "rolled_back")
    assert (second["version"], second["text"]) == (2, SUGGESTED)
    assert (restored["version"], restored["text"], restored["restored_from"]) == (4, SUGGESTED, 2)
    assert [version["version"] for version in versions] == [4, 3, 2, 1]


async def test_the_same_decision_again_changes_nothing_and_a_contrary_one_is_refused(
    client: AsyncClient, world: World
) -> None:
    suggestion = f"/api/v1/suggestions/{world.suggestion_id}"

    first, again = await client.post(f"{suggestion}/accept"), await client.post(f"{suggestion}/accept")
    contrary = await client.post(f"{suggestion}/reject", json={"reason": "No."})

    assert (first.status_code, again.status_code, contrary.status_code) == (200, 200, 409)
    assert "already accepted" in contrary.json()["error"]["sentence"]


async def test_editing_on_an_old_version_is_refused(client: AsyncClient, world: World) -> None:
    address = f"/api/v1/projects/{world.project_id}/instructions"

    first = await client.post(address, json={"text": "One.", "base_version": 1})
    stale = await client.post(address, json={"text": "Two.", "base_version": 1})

    assert (first.json()["version"], stale.status_code) == (2, 409)


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({"minutes_per_failed_call": 7, "cost_per_minute": 0.5, "currency": "EUR"}, 200),
        ({"minutes_per_failed_call": -1, "cost_per_minute": 0.5, "currency": "EUR"}, 422),
        ({"minutes_per_failed_call": 7, "cost_per_minute": 0.5, "currency": "moon"}, 422),
        ({"minutes_per_failed_call": 7}, 422),
    ],
)
async def test_settings_are_stored_whole_or_refused(
    client: AsyncClient, settings: dict[str, object], status: int
) -> None:
    answer = await client.put("/api/v1/settings", json=settings)

    assert answer.status_code == status
    kept = (await client.get("/api/v1/settings")).json()
    assert (kept == {**settings, "weekly_alerts": 10}) is (status == 200)


async def test_a_scan_answers_with_what_it_did(client: AsyncClient, world: World) -> None:
    document = (await client.post("/api/v1/scan?project=bookings")).json()

    assert document["projects_scanned"] == 1
    assert document["issues_opened"] == document["suggestions_created"] == []


async def test_notifications_are_listed_and_marked(client: AsyncClient, database: Database, world: World) -> None:
    await tell(database, world.org_id, world.project_id)

    (unread,) = (await client.get("/api/v1/notifications")).json()
    await client.post("/api/v1/notifications/read", json={"id": unread["id"]})
    (read,) = (await client.get("/api/v1/notifications")).json()

    assert unread["read_at"] is None
    assert read["read_at"] is not None


async def test_the_description_covers_every_route_and_the_page_shows_it(app: FastAPI, stranger: AsyncClient) -> None:
    described = (await stranger.get("/api/v1/openapi.json")).json()
    page = await stranger.get("/api/v1/docs")

    assert all(path.startswith("/api/v1/") for path in described["paths"])
    for path in described["paths"]:
        assert path in page.text


async def tell(database: Database, org_id: UUID, project_id: UUID) -> None:
    from datetime import UTC, datetime

    async with database.open_memory(org_id) as memory:
        await memory.notifications.tell(
            "test",
            title="Look",
            body="Here.",
            link="/",
            at=datetime.now(UTC),
            project_id=project_id,
            important=False,
        )
