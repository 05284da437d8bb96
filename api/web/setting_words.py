"""How are settings said? Levels of autonomy, where a preference comes from, and what became of deliveries."""

from collections.abc import Mapping

from api.web import words
from memory.repositories.outbox import DeliveryRecord, DeliveryStatus
from memory.repositories.preferences import PreferenceSource
from memory.vocabulary import Autonomy

APPLYING = (
    "A change that passed its trial on past calls, of a kind that has earned it, is in force without a click. "
    "All others are suggested."
)
LEVELS = {
    Autonomy.CAUSES: (
        "Tell causes only",
        "You learn what goes wrong and why, with the calls that show it. No change is drafted.",
    ),
    Autonomy.SUGGEST: (
        "Suggest changes",
        "A change is drafted, tried on past calls and shown. Nothing changes until somebody accepts it.",
    ),
    Autonomy.APPLY: ("Apply proven changes by itself", APPLYING),
}
SOURCES = {
    PreferenceSource.PERSON: "Stated",
    PreferenceSource.REJECT_REASON: "From the reason of a rejection",
    PreferenceSource.CHAT: "Said in the chat",
}
DELIVERIES = {
    DeliveryStatus.WAITING: ("Waiting", "watch"),
    DeliveryStatus.SENDING: ("Being sent", "watch"),
    DeliveryStatus.SENT: ("Sent", "good"),
    DeliveryStatus.FAILED: ("Not sent", "bad"),
    DeliveryStatus.GONE: ("Not wanted there", "quiet"),
}


def say_delivery(delivery: DeliveryRecord) -> str:
    """Say what is known besides the status: when it is tried again, what went wrong."""
    parts = []
    if delivery.status is DeliveryStatus.WAITING and delivery.attempts:
        parts.append(f"Tried {words.plural(delivery.attempts, 'time')}.")
    if delivery.problem and delivery.status is not DeliveryStatus.SENT:
        parts.append(delivery.problem)
    return " ".join(parts)


def say_reached(counts: Mapping[DeliveryStatus, int]) -> str:
    """Say where else a notification went: "Also sent to 2 addresses"; nothing where it was to go nowhere else."""
    sent = counts.get(DeliveryStatus.SENT, 0)
    on_its_way = counts.get(DeliveryStatus.WAITING, 0) + counts.get(DeliveryStatus.SENDING, 0)
    lost = counts.get(DeliveryStatus.FAILED, 0) + counts.get(DeliveryStatus.GONE, 0)
    parts = [
        said
        for number, said in ((sent, "sent to"), (on_its_way, "on its way to"), (lost, "not delivered to"))
        if number
        for said in [f"{said} {words.plural(number, 'address', 'addresses')}"]
    ]
    return f"Also {', '.join(parts)}" if sent or on_its_way else words.sentence_case(", ".join(parts))
