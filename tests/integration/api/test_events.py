"""The stream tells an organisation what happens there, in order, and goes on where a page left off."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import UUID

import pytest

from api.events import EventHub
from memory.database import Database
from tests.fixtures import make_organisation


@pytest.fixture
async def hub(database: Database) -> AsyncIterator[EventHub]:
    built = EventHub(database)
    listening = asyncio.create_task(built.listen())
    yield built
    listening.cancel()


async def publish(database: Database, org_id: UUID, title: str) -> int:
    async with database.open_memory(org_id) as memory:
        await memory.events.publish("decision", {"title": title})
        return await memory.events.last_id()


async def titles(hub: EventHub, org_id: UUID, after: int, wanted: int) -> list[str]:
    found: list[str] = []
    async with aclosing(hub.stream(org_id, after)) as stream, asyncio.timeout(10):
        async for text in stream:
            lines = [line[6:] for line in text.splitlines() if line.startswith("data: ")]
            found += [json.loads(line)["title"] for line in lines]
            if len(found) >= wanted:
                break
    return found


async def test_a_stream_goes_on_after_the_last_event_seen(hub: EventHub, database: Database, org_id: UUID) -> None:
    first = await publish(database, org_id, "one")
    await publish(database, org_id, "two")

    assert await titles(hub, org_id, first, 1) == ["two"]
    assert await titles(hub, org_id, 0, 2) == ["one", "two"]


async def test_a_waiting_stream_hears_of_what_happens(hub: EventHub, database: Database, org_id: UUID) -> None:
    waiting = asyncio.create_task(titles(hub, org_id, 0, 2))
    await asyncio.sleep(0.2)
    await publish(database, org_id, "one")
    await asyncio.sleep(0.2)
    await publish(database, org_id, "two")

    assert await waiting == ["one", "two"]


async def test_a_stream_tells_nothing_of_other_organisations(hub: EventHub, database: Database, org_id: UUID) -> None:
    other = await make_organisation(database, "Other")
    await publish(database, other, "theirs")
    await publish(database, org_id, "ours")

    assert await titles(hub, org_id, 0, 1) == ["ours"]


async def test_an_event_that_commits_late_is_not_lost(hub: EventHub, database: Database, org_id: UUID) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async for text in hub.stream(org_id, 0):
            if "data: " in text:
                await heard.put(json.loads(text.partition("data: ")[2])["title"])

    listening = asyncio.create_task(listen())
    async with database.open_memory(org_id) as slow:
        await slow.events.publish("decision", {"title": "slow"})
        await publish(database, org_id, "quick")
        first = await asyncio.wait_for(heard.get(), 10)
    second = await asyncio.wait_for(heard.get(), 10)
    listening.cancel()

    assert (first, second) == ("quick", "slow")


async def test_a_silent_stream_sends_heartbeats_and_ends_with_the_server(database: Database, org_id: UUID) -> None:
    hub = EventHub(database, heartbeat=0.01)
    heartbeats = 0

    async with asyncio.timeout(10):
        async for text in hub.stream(org_id, 0):
            heartbeats += text == ": heartbeat\n\n"
            if heartbeats == 2:
                hub.close()

    assert heartbeats == 2
