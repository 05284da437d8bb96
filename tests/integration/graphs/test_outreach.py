"""What people are told reaches the addresses of their organisation: each message once, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from graphs.alerts import release_held_back, tell_of_issue
from graphs.outreach import LEASE, MOST_AT_ONCE, deliver_due
from graphs.services import Services
from memory.database import Database
from memory.repositories.notification_targets import TargetKind
from memory.vocabulary import Field
from tests.integration.graphs.reached import DAY, HOOK, MAIL, MINUTE, KilledAfterSending, Office
from tests.integration.receivers import Hook, Mailbox, open_hook, open_mailbox
from tests.integration.worlds import make_issue, make_project
from tools.notifications.port import Attempt, Begin, Ending, Message, Recipient


@pytest.fixture
async def office(services: Services, org_id: UUID) -> AsyncIterator[Office]:
    async with open_mailbox(Mailbox()) as mailbox, open_hook(Hook()) as hook:
        yield Office(services, org_id, mailbox, hook)


async def test_an_important_notification_reaches_every_address_once(office: Office) -> None:
    mail, hook = await office.add(MAIL), await office.add(HOOK)
    await office.tell("Something is wrong")

    assert [await office.deliver(), await office.deliver(), await office.deliver(after=DAY)] == [2, 0, 0]

    [received] = office.mailbox.mails
    assert received["Subject"] == "Something is wrong"
    assert "https://office.example.com/projects/1" in str(received)
    assert len(office.hook.requests) == 1
    assert await office.statuses() == ["sent", "sent"]
    for target_id in (mail, hook):
        target = await office.target(target_id)
        assert (target.verified_at, target.last_problem) == (target.last_ok_at, None)
        assert target.verified_at is not None


async def test_what_is_not_important_stays_on_the_pages(office: Office) -> None:
    await office.add(MAIL)
    await office.tell(important=False)

    assert await office.deliver() == 0
    assert await office.log() == []


async def test_nothing_goes_out_of_a_transaction_that_fails(office: Office) -> None:
    await office.add()

    async def tell_and_fail() -> None:
        async with office.services.database.open_memory(office.org_id) as memory:
            told = await memory.notifications.tell(
                "x", title="x", body="x", link="/", at=office.now, project_id=None, important=True
            )
            raise AssertionError(told)

    with pytest.raises(AssertionError, match="True"):
        await tell_and_fail()

    assert await office.log() == []


async def test_an_occasion_told_twice_goes_out_once(office: Office) -> None:
    await office.add()
    await office.tell()
    office.issues = 0
    await office.tell()

    assert await office.deliver() == 1


async def test_what_is_held_back_goes_out_when_it_is_released(office: Office) -> None:
    await office.add(MAIL)
    database = office.services.database
    async with database.open_memory(office.org_id) as memory:
        project_id = await make_project(memory, at=office.now, fields=[Field("a"), Field("b")])
        await memory.organisation.allow_alerts(1)
        issues = [await make_issue(memory, project_id, at=office.now, field=name) for name in "ab"]
    for issue in issues:
        async with database.open_memory(office.org_id) as memory:
            await tell_of_issue(memory, issue, office.now)

    assert await office.deliver() == 1
    assert await office.deliver(after=DAY) == 0
    office.now += 7 * DAY
    async with database.open_memory(office.org_id) as memory:
        assert await release_held_back(memory, office.now) == 1

    assert await office.deliver() == 1
    assert len(office.mailbox.mails) == 2
    assert len({mail["Subject"] for mail in office.mailbox.mails}) == 2


async def test_eight_that_deliver_at_once_send_everything_once(office: Office) -> None:
    await office.add(MAIL)
    await office.add(HOOK)
    for number in range(10):
        await office.tell(f"Number {number}")
    others = [Database(office.services.database.url, pool_size=2) for _ in range(3)]
    services = [office.services, *(replace(office.services, database=other) for other in others)]

    done = await asyncio.gather(*(deliver_due(each, office.org_id) for each in services * 2))
    await asyncio.gather(*(other.close() for other in others))

    assert sum(each.sent for each in done) == 20
    assert sorted(mail["Subject"] for mail in office.mailbox.mails) == sorted(f"Number {n}" for n in range(10))
    assert len(set(office.hook.ids)) == len(office.hook.ids) == 10
    assert set(await office.statuses()) == {"sent"}


async def test_a_webhook_is_tried_again_under_the_same_id(office: Office) -> None:
    office.hook.answers = [500, b"", 503]
    target_id = await office.add(HOOK)
    await office.tell()

    sent = [await office.deliver(after=after * MINUTE) for after in (0, 0.4, 0.2, 1.9, 0.2, 9, 60)]

    assert sent == [0, 0, 0, 0, 0, 1, 0]
    assert len(office.hook.ids) == 4
    assert len(set(office.hook.ids)) == 1
    assert len({body for _, _, body in office.hook.requests}) == 1
    [record] = await office.log()
    assert (record.attempts, record.problem) == (4, None)
    assert (await office.target(target_id)).failures == 0


async def test_a_mail_is_tried_again_where_that_helps_and_only_there(office: Office) -> None:
    office.mailbox.at_recipient = ["451 later", None, "550 no such user"]
    await office.add(MAIL)
    await office.tell("First")
    assert [await office.deliver(), await office.deliver(after=MINUTE)] == [0, 1]
    await office.tell("Second")

    assert [await office.deliver(after=DAY * after) for after in (0, 1, 1)] == [0, 0, 0]
    assert await office.statuses() == ["sent", "failed"]
    assert (await office.log())[0].problem == "The mail server takes no mail for this address (error 550)."
    assert len(office.mailbox.recipients) == 3


@pytest.mark.parametrize("kind", [MAIL, HOOK])
async def test_who_dies_between_sending_and_saying_so_is_followed_under_the_same_id(
    office: Office, kind: TargetKind
) -> None:
    reach = office.services.reach
    assert reach.mail is not None
    assert reach.webhooks is not None
    stopped = KilledAfterSending(reach.mail if kind is MAIL else reach.webhooks)
    changed = {"mail" if kind is MAIL else "webhooks": stopped}
    office.services = replace(office.services, reach=replace(reach, **changed))
    await office.add(kind)
    await office.tell()

    with pytest.raises(ExceptionGroup):
        await office.deliver()
    assert await office.statuses() == ["sending"]
    assert await office.deliver(after=MINUTE) == 0, "it might still be being sent"
    assert await office.deliver(after=LEASE) == 1

    [record] = await office.log()
    assert (record.status.value, record.attempts, record.unclear) == ("sent", 2, 1)
    ids = [mail["Message-ID"] for mail in office.mailbox.mails] if kind is MAIL else office.hook.ids
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert ids[0] == record.message_id


async def test_a_mail_that_may_have_arrived_three_times_is_left_alone(office: Office) -> None:
    assert office.services.reach.mail is not None
    stopped = KilledAfterSending(office.services.reach.mail, times=99)
    office.services = replace(office.services, reach=replace(office.services.reach, mail=stopped))
    target_id = await office.add(MAIL)
    await office.tell()
    for _ in range(3):
        with pytest.raises(ExceptionGroup):
            await office.deliver(after=timedelta(hours=1))

    assert await office.deliver(after=timedelta(hours=1)) == 0

    [record] = await office.log()
    assert record.status.value == "failed"
    assert record.problem is not None
    assert "may have arrived" in record.problem
    assert len(office.mailbox.mails) == 3
    assert (await office.target(target_id)).refusals == 0


async def test_whoever_stops_before_sending_loses_nothing(office: Office) -> None:
    await office.add(MAIL)
    await office.tell()
    async with office.services.database.open_memory(office.org_id) as memory:
        delivery = await memory.outbox.find_due(office.now)
        assert delivery is not None
        await memory.outbox.hold(delivery, office.now, office.now + LEASE, "<1@example.com>")

    assert [await office.deliver(), await office.deliver(after=LEASE)] == [0, 1]

    [record] = await office.log()
    assert (record.unclear, record.message_id) == (0, "<1@example.com>")


async def test_whoever_took_too_long_sends_nothing_any_more(office: Office) -> None:
    await office.add(HOOK)
    await office.tell()
    database = office.services.database
    async with database.open_memory(office.org_id) as memory:
        delivery = await memory.outbox.find_due(office.now)
        assert delivery is not None
        await memory.outbox.hold(delivery, office.now, office.now + LEASE, "msg_1")
    assert await office.deliver(after=2 * LEASE) == 1

    async with database.open_memory(office.org_id) as memory:
        assert await memory.outbox.begin(delivery.id, 1, office.now) is False
        assert await memory.outbox.end(delivery.id, 1, {"status": "failed"}) is False
    assert await office.statuses() == ["sent"]


async def test_what_was_sent_is_not_sent_again_because_the_database_was_away_for_a_moment(office: Office) -> None:
    await office.add(HOOK)
    await office.tell()
    failures = iter([RuntimeError("The connection was lost.")])

    def chance() -> float:
        problem = next(failures, None)
        if problem is not None:
            raise problem
        return 0.5

    office.services = replace(office.services, reach=replace(office.services.reach, chance=chance))
    assert await office.deliver() == 1
    assert await office.deliver(after=DAY) == 0
    assert len(office.hook.requests) == 1


async def test_a_message_that_cannot_be_sent_at_all_stops_no_other(office: Office) -> None:
    async with open_hook(Hook(answers=[500] * 50)) as broken:
        await office.add(HOOK, f"http://127.0.0.1:{broken.port}/")
        await office.add(HOOK)
        for number in range(5):
            await office.tell(f"Number {number}")

        assert await office.deliver() == 5
        assert len(broken.requests) <= MOST_AT_ONCE, "one failure is enough for one pass"
        assert await office.deliver(after=MINUTE) == 0
        assert len(broken.requests) > 1


class Chaos:
    """Does by a seed what can happen to whoever sends: it arrives, it does not, it dies before or after."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.handed_over: list[str] = []

    def name(self, delivery_id: UUID) -> str:
        return str(delivery_id)

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        await asyncio.sleep(self.random.random() / 100)
        fate = self.random.random()
        if fate < 0.15:
            raise RuntimeError("killed before it was handed over")
        if not await begin():
            return Attempt(Ending.NOT_OURS)
        if fate < 0.4:
            return Attempt(Ending.LATER, "The receiver cannot be reached.")
        self.handed_over.append(message.id)
        if fate < 0.5:
            raise RuntimeError("killed after it was handed over")
        return Attempt(Ending.SENT)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_happens_nothing_is_lost_and_nothing_doubled_that_is_not_marked_as_unclear(
    office: Office, seed: int
) -> None:
    chaos = Chaos(seed)
    office.services = replace(office.services, reach=replace(office.services.reach, webhooks=chaos))
    for number in range(2):
        await office.add(HOOK, f"https://93.184.215.{number + 1}/")
    for number in range(10):
        await office.tell(f"Number {number}")

    for _ in range(40):
        passes = (deliver_due(office.services, office.org_id) for _ in range(3))
        await asyncio.gather(*passes, return_exceptions=True)
        office.now += timedelta(minutes=90)

    log = await office.log()
    assert {record.status.value for record in log} == {"sent"}
    assert {str(record.id) for record in log} == set(chaos.handed_over)
    assert all(chaos.handed_over.count(str(record.id)) <= 1 + record.unclear for record in log)
    assert len(chaos.handed_over) > len(log), "the seed lets somebody die at the wrong moment"
