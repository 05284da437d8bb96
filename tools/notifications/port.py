"""What sends a message, whichever way it goes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

Begin = Callable[[], Awaitable[bool]]
"""Called right before a message is handed over; says whether that is still ours to do."""


class Ending(StrEnum):
    """How one attempt to send ended."""

    SENT = "sent"
    LATER = "later"  # not now: the address is tried again
    REFUSED = "refused"  # never: trying again would change nothing
    GONE = "gone"  # the receiver wants no more
    NOT_OURS = "not_ours"  # somebody else has taken it over; nothing was sent


@dataclass(frozen=True, slots=True)
class Message:
    """One message, the same at every attempt.

    Attributes:
        id: What the receiver knows it by: the Message-ID of a mail, the `webhook-id` of a webhook.
        kind: What it is about, for programs, for example `notification.told`.
        link: A whole URL of one of our own pages, or None.
        happened_at: When people were told, in UTC.
        attempt: Which attempt this is, from 1.
        about: The notification's id; None for a test.
        project_id: The project it concerns, if any.
    """

    id: str
    kind: str
    title: str
    body: str
    link: str | None
    happened_at: datetime
    attempt: int = 1
    about: UUID | None = None
    project_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes; the secret signs webhooks and shows nowhere."""

    address: str
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an attempt.

    Attributes:
        sentence: Why it did not arrive, for people; empty where it did. Nothing of what a receiver answered is in it.
        is_unclear: It was handed over and no answer came: it may have arrived.
        is_our_fault: The trouble lies in our own set-up or way out, and says nothing about the address.
        wait_s: How many seconds the receiver asked us to wait.
    """

    ending: Ending
    sentence: str = ""
    is_unclear: bool = False
    is_our_fault: bool = False
    wait_s: float | None = None


class Messenger(Protocol):
    """Sends messages one way. It may be kept, and used for several messages at once."""

    def name(self, delivery_id: UUID) -> str:
        """Return the id of a delivery's message, always the same one for the same delivery."""

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        """Send one message once and say what became of it; raises nothing but CancelledError.

        `begin` is awaited when all is ready and the very next thing would be handing over; where it returns
        False, nothing is sent. No attempt lasts longer than `LONGEST_ATTEMPT_S`.
        """


LONGEST_ATTEMPT_S = 45.0
