"""People, their sessions and the links they sign in with. These belong to no organisation."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.models.organisations import people, sessions, sign_in_links
from memory.repositories.rows import new_id, pick


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Someone who can sign in."""

    id: UUID
    email: str
    name: str


class People:
    """Reads and writes of people; tokens are stored as hashes only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def ensure(self, email: str, name: str) -> PersonRecord:
        """Return the person with this address, created when new."""
        address = email.strip().lower()
        statement = upsert(people).values(id=new_id(), email=address, name=name).on_conflict_do_nothing()
        await self.connection.execute(statement)
        person = await self.find_by_email(address)
        if person is None:
            raise LookupError(f"The person {address} could not be stored.")
        return person

    async def find_by_email(self, email: str) -> PersonRecord | None:
        """Return the person with this address, if there is one."""
        return await self._one(select(people).where(people.c.email == email.strip().lower()))

    async def add_link(self, person_id: UUID, token: str, expires_at: datetime) -> None:
        """Store a sign-in link's token."""
        values = {"token_hash": digest(token), "person_id": person_id, "expires_at": expires_at}
        await self.connection.execute(insert(sign_in_links).values(values))

    async def use_link(self, token: str, now: datetime) -> PersonRecord | None:
        """Spend a link: return its person the first time, before it expires, and None ever after."""
        statement = (
            update(sign_in_links)
            .where(sign_in_links.c.token_hash == digest(token))
            .where(sign_in_links.c.used_at.is_(None), sign_in_links.c.expires_at > now)
            .values(used_at=now)
            .returning(sign_in_links.c.person_id)
        )
        person_id = await self.connection.scalar(statement)
        return None if person_id is None else await self._one(select(people).where(people.c.id == person_id))

    async def open_session(self, person_id: UUID, token: str, expires_at: datetime) -> None:
        """Remember a signed-in browser."""
        values = {"token_hash": digest(token), "person_id": person_id, "expires_at": expires_at}
        await self.connection.execute(insert(sessions).values(values))

    async def find_by_session(self, token: str, now: datetime) -> PersonRecord | None:
        """Return whose session this is, unless it is over."""
        join = select(people).join(sessions, sessions.c.person_id == people.c.id)
        return await self._one(join.where(sessions.c.token_hash == digest(token), sessions.c.expires_at > now))

    async def close_session(self, token: str) -> None:
        """Forget a signed-in browser."""
        await self.connection.execute(delete(sessions).where(sessions.c.token_hash == digest(token)))

    async def _one(self, statement: Select[Any]) -> PersonRecord | None:
        row = (await self.connection.execute(statement)).mappings().first()
        return None if row is None else pick(PersonRecord, row)


def digest(token: str) -> bytes:
    """Return what is stored of a secret token."""
    return sha256(token.encode()).digest()
