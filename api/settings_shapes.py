"""How do addresses, deliveries, preferences, allowances and autonomy look to a program?"""

from typing import TYPE_CHECKING, Any

from memory.repositories.notification_targets import TargetRecord
from memory.repositories.outbox import DeliveryRecord, DeliveryStatus
from memory.repositories.preferences import PreferenceRecord

if TYPE_CHECKING:
    from api.allowances import Allowance
    from graphs.autonomy import Standing

Shape = dict[str, Any]


def target_shape(target: TargetRecord) -> Shape:
    """Return an address that is notified; its secret is not part of it."""
    return {
        "id": str(target.id),
        "kind": target.kind.value,
        "address": target.address,
        "active": target.active,
        "created_at": target.created_at.isoformat(),
        "verified_at": None if target.verified_at is None else target.verified_at.isoformat(),
        "last_ok_at": None if target.last_ok_at is None else target.last_ok_at.isoformat(),
        "last_problem": target.last_problem,
        "failures": target.failures,
    }


def delivery_shape(delivery: DeliveryRecord) -> Shape:
    """Return one line of the delivery log; `next_try_at` is null unless it waits."""
    waits = delivery.status is DeliveryStatus.WAITING
    return {
        "id": str(delivery.id),
        "notification_id": str(delivery.notification_id),
        "target_id": str(delivery.target_id),
        "address": delivery.address,
        "title": delivery.title,
        "status": delivery.status.value,
        "attempts": delivery.attempts,
        "next_try_at": delivery.next_try_at.isoformat() if waits else None,
        "created_at": delivery.created_at.isoformat(),
        "ended_at": None if delivery.ended_at is None else delivery.ended_at.isoformat(),
        "message_id": delivery.message_id,
        "problem": delivery.problem,
    }


def preference_shape(preference: PreferenceRecord, project: str | None) -> Shape:
    """Return what somebody said they want; `project` is the platform's own id, null for the whole organisation."""
    return {
        "id": str(preference.id),
        "project": project,
        "text": preference.text,
        "source": preference.source.value,
        "stated_by": None if preference.person_id is None else str(preference.person_id),
        "stated_at": preference.stated_at.isoformat(),
        "withdrawn_at": None if preference.withdrawn_at is None else preference.withdrawn_at.isoformat(),
    }


def standing_shape(standing: "Standing", project: str) -> Shape:
    """Return how far the assistant goes in a project, and what each kind of edit has earned."""
    kinds = [{"kind": one.kind, "earned": one.is_earned, "why": one.why} for one in standing.kinds]
    return {"project": project, "level": standing.level.value, "why": standing.why, "kinds": kinds}


def allowance_shape(allowance: "Allowance") -> Shape:
    """Return what a day allows and what today took; money in `currency`, null where it is not limited."""
    return {
        "daily_calls": allowance.daily_calls,
        "daily_money": None if allowance.daily_money is None else float(allowance.daily_money),
        "spent_calls": allowance.spent_calls,
        "spent_money": float(allowance.spent_money),
        "currency": allowance.currency,
        "model": allowance.model,
    }
