"""What looking at all calls of a project does to its issues."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from memory.database import Database
from memory.vocabulary import IssueStatus
from tests.integration.graphs.callers import Callers
from tests.integration.memory.imports.files import Desk, call, project


@pytest.fixture
async def callers(database: Database, org_id: UUID, tmp_path: Path, noon: datetime) -> Callers:
    desk = Desk(database, org_id, tmp_path)
    await desk.bring_projects(project())
    return Callers(desk, noon - timedelta(days=60))


async def test_callers_who_hang_up_early_open_an_issue(callers: Callers) -> None:
    await callers.ring(120, 0.9, hang_up=0.5)

    await callers.look()

    issue = (await callers.issues())["early_hang_up"]
    assert (issue.kind, issue.status, issue.baseline) == ("level", "open", 0.85)
    assert issue.observed == pytest.approx(0.5)
    assert issue.explanation.startswith("The share of calls in which the caller does not hang up early is 50 %")


async def test_a_few_callers_who_hang_up_early_open_nothing(callers: Callers) -> None:
    await callers.ring(300, 0.9, hang_up=0.08)

    await callers.look()

    assert "early_hang_up" not in await callers.issues()


async def test_a_project_nobody_called_has_no_issue(callers: Callers) -> None:
    looked = await callers.look()

    assert (looked.opened, looked.moment) == ((), None)
    assert await callers.issues() == {}


async def test_more_voicemail_changes_nothing(callers: Callers) -> None:
    """Neither the issues nor their numbers: a call that reached nobody is no conversation."""
    await callers.ring(300, 0.85)
    await callers.ring(60, 0.3)
    await callers.look()
    before = await callers.issues()
    calls = [
        call(f"v{number}", started_at=(callers.now - timedelta(minutes=number)).isoformat(), status="voicemail")
        for number in range(200)
    ]
    await callers.desk.bring_calls(*calls)

    await callers.look()

    after = await callers.issues()
    assert set(after) == set(before) == {"success"}
    same = [(each["success"].observed, each["success"].calls, each["success"].since) for each in (before, after)]
    assert same[0] == same[1]


@pytest.mark.parametrize("status", [IssueStatus.OPEN, IssueStatus.IGNORED])
async def test_a_metric_that_is_back_resolves_its_issue_and_a_second_fall_opens_it_again(
    callers: Callers, status: IssueStatus
) -> None:
    await callers.ring(400, 0.85)
    await callers.ring(100, 0.35)
    [issue_id] = (await callers.look()).opened
    await callers.change_issue(issue_id, status=status.value)
    await callers.ring(200, 0.88)
    back = await callers.look()
    resolved = (await callers.issues())["success"]
    await callers.ring(120, 0.35)
    again = await callers.look()

    issue = (await callers.issues())["success"]
    assert back.opened == ()
    assert (resolved.status, resolved.reopened) == ("resolved", 0)
    assert again.opened == (issue_id,)
    assert (issue.id, issue.status, issue.reopened) == (issue_id, "open", 1)
    assert issue.baseline == pytest.approx(0.86, abs=0.03)
    assert issue.calls == pytest.approx(120, abs=12)


async def test_an_ignored_issue_stays_ignored_while_the_metric_is_low(callers: Callers) -> None:
    await callers.ring(120, 0.3)
    [issue_id] = (await callers.look()).opened
    await callers.change_issue(issue_id, status="ignored")
    await callers.ring(60, 0.3)

    assert (await callers.look()).opened == ()
    issue = (await callers.issues())["success"]
    assert (issue.status, issue.calls) == ("ignored", 180)


async def test_a_moment_before_the_last_look_changes_nothing(callers: Callers) -> None:
    await callers.ring(400, 0.85)
    healthy = callers.now
    await callers.ring(120, 0.3)
    await callers.look()
    before, news = await callers.issues(), await callers.news()

    for moment in (healthy, healthy - timedelta(days=1), callers.now - timedelta(seconds=1)):
        looked = await callers.look(as_of=moment)
        assert (looked.opened, looked.moment) == ((), None)

    assert (await callers.issues(), await callers.news()) == (before, news)


async def test_a_look_at_an_earlier_moment_leaves_what_came_since_to_be_looked_at(callers: Callers) -> None:
    await callers.ring(400, 0.85)
    healthy = callers.now
    await callers.ring(120, 0.3)

    assert (await callers.look(as_of=healthy)).opened == ()
    assert (await callers.news())[3] is True
    assert len((await callers.look()).opened) == 1


async def test_after_a_look_at_a_moment_to_come_new_calls_are_still_looked_at(callers: Callers) -> None:
    await callers.ring(400, 0.85)
    await callers.look(as_of=callers.now + timedelta(days=30))
    await callers.ring(120, 0.3)

    await callers.look()

    assert "success" in await callers.issues()
    assert (await callers.news())[3] is False


async def test_after_the_last_call_was_corrected_to_an_earlier_end_the_project_is_still_looked_at(
    callers: Callers,
) -> None:
    await callers.ring(100, 0.9)
    await callers.look()
    last = {"started_at": (callers.now - timedelta(seconds=120)).isoformat(), "duration_s": 60}
    await callers.desk.bring_calls(call("bookings-99", success=False, **last))

    await callers.look()

    assert await callers.news() == ([], [], 0, False, True)


async def test_a_weekend_that_is_always_lower_is_no_issue(callers: Callers) -> None:
    """Five weeks, 25 points lower on Saturdays and Sundays, looked at every Monday."""
    callers.now, callers.every = datetime.fromisoformat("2026-09-28T00:00:00+00:00"), timedelta(minutes=10)
    opened = []
    for _ in range(5):
        await callers.ring(720, 0.85)
        await callers.ring(288, 0.6)
        opened += (await callers.look()).opened

    print(f"lower weekends of a project alone: {[each.explanation for each in (await callers.issues()).values()]}")
    assert opened == []


async def test_a_type_of_call_that_goes_less_well_is_no_issue_when_there_is_more_of_it(callers: Callers) -> None:
    for number, (easy, hard) in enumerate([(70, 30)] * 8 + [(40, 60)] * 6):
        await callers.ring(easy, 0.9, call_type="sales")
        await callers.ring(hard, 0.6, call_type="claims")
        assert (await callers.look()).opened == (), f"on day {number}"
