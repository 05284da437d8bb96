"""Which addresses does an organisation notify, and do messages arrive there?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from memory.models.outbox import notification_targets as targets
from memory.repositories.rows import Repository, new_id, pick

# All columns but the secret, which is read only when something is sent.
LISTED = [column for column in targets.c if column.name != "secret"]


class TargetKind(StrEnum):
    """How an address is notified."""

    EMAIL = "email"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """An address that is notified.

    Nothing goes there while it is not `active`: somebody paused it, or it failed too often; `last_problem` says how.
    `verified_at` is when a message first arrived, `last_ok_at` when one did last; `failures` counts attempts since.
    """

    id: UUID
    kind: TargetKind
    address: str
    active: bool
    created_at: datetime
    created_by: UUID | None
    verified_at: datetime | None
    last_ok_at: datetime | None
    last_problem: str | None
    failures: int
    refusals: int
    failing_since: datetime | None
    tested_at: datetime | None


class NotificationTargets(Repository):
    """Reads and writes of addresses. What may be one is checked before, in `graphs.notification_targets`."""

    async def add(
        self, kind: TargetKind, address: str, at: datetime, *, secret: str | None = None, by: UUID | None = None
    ) -> TargetRecord | None:
        """Add an address; None where it is on the list already."""
        row = {
            "org_id": self.org_id,
            "id": new_id(),
            "kind": kind.value,
            "address": address,
            "secret": secret,
            "created_at": at,
            "created_by": by,
        }
        adding = insert(targets).values(row).on_conflict_do_nothing(index_elements=["org_id", "kind", "address"])
        added = (await self.connection.execute(adding.returning(*LISTED))).mappings().first()
        return None if added is None else _to_record(added)

    async def remove(self, target_id: UUID) -> bool:
        """Forget an address, and all that was or is to be sent there; return whether there was one."""
        removing = delete(targets).where(targets.c.id == target_id)
        return (await self.connection.execute(removing.returning(targets.c.id))).first() is not None

    async def list(self) -> "list[TargetRecord]":
        """Return all addresses, oldest first."""
        return [_to_record(row) for row in await self._all(select(*LISTED).order_by(targets.c.id))]

    async def count(self) -> int:
        """Return how many addresses there are."""
        return int(await self.connection.scalar(select(func.count()).select_from(targets)) or 0)

    async def get(self, target_id: UUID) -> TargetRecord:
        """Return an address; raise LookupError when there is none."""
        found = await self.find(target_id)
        if found is None:
            raise LookupError("There is no such address.")
        return found

    async def find(self, target_id: UUID, *, hold: bool = False) -> TargetRecord | None:
        """Return an address, if there is one; with `hold`, nobody else changes it in this transaction."""
        statement = select(*LISTED).where(targets.c.id == target_id)
        # Less than a full row lock: notifications that are being told may refer to the address meanwhile.
        row = await self._first(statement.with_for_update(key_share=True) if hold else statement)
        return None if row is None else _to_record(row)

    async def secret_of(self, target_id: UUID) -> str | None:
        """Return what signs a webhook, to sign with it."""
        secret: str | None = await self.connection.scalar(select(targets.c.secret).where(targets.c.id == target_id))
        return secret

    async def change(self, target_id: UUID, values: Mapping[str, Any]) -> None:
        """Update columns of an address."""
        await self.connection.execute(update(targets).where(targets.c.id == target_id).values(values))

    async def begin_test(self, target_id: UUID, now: datetime, pause: timedelta) -> bool:
        """Take note that an address is tested; return whether the last test is long enough ago."""
        waited = or_(targets.c.tested_at.is_(None), targets.c.tested_at <= now - pause)
        testing = update(targets).where(targets.c.id == target_id, waited).values(tested_at=now)
        return (await self.connection.execute(testing.returning(targets.c.id))).first() is not None


def _to_record(row: RowMapping) -> TargetRecord:
    return pick(TargetRecord, row, kind=TargetKind(row["kind"]))
