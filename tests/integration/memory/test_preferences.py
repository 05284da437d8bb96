"""What people want is kept in their words, until they take it back, and only within their organisation."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete

from knowledge_base.embeddings.fake import FakeEmbedder
from memory.database import Database
from memory.models.projects import projects
from memory.repositories.preferences import LONGEST_PREFERENCE, PreferenceSource
from memory.repositories.rows import new_id
from memory.unit import Memory
from tests.fixtures import make_organisation
from tests.integration.worlds import make_project

EMBEDDER = FakeEmbedder()


async def remember_all(memory: Memory) -> None:
    for one in await memory.preferences.unremembered(EMBEDDER.name):
        await memory.preferences.remember(one.id, EMBEDDER.name, EMBEDDER.embed([one.text])[0])


async def state(memory: Memory, words: str, at: datetime, project_id: UUID | None = None) -> UUID:
    return await memory.preferences.add(words, source=PreferenceSource.PERSON, at=at, project_id=project_id)


async def test_a_project_has_its_own_and_the_organisations(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        other = await make_project(memory, at=noon, key="other")
        await state(memory, "Keep calls short.", noon)
        await state(memory, "Ask for the name first.", noon + timedelta(hours=1), project_id)
        await state(memory, "Speak of guests.", noon, other)

        of_project = [one.text for one in await memory.preferences.stated(project_id)]
        of_all = [one.text for one in await memory.preferences.stated()]

    assert of_project == ["Ask for the name first.", "Keep calls short."]
    assert of_all == ["Keep calls short."]


async def test_it_is_kept_with_who_said_it_where_and_when(database: Database, org_id: UUID, noon: datetime) -> None:
    person = new_id()
    async with database.open_memory(org_id) as memory:
        added = await memory.preferences.add("  Be brief. ", source=PreferenceSource.CHAT, at=noon, person_id=person)
        kept = await memory.preferences.get(added)

    assert (kept.text, kept.person_id, kept.source, kept.stated_at) == ("Be brief.", person, "chat", noon)


async def test_what_was_taken_back_holds_no_longer(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        added = await state(memory, "Keep calls short.", noon)
        await remember_all(memory)
        first = await memory.preferences.withdraw(added, noon)
        second = await memory.preferences.withdraw(added, noon)

        standing = await memory.preferences.stated()
        (kept,) = await memory.preferences.stated(withdrawn=True)
        found = await memory.preferences.search(EMBEDDER.embed(["calls short"])[0], EMBEDDER.name)

    assert (first, second) == (True, False)
    assert standing == found == []
    assert kept.withdrawn_at == noon


async def test_said_again_it_is_stated_anew_and_kept_once(database: Database, org_id: UUID, noon: datetime) -> None:
    later = noon + timedelta(days=3)
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        first = await state(memory, "Keep calls short.", noon)
        again = await state(memory, "Keep calls short. ", later)
        of_project = await state(memory, "Keep calls short.", noon, project_id)
        (kept,) = await memory.preferences.stated()

    assert first == again == kept.id
    assert kept.stated_at == later
    assert of_project != first


@pytest.mark.parametrize(
    ("words", "reason"), [(" \n", "empty"), ("x" * (LONGEST_PREFERENCE + 1), "at most"), ("a\x00b", "NUL")]
)
async def test_what_cannot_be_kept_is_refused(
    database: Database, org_id: UUID, noon: datetime, words: str, reason: str
) -> None:
    async with database.open_memory(org_id) as memory:
        with pytest.raises(ValueError, match=reason):
            await state(memory, words, noon)


async def test_the_closest_in_meaning_comes_first(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        await state(memory, "Read phone numbers back.", noon, project_id)
        await state(memory, "Keep calls short.", noon)
        unknown = await memory.preferences.search(EMBEDDER.embed(["short calls"])[0], EMBEDDER.name)
        await remember_all(memory)

        sought = EMBEDDER.embed(["short calls"])[0]
        found = await memory.preferences.search(sought, EMBEDDER.name, project_id=project_id)
        others_model = await memory.preferences.search(sought, "another", project_id=project_id)

    assert unknown == others_model == []
    assert [one.text for one in found] == ["Keep calls short.", "Read phone numbers back."]
    assert (found[0].likeness or 0) > (found[1].likeness or 0)


async def test_another_model_embeds_it_again(database: Database, org_id: UUID, noon: datetime) -> None:
    other = FakeEmbedder(name="another", size=8)
    async with database.open_memory(org_id) as memory:
        added = await state(memory, "Keep calls short.", noon)
        await remember_all(memory)
        (lacking,) = await memory.preferences.unremembered(other.name)
        await memory.preferences.remember(added, other.name, other.embed([lacking.text])[0])

        under_old = await memory.preferences.search(EMBEDDER.embed(["calls"])[0], EMBEDDER.name)
        under_new = await memory.preferences.search(other.embed(["calls"])[0], other.name)

    assert under_old == []
    assert [one.id for one in under_new] == [added]


async def test_another_organisation_finds_nothing(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        added = await state(memory, "Keep calls short.", noon)
        await state(memory, "Keep calls short.", noon, project_id)
        await remember_all(memory)
    stranger = await make_organisation(database, "Other")

    async with database.open_memory(stranger) as memory:
        found = await memory.preferences.search(EMBEDDER.embed(["calls"])[0], EMBEDDER.name, project_id=project_id)
        stated = await memory.preferences.stated(project_id, withdrawn=True)
        withdrawn = await memory.preferences.withdraw(added, noon)
        with pytest.raises(LookupError):
            await memory.preferences.get(added)
    with pytest.raises(Exception, match="violates foreign key"):
        async with database.open_memory(stranger) as memory:
            await state(memory, "Planted.", noon, project_id)

    assert found == stated == []
    assert not withdrawn


async def test_it_goes_with_its_project_or_its_organisation(database: Database, org_id: UUID, noon: datetime) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        await state(memory, "Keep calls short.", noon)
        await state(memory, "Ask for the name first.", noon, project_id)
        await memory.connection.execute(delete(projects).where(projects.c.id == project_id))
        left = await memory.preferences.stated(project_id)
        await memory.organisation.remove()
        nothing = await memory.preferences.stated(project_id)

    assert [one.text for one in left] == ["Keep calls short."]
    assert nothing == []
