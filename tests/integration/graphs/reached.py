"""An organisation that is told of things, and servers on this machine that receive what goes out."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from graphs.notification_targets import add_target
from graphs.outreach import deliver_due
from graphs.services import Services
from memory.repositories.notification_targets import TargetKind, TargetRecord
from memory.repositories.outbox import DeliveryRecord
from tests.integration.receivers import Hook, Mailbox
from tools.notifications.mail_server import MailServer
from tools.notifications.port import Attempt, Begin, Message, Messenger, Recipient
from tools.notifications.reach import Reach
from tools.notifications.smtp import SmtpMessenger
from tools.notifications.webhook import WebhookMessenger

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MAIL, HOOK = TargetKind.EMAIL, TargetKind.WEBHOOK


class KilledAfterSending:
    """Sends, and then its process dies before it can say so, a few times."""

    def __init__(self, inner: Messenger, times: int = 1) -> None:
        self.inner, self.times = inner, times

    def name(self, delivery_id: UUID) -> str:
        return self.inner.name(delivery_id)

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        attempt = await self.inner.send(message, recipient, begin=begin)
        if self.times:
            self.times -= 1
            raise RuntimeError("killed")
        return attempt


class Office:
    """An organisation that is told of things, with a mail server and a web server to reach it."""

    def __init__(self, services: Services, org_id: UUID, mailbox: Mailbox, hook: Hook) -> None:
        self.org_id, self.mailbox, self.hook = org_id, mailbox, hook
        self.now = services.clock()
        server = MailServer("127.0.0.1", mailbox.port, tls=False, starttls=False)
        reach = Reach(
            mail=SmtpMessenger(server, "office@example.com", step_s=2),
            webhooks=WebhookMessenger(lambda: self.now, allow_private=True, answer_s=1),
            public_url="https://office.example.com",
            allow_private=True,
            chance=lambda: 0.5,
        )
        database = services.database
        database.mails = True
        self.services = replace(services, clock=lambda: self.now, reach=reach)
        self.issues = 0

    async def add(self, kind: TargetKind = HOOK, address: str | None = None) -> UUID:
        address = address or {MAIL: "naledi@example.com", HOOK: f"http://127.0.0.1:{self.hook.port}/hook"}[kind]
        return (await add_target(self.services, self.org_id, kind, address)).target.id

    async def tell(self, title: str = "Something is wrong", *, important: bool = True) -> None:
        self.issues += 1
        async with self.services.database.open_memory(self.org_id) as memory:
            await memory.notifications.tell(
                f"test:{self.issues}",
                title=title,
                body="Look at it.",
                link="/projects/1",
                at=self.now,
                project_id=None,
                important=important,
            )

    async def deliver(self, *, after: timedelta = timedelta()) -> int:
        self.now += after
        return (await deliver_due(self.services, self.org_id)).sent

    async def log(self) -> list[DeliveryRecord]:
        async with self.services.database.open_memory(self.org_id) as memory:
            return await memory.outbox.latest()

    async def statuses(self) -> list[str]:
        return [record.status.value for record in reversed(await self.log())]

    async def target(self, target_id: UUID) -> TargetRecord:
        async with self.services.database.open_memory(self.org_id) as memory:
            return await memory.notification_targets.get(target_id)

    async def told(self) -> list[str]:
        async with self.services.database.open_memory(self.org_id) as memory:
            return [found.title for found in await memory.notifications.latest()]

    async def jobs(self) -> int:
        async with self.services.database.open_fleet() as fleet:
            return len(await fleet.organisations_to_deliver_for(self.now))
