"""What every repository is: a connection, an organisation, and rows turned into records."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

Record = TypeVar("Record")


class Repository:
    """Queries over one organisation's rows; row-level security holds even where a filter is missing."""

    def __init__(self, connection: AsyncConnection, org_id: UUID) -> None:
        self.connection = connection
        self.org_id = org_id

    async def _all(self, statement: Any) -> list[RowMapping]:  # noqa: ANN401 - any SQLAlchemy statement
        return list((await self.connection.execute(statement)).mappings().all())

    async def _first(self, statement: Any) -> RowMapping | None:  # noqa: ANN401
        return (await self.connection.execute(statement)).mappings().first()


def new_id() -> UUID:
    """Return a time-ordered id (UUIDv7), so that keys cluster and ids can stand in URLs."""
    return uuid7()


def pick(record: type[Record], row: RowMapping, **extra: object) -> Record:
    """Build the dataclass `record` from the columns of `row` that it names."""
    names: Iterable[str] = getattr(record, "__dataclass_fields__", {})
    values = {name: row[name] for name in names if name in row and name not in extra}
    return record(**values, **extra)
