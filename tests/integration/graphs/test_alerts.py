"""People are told of what matters most, and never of more in a week than they want."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from graphs import decisions, ignoring
from graphs.alerts import release_held_back, tell_of_issue, tell_of_suggestion
from memory.database import Database
from memory.unit import Memory
from memory.vocabulary import Field
from tests.fixtures import make_organisation
from tests.integration.worlds import make_issue, make_project, make_suggestion

DAY = timedelta(days=1)
FIELDS = tuple(Field(f"field_{number}") for number in range(8))


class Office:
    """An organisation with one project, told of its issues."""

    def __init__(self, database: Database, org_id: UUID, noon: datetime) -> None:
        self.database, self.org_id, self.noon = database, org_id, noon

    async def make(self, *, weekly: int) -> "Office":
        async with self.database.open_memory(self.org_id) as memory:
            self.project_id = await make_project(memory, at=self.noon, fields=FIELDS)
        await self.allow(weekly)
        return self

    async def allow(self, weekly: int) -> None:
        async with self.database.open_memory(self.org_id) as memory:
            await memory.organisation.allow_alerts(weekly)

    async def open_issue(self, number: int, severity: str = "high") -> UUID:
        async with self.database.open_memory(self.org_id) as memory:
            issue = await make_issue(memory, self.project_id, at=self.noon, field=f"field_{number}")
            await memory.issues.change(issue, {"severity": severity, "explanation": f"Issue {number}."})
        return issue

    async def tell(self, *severities: str, at: datetime | None = None) -> list[UUID]:
        """Open issues and tell of them, each in its own transaction, as runs do."""
        issues = [await self.open_issue(number, severity) for number, severity in enumerate(severities)]
        for issue in issues:
            await self.tell_again(issue, at)
        return issues

    async def tell_again(self, issue: UUID, at: datetime | None = None) -> bool:
        async with self.database.open_memory(self.org_id) as memory:
            return await tell_of_issue(memory, issue, at or self.noon)

    async def end_pass(self, at: datetime | None = None) -> int:
        async with self.database.open_memory(self.org_id) as memory:
            return await release_held_back(memory, at or self.noon)

    async def told(self) -> list[str]:
        """Return the numbers of the issues people were told of, first told first."""
        async with self.database.open_memory(self.org_id) as memory:
            return [_number(found.body) for found in reversed(await memory.notifications.latest())]

    async def held(self, at: datetime | None = None) -> list[str]:
        async with self.database.open_memory(self.org_id) as memory:
            return [_number(found.body) for found in await memory.notifications.held_back(at or self.noon)]

    async def events(self) -> int:
        async with self.database.open_memory(self.org_id) as memory:
            return sum(found.kind == "notification" for found in await memory.events.after(0))


def _number(body: str) -> str:
    return body.removeprefix("Issue ").partition(".")[0]


@pytest.fixture
async def office(database: Database, org_id: UUID, noon: datetime) -> Office:
    return await Office(database, org_id, noon).make(weekly=2)


async def test_two_of_five_alerts_are_told_and_three_are_held_back(office: Office) -> None:
    await office.tell("medium", "low", "high", "low", "high")
    await office.end_pass()

    assert await office.told() == ["2", "4"]
    assert await office.held() == ["0", "3", "1"]
    async with office.database.open_memory(office.org_id) as memory:
        assert await memory.notifications.unread() == 2
        assert len(await memory.issues.matching()) == 5
    assert await office.events() == 2


async def test_what_is_less_severe_waits_for_the_end_of_the_pass(office: Office) -> None:
    await office.tell("low", "medium")
    assert await office.told() == []
    await office.tell_again(await office.open_issue(5, "high"))
    assert await office.told() == ["5"]

    assert await office.end_pass(office.noon + timedelta(minutes=1)) == 1

    assert await office.told() == ["5", "1"]


async def test_an_opening_is_told_once(office: Office) -> None:
    [issue] = await office.tell("high")

    assert await office.tell_again(issue) is False
    async with office.database.open_memory(office.org_id) as memory:
        await memory.issues.resolve(issue, office.noon)
        await memory.issues.reopen(issue, {"explanation": "Issue 0."})
    assert await office.tell_again(issue) is True

    assert await office.told() == ["0", "0"]
    async with office.database.open_memory(office.org_id) as memory:
        again, first = await memory.notifications.latest()
    assert first.title == "Table bookings: the share of calls that capture field_0 is too low"
    assert again.title == "Table bookings: the share of calls that capture field_0 is too low again"
    assert (again.link, again.important) == (f"/projects/{office.project_id}#issue-{issue}", True)


async def test_raising_the_number_lets_the_next_pass_tell_more(office: Office) -> None:
    await office.tell("high", "high", "high", "low")
    await office.allow(3)
    assert await office.told() == ["0", "1"]

    assert await office.end_pass() == 1

    assert await office.told() == ["0", "1", "2"]
    assert await office.held() == ["3"]


async def test_with_none_wanted_nobody_is_told_and_all_is_listed(office: Office) -> None:
    await office.allow(0)
    await office.tell("high", "low")

    assert await office.end_pass() == 0
    assert (await office.told(), await office.held()) == ([], ["0", "1"])


async def test_a_week_later_there_is_room_again(office: Office) -> None:
    await office.tell("high", "high", "high", "high", "high")

    assert await office.end_pass(office.noon + 7 * DAY - timedelta(seconds=1)) == 0
    assert await office.end_pass(office.noon + 7 * DAY) == 2
    assert await office.held(office.noon + 8 * DAY) == ["4"]
    assert await office.end_pass(office.noon + 14 * DAY) == 1


async def test_in_no_seven_days_more_are_told_than_wanted(office: Office) -> None:
    await office.allow(3)
    for day in range(25):
        at = office.noon + day * DAY
        async with office.database.open_memory(office.org_id) as memory:
            issue = await make_issue(memory, office.project_id, at=at, field=f"day_{day}")
            await tell_of_issue(memory, issue, at)
            await release_held_back(memory, at)
    async with office.database.open_memory(office.org_id) as memory:
        told = [found.told_at for found in await memory.notifications.latest() if found.told_at]

    assert len(told) == 12
    for start in told:
        assert sum(start <= at < start + 7 * DAY for at in told) <= 3


@pytest.mark.parametrize("end", ["resolved", "ignored", "suggested"])
async def test_what_no_longer_stands_is_not_told_later(office: Office, end: str) -> None:
    *_, issue = await office.tell("high", "high", "high")
    async with office.database.open_memory(office.org_id) as memory:
        if end == "ignored":
            await ignoring.ignore(memory, issue, reason="We know.", at=office.noon)
        else:
            await memory.issues.change(issue, {"status": end})

    assert await office.end_pass(office.noon + 8 * DAY) == 0
    assert await office.held(office.noon + 6 * DAY) == ["2"]
    assert await office.held(office.noon + 8 * DAY) == []


async def test_an_earlier_opening_is_not_told_once_the_issue_was_resolved(office: Office) -> None:
    *_, issue = await office.tell("high", "high", "high")
    async with office.database.open_memory(office.org_id) as memory:
        await memory.issues.resolve(issue, office.noon)
        await memory.issues.reopen(issue, {"explanation": "Issue 7."})

    assert await office.end_pass(office.noon + 8 * DAY) == 0
    await office.tell_again(issue, office.noon + 8 * DAY)
    assert await office.told() == ["0", "1", "7"]


async def test_what_somebody_read_in_the_list_takes_no_place_later(office: Office) -> None:
    await office.tell("high", "high", "high")
    async with office.database.open_memory(office.org_id) as memory:
        [held] = await memory.notifications.held_back(office.noon)
        await memory.notifications.mark_read(office.noon, held.id)

    assert await office.end_pass(office.noon + 8 * DAY) == 0


async def test_marking_all_as_read_leaves_what_was_held_back_unread(office: Office) -> None:
    await office.tell("high", "high", "high")
    async with office.database.open_memory(office.org_id) as memory:
        await memory.notifications.mark_read(office.noon)

    assert await office.end_pass(office.noon + 8 * DAY) == 1
    async with office.database.open_memory(office.org_id) as memory:
        assert await memory.notifications.unread() == 1


async def test_a_suggestion_counts_as_severe_as_the_worst_of_its_issues(office: Office) -> None:
    first, second, third = [await office.open_issue(number, "low") for number in range(3)]
    async with office.database.open_memory(office.org_id) as memory:
        await memory.issues.change(third, {"severity": "medium"})
        suggestion_id = await make_suggestion(memory, office.project_id, second, at=office.noon)
        await memory.suggestions.add_issue(suggestion_id, third)
        await tell_of_issue(memory, first, office.noon)
        await tell_of_suggestion(memory, await memory.suggestions.get(suggestion_id), office.noon)
    await office.allow(1)

    await office.end_pass()

    assert await office.told() == ["The e-mail address is never asked for"]
    assert await office.held() == ["0"]


async def test_a_suggestion_that_was_decided_is_not_told_later(office: Office) -> None:
    await office.allow(0)
    issue = await office.open_issue(0)
    async with office.database.open_memory(office.org_id) as memory:
        suggestion_id = await make_suggestion(memory, office.project_id, issue, at=office.noon)
        await tell_of_suggestion(memory, await memory.suggestions.get(suggestion_id), office.noon)
        await decisions.reject(memory, suggestion_id, reason="No.", at=office.noon)
    await office.allow(5)

    assert await office.end_pass() == 0


async def test_of_many_at_once_only_one_takes_the_last_place(office: Office) -> None:
    await office.allow(1)
    issues = [await office.open_issue(number) for number in range(6)]

    await asyncio.gather(*(office.tell_again(issue) for issue in issues), *(office.end_pass() for _ in range(3)))

    assert (len(await office.told()), len(await office.held()), await office.events()) == (1, 5, 1)


async def test_the_last_place_is_not_given_away_while_another_transaction_takes_it(office: Office) -> None:
    await office.allow(1)
    first, second = await office.open_issue(0), await office.open_issue(1)
    async with office.database.open_memory(office.org_id) as other_project:
        project_id = await make_project(other_project, at=office.noon, key="other")
        await other_project.issues.change(second, {"project_id": project_id})

    async with office.database.open_memory(office.org_id) as memory:
        await tell_of_issue(memory, first, office.noon)
        waiting = asyncio.create_task(office.tell_again(second))
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await waiting

    assert (await office.told(), await office.held()) == (["0"], ["1"])


async def test_the_places_of_one_organisation_are_not_anothers(
    office: Office, database: Database, noon: datetime
) -> None:
    other = await Office(database, await make_organisation(database, "Other"), noon).make(weekly=2)
    await office.tell("high", "high", "high")
    await other.tell("high", "high")

    assert (len(await office.told()), len(await other.told())) == (2, 2)


async def test_what_is_no_alert_takes_no_place(office: Office) -> None:
    async with office.database.open_memory(office.org_id) as memory:
        for number in range(3):
            await _say(memory, office, number)
    await office.tell("high", "high")

    assert len(await office.told()) == 5


async def _say(memory: Memory, office: Office, number: int) -> None:
    await memory.notifications.tell(
        f"said:{number}",
        title="A version is in force",
        body="Look.",
        link="/",
        at=office.noon,
        project_id=office.project_id,
        important=True,
    )


async def test_a_resolved_issue_is_not_told(office: Office) -> None:
    issue = await office.open_issue(0)
    async with office.database.open_memory(office.org_id) as memory:
        await memory.issues.resolve(issue, office.noon)

    assert await office.tell_again(issue) is False
    assert (await office.told(), await office.held()) == ([], [])
