"""How does the server stop while pages listen to it? It ends their streams first, then it waits for the rest."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import uvicorn
from fastapi import FastAPI

from api.parts import Parts

LONGEST_GOODBYE = 2  # seconds a request may still take once the server stops

Announce = Callable[[], Awaitable[None]]


async def _say_nothing() -> None:
    return None


class Server(uvicorn.Server):
    """Serves the application on this machine; streams that would never end by themselves are ended."""

    def __init__(self, app: FastAPI, port: int, announce: Announce = _say_nothing) -> None:
        """Take the application, and what to do once it can be used."""
        config = uvicorn.Config(
            app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=LONGEST_GOODBYE
        )
        super().__init__(config)
        self._parts: Parts = app.state.parts
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start serving."""
        await super().startup(sockets)
        if self.started:
            await self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop serving."""
        self._parts.hub.close()
        # Streams that were asleep need a turn of the loop to end.
        await asyncio.sleep(0)
        await super().shutdown(sockets)
