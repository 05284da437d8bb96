"""The organisation of this unit of work: its name, its assumptions, its members."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from memory.models import metadata
from memory.models.organisations import members, organisations, people
from memory.repositories.rows import Repository, pick
from memory.vocabulary import RoiAssumptions
from memory.walls import APPEND_ONLY, RUN_TABLES


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One organisation."""

    org_id: UUID
    name: str
    is_sample: bool
    minutes_per_failed_call: Decimal
    cost_per_minute: Decimal
    currency: str
    weekly_alerts: int
    daily_model_calls: int
    daily_model_money: Decimal | None
    created_at: datetime
    shares_lessons: bool = False

    @property
    def assumptions(self) -> RoiAssumptions:
        """What this organisation says its minutes are worth."""
        return RoiAssumptions(self.minutes_per_failed_call, self.cost_per_minute, self.currency)


class Organisations(Repository):
    """Reads and writes of the organisation itself."""

    async def create(self, name: str, *, is_sample: bool = False) -> None:
        """Create this unit of work's organisation."""
        values = {"org_id": self.org_id, "name": name, "is_sample": is_sample}
        await self.connection.execute(insert(organisations).values(values))

    async def get(self) -> OrganisationRecord:
        """Return the organisation; raise LookupError when there is none."""
        row = await self._first(select(organisations))
        if row is None:
            raise LookupError("This organisation does not exist.")
        return pick(OrganisationRecord, row)

    async def lock(self) -> None:
        """Hold the organisation's row until the transaction ends."""
        await self.connection.execute(select(organisations.c.org_id).with_for_update())

    async def limit_model(self, daily_calls: int, daily_money: Decimal | None) -> None:
        """Store what the model may be asked for in a day: calls, and money in the currency of its prices."""
        values = {"daily_model_calls": daily_calls, "daily_model_money": daily_money}
        await self.connection.execute(update(organisations).values(values))

    async def assume(self, assumptions: RoiAssumptions) -> None:
        """Store what the organisation says its minutes are worth."""
        await self.connection.execute(
            update(organisations).values(
                minutes_per_failed_call=assumptions.minutes_per_failed_call,
                cost_per_minute=assumptions.cost_per_minute,
                currency=assumptions.currency,
            )
        )

    async def allow_alerts(self, weekly: int) -> None:
        """Store how many alerts the organisation wants in any seven days, 0 to 1,000."""
        await self.connection.execute(update(organisations).values(weekly_alerts=weekly))

    async def share_lessons(self, *, agreed: bool) -> None:
        """Store whether counts of what worked here may help other organisations."""
        await self.connection.execute(update(organisations).values(shares_lessons=agreed))

    async def add_member(self, person_id: UUID, role: str) -> None:
        """Let a person in, or change their role."""
        statement = upsert(members).values(org_id=self.org_id, person_id=person_id, role=role)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["org_id", "person_id"], set_={"role": role})
        )

    async def role_of(self, person_id: UUID) -> str | None:
        """Return `owner` or `member`, or None for a stranger."""
        role: str | None = await self.connection.scalar(select(members.c.role).where(members.c.person_id == person_id))
        return role

    async def member_names(self) -> dict[UUID, str]:
        """Return the name of every member by id."""
        rows = await self._all(select(people.c.id, people.c.name).join(members, members.c.person_id == people.c.id))
        return {row["id"]: row["name"] for row in rows}

    async def remove(self) -> None:
        """Delete the organisation and everything it owns.

        What may only be added to goes with the rows it belongs to: the database deletes it, no query can.
        """
        for name in RUN_TABLES:
            await self.connection.execute(text(f"DELETE FROM runs.{name}"))  # noqa: S608 - a constant; the wall leaves only our own
        kept_for = {"organisations", *APPEND_ONLY}
        for table in reversed(metadata.sorted_tables):
            if "org_id" in table.c and table.name not in kept_for:
                await self.connection.execute(delete(table).where(table.c.org_id == self.org_id))
        await self.connection.execute(delete(organisations).where(organisations.c.org_id == self.org_id))
