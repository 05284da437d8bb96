"""Messages for tests."""

from datetime import UTC, datetime
from uuid import UUID

from tools.notifications.port import Message

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ABOUT = UUID("018f0000-0000-7000-8000-000000000001")


def message(
    title: str = "Table bookings: the share of calls that capture email is too low",
    body: str = "It is 10 %.",
    link: str | None = "https://office.example.com/projects/1",
    attempt: int = 1,
) -> Message:
    """Return a message with an id."""
    return Message("<1@office.example.com>", "notification.told", title, body, link, NOON, attempt, ABOUT)
