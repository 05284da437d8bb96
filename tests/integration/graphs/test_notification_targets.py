"""Addresses are added, paused, tested and removed; those that fail for long are left in peace, and people told."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from graphs.notification_targets import MOST_TARGETS, add_target, pause_target, remove_target, resume_target, send_test
from graphs.outreach import deliver_due
from graphs.services import Services
from tests.fixtures import make_organisation
from tests.integration.graphs.reached import DAY, HOOK, MAIL, Office
from tests.integration.receivers import Hook, Mailbox, open_hook, open_mailbox
from tools.notifications.mail_server import MailServer
from tools.notifications.port import Attempt, Begin, Message, Recipient
from tools.notifications.problems import TargetProblem
from tools.notifications.smtp import SmtpMessenger


@pytest.fixture
async def office(services: Services, org_id: UUID) -> AsyncIterator[Office]:
    async with open_mailbox(Mailbox()) as mailbox, open_hook(Hook()) as hook:
        yield Office(services, org_id, mailbox, hook)


async def test_410_ends_a_webhook_at_once_and_people_are_told(office: Office) -> None:
    office.hook.answers = [410]
    hook = await office.add(HOOK)
    await office.add(MAIL)
    for title in ("First", "Second", "Third"):
        await office.tell(title)
    async with office.services.database.open_memory(office.org_id) as memory:
        await memory.outbox.delay_of_target(hook, timedelta(hours=1))
        await memory.outbox.hasten_of_target(hook, office.now)

    await deliver_due(office.services, office.org_id)
    await office.deliver(after=DAY)
    await office.tell("Fourth")
    await office.deliver()

    assert (await office.target(hook)).active is False
    posted = len(office.hook.requests)
    assert 1 <= posted <= 3, "those that were under way at the same time, and none later"
    of_hook = [record for record in await office.log() if record.kind is HOOK]
    assert {record.status.value for record in of_hook} <= {"gone", "sent"}
    assert len(of_hook) == 3
    assert "Notifications no longer reach one webhook" in await office.told()
    subjects = [mail["Subject"] for mail in office.mailbox.mails]
    assert subjects.count("Notifications no longer reach one webhook") == 1
    assert "127.0.0.1" not in str(office.mailbox.mails[-1])


async def test_what_never_arrives_is_given_up_after_three_days_and_the_address_is_paused(office: Office) -> None:
    office.hook.answers = [500] * 1000
    hook = await office.add(HOOK)
    await office.tell()
    for _ in range(4 * 24):
        await office.deliver(after=timedelta(hours=1))

    target = await office.target(hook)
    assert (target.active, target.last_problem) == (False, "The receiver answered with status 500.")
    assert 10 <= len(office.hook.requests) <= 20
    assert await office.statuses() == ["failed"]
    assert (await office.told()).count("Notifications no longer reach one webhook") == 1
    assert await office.jobs() == 0, "nothing is looked for any more"


async def test_a_paused_address_gets_what_waited_when_it_is_resumed_and_nothing_older(office: Office) -> None:
    hook = await office.add(HOOK)
    await office.tell("Before")
    await pause_target(office.services, office.org_id, hook)
    await office.tell("Meanwhile")
    assert [await office.deliver(), await office.jobs()] == [0, 0]

    office.now += DAY
    await resume_target(office.services, office.org_id, hook)

    assert await office.deliver() == 1
    assert '"title":"Before"' in office.hook.requests[0][2]
    assert len(office.hook.requests) == 1


async def test_an_address_paused_while_something_is_under_way_gets_nothing(office: Office) -> None:
    hook = await office.add(HOOK)
    await office.tell()
    reach = office.services.reach
    assert reach.webhooks is not None
    inner, org_id = reach.webhooks, office.org_id

    class Slow:
        name = inner.name

        async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
            await pause_target(office.services, org_id, hook)
            return await inner.send(message, recipient, begin=begin)

    office.services = replace(office.services, reach=replace(reach, webhooks=Slow()))

    assert await office.deliver() == 0
    assert office.hook.requests == []
    assert await office.statuses() == ["waiting"]
    assert await office.jobs() == 0


async def test_a_removed_address_leaves_nothing_behind(office: Office) -> None:
    hook = await office.add(HOOK)
    await office.tell()
    await remove_target(office.services, office.org_id, hook)

    assert [await office.deliver(), await office.log()] == [0, []]
    with pytest.raises(LookupError):
        await remove_target(office.services, office.org_id, hook)
    assert await office.add(HOOK) != hook


async def test_another_organisations_addresses_are_never_touched(office: Office) -> None:
    database = office.services.database
    other = Office(office.services, await make_organisation(database, "Other"), office.mailbox, office.hook)
    other.services = office.services
    others = await other.add(MAIL, "other@example.com")
    await office.add(MAIL)
    await office.tell("Ours")
    await other.tell("Theirs")

    assert await office.deliver() == 1
    assert office.mailbox.recipients == ["naledi@example.com"]
    for act in (pause_target, resume_target, remove_target, send_test):
        with pytest.raises(LookupError):
            await act(office.services, office.org_id, others)
    assert await other.statuses() == ["waiting"]
    assert await other.deliver() == 1
    assert office.mailbox.recipients == ["naledi@example.com", "other@example.com"]


async def test_without_a_mail_server_webhooks_go_out_and_mails_are_not_kept_for_later(office: Office) -> None:
    office.services.database.mails = False
    office.services = replace(office.services, reach=replace(office.services.reach, mail=None))
    mail = await office.add(MAIL)
    await office.add(HOOK)
    await office.tell()

    assert await office.deliver() == 1
    assert await office.statuses() == ["sent"]
    tested = await send_test(office.services, office.org_id, mail)
    assert not tested.arrived
    assert "BACKOFFICE_SMTP_URL" in tested.sentence
    assert "BACKOFFICE_SMTP_URL" in office.services.reach.missing()[0]


async def test_a_mail_server_that_is_down_is_no_fault_of_the_address(office: Office) -> None:
    down = SmtpMessenger(MailServer("127.0.0.1", 1, tls=False, starttls=False), "office@example.com")
    office.services = replace(office.services, reach=replace(office.services.reach, mail=down))
    mail = await office.add(MAIL)
    await office.tell()
    for _ in range(5):
        await office.deliver(after=timedelta(hours=12))

    target = await office.target(mail)
    assert (target.active, target.failures) == (True, 0)
    assert target.last_problem == "The mail server cannot be reached."


async def test_a_test_message_says_whether_it_arrives(office: Office) -> None:
    hook, mail = await office.add(HOOK), await office.add(MAIL)
    office.hook.answers = [500]

    failed = await send_test(office.services, office.org_id, hook)
    again = await send_test(office.services, office.org_id, hook)
    arrived = await send_test(office.services, office.org_id, mail)

    assert (failed.arrived, failed.sentence) == (False, "The receiver answered with status 500.")
    assert (again.arrived, len(office.hook.requests)) == (False, 1)
    assert arrived.arrived
    assert office.mailbox.mails[0]["Subject"] == "A test message of your Back Office Assistant"
    assert (await office.target(mail)).verified_at == office.now
    assert (await office.target(hook)).failures == 0
    assert await office.log() == []


async def test_a_secret_is_shown_once_and_listed_never(office: Office) -> None:
    added = await add_target(office.services, office.org_id, HOOK, f"http://127.0.0.1:{office.hook.port}/hook")

    assert added.secret is not None
    assert added.secret.startswith("whsec_")
    assert "whsec_" not in repr(added)
    async with office.services.database.open_memory(office.org_id) as memory:
        assert "whsec_" not in repr(await memory.notification_targets.list())
        await memory.notifications.tell(
            "x", title="x", body="x", link="/", at=office.now, project_id=None, important=True
        )
        assert "whsec_" not in repr(await memory.outbox.find_due(office.now))
        assert "127.0.0.1" not in repr(await memory.activities.latest()), "addresses do not stand in the log"


async def test_an_address_is_on_the_list_once_and_the_list_is_bounded(office: Office) -> None:
    await office.add(MAIL, "naledi@example.com")
    with pytest.raises(TargetProblem, match="on the list already"):
        await office.add(MAIL, " naledi@EXAMPLE.com ")
    for number in range(MOST_TARGETS - 1):
        await office.add(MAIL, f"person{number}@example.com")

    with pytest.raises(TargetProblem, match="No more than 20"):
        await office.add(MAIL, "one.more@example.com")


async def test_a_name_that_leads_inside_is_refused_at_once_and_one_not_yet_known_is_taken(office: Office) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        if host == "unknown.example":
            raise OSError
        return ["10.0.0.1"]

    reach = replace(office.services.reach, allow_private=False, resolve=resolve)
    office.services = replace(office.services, reach=reach)

    with pytest.raises(TargetProblem, match="private network"):
        await office.add(HOOK, "https://inside.example/")
    with pytest.raises(TargetProblem, match="begins with https"):
        await office.add(HOOK, "http://outside.example/")
    assert (await office.target(await office.add(HOOK, "https://unknown.example/"))).verified_at is None
