"""Whom are people's notifications sent to as well? What the pages, the API and the command line share."""

from memory.repositories.notification_targets import TargetKind

VERIFYING = (
    "With this secret and any library of Standard Webhooks (standardwebhooks.com), whoever receives a message verifies "
    "that it comes from here and was not changed: hand it the secret, the body as it came, and the headers webhook-id, "
    "webhook-timestamp and webhook-signature."
)
LOGGED = 50


def tell_kind(address: str) -> TargetKind:
    """Return what an address looks like: a URL has a scheme, anything else is taken for a mail address."""
    return TargetKind.WEBHOOK if "://" in address else TargetKind.EMAIL
