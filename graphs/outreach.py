"""How does what people were told reach the addresses their organisation notifies? Each message once, as far as can be.

An attempt is claimed in a short transaction, sent outside any, and settled in another. Whoever dies between sending and
settling leaves a delivery that was begun and has no end: it is sent again under the same id, by which the receiver
knows it.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from graphs.notification_targets import find_messenger, remember
from graphs.services import Services
from memory.repositories.notification_targets import TargetKind
from memory.repositories.outbox import Delivery, DeliveryStatus
from memory.unit import Memory
from tools.notifications.pauses import MOST_UNCLEAR_MAILS, TRIED_FOR, find_next_try, lengthen
from tools.notifications.port import LONGEST_ATTEMPT_S, Attempt, Ending, Message, Recipient
from tools.notifications.reach import NO_MAIL
from tools.notifications.wording import absolute

MOST_A_PASS = 200
MOST_AT_ONCE = 4
# After that nothing new is begun: what came in meanwhile shall not wait behind receivers that do not answer.
LONGEST_PASS_S = 60.0
# Longer than any attempt takes: until then, whoever sends is taken to be alive.
LEASE = timedelta(seconds=2 * LONGEST_ATTEMPT_S)
SETTLE_PAUSES_S = (0.5, 2.0, 8.0)
TOLD = "notification.told"
GIVEN_UP = "It was tried for three days and is given up."
UNCLEAR = "It was handed over several times and no answer came: it may have arrived."


@dataclass
class Delivered:
    """What one pass over an outbox did; `silent` are the addresses where something failed, left alone till the next."""

    tried: int = 0
    sent: int = 0
    silent: set[UUID] = field(default_factory=set)


async def deliver_due(services: Services, org_id: UUID, *, most: int = MOST_A_PASS) -> Delivered:
    """Send what is due in an organisation's outbox, at most `most` attempts; any number of processes may do so at once.

    What becomes of each stands in the delivery log; a database that goes away is the only thing that raises.
    """
    async with services.database.open_memory(org_id) as memory:
        await memory.outbox.close_old(services.clock(), TRIED_FOR, GIVEN_UP)
        due = await memory.outbox.count_due(services.clock())
    done = Delivered()
    async with asyncio.TaskGroup() as group:
        for _ in range(min(due, MOST_AT_ONCE)):
            group.create_task(_deliver_in_turn(services, org_id, min(due, most), done))
    return done


async def _deliver_in_turn(services: Services, org_id: UUID, most: int, done: Delivered) -> None:
    ends_at = services.timer() + LONGEST_PASS_S
    while done.tried < most and services.timer() < ends_at:
        done.tried += 1
        delivery = await _claim(services, org_id, done.silent)
        if delivery is None:
            done.tried -= 1
            return
        attempt = await _send(services, org_id, delivery)
        # A process that is being stopped still takes note of what it has sent.
        await asyncio.shield(_settle_patiently(services, org_id, delivery, attempt))
        done.sent += attempt.ending is Ending.SENT
        if attempt.ending is Ending.LATER:
            done.silent.add(delivery.target_id)


async def _claim(services: Services, org_id: UUID, silent: Collection[UUID]) -> Delivery | None:
    now = services.clock()
    async with services.database.open_memory(org_id) as memory:
        delivery = await memory.outbox.find_due(now, but_not=silent)
        if delivery is None:
            return None
        messenger = find_messenger(services, delivery.kind)
        named = None if messenger is None else messenger.name(delivery.id)
        # What is never settled is held longer every time, so that a fault of ours does not send it every few minutes.
        until = now + LEASE + lengthen(delivery.attempts + 1)
        await memory.outbox.hold(delivery, now, until, delivery.message_id or named)
    return delivery


async def _send(services: Services, org_id: UUID, delivery: Delivery) -> Attempt:
    messenger = find_messenger(services, delivery.kind)
    if messenger is None:
        return Attempt(Ending.LATER, NO_MAIL, is_our_fault=True)
    if _is_enough(delivery, delivery.unclear):
        return Attempt(Ending.REFUSED, UNCLEAR, is_our_fault=True)
    number = delivery.attempts + 1
    message = Message(
        id=delivery.message_id or messenger.name(delivery.id),
        kind=TOLD,
        title=delivery.title,
        body=delivery.body,
        link=absolute(services.reach.public_url, delivery.link),
        happened_at=delivery.told_at,
        attempt=number,
        about=delivery.notification_id,
        project_id=delivery.project_id,
    )

    async def begin() -> bool:
        async with services.database.open_memory(org_id) as memory:
            return await memory.outbox.begin(delivery.id, number, services.clock())

    return await messenger.send(message, Recipient(delivery.address, delivery.secret), begin=begin)


async def _settle_patiently(services: Services, org_id: UUID, delivery: Delivery, attempt: Attempt) -> None:
    """Settle, also where the database is away for a moment: what is not settled is sent once more."""
    for pause_s in SETTLE_PAUSES_S:
        try:
            return await _settle(services, org_id, delivery, attempt)
        except Exception:  # noqa: BLE001 - tried again; the last time it is not caught
            await asyncio.sleep(pause_s)
    return await _settle(services, org_id, delivery, attempt)


async def _settle(services: Services, org_id: UUID, delivery: Delivery, attempt: Attempt) -> None:
    now = services.clock()
    async with services.database.open_memory(org_id) as memory:
        # Always first: two deliveries to one address are settled one after the other.
        target = await memory.notification_targets.find(delivery.target_id, hold=True)
        if attempt.ending is Ending.NOT_OURS:
            await _give_back(memory, delivery, now, active=target is not None and target.active)
            return
        values = _judge(delivery, attempt, now, services.reach.chance())
        if target is None or not await memory.outbox.end(delivery.id, delivery.attempts + 1, values):
            return
        await remember(memory, target, attempt, now)


async def _give_back(memory: Memory, delivery: Delivery, now: datetime, *, active: bool) -> None:
    """Let a delivery wait again that was not sent, as its address was paused meanwhile."""
    next_try = now if active else delivery.created_at + TRIED_FOR
    waiting = {"status": DeliveryStatus.WAITING.value, "attempts": delivery.attempts, "next_try_at": next_try}
    await memory.outbox.end(delivery.id, delivery.attempts + 1, waiting)


def _judge(delivery: Delivery, attempt: Attempt, now: datetime, chance: float) -> dict[str, object]:
    """Return what the outbox keeps of an attempt."""
    attempts, unclear = delivery.attempts + 1, delivery.unclear + attempt.is_unclear
    values: dict[str, object] = {"unclear": unclear, "problem": attempt.sentence or None, "begun_at": None}
    if attempt.ending is Ending.LATER:
        next_try = find_next_try(attempts, delivery.created_at, now, chance, wait_s=attempt.wait_s)
        if next_try is not None and not _is_enough(delivery, unclear):
            return {**values, "status": DeliveryStatus.WAITING.value, "next_try_at": next_try}
        reason = GIVEN_UP if next_try is None else UNCLEAR
        return {
            **values,
            "status": DeliveryStatus.FAILED.value,
            "ended_at": now,
            "problem": f"{reason} {attempt.sentence}",
        }
    status = {Ending.SENT: DeliveryStatus.SENT, Ending.GONE: DeliveryStatus.GONE}.get(
        attempt.ending, DeliveryStatus.FAILED
    )
    return {**values, "status": status.value, "ended_at": now}


def _is_enough(delivery: Delivery, unclear: int) -> bool:
    """Return whether a mail was handed over so often without an answer that it is better left alone.

    A webhook's receiver knows by the id what it has had already; a mail's reader may get it twice.
    """
    return delivery.kind is TargetKind.EMAIL and unclear >= MOST_UNCLEAR_MAILS
