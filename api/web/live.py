"""What happens while a page is open? The stream of events it listens to."""

from typing import Annotated

from fastapi import APIRouter, Header, Query
from starlette.responses import StreamingResponse

from api.visits import Asked, Asking

router = APIRouter()

LARGEST_ID = 9_223_372_036_854_775_807

After = Annotated[int | None, Query(ge=0, le=LARGEST_ID)]
LastEventId = Annotated[str | None, Header()]


@router.get("/events")
async def stream_events(asking: Asked, after: After = None, last_event_id: LastEventId = None) -> StreamingResponse:
    """Stream what happens from now on, or from the last event the page saw."""
    return await open_stream(asking, after, last_event_id)


async def open_stream(asking: Asking, after: int | None, last_event_id: str | None) -> StreamingResponse:
    """Return the stream of an organisation's events as server-sent events."""
    start = read_event_id(last_event_id)
    if start is None:
        start = after
    if start is None:
        async with asking.open_memory() as memory:
            start = await memory.events.last_id()
    return StreamingResponse(
        asking.parts.hub.stream(asking.org_id, start),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def read_event_id(text: str | None) -> int | None:
    """Return the id a browser sends after a lost connection, None when it is none of ours."""
    if text and text.isascii() and text.isdigit() and int(text[:20]) <= LARGEST_ID:
        return int(text[:20])
    return None
