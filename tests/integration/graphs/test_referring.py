"""What instructions cannot mend goes to whoever can, and comes back only with calls made after it was handled."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from graphs.referring import mark_handled, open_again
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.repositories.referrals import ReferralRecord

PROJECT = {
    "project": "parcels",
    "name": "Parcel desk",
    "instructions": "1. Greet the caller.\n2. Ask for the e-mail address.\n3. Say goodbye.\n",
    "fields": [{"name": "email", "description": "Caller's e-mail address", "type": "email"}],
}


def make_call(number: int, at: datetime, *, is_lost: bool) -> dict[str, object]:
    """Make a call in which the caller gives an address the agent accepts, and which gets lost or not."""
    address = f"person{number}@example.com"
    said = [
        ("agent", "Good day, parcel desk. What is your e-mail address?"),
        ("caller", f"It is {address}."),
        ("agent", f"Thank you, I have noted {address}. Goodbye."),
        ("caller", "Goodbye."),
    ]
    return {
        "project": "parcels",
        "call_id": f"p-{number}",
        "started_at": at.isoformat(),
        "duration_s": 60,
        "status": "completed",
        "captured": {"email": None if is_lost else address},
        "transcript": [{"speaker": speaker, "text": words} for speaker, words in said],
    }


@pytest.fixture
async def parcels(database: Database, org_id: UUID, noon: datetime, tmp_path: Path) -> UUID:
    """A project that loses most of the addresses it was given."""
    (tmp_path / "projects").write_text(json.dumps(PROJECT) + "\n")
    await import_projects(database, org_id, tmp_path / "projects", now=noon)
    await bring(database, org_id, tmp_path, [(n, noon - timedelta(hours=100 - n), n % 4 != 0) for n in range(60)])
    async with database.open_memory(org_id) as memory:
        project = await memory.projects.find("parcels")
    assert project is not None
    return project.id


async def bring(database: Database, org_id: UUID, folder: Path, wanted: list[tuple[int, datetime, bool]]) -> None:
    calls = [make_call(number, at, is_lost=is_lost) for number, at, is_lost in wanted]
    (folder / "calls").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    await import_calls(database, org_id, folder / "calls")


async def referrals(database: Database, org_id: UUID) -> list[ReferralRecord]:
    async with database.open_memory(org_id) as memory:
        return await memory.referrals.matching()


async def test_lost_values_are_referred_with_count_interval_and_proof(
    services: Services, database: Database, org_id: UUID, parcels: UUID
) -> None:
    result = await scan(services, org_id)

    [found] = await referrals(database, org_id)
    assert result.suggestions_created == ()
    assert (found.field, found.cause, found.owner) == ("email", "given_not_recorded", "extraction")
    assert (found.calls, found.missed, found.status) == (45, 45, "open")
    assert 0.9 < found.low < found.high <= 1
    async with database.open_memory(org_id) as memory:
        quotes = await memory.evidence.of_referral(found.id)
        calls = await memory.calls.transcripts(parcels, [quote.call_id for quote in quotes])
    assert quotes
    assert all(quote.text in calls[quote.call_id].transcript[quote.turn].text for quote in quotes)


async def test_a_handled_referral_stays_handled_until_new_calls_show_it_again(
    services: Services, database: Database, org_id: UUID, parcels: UUID, noon: datetime, tmp_path: Path
) -> None:
    await scan(services, org_id)
    [found] = await referrals(database, org_id)
    async with database.open_memory(org_id) as memory:
        handled = await mark_handled(memory, found.id, at=noon, person_id=None)
        assert await mark_handled(memory, found.id, at=noon, person_id=None) == handled
    assert handled.status == "handled"

    await bring(database, org_id, tmp_path, [(100, noon - timedelta(hours=1), True)])
    await scan(services, org_id, project_id=parcels)
    assert [one.status for one in await referrals(database, org_id)] == ["handled"]

    later = [(200 + n, noon + timedelta(minutes=n + 1), True) for n in range(60)]
    await bring(database, org_id, tmp_path, later)
    await scan(services, org_id, project_id=parcels)
    [again] = await referrals(database, org_id)
    assert (again.status, again.calls) == ("open", 60)


async def test_handled_by_mistake_is_opened_again(
    services: Services, database: Database, org_id: UUID, parcels: UUID, noon: datetime
) -> None:
    await scan(services, org_id)
    [found] = await referrals(database, org_id)
    async with database.open_memory(org_id) as memory:
        await mark_handled(memory, found.id, at=noon, person_id=None)
        assert (await open_again(memory, found.id, at=noon, person_id=None)).status == "open"
        assert await memory.referrals.count_open() == 1


async def test_what_instructions_can_mend_is_referred_to_nobody(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await scan(services, org_id)

    assert await referrals(database, org_id) == []
