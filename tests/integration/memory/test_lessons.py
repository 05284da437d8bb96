"""Lessons count what became of suggestions; of others only counts are told, of enough who agreed."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from memory.database import Database
from memory.repositories.lessons import FEWEST_ORGANISATIONS, OutcomeKind
from memory.vocabulary import Cause
from tests.fixtures import make_organisation
from tests.integration.memory.remembered import Tried, open_project, try_out


async def learn(
    database: Database, org_id: UUID, at: datetime, *tried: Tried, agreed: bool = True, effect: float | None = None
) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.organisation.share_lessons(agreed=agreed)
        project_id, issue_id = await open_project(memory, at)
        for one in tried or (Tried(),):
            suggestion_id = await try_out(memory, project_id, issue_id, at, one)
            if effect is not None:
                await memory.lessons.record(
                    suggestion_id, OutcomeKind.MEASURED, effect=effect, standard_error=0.01, calls=100, at=at
                )


async def test_each_kind_of_edit_against_each_cause_is_counted(
    database: Database, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        for decided in (("accept",), ("edit",), ("reject",), ("reject",), ("accept", "roll_back"), ("expire",), ()):
            await try_out(memory, project_id, issue_id, noon, Tried(decided))
        other, other_issue = await open_project(memory, noon, "other")
        await try_out(memory, other, other_issue, noon, Tried(kind="read_back", cause=Cause.MISHEARD))

        asking, reading = sorted(await memory.lessons.counts(), key=lambda one: one.kind)
        of_project = await memory.lessons.counts(project_id)

    assert (asking.cause, asking.kind, asking.shown) == (Cause.NOT_ASKED, "ask_for_field", 7)
    assert (asking.accepted, asking.edited, asking.rejected) == (2, 1, 2)
    assert (asking.rolled_back, asking.expired) == (1, 1)
    assert (reading.cause, reading.shown, reading.rejected) == (Cause.MISHEARD, 1, 1)
    assert of_project == [asking]


async def test_outcomes_stand_beside_the_counts(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        suggestion_id = await try_out(memory, project_id, issue_id, noon, Tried(("accept",)))
        for effect in (0.5, 0.08):
            await memory.lessons.record(
                suggestion_id, OutcomeKind.MEASURED, effect=effect, standard_error=0.02, calls=120, at=noon
            )
        await memory.lessons.record(
            suggestion_id, OutcomeKind.REPLAY, effect=0.2, standard_error=0.1, calls=40, at=noon
        )

        (lesson,) = await memory.lessons.counts(project_id)

    assert lesson.shown == 1
    measured, replayed = lesson.outcomes
    assert (measured.kind, measured.effect, measured.standard_error, measured.calls) == ("measured", 0.08, 0.02, 120)
    assert (replayed.kind, replayed.effect) == ("replay", 0.2)
    assert measured.suggestion_id == suggestion_id
    assert measured.project_id == project_id


async def test_another_organisation_learns_nothing_of_it(database: Database, org_id: UUID, noon: datetime) -> None:
    await learn(database, org_id, noon, effect=0.1)
    stranger = await make_organisation(database, "Other")

    async with database.open_memory(stranger) as memory:
        assert await memory.lessons.counts() == []


async def test_too_few_organisations_are_not_told_of(database: Database, org_id: UUID, noon: datetime) -> None:
    await learn(database, org_id, noon)
    for number in range(FEWEST_ORGANISATIONS - 2):
        await learn(database, await make_organisation(database, f"Org {number}"), noon)
    await learn(database, await make_organisation(database, "Private"), noon, agreed=False)

    async with database.open_fleet() as fleet:
        before = await fleet.lessons.counts()
    await learn(database, await make_organisation(database, "Fifth"), noon)
    async with database.open_fleet() as fleet:
        (told,) = await fleet.lessons.counts()

    assert before == []
    assert (told.organisations, told.shown, told.rejected, told.measured) == (5, 5, 5, 0)


async def test_the_sample_teaches_nobody(database: Database, org_id: UUID, noon: datetime) -> None:
    await learn(database, org_id, noon)
    for number in range(FEWEST_ORGANISATIONS - 1):
        sample = await make_organisation(database, f"Sample {number}")
        async with database.open_memory(sample) as memory:
            await memory.connection.execute(text("UPDATE organisations SET is_sample = true"))
        await learn(database, sample, noon)

    async with database.open_fleet() as fleet:
        assert await fleet.lessons.counts() == []


async def test_outcomes_are_told_as_counts_of_enough(database: Database, org_id: UUID, noon: datetime) -> None:
    organisations = [org_id] + [await make_organisation(database, f"Org {number}") for number in range(4)]
    accepted = (Tried(("accept",)), Tried(("accept", "roll_back")))
    for number, each in enumerate(organisations):
        await learn(database, each, noon, *accepted, effect=-0.05 if number == 0 else 0.05)
    async with database.open_fleet() as fleet:
        (told,) = await fleet.lessons.counts()

    assert (told.shown, told.accepted, told.rolled_back) == (10, 10, 5)
    assert (told.measured, told.helped, told.harmed) == (10, 8, 2)


async def test_outcomes_of_too_few_are_not_told(database: Database, org_id: UUID, noon: datetime) -> None:
    await learn(database, org_id, noon, effect=0.05)
    for number in range(FEWEST_ORGANISATIONS - 1):
        await learn(database, await make_organisation(database, f"Org {number}"), noon)
    async with database.open_fleet() as fleet:
        (told,) = await fleet.lessons.counts()

    assert (told.shown, told.measured, told.helped, told.harmed) == (5, 0, 0, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT reason FROM decisions",
        "SELECT person_id FROM decisions",
        "SELECT calls FROM outcomes",
        "SELECT text FROM preferences",
        "SELECT text FROM suggestion_meanings",
    ],
)
async def test_the_fleet_reads_no_words_of_anybody(database: Database, org_id: UUID, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.open_fleet() as fleet:
            await fleet.connection.execute(text(statement))
