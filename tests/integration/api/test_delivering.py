"""Workers send what waits in the outbox: asked for in the transaction that tells, and found again every minute."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from procrastinate import App
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.bootstrap import Backoffice, build_backoffice
from api.jobs.catalogue import build_jobs
from api.jobs.tick import tick
from api.settings import Settings
from graphs.notification_targets import add_target
from graphs.services import Services
from memory.database import Database
from memory.jobs.queue import JobQueue
from memory.repositories.notification_targets import TargetKind
from tests.fixtures import make_organisation
from tools.notifications.fake import FakeMessenger
from tools.notifications.port import Attempt, Ending
from tools.notifications.reach import Reach
from tools.notifications.smtp import SmtpMessenger

ADDRESS = "https://93.184.215.14/hook"


@pytest.fixture
def messenger() -> FakeMessenger:
    return FakeMessenger()


@pytest.fixture
def reached(services: Services, messenger: FakeMessenger) -> Services:
    return replace(services, reach=Reach(webhooks=messenger, chance=lambda: 0.5))


@pytest.fixture
def queue(database_url: str) -> JobQueue:
    return JobQueue(database_url, size=6)


@pytest.fixture
async def jobs(queue: JobQueue, reached: Services, tmp_path: Path) -> AsyncIterator[App]:
    app = build_jobs(Backoffice(Settings(home=tmp_path), reached.database, reached), queue, print)
    async with app.open_async():
        yield app


async def tell(services: Services, org_id: UUID, occasion: str = "x") -> None:
    async with services.database.open_memory(org_id) as memory:
        await memory.notifications.tell(
            occasion, title="x", body="x", link="/", at=services.clock(), project_id=None, important=True
        )


async def waiting(queue: JobQueue) -> list[tuple[str, dict[str, str]]]:
    rows = await queue.connector.execute_query_all_async(
        "SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'deliveries'"
    )
    return [(row["task_name"], row["args"]) for row in rows]


async def test_telling_asks_for_a_delivery_once_and_a_worker_does_it(
    jobs: App, queue: JobQueue, reached: Services, org_id: UUID, messenger: FakeMessenger
) -> None:
    await tell(reached, org_id, "before there was an address")
    await add_target(reached, org_id, TargetKind.WEBHOOK, ADDRESS)
    assert await waiting(queue) == []
    await tell(reached, org_id, "first")
    await tell(reached, org_id, "second")

    assert await waiting(queue) == [("deliver", {"org_id": str(org_id)})]
    await jobs.run_worker_async(wait=False, queues=["deliveries"], install_signal_handlers=False)
    assert len(messenger.sent) == 2
    assert await waiting(queue) == []


async def test_the_minute_finds_what_is_due_again(
    jobs: App, queue: JobQueue, reached: Services, org_id: UUID, messenger: FakeMessenger
) -> None:
    messenger.answers = [Attempt(Ending.LATER, "The receiver cannot be reached.")]
    await make_organisation(reached.database, "With nothing to send")
    await add_target(reached, org_id, TargetKind.WEBHOOK, ADDRESS)
    await tell(reached, org_id)
    await jobs.run_worker_async(wait=False, queues=["deliveries"], install_signal_handlers=False)

    await tick(reached, queue)
    assert await waiting(queue) == [], "it is not due yet"
    later = replace(reached, clock=lambda: reached.clock() + timedelta(minutes=1))
    await tick(later, queue)
    await tick(later, queue)

    assert await waiting(queue) == [("deliver", {"org_id": str(org_id)})]


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM outbox", "SELECT target_id FROM outbox", "SELECT * FROM notification_targets"]
)
async def test_the_fleet_sees_that_something_waits_but_neither_what_nor_where_to(
    reached: Services, org_id: UUID, statement: str
) -> None:
    async with reached.database.open_fleet() as fleet:
        await fleet.connection.execute(text("SELECT org_id, id, status, next_try_at FROM outbox"))

    with pytest.raises(DBAPIError, match="permission denied"):
        async with reached.database.open_fleet() as fleet:
            await fleet.connection.execute(text(statement))


async def test_what_is_set_decides_which_ways_there_are(database_url: str, tmp_path: Path) -> None:
    bare = Settings(home=tmp_path)
    whole = Settings(
        home=tmp_path,
        smtp_url="smtps://office:hunter2@mail.example.com",
        mail_from="Back Office <office@example.com>",
        public_url="https://office.example.com/",
        private_webhooks=True,
    )
    assert "hunter2" not in repr(whole)

    async with build_backoffice(bare, database_url) as backoffice:
        reach = backoffice.services.reach
        assert (reach.mail, reach.public_url, reach.allow_private) == (None, None, False)
        assert len(reach.missing()) == 2
        assert backoffice.database.mails is False
    async with build_backoffice(whole, database_url) as backoffice:
        reach = backoffice.services.reach
        assert isinstance(reach.mail, SmtpMessenger)
        assert (reach.public_url, reach.missing()) == ("https://office.example.com", [])
        assert backoffice.database.mails is True


async def test_an_organisation_cannot_read_anothers_addresses(
    database: Database, reached: Services, org_id: UUID
) -> None:
    other = await make_organisation(database, "Other")
    await add_target(reached, other, TargetKind.WEBHOOK, ADDRESS)
    await tell(reached, other)

    async with database.open_memory(org_id) as memory:
        assert await memory.notification_targets.list() == []
        assert await memory.outbox.latest() == []
        assert await memory.outbox.find_due(reached.clock()) is None
