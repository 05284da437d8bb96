"""What should people know? The notifications, and the badge that counts the unread ones."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web import setting_words, words
from api.web.addresses import is_own_page
from api.web.page import OnPage

router = APIRouter()


@router.get("/notifications")
async def show_notifications(page: OnPage) -> Response:
    """Show the latest notifications, and the alerts that were held back this week."""
    now = page.asking.now()
    async with page.asking.open_memory() as memory:
        latest = await memory.notifications.latest()
        held_back = await memory.notifications.held_back(now)
        week = await memory.notifications.week(now)
        reached = await memory.outbox.count_by_status([one.id for one in latest])
    return await page.show(
        "notifications.html",
        latest=latest,
        held_back=held_back,
        reached={found: setting_words.say_reached(counts) for found, counts in reached.items()},
        why_held_back=words.say_why_held_back(week.wanted, week.told),
    )


@router.get("/notifications/badge")
async def show_badge(page: OnPage) -> Response:
    """Return the badge alone."""
    async with page.asking.open_memory() as memory:
        unread = await memory.notifications.unread()
    return page.part("_badge.html", unread=unread)


@router.post("/notifications/read")
async def mark_all_read(page: OnPage) -> Response:
    """Mark everything as read."""
    async with page.asking.open_memory() as memory:
        await memory.notifications.mark_read(page.asking.now())
    return page.go("/notifications", "All notifications are marked as read.")


@router.get("/notifications/{notification_id}")
async def open_notification(page: OnPage, notification_id: UUID) -> Response:
    """Go where a notification leads; it counts as read from then on."""
    async with page.asking.open_memory() as memory:
        found = await memory.notifications.get(notification_id)
        await memory.notifications.mark_read(page.asking.now(), notification_id)
    return page.go(found.link if is_own_page(found.link) else "/notifications")
