"""Who owns this machine: the person who belongs to every organisation on it and signs in with a printed link."""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from memory.database import Database
from memory.repositories.people import People, PersonRecord

ADDRESS = "owner@localhost"
LINK_LIFETIME = timedelta(hours=24)


async def let_owner_in(database: Database, org_id: UUID) -> None:
    """Make the owner of this machine an owner of the organisation, too."""
    async with database.open_doors() as connection:
        owner = await People(connection).ensure(ADDRESS, "Owner")
    await _add(database, org_id, owner)


async def make_sign_in_link(database: Database, port: int, now: datetime) -> str:
    """Return a link that signs the owner in, once, within a day."""
    token = token_urlsafe(24)
    async with database.open_doors() as connection:
        people = People(connection)
        owner = await people.ensure(ADDRESS, "Owner")
        await people.add_link(owner.id, token, now + LINK_LIFETIME)
    async with database.open_fleet() as fleet:
        organisations = await fleet.organisations()
    for organisation in organisations:
        await _add(database, organisation.org_id, owner)
    return f"http://127.0.0.1:{port}/sign-in?token={token}"


async def _add(database: Database, org_id: UUID, owner: PersonRecord) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.organisation.add_member(owner.id, "owner")
