"""The life of one problem, on the real graph with the real database."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from graphs import decisions
from graphs.runner import resume_after_decision
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.vocabulary import SuggestionStatus


async def test_a_field_that_is_never_asked_for_gets_a_suggestion(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    result = await scan(services, org_id)

    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching(project_id=salon)
        issues = {(found.metric, found.field): found for found in await memory.issues.matching()}
        quotes = await memory.evidence.of_suggestion(suggestion.id)
        [notification] = await memory.notifications.latest()
    assert result.suggestions_created == (suggestion.id,)
    assert set(issues) == {("capture", "email"), ("success", "")}
    assert {found.status for found in issues.values()} == {"suggested"}
    assert (suggestion.cause, suggestion.fields, suggestion.status) == ("not_asked", ["email"], "pending")
    assert suggestion.verification is not None
    assert suggestion.verification.status == "not_replayed"
    assert suggestion.expected.low <= suggestion.expected.mid <= suggestion.expected.high
    assert quotes
    assert notification.important


async def test_a_second_scan_changes_nothing(services: Services, org_id: UUID, salon: UUID) -> None:
    await scan(services, org_id)

    again = await scan(services, org_id, project_id=salon)

    assert (again.issues_opened, again.suggestions_created) == ((), ())


async def test_where_nothing_changed_nothing_is_looked_at(services: Services, org_id: UUID, salon: UUID) -> None:
    await scan(services, org_id)

    assert (await scan(services, org_id)).projects_scanned == 0


async def test_two_scans_at_once_suggest_once(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    results = await asyncio.gather(*(scan(services, org_id, project_id=salon) for _ in range(3)))

    assert all(result.problems == () for result in results)
    async with database.open_memory(org_id) as memory:
        assert len(await memory.suggestions.matching()) == 1
        assert len(await memory.issues.matching()) == 2


async def test_an_earlier_moment_after_a_later_one_changes_nothing(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    await scan(services, org_id)
    async with database.open_memory(org_id) as memory:
        before = await memory.issues.matching()

    earlier = await scan(services, org_id, project_id=salon, as_of=noon - timedelta(hours=190))

    async with database.open_memory(org_id) as memory:
        assert await memory.issues.matching() == before
    assert earlier.issues_opened == ()


async def test_only_calls_that_had_ended_by_then_count(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    moment = noon - timedelta(hours=175, minutes=30)  # 25 of the 40 calls had ended

    await scan(services, org_id, as_of=moment)

    async with database.open_memory(org_id) as memory:
        [issue] = [found for found in await memory.issues.matching(project_id=salon) if found.field == "email"]
    assert (issue.calls, issue.detected_at) == (25, moment)


async def test_an_accepted_suggestion_is_applied_and_its_run_ends(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    [suggestion_id] = (await scan(services, org_id)).suggestions_created
    async with database.open_memory(org_id) as memory:
        suggestion = await decisions.accept(memory, suggestion_id, at=noon)

    await asyncio.gather(*(resume_after_decision(services, org_id, suggestion_id) for _ in range(3)))

    async with database.open_memory(org_id) as memory:
        run = await memory.runs.last(suggestion.issue_id)
        current = await memory.instructions.current(salon)
        titles = [found.title for found in await memory.notifications.latest()]
    assert run is not None
    assert (run.status, run.outcome) == ("ended", "accepted")
    assert (current.number, current.text) == (2, suggestion.after)
    assert titles.count("Hair salon: version 2 is in force") == 1


async def test_nothing_more_is_suggested_until_calls_come_in_under_the_new_version(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    [suggestion_id] = (await scan(services, org_id)).suggestions_created
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion_id, at=noon)

    result = await scan(services, org_id, project_id=salon)

    assert (result.issues_opened, result.suggestions_created) == ((), ())


async def test_a_rejected_idea_does_not_come_back(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    [suggestion_id] = (await scan(services, org_id)).suggestions_created
    async with database.open_memory(org_id) as memory:
        rejected = await decisions.reject(memory, suggestion_id, reason="We write to nobody.", at=noon)
    await resume_after_decision(services, org_id, suggestion_id)

    for _ in range(2):
        await scan(services, org_id)

    async with database.open_memory(org_id) as memory:
        kinds = [found.kind for found in await memory.suggestions.matching() if found.id != rejected.id]
    assert rejected.kind not in kinds


async def test_a_decision_nobody_woke_the_run_for_is_found_by_the_next_scan(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    [suggestion_id] = (await scan(services, org_id)).suggestions_created
    async with database.open_memory(org_id) as memory:
        suggestion = await decisions.reject(memory, suggestion_id, reason="No.", at=noon)

    await scan(services, org_id)

    async with database.open_memory(org_id) as memory:
        last = await memory.runs.last(suggestion.issue_id)
    assert last is not None
    assert last.status == "ended"


async def test_a_suggestion_nobody_decided_on_expires(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    [suggestion_id] = (await scan(services, org_id)).suggestions_created
    later = Services(database=database, clock=lambda: noon + timedelta(weeks=5))

    await scan(later, org_id, project_id=salon)

    async with database.open_memory(org_id) as memory:
        assert (await memory.suggestions.get(suggestion_id)).status == SuggestionStatus.EXPIRED


async def test_what_one_organisation_suggests_another_never_sees(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    from tests.fixtures import make_organisation

    other = await make_organisation(database, "Other")
    [suggestion_id] = (await scan(services, org_id)).suggestions_created

    async with database.open_memory(other) as memory:
        with pytest.raises(LookupError):
            await memory.suggestions.get(suggestion_id)
        assert await memory.notifications.latest() == []
