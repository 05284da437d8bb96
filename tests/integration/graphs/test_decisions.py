"""What a click does, whoever clicks and however often."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from graphs import decisions
from graphs.decisions import DecisionRefusedError
from memory.database import Database
from memory.vocabulary import SuggestionStatus
from tests.integration.worlds import INSTRUCTIONS, SUGGESTED, make_issue, make_project, make_suggestion


@pytest.fixture
async def suggestion(database: Database, org_id: UUID, noon: datetime) -> tuple[UUID, UUID]:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        issue_id = await make_issue(memory, project_id, at=noon)
        return project_id, await make_suggestion(memory, project_id, issue_id, at=noon)


async def test_accepting_puts_version_two_in_force(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    async with database.open_memory(org_id) as memory:
        accepted = await decisions.accept(memory, suggestion_id, at=noon)

    async with database.open_memory(org_id) as memory:
        current = await memory.instructions.current(project_id)
        first = await memory.instructions.find(project_id, 1)
    assert accepted.status == SuggestionStatus.ACCEPTED
    assert (current.number, current.text, current.suggestion_id) == (2, SUGGESTED, suggestion_id)
    assert first is not None
    assert (first.in_force_from, first.in_force_to) == (None, noon)


async def test_accepting_twice_applies_once(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    for _ in range(2):
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=noon)

    async with database.open_memory(org_id) as memory:
        assert (await memory.instructions.current(project_id)).number == 2


async def test_ten_people_at_once_apply_once(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion

    async def click() -> None:
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=noon)

    await asyncio.gather(*(click() for _ in range(8)))

    async with database.open_memory(org_id) as memory:
        assert [version.number for version in await memory.instructions.history(project_id)] == [2, 1]
        assert len(await memory.suggestions.decisions_on(suggestion_id)) == 1


async def test_a_contrary_decision_is_refused(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion[1], at=noon)

    with pytest.raises(DecisionRefusedError, match="already accepted"):
        async with database.open_memory(org_id) as memory:
            await decisions.reject(memory, suggestion[1], reason="No.", at=noon)


async def test_a_rejection_without_a_reason_is_refused(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    with pytest.raises(DecisionRefusedError, match="reason"):
        async with database.open_memory(org_id) as memory:
            await decisions.reject(memory, suggestion[1], reason="  ", at=noon)


async def test_a_rejection_opens_the_issue_again(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    async with database.open_memory(org_id) as memory:
        rejected = await decisions.reject(memory, suggestion[1], reason="We may not ask.", at=noon)

    async with database.open_memory(org_id) as memory:
        issue = await memory.issues.get(rejected.issue_id)
        assert (rejected.status, issue.status) == ("rejected", "open")
        assert (await memory.suggestions.decisions_on(rejected.id))[0].reason == "We may not ask."


async def test_a_suggestion_on_instructions_that_moved_on_is_not_applied(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    async with database.open_memory(org_id) as memory:
        await decisions.edit_by_hand(memory, project_id, "By hand.", base_version=1, at=noon)

    with pytest.raises(DecisionRefusedError):
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=noon)
    async with database.open_memory(org_id) as memory:
        assert (await memory.instructions.current(project_id)).text == "By hand."
        assert (await memory.suggestions.get(suggestion_id)).status == SuggestionStatus.EXPIRED


async def test_an_expired_suggestion_is_not_applied(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    with pytest.raises(DecisionRefusedError, match="expired"):
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion[1], at=noon + timedelta(weeks=5))


async def test_rolling_back_makes_the_old_text_version_three(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion_id, at=noon)
    for _ in range(2):
        async with database.open_memory(org_id) as memory:
            rolled_back = await decisions.roll_back(memory, suggestion_id, at=noon + timedelta(hours=1))

    async with database.open_memory(org_id) as memory:
        current = await memory.instructions.current(project_id)
    assert rolled_back.status == SuggestionStatus.ROLLED_BACK
    assert (current.number, current.text, current.restored_from) == (3, INSTRUCTIONS, 1)


async def test_an_edited_acceptance_puts_the_persons_text_in_force(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion_id, at=noon, edited="My own words.")

    async with database.open_memory(org_id) as memory:
        current = await memory.instructions.current(project_id)
        assert (current.text, current.author) == ("My own words.", "person")
    with pytest.raises(DecisionRefusedError, match="another text"):
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion_id, at=noon)


@pytest.mark.parametrize("text", ["", "  \n", "a\x00b", "x" * 200_001], ids=["empty", "blank", "NUL", "too long"])
async def test_unusable_instructions_are_refused(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID], text: str
) -> None:
    with pytest.raises(DecisionRefusedError):
        async with database.open_memory(org_id) as memory:
            await decisions.accept(memory, suggestion[1], at=noon, edited=text)


async def test_restoring_makes_a_new_version_and_again_changes_nothing(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, suggestion_id = suggestion
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion_id, at=noon)
    for _ in range(2):
        async with database.open_memory(org_id) as memory:
            restored = await decisions.restore(memory, project_id, 1, at=noon)

    assert (restored.number, restored.text, restored.restored_from) == (3, INSTRUCTIONS, 1)


async def test_two_hand_edits_of_one_version_do_not_overwrite_each_other(
    database: Database, org_id: UUID, noon: datetime, suggestion: tuple[UUID, UUID]
) -> None:
    project_id, _ = suggestion
    async with database.open_memory(org_id) as memory:
        await decisions.edit_by_hand(memory, project_id, "First.", base_version=1, at=noon)

    with pytest.raises(DecisionRefusedError, match="Somebody else"):
        async with database.open_memory(org_id) as memory:
            await decisions.edit_by_hand(memory, project_id, "Second.", base_version=1, at=noon)
