"""What is let in, what is refused, and in which words."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from tests.integration.api.conftest import World, talk_to


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a neighbour on the same domain"),
        pytest.param({"Origin": "https://evil.example"}, id="another origin"),
        pytest.param({"Origin": "null"}, id="a hidden origin"),
        pytest.param({"Origin": "http://test.evil.example"}, id="an origin that looks alike"),
    ],
)
async def test_a_request_from_another_site_changes_nothing(
    client: AsyncClient, world: World, headers: dict[str, str]
) -> None:
    answer = await client.post(f"/suggestions/{world.suggestion_id}/accept", headers=headers)

    assert answer.status_code == 403
    assert "another site" in answer.text
    pending = await client.get("/api/v1/suggestions?status=pending")
    assert len(pending.json()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "same-origin"}, id="our own page"),
        pytest.param({"Origin": "http://test"}, id="our own origin"),
        pytest.param({}, id="a program"),
    ],
)
async def test_a_request_from_our_own_pages_is_let_in(
    client: AsyncClient, world: World, headers: dict[str, str]
) -> None:
    answer = await client.post(f"/suggestions/{world.suggestion_id}/accept", headers=headers)

    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page", "/api/v1/nothing", "/static/app.css"])
async def test_every_answer_carries_the_security_headers(stranger: AsyncClient, path: str) -> None:
    answer = await stranger.get(path)

    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_failure_of_ours_is_said_in_words_with_the_same_headers(app: FastAPI, world: World) -> None:
    async def fail() -> None:
        raise KeyError("secret detail")

    app.add_api_route("/api/v1/broken", fail)
    app.add_api_route("/broken", fail)
    async with talk_to(app, world.session) as client:
        document, page = await client.get("/api/v1/broken"), await client.get("/broken")

    assert (document.status_code, page.status_code) == (500, 500)
    assert "our side" in document.json()["error"]["sentence"]
    for answer in (document, page):
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/projects/no-id", 404, id="no id in a path"),
        pytest.param("/projects/00000000-0000-0000-0000-000000000000", 404, id="an id of nothing"),
        pytest.param("/?page=zero", 422, id="no number"),
        pytest.param("/?page=99999999999999999999", 422, id="a number that is too large"),
        pytest.param("/events?after=99999999999999999999", 422, id="an event that cannot be"),
        pytest.param("/settings%00", 404, id="a NUL in the path"),
        pytest.param("/api/v1/issues?project=%00", 404, id="a NUL in the query"),
        pytest.param("/api/v1/issues?status=odd", 422, id="no such status"),
        pytest.param("/api/v1/issues?project=nowhere", 404, id="no such project"),
        pytest.param("/static/../app.py", 404, id="outside the static files"),
    ],
)
async def test_an_unusable_address_is_answered_in_words(client: AsyncClient, path: str, status: int) -> None:
    answer = await client.get(path)

    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if path.startswith("/api/"):
        assert answer.json()["error"]["sentence"]


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: AsyncClient, world: World) -> None:
    answer = await client.post(f"/suggestions/{world.suggestion_id}/reject", data={"reason": "x" * 6_000_000})

    assert answer.status_code == 413
    assert "at most 5 MB" in answer.text


async def test_a_body_that_does_not_say_its_size_is_cut_off(client: AsyncClient, world: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(7):
            yield b"x" * 1_000_000

    answer = await client.post(
        f"/suggestions/{world.suggestion_id}/reject",
        content=endless(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 413


async def test_long_instructions_of_any_script_are_taken(client: AsyncClient, world: World) -> None:
    text = "予" * 200_000
    answer = await client.post(f"/projects/{world.project_id}/instructions", data={"text": text, "base_version": "1"})
    stored = (await client.get(f"/api/v1/projects/{world.project_id}/instructions")).json()

    assert (answer.status_code, stored["text"]) == (303, text)


@pytest.mark.parametrize("reason", ["a\x00b", "\ud800"])
async def test_characters_that_cannot_be_stored_are_refused(client: AsyncClient, world: World, reason: str) -> None:
    answer = await client.post(
        f"/api/v1/suggestions/{world.suggestion_id}/reject",
        content=b'{"reason": "' + ascii(reason).strip("'").replace("\\x00", "\\u0000").encode() + b'"}',
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 422
    assert answer.json()["error"]["sentence"]
