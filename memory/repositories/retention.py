"""How long are transcripts kept? Whole months of them go at once; that the calls took place stays.

Calls, their counts and the hashes that recognise them are never touched, nor is evidence that was cited.
"""

import logging
import re
from datetime import UTC, datetime
from functools import partial
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.errors import LockNotAvailable

from memory.database import Database, plain_url
from memory.imports.retries import retry

LOG = logging.getLogger(__name__)

MONTH = re.compile(r"call_details_(\d{4})_(\d\d)")
MONTHS: LiteralString = """
SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
WHERE inhparent = 'public.call_details'::regclass ORDER BY relname
"""
# Readers wait behind this one while it waits for others, so it had better not wait for long.
WAIT_BRIEFLY: LiteralString = "SET LOCAL lock_timeout = '1s'"
SHUT: LiteralString = "LOCK TABLE ONLY public.call_details IN ACCESS EXCLUSIVE MODE"
STILL_THERE: LiteralString = "SELECT to_regclass(%s) IS NOT NULL"
# A file that comes in again with nothing new makes room for its months all the same.
HELD_ANY = sql.SQL("SELECT EXISTS (SELECT FROM public.{month})")
DROP = sql.SQL("ALTER TABLE public.call_details DETACH PARTITION public.{month}; DROP TABLE public.{month}")
# Calls of a month too far from the present to have a partition of its own.
DELETE_ODD: LiteralString = """
WITH dropped AS (DELETE FROM public.call_details_default WHERE started_at < %s RETURNING started_at)
SELECT DISTINCT to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM') FROM dropped
"""

OwnerConnection = psycopg.AsyncConnection[tuple[object, ...]]


async def drop_old_details(database: Database, keep_months: int, now: datetime) -> tuple[str, ...]:
    """Drop the transcripts, values and recording paths of calls that started more than `keep_months` ago.

    Only whole months (UTC) go: with 3, on any day of November everything before August. It works on all
    organisations, as the owner of the tables. A month that is in use all the time is left for the next time.

    Returns:
        The months of which any went, such as "2026-07", oldest first.

    Raises:
        ValueError: fewer than one month was to be kept.
    """
    first_kept = first_month_kept(keep_months, now)
    connection = await psycopg.AsyncConnection.connect(plain_url(database.url), autocommit=True)
    async with connection:
        dropped = set()
        for name, month in await _months(connection):
            if month < f"{first_kept:%Y-%m}" and await _drop(connection, name):
                dropped.add(month)
        dropped |= await retry(partial(_delete_odd, connection, first_kept))
    return tuple(sorted(dropped))


def first_month_kept(keep_months: int, now: datetime) -> datetime:
    """Return the moment the oldest kept month begins; the beginning of time where there is no such month."""
    if keep_months < 1:
        raise ValueError("At least one month of transcripts has to be kept.")
    present = now.astimezone(UTC)
    year, month = divmod(present.year * 12 + present.month - 1 - keep_months, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC) if year >= 1 else datetime.min.replace(tzinfo=UTC)


async def _months(connection: OwnerConnection) -> list[tuple[str, str]]:
    """Return the name and the month ("2026-07") of every partition that holds one."""
    found = await (await connection.execute(MONTHS)).fetchall()
    matches = (MONTH.fullmatch(str(name)) for (name,) in found)
    return [(match[0], f"{match[1]}-{match[2]}") for match in matches if match]


async def _drop(connection: OwnerConnection, name: str) -> bool:
    """Drop one month; return False when nothing was in it, or somebody needs it all the time."""
    try:
        return await retry(partial(_drop_once, connection, name))
    except LockNotAvailable:
        LOG.warning("The transcripts in %s are in use; they are dropped the next time", name)
        return False


async def _drop_once(connection: OwnerConnection, name: str) -> bool:
    async with connection.transaction():
        await connection.execute(WAIT_BRIEFLY)
        await connection.execute(SHUT)
        if not await _is_so(connection, STILL_THERE, [f"public.{name}"]):
            return False
        month = sql.Identifier(name)
        held_any = await _is_so(connection, HELD_ANY.format(month=month))
        await connection.execute(DROP.format(month=month))
    return held_any


async def _is_so(
    connection: OwnerConnection, question: LiteralString | sql.Composed, values: list[str] | None = None
) -> bool:
    row = await (await connection.execute(question, values)).fetchone()
    return row is not None and bool(row[0])


async def _delete_odd(connection: OwnerConnection, before: datetime) -> set[str]:
    found = await (await connection.execute(DELETE_ODD, [before])).fetchall()
    return {str(month) for (month,) in found}
