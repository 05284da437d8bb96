"""What is on its way to the addresses an organisation notifies: who sends it now, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.activity import notifications
from memory.models.outbox import notification_targets as targets
from memory.models.outbox import outbox
from memory.repositories.jobs import Jobs
from memory.repositories.notification_targets import TargetKind
from memory.repositories.rows import Repository, new_id, pick


class DeliveryStatus(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GONE = "gone"  # the receiver wanted no more


UNFINISHED = (DeliveryStatus.WAITING.value, DeliveryStatus.SENDING.value)
DUE = [
    *(outbox.c[name] for name in ("id", "target_id", "notification_id", "created_at", "attempts", "message_id")),
    *(targets.c[name] for name in ("kind", "address", "secret")),
    *(notifications.c[name] for name in ("title", "body", "link", "project_id")),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification that is due at one address, with all that sending it needs.

    `attempts` were made before; `unclear` of them were handed over and nobody knows whether they arrived.
    """

    id: UUID
    target_id: UUID
    kind: TargetKind
    address: str
    secret: str | None = field(repr=False)
    notification_id: UUID
    project_id: UUID | None
    title: str
    body: str
    link: str
    told_at: datetime
    created_at: datetime
    attempts: int
    unclear: int
    message_id: str | None


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One line of the delivery log. `next_try_at` means something while it is waiting, `problem` until it is sent."""

    id: UUID
    notification_id: UUID
    target_id: UUID
    kind: TargetKind
    address: str
    title: str
    status: DeliveryStatus
    attempts: int
    unclear: int
    next_try_at: datetime
    created_at: datetime
    ended_at: datetime | None
    message_id: str | None
    problem: str | None


class Outbox(Repository):
    """Reads and writes of deliveries: one for each important notification that was told, and each address.

    With `mails` false, as where no mail server was set, none are written for mail addresses.
    """

    def __init__(self, connection: AsyncConnection, org_id: UUID, *, mails: bool) -> None:
        super().__init__(connection, org_id)
        self._kinds = [kind.value for kind in TargetKind if mails or kind is not TargetKind.EMAIL]

    async def put(self, notification_ids: Sequence[UUID], at: datetime) -> int:
        """Have notifications sent to every active address, once this transaction commits; return how many."""
        if not notification_ids:
            return 0
        wanted = select(targets.c.id).where(targets.c.active, targets.c.kind.in_(self._kinds)).order_by(targets.c.id)
        # Held, so that none is removed before this transaction ends.
        found = await self._all(wanted.with_for_update(read=True, key_share=True))
        rows = [
            {
                "org_id": self.org_id,
                "id": new_id(),
                "notification_id": notification_id,
                "target_id": row["id"],
                "next_try_at": at,
                "created_at": at,
            }
            for notification_id in notification_ids
            for row in found
        ]
        if not rows:
            return 0
        once = ["org_id", "notification_id", "target_id"]
        putting = insert(outbox).values(rows).on_conflict_do_nothing(index_elements=once)
        put = (await self.connection.execute(putting.returning(outbox.c.id))).all()
        if put:
            await Jobs(self.connection, self.org_id).deliver_soon()
        return len(put)

    async def count_due(self, now: datetime) -> int:
        """Return how many deliveries could be sent now."""
        due = select(func.count()).select_from(outbox.join(targets, _same_target())).where(*_is_due(now))
        return int(await self.connection.scalar(due) or 0)

    async def find_due(self, now: datetime, *, but_not: Collection[UUID] = ()) -> Delivery | None:
        """Return the delivery that has been due longest and that nobody else is looking at.

        Those to the addresses `but_not` are left out. It stays held until this transaction ends: call `hold` before.
        """
        statement = (
            select(
                *DUE,
                # Begun and not ended: whoever sent it is gone.
                (outbox.c.unclear + func.num_nonnulls(outbox.c.begun_at)).label("unclear"),
                func.coalesce(notifications.c.told_at, notifications.c.created_at).label("told_at"),
            )
            .join(targets, _same_target())
            .join(notifications, _same_notification())
            .where(*_is_due(now), outbox.c.target_id.not_in(but_not))
            .order_by(outbox.c.next_try_at, outbox.c.id)
            .limit(1)
            .with_for_update(of=outbox, skip_locked=True)
        )
        row = await self._first(statement)
        return None if row is None else pick(Delivery, row, kind=TargetKind(row["kind"]))

    async def hold(self, delivery: Delivery, now: datetime, until: datetime, message_id: str | None) -> None:
        """Take a delivery on, so that nobody else tries before `until`; this is its next attempt."""
        values = {
            "status": DeliveryStatus.SENDING.value,
            "attempts": delivery.attempts + 1,
            "unclear": delivery.unclear,
            "claimed_at": now,
            "begun_at": None,
            "next_try_at": until,
            "message_id": message_id,
        }
        await self.connection.execute(update(outbox).where(outbox.c.id == delivery.id).values(values))

    async def begin(self, delivery_id: UUID, attempt: int, at: datetime) -> bool:
        """Take note that a delivery is handed over now; return whether that is still ours to do and still wanted."""
        wanted = exists().where(_same_target(), targets.c.active)
        beginning = update(outbox).where(_is_attempt(delivery_id, attempt), wanted).values(begun_at=at)
        return (await self.connection.execute(beginning.returning(outbox.c.id))).first() is not None

    async def end(self, delivery_id: UUID, attempt: int, values: Mapping[str, Any]) -> bool:
        """Say what became of an attempt; return whether it was still this one that counts.

        What was sent is sent, even if somebody else has begun it anew meanwhile.
        """
        is_sent = values["status"] == DeliveryStatus.SENT.value
        which = outbox.c.id == delivery_id if is_sent else _is_attempt(delivery_id, attempt)
        ending = update(outbox).where(which).values(values)
        return (await self.connection.execute(ending.returning(outbox.c.id))).first() is not None

    async def close_old(self, now: datetime, tried_for: timedelta, problem: str) -> int:
        """Give up what is due and older than messages are tried for; return how many."""
        old = (outbox.c.next_try_at <= now, outbox.c.created_at <= now - tried_for)
        return await self._close(*old, status=DeliveryStatus.FAILED, now=now, problem=problem)

    async def close_of_target(self, target_id: UUID, now: datetime, problem: str) -> int:
        """End all that waits for an address whose receiver wants no more; return how many."""
        of_target = outbox.c.target_id == target_id
        return await self._close(of_target, status=DeliveryStatus.GONE, now=now, problem=problem)

    async def delay_of_target(self, target_id: UUID, tried_for: timedelta) -> None:
        """Let what waits for an address that was paused wait until it is given up."""
        await self._move(target_id, outbox.c.created_at + tried_for)

    async def hasten_of_target(self, target_id: UUID, now: datetime) -> None:
        """Let what waits for an address that is notified again be sent now."""
        await self._move(target_id, now)
        await Jobs(self.connection, self.org_id).deliver_soon()

    async def latest(self, limit: int = 50, *, target_id: UUID | None = None) -> list[DeliveryRecord]:
        """Return the delivery log, newest first."""
        statement = _logged().order_by(outbox.c.created_at.desc(), outbox.c.id.desc()).limit(limit)
        if target_id is not None:
            statement = statement.where(outbox.c.target_id == target_id)
        return [
            pick(DeliveryRecord, row, kind=TargetKind(row["kind"]), status=DeliveryStatus(row["status"]))
            for row in await self._all(statement)
        ]

    async def count_by_status(self, notification_ids: Sequence[UUID]) -> dict[UUID, dict[DeliveryStatus, int]]:
        """Return to how many addresses each notification went, or was to go, by how far that has come."""
        of_these = outbox.c.notification_id.in_(notification_ids)
        counted = select(outbox.c.notification_id, outbox.c.status, func.count().label("addresses")).where(of_these)
        counts: dict[UUID, dict[DeliveryStatus, int]] = {}
        for row in await self._all(counted.group_by(outbox.c.notification_id, outbox.c.status)):
            counts.setdefault(row["notification_id"], {})[DeliveryStatus(row["status"])] = row["addresses"]
        return counts

    async def _close(self, *which: ColumnElement[bool], status: DeliveryStatus, now: datetime, problem: str) -> int:
        closing = update(outbox).where(outbox.c.status.in_(UNFINISHED), *which)
        values = {"status": status.value, "ended_at": now, "problem": problem}
        return len((await self.connection.execute(closing.values(values).returning(outbox.c.id))).all())

    async def _move(self, target_id: UUID, until: object) -> None:
        waiting = (outbox.c.target_id == target_id, outbox.c.status == DeliveryStatus.WAITING.value)
        await self.connection.execute(update(outbox).where(*waiting).values(next_try_at=until))


def find_waiting(now: datetime) -> Select[Any]:
    """Return the statement for organisations with something to send, or to give up."""
    due = (outbox.c.status.in_(UNFINISHED), outbox.c.next_try_at <= now)
    return select(outbox.c.org_id).where(*due).distinct()


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.status.in_(UNFINISHED), outbox.c.next_try_at <= now, targets.c.active


def _is_attempt(delivery_id: UUID, attempt: int) -> ColumnElement[bool]:
    is_held = outbox.c.status == DeliveryStatus.SENDING.value
    return and_(outbox.c.id == delivery_id, outbox.c.attempts == attempt, is_held)


def _same_target() -> ColumnElement[bool]:
    return and_(targets.c.org_id == outbox.c.org_id, targets.c.id == outbox.c.target_id)


def _same_notification() -> ColumnElement[bool]:
    return and_(notifications.c.org_id == outbox.c.org_id, notifications.c.id == outbox.c.notification_id)


def _logged() -> Select[Any]:
    shown = (targets.c.kind, targets.c.address, notifications.c.title)
    return select(outbox, *shown).join(targets, _same_target()).join(notifications, _same_notification())
