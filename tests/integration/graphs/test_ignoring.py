"""What becomes of an issue that a person wants left alone, whoever clicks and however often."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from graphs import decisions, ignoring
from graphs.alerts import tell_of_issue
from graphs.decisions import DecisionRefusedError
from graphs.runner import find_issues_to_run
from graphs.services import Services
from memory.database import Database
from memory.repositories.issues import IssueRecord
from tests.integration.worlds import make_issue, make_project, make_suggestion

REASON = "This client asks for no e-mail address."


class Project:
    """A project with an issue, and what people do about it."""

    def __init__(self, database: Database, org_id: UUID, noon: datetime) -> None:
        self.database, self.org_id, self.noon = database, org_id, noon

    async def make(self) -> "Project":
        async with self.database.open_memory(self.org_id) as memory:
            self.id = await make_project(memory, at=self.noon)
            self.issue = await make_issue(memory, self.id, at=self.noon)
        return self

    async def suggest(self, *others: UUID) -> UUID:
        async with self.database.open_memory(self.org_id) as memory:
            suggestion = await make_suggestion(memory, self.id, self.issue, at=self.noon)
            for other in others:
                await memory.suggestions.add_issue(suggestion, other)
                await memory.issues.mark_suggested(other)
        return suggestion

    async def add_issue(self, field: str) -> UUID:
        async with self.database.open_memory(self.org_id) as memory:
            return await make_issue(memory, self.id, at=self.noon, field=field)

    async def ignore(self, issue: UUID | None = None, reason: str = REASON, person: UUID | None = None) -> IssueRecord:
        async with self.database.open_memory(self.org_id) as memory:
            wanted = issue or self.issue
            return await ignoring.ignore(memory, wanted, reason=reason, at=self.noon, person_id=person)

    async def watch_again(self) -> IssueRecord:
        async with self.database.open_memory(self.org_id) as memory:
            return await ignoring.watch_again(memory, self.issue, at=self.noon)

    async def read(self, issue: UUID | None = None) -> IssueRecord:
        async with self.database.open_memory(self.org_id) as memory:
            return await memory.issues.get(issue or self.issue)

    async def sentences(self) -> list[str]:
        async with self.database.open_memory(self.org_id) as memory:
            return [line.sentence for line in await memory.activities.latest(project_id=self.id)]


@pytest.fixture
async def project(database: Database, org_id: UUID, noon: datetime) -> Project:
    return await Project(database, org_id, noon).make()


async def test_an_ignored_issue_says_who_when_and_why(project: Project, noon: datetime) -> None:
    person = UUID(int=7)

    issue = await project.ignore(reason=f"  {REASON}\n", person=person)

    said = (issue.status, issue.ignored_reason, issue.ignored_at, issue.ignored_by)
    assert said == ("ignored", REASON, noon, person)


async def test_the_reason_stays_out_of_the_log(project: Project) -> None:
    await project.ignore()
    await project.watch_again()

    back, ignored = await project.sentences()
    assert ignored == "The share of calls that capture email is not watched any more: the issue is ignored."
    assert back == "The share of calls that capture email is watched again: the issue is open."


async def test_the_same_click_twice_changes_nothing(project: Project) -> None:
    first = await project.ignore()
    assert await project.ignore() == first
    assert len(await project.sentences()) == 1

    watched = await project.watch_again()
    assert await project.watch_again() == watched
    assert (watched.status, watched.ignored_reason, watched.ignored_at) == ("open", None, None)
    assert len(await project.sentences()) == 2


async def test_two_people_ignoring_at_once_ignore_once(project: Project) -> None:
    answers = await asyncio.gather(*(project.ignore() for _ in range(6)))

    assert {answer.status for answer in answers} == {"ignored"}
    assert len(await project.sentences()) == 1


async def test_of_two_reasons_at_once_one_stands_and_the_other_is_refused(project: Project) -> None:
    reasons = ["Not ours to ask.", "We know."]

    answers = await asyncio.gather(*(project.ignore(reason=said) for said in reasons), return_exceptions=True)

    [kept] = [answer for answer in answers if isinstance(answer, IssueRecord)]
    [refused] = [answer for answer in answers if isinstance(answer, DecisionRefusedError)]
    assert kept.ignored_reason == (await project.read()).ignored_reason
    assert "for another reason" in str(refused)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        pytest.param("", "give a reason", id="none"),
        pytest.param(" \n\t", "give a reason", id="blank"),
        pytest.param("x" * 501, "at most 500", id="too long"),
        pytest.param("a\x00b", "cannot be stored", id="NUL"),
        pytest.param("a\udcffb", "cannot be stored", id="half of a character"),
    ],
)
async def test_an_unusable_reason_is_refused(project: Project, reason: str, said: str) -> None:
    with pytest.raises(DecisionRefusedError, match=said):
        await project.ignore(reason=reason)

    assert (await project.read()).status == "open"


async def test_a_reason_of_the_greatest_length_is_kept(project: Project) -> None:
    assert (await project.ignore(reason="é" * 500)).ignored_reason == "é" * 500


@pytest.mark.parametrize("change", ["ignore", "watch_again"])
async def test_a_click_on_an_issue_that_was_resolved_meanwhile_is_refused(project: Project, change: str) -> None:
    async with project.database.open_memory(project.org_id) as memory:
        await memory.issues.resolve(project.issue, project.noon)

    with pytest.raises(DecisionRefusedError, match="This issue is resolved: the metric is back"):
        await getattr(project, change)()

    assert (await project.read()).status == "resolved"


async def test_an_issue_that_does_not_exist_is_missed(project: Project) -> None:
    with pytest.raises(LookupError, match="no such issue"):
        await project.ignore(UUID(int=1))


async def test_a_suggestion_made_for_the_ignored_issue_alone_is_withdrawn(project: Project) -> None:
    suggestion_id = await project.suggest()

    await project.ignore()

    async with project.database.open_memory(project.org_id) as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
        [decision] = await memory.suggestions.decisions_on(suggestion_id)
    assert (suggestion.status, decision.kind) == ("expired", "expire")
    assert decision.reason == f"Withdrawn, because what it was made for is ignored: {REASON}"
    with pytest.raises(DecisionRefusedError, match="already expired"):
        async with project.database.open_memory(project.org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=project.noon)


async def test_a_suggestion_that_also_helps_another_issue_goes_on_waiting(project: Project) -> None:
    other = await project.add_issue("name")
    suggestion_id = await project.suggest(other)

    await project.ignore()
    async with project.database.open_memory(project.org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == "pending"
    await project.ignore(other)
    async with project.database.open_memory(project.org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == "expired"


async def test_a_suggestion_for_another_issue_is_left_alone(project: Project) -> None:
    suggestion_id = await project.suggest()
    other = await project.add_issue("name")

    await project.ignore(other)

    async with project.database.open_memory(project.org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == "pending"


async def test_a_rejection_leaves_an_ignored_issue_ignored(project: Project) -> None:
    other = await project.add_issue("name")
    suggestion_id = await project.suggest(other)
    await project.ignore()

    async with project.database.open_memory(project.org_id) as memory:
        await decisions.reject(memory, suggestion_id, reason="No.", at=project.noon)

    assert ((await project.read()).status, (await project.read(other)).status) == ("ignored", "open")


async def test_accepting_and_ignoring_at_once_do_one_of_the_two(project: Project) -> None:
    suggestion_id = await project.suggest()

    async def accept() -> None:
        async with project.database.open_memory(project.org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=project.noon)

    refused = await asyncio.gather(accept(), project.ignore(), return_exceptions=True)

    async with project.database.open_memory(project.org_id) as memory:
        status = (await memory.suggestions.get(suggestion_id)).status
        answers = await memory.suggestions.decisions_on(suggestion_id)
    assert len(answers) == 1
    assert status == ("expired" if isinstance(refused[0], DecisionRefusedError) else "accepted")
    assert (await project.read()).status == "ignored"


async def test_an_ignored_issue_gets_no_run_and_no_alert(project: Project, services: Services) -> None:
    await project.ignore()

    async with project.database.open_memory(project.org_id) as memory:
        assert await find_issues_to_run(services, memory, project.id) == []
        assert await tell_of_issue(memory, project.issue, project.noon) is False
        assert await memory.notifications.unread() == 0
    await project.watch_again()
    async with project.database.open_memory(project.org_id) as memory:
        assert await find_issues_to_run(services, memory, project.id) == [project.issue]


async def test_an_issue_that_recovers_while_ignored_is_resolved_and_may_come_back(project: Project) -> None:
    await project.ignore()
    async with project.database.open_memory(project.org_id) as memory:
        await memory.issues.resolve(project.issue, project.noon)
        resolved = await memory.issues.get(project.issue)
        await memory.issues.reopen(project.issue, {"observed": 0.2, "detected_at": project.noon + timedelta(days=9)})
        back = await memory.issues.get(project.issue)

    assert (resolved.status, resolved.ignored_reason, resolved.ignored_by) == ("resolved", None, None)
    assert (back.status, back.observed, back.reopened, back.resolved_at) == ("open", 0.2, 1, None)


async def test_an_issue_that_is_ignored_is_not_made_suggested(project: Project) -> None:
    await project.ignore()

    async with project.database.open_memory(project.org_id) as memory:
        await memory.issues.mark_suggested(project.issue)

    assert (await project.read()).status == "ignored"
