"""How do open pages hear at once of what happened? One listener a process, one stream a page.

The `events` table holds what happened, NOTIFY only says that there is something to read: several server
processes can work side by side, and a page that was away goes on after the last event it saw.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID

from memory.database import Database
from memory.repositories.activity import CHANNEL, EventRecord

HEARTBEAT_SECONDS = 15.0
# A stream ends now and then, so that a session that is over cannot listen for ever.
STREAM_SECONDS = 600.0
RECONNECT_SECONDS = 2.0
# Transactions do not commit in the order of their ids: this many below the newest are looked at again.
LATE_COMERS = 50
READ_AT_ONCE = 200

log = logging.getLogger(__name__)


class EventHub:
    """Wakes the streams of an organisation when something happened there."""

    def __init__(self, database: Database, *, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        """Prepare streams that send a sign of life every `heartbeat` seconds."""
        self._database = database
        self._heartbeat = heartbeat
        self._sleepers: dict[UUID, set[asyncio.Event]] = {}
        self._is_closing = False

    async def listen(self) -> None:
        """Hear notifications until cancelled; after a lost connection, listen again and wake everyone."""
        while True:
            try:
                async with self._database.open_listener(CHANNEL) as connection:
                    self._wake_all()
                    async for notice in connection.notifies():
                        self._wake(notice.payload)
            except Exception:
                log.exception("The database cannot be listened to; trying again.")
            await asyncio.sleep(RECONNECT_SECONDS)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._is_closing = True
        self._wake_all()

    async def stream(self, org_id: UUID, after: int) -> AsyncIterator[str]:
        """Yield an organisation's events newer than `after` as server-sent events, and heartbeats between."""
        ends_at = monotonic() + STREAM_SECONDS
        newest, sent = after, set[int]()
        yield f"retry: {int(RECONNECT_SECONDS * 1000)}\n: connected\n\n"
        with self._sleeper(org_id) as bell:
            while monotonic() < ends_at and not self._is_closing:
                bell.clear()
                found = await self._read(org_id, max(after, newest - LATE_COMERS))
                for event in found:
                    if event.id not in sent:
                        sent.add(event.id)
                        newest = max(newest, event.id)
                        yield _as_text(event)
                sent = {event_id for event_id in sent if event_id > newest - LATE_COMERS}
                is_behind = len(found) == READ_AT_ONCE
                if not is_behind and not await _rings(bell, self._heartbeat):
                    yield ": heartbeat\n\n"

    async def _read(self, org_id: UUID, after: int) -> list[EventRecord]:
        async with self._database.open_memory(org_id) as memory:
            return await memory.events.after(after, limit=READ_AT_ONCE)

    @contextmanager
    def _sleeper(self, org_id: UUID) -> Iterator[asyncio.Event]:
        bell = asyncio.Event()
        sleepers = self._sleepers.setdefault(org_id, set())
        sleepers.add(bell)
        try:
            yield bell
        finally:
            sleepers.discard(bell)
            if not sleepers:
                self._sleepers.pop(org_id, None)

    def _wake(self, payload: str) -> None:
        try:
            org_id = UUID(payload)
        except ValueError:
            return
        for bell in self._sleepers.get(org_id, ()):
            bell.set()

    def _wake_all(self) -> None:
        for sleepers in self._sleepers.values():
            for bell in sleepers:
                bell.set()


async def _rings(bell: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _as_text(event: EventRecord) -> str:
    data = json.dumps(event.payload, ensure_ascii=False)
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n"
