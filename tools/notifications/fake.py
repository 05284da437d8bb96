"""Sends nothing and remembers what it was given: for tests and demonstrations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tools.notifications.port import Attempt, Begin, Ending, Message, Recipient


@dataclass
class FakeMessenger:
    """Keeps messages, and answers as prepared.

    Attributes:
        answers: What becomes of the first attempts, in order; all later ones arrive.
        sent: Each message handed over, with where it went.
    """

    answers: Sequence[Attempt] = ()
    sent: list[tuple[Message, Recipient]] = field(default_factory=list)

    def name(self, delivery_id: UUID) -> str:
        """See `Messenger`."""
        return f"fake-{delivery_id}"

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        """See `Messenger`."""
        if not await begin():
            return Attempt(Ending.NOT_OURS)
        self.sent.append((message, recipient))
        tried = len(self.sent) - 1
        return self.answers[tried] if tried < len(self.answers) else Attempt(Ending.SENT)
