"""What instructions cannot mend: with whom it belongs, on how many calls it rests, and whether it was dealt with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from memory.models.analyses import referrals
from memory.models.projects import projects
from memory.repositories.rows import Repository, new_id, pick

OPEN, HANDLED = "open", "handled"


@dataclass(frozen=True, slots=True)
class ReferralRecord:
    """One cause of one field that somebody else has to mend.

    Of `missed` calls that missed the field, `calls` did so for this cause; `low` and `high` are the ends of the
    90 % interval of that share. `field` is empty where the cause concerns no field, as with calls that fail.
    `handled_at` stays where it is open again because later calls show it: only those are counted.
    """

    id: UUID
    project_id: UUID
    project_key: str
    project_name: str
    issue_id: UUID
    field: str
    cause: str
    owner: str
    calls: int
    missed: int
    low: float
    high: float
    status: str
    created_at: datetime
    updated_at: datetime
    handled_at: datetime | None
    handled_by: UUID | None


@dataclass(frozen=True, slots=True)
class Referred:
    """What a diagnosis says about one field and one cause."""

    field: str
    cause: str
    owner: str
    calls: int
    missed: int
    low: float
    high: float


class Referrals(Repository):
    """Reads and writes of referrals: one row for each project, field and cause."""

    async def refer(self, project_id: UUID, issue_id: UUID, found: Iterable[Referred], at: datetime) -> list[UUID]:
        """Store what was found, opening again what comes back after it was handled; return the rows' ids."""
        return [await self._refer(project_id, issue_id, one, at) for one in found]

    async def _refer(self, project_id: UUID, issue_id: UUID, one: Referred, at: datetime) -> UUID:
        values = {
            "issue_id": issue_id,
            "owner": one.owner,
            "calls": one.calls,
            "missed": one.missed,
            "low": one.low,
            "high": one.high,
            "status": OPEN,
            "updated_at": at,
        }
        key = {"org_id": self.org_id, "project_id": project_id, "field": one.field, "cause": one.cause}
        storing = insert(referrals).values({**key, **values, "id": new_id(), "created_at": at})
        storing = storing.on_conflict_do_update(index_elements=list(key), set_=values)
        referral_id: UUID = (await self.connection.execute(storing.returning(referrals.c.id))).scalar_one()
        return referral_id

    async def handled_since(self, project_id: UUID) -> dict[tuple[str, str], datetime]:
        """Return when what was ever handled was handled last, by field and cause."""
        rows = await self.matching(project_id=project_id)
        return {(row.field, row.cause): row.handled_at for row in rows if row.handled_at is not None}

    async def matching(self, *, project_id: UUID | None = None, status: str | None = None) -> list[ReferralRecord]:
        """Return referrals, those with the most calls first."""
        statement = _joined()
        if project_id is not None:
            statement = statement.where(referrals.c.project_id == project_id)
        if status is not None:
            statement = statement.where(referrals.c.status == status)
        ordered = statement.order_by(referrals.c.status.desc(), referrals.c.calls.desc(), referrals.c.id)
        return [pick(ReferralRecord, row) for row in await self._all(ordered)]

    async def count_open(self) -> int:
        """Return how many are open."""
        total = await self.connection.scalar(select(func.count()).where(referrals.c.status == OPEN))
        return int(total or 0)

    async def count(self) -> tuple[int, int]:
        """Return how many are open, and how many there are in all."""
        is_open = func.count().filter(referrals.c.status == OPEN)
        row = (await self.connection.execute(select(is_open, func.count()).select_from(referrals))).one()
        return int(row[0]), int(row[1])

    async def get(self, referral_id: UUID) -> ReferralRecord:
        """Return a referral; raise LookupError when there is none."""
        row = await self._first(_joined().where(referrals.c.id == referral_id))
        if row is None:
            raise LookupError("There is no such referral.")
        return pick(ReferralRecord, row)

    async def mark(self, referral_id: UUID, status: str, at: datetime, person_id: UUID | None) -> bool:
        """Mark a referral as handled or open; return whether that changed anything."""
        handled = {"handled_at": at, "handled_by": person_id} if status == HANDLED else {}
        values = {"status": status, "updated_at": at, "handled_at": None, "handled_by": None, **handled}
        marking = update(referrals).where(referrals.c.id == referral_id, referrals.c.status != status)
        return (await self.connection.execute(marking.values(values).returning(referrals.c.id))).first() is not None


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == referrals.c.org_id, projects.c.id == referrals.c.project_id)
    names = (projects.c.key.label("project_key"), projects.c.name.label("project_name"))
    return select(referrals, *names).join(projects, same_project)
