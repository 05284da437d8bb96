"""Which addresses does an organisation notify? Checked and added, removed, paused and tested here."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from graphs.services import Services
from memory.repositories.notification_targets import TargetKind, TargetRecord
from memory.repositories.rows import new_id
from memory.unit import Memory
from tools.notifications.addresses import check_email, check_webhook
from tools.notifications.pauses import TRIED_FOR, is_to_be_paused
from tools.notifications.port import Attempt, Ending, Message, Messenger, Recipient
from tools.notifications.problems import TargetProblem
from tools.notifications.reach import NO_MAIL
from tools.notifications.resolving import find_addresses
from tools.notifications.signing import make_secret
from tools.notifications.wording import absolute

MOST_TARGETS = 20
TEST_PAUSE = timedelta(seconds=30)
LONGEST_LOOKUP_S = 3.0
PAGE = "/notifications"
TEST_TITLE = "A test message of your Back Office Assistant"
TEST_BODY = "Important notifications will reach you here."
WAYS = {TargetKind.EMAIL: "e-mail address", TargetKind.WEBHOOK: "webhook"}


@dataclass(frozen=True, slots=True)
class AddedTarget:
    """A new address, and for a webhook the secret that signs what is sent there: it is shown this once."""

    target: TargetRecord
    secret: str | None

    def __repr__(self) -> str:
        return f"AddedTarget({self.target!r})"


@dataclass(frozen=True, slots=True)
class Tested:
    """Whether a test message arrived, and what to tell the person who sent it."""

    arrived: bool
    sentence: str


async def add_target(
    services: Services, org_id: UUID, kind: TargetKind, address: str, *, person_id: UUID | None = None
) -> AddedTarget:
    """Have important notifications sent to an address from now on; raise TargetProblem with the reason why not."""
    checked = await _check(services, kind, address)
    secret = make_secret() if kind is TargetKind.WEBHOOK else None
    now = services.clock()
    async with services.database.open_memory(org_id) as memory:
        if await memory.notification_targets.count() >= MOST_TARGETS:
            raise TargetProblem(f"No more than {MOST_TARGETS} addresses can be notified. Remove one first.")
        target = await memory.notification_targets.add(kind, checked, now, secret=secret, by=person_id)
        if target is None:
            raise TargetProblem("This address is on the list already.")
        await _log(memory, f"Important notifications also go to one more {WAYS[kind]}.", now, person_id)
    return AddedTarget(target, secret)


async def remove_target(services: Services, org_id: UUID, target_id: UUID, *, person_id: UUID | None = None) -> None:
    """Forget an address and its delivery log; raise LookupError when there is none."""
    async with services.database.open_memory(org_id) as memory:
        target = await memory.notification_targets.get(target_id)
        await memory.notification_targets.remove(target_id)
        sentence = f"Important notifications no longer go to one {WAYS[target.kind]}: it was removed."
        await _log(memory, sentence, services.clock(), person_id)


async def pause_target(services: Services, org_id: UUID, target_id: UUID, *, person_id: UUID | None = None) -> None:
    """Send nothing to an address until it is resumed; raise LookupError when there is none.

    What people are told meanwhile does not go there later; what was on its way waits, for three days at most.
    """
    async with services.database.open_memory(org_id) as memory:
        target = await _hold(memory, target_id)
        await memory.notification_targets.change(target_id, {"active": False})
        await memory.outbox.delay_of_target(target_id, TRIED_FOR)
        await _log(memory, f"Notifications to one {WAYS[target.kind]} were paused.", services.clock(), person_id)


async def resume_target(services: Services, org_id: UUID, target_id: UUID, *, person_id: UUID | None = None) -> None:
    """Notify an address again, also of what still waits for it; raise LookupError when there is none."""
    now = services.clock()
    async with services.database.open_memory(org_id) as memory:
        target = await _hold(memory, target_id)
        afresh = {"active": True, "failures": 0, "refusals": 0, "failing_since": None, "last_problem": None}
        await memory.notification_targets.change(target_id, afresh)
        await memory.outbox.hasten_of_target(target_id, now)
        await _log(memory, f"Notifications to one {WAYS[target.kind]} go on.", now, person_id)


async def send_test(services: Services, org_id: UUID, target_id: UUID) -> Tested:
    """Send a test message to an address, paused or not, and wait for what becomes of it.

    Raises LookupError when there is no such address.
    """
    now = services.clock()
    async with services.database.open_memory(org_id) as memory:
        target = await memory.notification_targets.get(target_id)
        secret = await memory.notification_targets.secret_of(target_id)
        messenger = find_messenger(services, target.kind)
        if messenger is None:
            return Tested(False, NO_MAIL)
        if not await memory.notification_targets.begin_test(target_id, now, TEST_PAUSE):
            return Tested(False, "A test message was sent a moment ago. Please wait half a minute.")
    link = absolute(services.reach.public_url, PAGE)
    message = Message(messenger.name(new_id()), "test", TEST_TITLE, TEST_BODY, link, now)
    attempt = await messenger.send(message, Recipient(target.address, secret), begin=_at_once)
    async with services.database.open_memory(org_id) as memory:
        held = await memory.notification_targets.find(target_id, hold=True)
        if held is not None:
            await remember(memory, held, attempt, services.clock(), is_test=True)
    if attempt.ending is Ending.SENT:
        return Tested(True, "The test message was handed over." + ("" if target.active else " The address is paused."))
    return Tested(False, attempt.sentence)


async def remember(
    memory: Memory, target: TargetRecord, attempt: Attempt, now: datetime, *, is_test: bool = False
) -> None:
    """Keep what an attempt says about an address, which is held; one that fails for too long is paused, and told of."""
    if attempt.ending is Ending.SENT:
        fine = {"last_ok_at": now, "verified_at": target.verified_at or now, "last_problem": None}
        afresh = {"failures": 0, "refusals": 0, "failing_since": None}
        await memory.notification_targets.change(target.id, {**fine, **afresh})
        return
    values: dict[str, object] = {"last_problem": attempt.sentence}
    stops = attempt.ending is Ending.GONE
    if not attempt.is_our_fault and not is_test:
        failures, refusals = target.failures + 1, target.refusals + (attempt.ending is Ending.REFUSED)
        since = target.failing_since or now
        values |= {"failures": failures, "refusals": refusals, "failing_since": since}
        stops = stops or is_to_be_paused(failures, since, now, refusals=refusals)
    if stops:
        values["active"] = False
    await memory.notification_targets.change(target.id, values)
    if stops and target.active:
        await _stop(memory, target, attempt, now)


async def _stop(memory: Memory, target: TargetRecord, attempt: Attempt, now: datetime) -> None:
    if attempt.ending is Ending.GONE:
        await memory.outbox.close_of_target(target.id, now, attempt.sentence)
    else:
        await memory.outbox.delay_of_target(target.id, TRIED_FOR)
    await _log(memory, f"Notifications to one {WAYS[target.kind]} were paused, as it failed too often.", now, None)
    # This goes to the other addresses too, and must not tell one what the other is.
    await memory.notifications.tell(
        f"target:{target.id}:{now.isoformat()}",
        title=f"Notifications no longer reach one {WAYS[target.kind]}",
        body=f"{attempt.sentence} Nothing more is sent there until somebody resumes it.",
        link=PAGE,
        at=now,
        project_id=None,
        important=True,
    )


def find_messenger(services: Services, kind: TargetKind) -> Messenger | None:
    """Return what sends messages this way, or None where it was not set up."""
    return services.reach.mail if kind is TargetKind.EMAIL else services.reach.webhooks


async def _check(services: Services, kind: TargetKind, address: str) -> str:
    if kind is TargetKind.EMAIL:
        return check_email(address)
    reach = services.reach
    url = check_webhook(address, allow_private=reach.allow_private)
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    try:
        async with asyncio.timeout(LONGEST_LOOKUP_S):
            await find_addresses(host, port, reach.resolve, allow_private=reach.allow_private)
    except OSError:
        pass  # a name that is not known here and now may be when something is sent, and is looked up again then
    return str(url)


async def _hold(memory: Memory, target_id: UUID) -> TargetRecord:
    target = await memory.notification_targets.find(target_id, hold=True)
    if target is None:
        raise LookupError("There is no such address.")
    return target


async def _log(memory: Memory, sentence: str, now: datetime, person_id: UUID | None) -> None:
    # Addresses are personal, and the log is for good: they do not stand in it.
    await memory.activities.log("target", sentence, at=now, person_id=person_id)


async def _at_once() -> bool:
    return True
