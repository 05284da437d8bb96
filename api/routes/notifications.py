"""What should people know, and what happens right now?"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from api.routes.documents import HeldBackDocument, NotificationDocument
from api.routes.requests import ReadRequest
from api.visits import Asked
from api.web import words
from api.web.errors import UnusableInputError
from api.web.live import After, LastEventId, open_stream
from memory.repositories.notifications import NotificationRecord

router = APIRouter()


@router.get("/notifications")
async def list_notifications(asked: Asked) -> list[NotificationDocument]:
    """List the latest notifications people were told of, newest first."""
    async with asked.open_memory() as memory:
        latest = await memory.notifications.latest()
    return [_document(found) for found in latest]


@router.get("/notifications/held-back")
async def list_held_back(asked: Asked) -> HeldBackDocument:
    """List the alerts that were held back this week, the most severe first, and why."""
    now = asked.now()
    async with asked.open_memory() as memory:
        week = await memory.notifications.week(now)
        held_back = await memory.notifications.held_back(now)
    return {
        "weekly_alerts": week.wanted,
        "told_this_week": week.told,
        "why": words.say_why_held_back(week.wanted, week.told),
        "held_back": [_document(found) for found in held_back],
    }


@router.post("/notifications/read", status_code=204)
async def mark_read(asked: Asked, wanted: ReadRequest | None = None) -> Response:
    """Mark one notification, or all, as read."""
    notification_id = None if wanted is None or wanted.id is None else _as_id(wanted.id)
    async with asked.open_memory() as memory:
        await memory.notifications.mark_read(asked.now(), notification_id)
    return Response(status_code=204)


@router.get("/events", response_class=StreamingResponse)
async def stream_events(asked: Asked, after: After = None, last_event_id: LastEventId = None) -> StreamingResponse:
    """Stream what happens as server-sent events, from now on or from the last event seen."""
    return await open_stream(asked, after, last_event_id)


def _document(found: NotificationRecord) -> NotificationDocument:
    return {
        "id": str(found.id),
        "important": found.important,
        "title": found.title,
        "body": found.body,
        "link": found.link,
        "created_at": found.created_at.isoformat(),
        "read_at": None if found.read_at is None else found.read_at.isoformat(),
        "held_back": found.held_back,
        "told_at": None if found.told_at is None else found.told_at.isoformat(),
    }


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UnusableInputError("This is not the id of a notification.") from None
