"""Whom can this installation reach, and how? Chosen once, where the product is put together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tools.notifications.port import Messenger
from tools.notifications.resolving import Resolve, resolve

NO_MAIL = (
    "No mail can be sent: set BACKOFFICE_SMTP_URL, for example to smtp://user:password@mail.example.com:587?starttls, "
    "and BACKOFFICE_MAIL_FROM to the sender."
)
NO_LINKS = "Messages have no link to the pages: set BACKOFFICE_PUBLIC_URL to the address people open them at."


@dataclass(frozen=True)
class Reach:
    """The ways out.

    Attributes:
        mail: What sends mails; None where no mail server was set.
        webhooks: What sends webhooks.
        public_url: The address of our pages for people; None: messages have no links.
        allow_private: Whether webhooks may go to this machine and into private networks.
        chance: Returns a number from 0 to 1, by which pauses differ.
    """

    mail: Messenger | None = None
    webhooks: Messenger | None = None
    public_url: str | None = None
    allow_private: bool = False
    resolve: Resolve = resolve
    chance: Callable[[], float] = field(default_factory=lambda: secrets.SystemRandom().random)

    def missing(self) -> list[str]:
        """Return what is to be set for everything to work, in sentences."""
        return [*([NO_MAIL] if self.mail is None else []), *([NO_LINKS] if self.public_url is None else [])]
