"""A link opens one session, once; a session opens only its own person's organisations."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from api.auth import make_sign_in_token
from memory.database import Database
from tests.fixtures import make_organisation
from tests.integration.api.conftest import World, talk_to


async def test_a_link_signs_in_once(stranger: AsyncClient, database: Database, world: World) -> None:
    token = await make_sign_in_token(database, world.person_id, datetime.now(UTC))

    first = await stranger.get(f"/sign-in?token={token}")
    again = await stranger.get(f"/sign-in?token={token}")

    assert first.status_code == 303
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=2592000" in cookie
    assert again.status_code == 403


async def test_a_link_expires_after_a_day(stranger: AsyncClient, database: Database, world: World) -> None:
    yesterday = datetime.now(UTC) - timedelta(hours=25)
    token = await make_sign_in_token(database, world.person_id, yesterday)

    assert (await stranger.get(f"/sign-in?token={token}")).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch"}])
async def test_a_link_followed_elsewhere_is_only_spent_by_its_button(
    stranger: AsyncClient, database: Database, world: World, headers: dict[str, str]
) -> None:
    token = await make_sign_in_token(database, world.person_id, datetime.now(UTC))

    shown = await stranger.get(f"/sign-in?token={token}", headers=headers)
    pressed = await stranger.post("/sign-in", data={"token": token})

    assert (shown.status_code, "set-cookie" in shown.headers) == (200, False)
    assert pressed.status_code == 303


async def test_strangers_are_sent_to_sign_in_and_programs_are_told(stranger: AsyncClient) -> None:
    page, click, document = (
        await stranger.get("/settings"),
        await stranger.post("/settings"),
        await stranger.get("/api/v1/projects"),
    )

    assert (page.status_code, page.headers["location"]) == (303, "/sign-in")
    assert click.status_code == 401
    assert document.json()["error"]["sentence"].startswith("You are signed out")


async def test_a_program_signs_in_with_the_token_of_a_link(
    stranger: AsyncClient, database: Database, world: World
) -> None:
    token = await make_sign_in_token(database, world.person_id, datetime.now(UTC))

    opened = (await stranger.post("/api/v1/session", json={"token": token})).json()
    bearer = {"Authorization": f"Bearer {opened['token']}"}
    before = await stranger.get("/api/v1/projects", headers=bearer)
    await stranger.delete("/api/v1/session", headers=bearer)
    after = await stranger.get("/api/v1/projects", headers=bearer)

    assert (before.status_code, after.status_code) == (200, 401)


async def test_a_header_chooses_the_organisation_only_among_ones_own(
    app: FastAPI, database: Database, world: World
) -> None:
    own = await make_organisation(database, "Second")
    foreign = await make_organisation(database, "Foreign")
    async with database.open_memory(own) as memory:
        await memory.organisation.add_member(world.person_id, "member")

    async def look(org_id: UUID) -> list[str]:
        async with talk_to(app, world.session) as client:
            headers = {"Backoffice-Organisation": str(org_id)}
            found = await client.get("/api/v1/organisations", headers=headers)
        return [one["name"] for one in found.json() if one["in_view"]]

    assert await look(own) == ["Second"]
    assert await look(foreign) == ["Acme"]
