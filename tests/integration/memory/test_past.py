"""Past suggestions are found by cause, field, kind and meaning, and never by another organisation."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text

from knowledge_base.embeddings.fake import FakeEmbedder
from memory.database import Database
from memory.models.projects import projects
from memory.models.remembering import suggestion_meanings
from memory.repositories.lessons import OutcomeKind
from memory.repositories.rows import new_id
from memory.unit import Memory
from memory.vocabulary import Cause, SuggestionStatus
from tests.fixtures import make_organisation
from tests.integration.memory.remembered import Tried, open_project, try_out
from tools.recall import write_meaning

EMBEDDER = FakeEmbedder()


async def remember_all(memory: Memory, embedder: FakeEmbedder = EMBEDDER) -> None:
    for one in await memory.past.unremembered(embedder.name):
        words = write_meaning(one.kind, one.cause, one.fields, one.added)
        await memory.past.remember(one.suggestion_id, embedder.name, embedder.embed([words])[0], words)


async def test_a_past_suggestion_tells_what_became_of_it(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        suggestion_id = await try_out(memory, project_id, issue_id, noon, Tried(("reject",), "We never ask that."))

        (found,) = await memory.past.search(seen_from=project_id)

    assert found.suggestion_id == str(suggestion_id)
    assert found.is_same_project
    assert (found.decision, found.reason, found.decided_at) == ("reject", "We never ask that.", noon)
    assert found.status is SuggestionStatus.REJECTED
    assert (found.added, found.missed, found.base_version) == ("3. Ask for the e-mail address.\n", 40, 1)
    assert found.issue_id == str(issue_id)
    assert found.likeness is None
    assert found.measured is None


async def test_what_it_brought_stands_beside_it(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        suggestion_id = await try_out(memory, project_id, issue_id, noon, Tried(("accept",)))
        for kind, effect in ((OutcomeKind.REPLAY, 0.3), (OutcomeKind.MEASURED, 0.1)):
            await memory.lessons.record(suggestion_id, kind, effect=effect, standard_error=0.05, calls=300, at=noon)

        (found,) = await memory.past.search()

    assert found.measured is not None
    assert found.measured.mid == pytest.approx(0.1)
    assert found.measured.low == pytest.approx(0.1 - 1.2816 * 0.05)
    assert "300 calls" in found.measured.basis
    assert found.replayed is not None
    assert found.replayed.mid == pytest.approx(0.3)


async def test_the_roll_back_is_the_decision_that_counts(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        await try_out(memory, project_id, issue_id, noon, Tried(("accept", "roll_back"), "Calls took too long."))

        (found,) = await memory.past.rejected_of(project_id)

    assert (found.decision, found.reason) == ("roll_back", "Calls took too long.")
    assert found.status is SuggestionStatus.ROLLED_BACK


async def test_it_is_found_by_cause_field_kind_project_and_status(
    database: Database, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        asking = await try_out(memory, project_id, issue_id, noon)
        reading = Tried(("accept",), kind="read_back", cause=Cause.MISHEARD, fields=["name", "phone"])
        back = await try_out(memory, project_id, issue_id, noon + timedelta(days=1), reading)
        other, other_issue = await open_project(memory, noon, "other")
        elsewhere = await try_out(memory, other, other_issue, noon + timedelta(days=2))

        newest_first = await memory.past.search()
        searches = [
            await memory.past.search(cause=Cause.MISHEARD),
            await memory.past.search(field="phone"),
            await memory.past.search(kind="read_back"),
            await memory.past.search(project_id=other),
            await memory.past.search(statuses=[SuggestionStatus.REJECTED]),
            await memory.past.search(limit=1),
            await memory.past.search(field="phone' OR true --"),
        ]

    assert [found.suggestion_id for found in newest_first] == [str(elsewhere), str(back), str(asking)]
    ids = [[UUID(found.suggestion_id) for found in each] for each in searches]
    assert ids == [[back], [back], [back], [elsewhere], [elsewhere, asking], [elsewhere], []]


async def test_the_closest_in_meaning_comes_first(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        asking = await try_out(memory, project_id, issue_id, noon)
        reading = Tried(kind="read_back", cause=Cause.MISHEARD, fields=["phone"], added="Repeat the digits slowly.")
        back = await try_out(memory, project_id, issue_id, noon, reading)
        await remember_all(memory)
        sought = EMBEDDER.embed(["repeat the digits slowly"])[0]

        found = await memory.past.search(embedding=sought, model=EMBEDDER.name)
        of_field = await memory.past.search(embedding=sought, model=EMBEDDER.name, field="email")
        left = await memory.past.unremembered(EMBEDDER.name)

    assert [UUID(one.suggestion_id) for one in found] == [back, asking]
    first, second = (one.likeness or 0.0 for one in found)
    assert 1.0 >= first > second >= 0.0
    assert [UUID(one.suggestion_id) for one in of_field] == [asking]
    assert left == []


async def test_vectors_of_two_models_never_meet(database: Database, org_id: UUID, noon: datetime) -> None:
    other = FakeEmbedder(name="another", size=16)
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        await try_out(memory, project_id, issue_id, noon)
        await remember_all(memory)
        sought = other.embed(["Ask for the e-mail address."])[0]

        before = await memory.past.search(embedding=sought, model=other.name)
        unknown = await memory.past.unremembered(other.name)
        await remember_all(memory, other)
        after = await memory.past.search(embedding=sought, model=other.name)
        wrong_size = await memory.past.search(embedding=sought, model=EMBEDDER.name)

    assert before == []
    assert len(unknown) == 1
    assert len(after) == 1
    assert wrong_size == []


async def test_remembering_again_replaces_the_meaning(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        suggestion_id = await try_out(memory, project_id, issue_id, noon)
        for words in ("one thing", "another thing"):
            await memory.past.remember(suggestion_id, EMBEDDER.name, EMBEDDER.embed([words])[0], words)

        kept = (await memory.connection.execute(select(suggestion_meanings.c.text))).scalars().all()

    assert kept == ["another thing"]


@pytest.mark.parametrize("vector", [[], [0.0, 0.0], [float("nan"), 1.0], [float("inf")], [1.0] * 5_000])
async def test_what_is_no_vector_is_refused(database: Database, org_id: UUID, vector: list[float]) -> None:
    async with database.open_memory(org_id) as memory:
        with pytest.raises(ValueError, match="vector has"):
            await memory.past.search(embedding=vector, model=EMBEDDER.name)
        with pytest.raises(ValueError, match="vector has"):
            await memory.past.remember(new_id(), EMBEDDER.name, vector, "words")


async def test_an_embedding_needs_the_name_of_its_model(database: Database, org_id: UUID) -> None:
    async with database.open_memory(org_id) as memory:
        with pytest.raises(ValueError, match="model"):
            await memory.past.search(embedding=[1.0])


async def test_another_organisation_finds_nothing(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        await try_out(memory, project_id, issue_id, noon)
        await remember_all(memory)
    stranger = await make_organisation(database, "Other")
    same_words = EMBEDDER.embed([write_meaning("ask_for_field", Cause.NOT_ASKED, ["email"], "Ask for the e-mail.")])[0]

    async with database.open_memory(stranger) as memory:
        found = [
            await memory.past.search(),
            await memory.past.search(embedding=same_words, model=EMBEDDER.name),
            await memory.past.rejected_of(project_id),
            await memory.past.unremembered("any"),
        ]
        seen = (await memory.connection.execute(select(suggestion_meanings.c.text))).all()

    assert found == [[], [], [], []]
    assert seen == []


async def test_a_meaning_of_what_is_gone_is_not_stored(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        suggestion_id = await try_out(memory, project_id, issue_id, noon)
    stranger = await make_organisation(database, "Other")

    async with database.open_memory(stranger) as memory:
        for unknown in (suggestion_id, new_id()):
            await memory.past.remember(unknown, EMBEDDER.name, EMBEDDER.embed(["planted"])[0], "planted")
        kept = (await memory.connection.execute(select(suggestion_meanings.c.text))).all()
    async with database.open_memory(org_id) as memory:
        kept += (await memory.connection.execute(select(suggestion_meanings.c.text))).all()

    assert kept == []


async def test_only_what_people_turned_down_is_rejected(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        rejected = await try_out(memory, project_id, issue_id, noon)
        for decided in (("accept",), ("edit",), ("expire",)):
            await try_out(memory, project_id, issue_id, noon, Tried(decided))
        undone = await try_out(memory, project_id, issue_id, noon, Tried(("accept", "roll_back")))
        other, other_issue = await open_project(memory, noon, "other")
        await try_out(memory, other, other_issue, noon)

        found = await memory.past.rejected_of(project_id)

    assert [UUID(one.suggestion_id) for one in found] == [undone, rejected]


async def test_a_rejected_one_carries_the_lines_it_stood_in(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        await try_out(memory, project_id, issue_id, noon)
        await memory.instructions.add_version(project_id, "Something else.", author="person", at=noon)

        (found,) = await memory.past.rejected_of(project_id)

    assert found.around == ("1. Greet the caller.\n2. Ask for the name.\n3. Say goodbye.",)


async def test_meanings_go_with_their_project(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id, issue_id = await open_project(memory, noon)
        await try_out(memory, project_id, issue_id, noon)
        await remember_all(memory)
        await memory.connection.execute(delete(projects).where(projects.c.id == project_id))

        left = await memory.connection.scalar(text("SELECT count(*) FROM suggestion_meanings"))

    assert left == 0
