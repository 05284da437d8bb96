"""Is this failure one that goes away when the transaction is run again?"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure
from sqlalchemy.exc import DBAPIError

MOST_TRIES = 8
FIRST_WAIT_S = 0.02

Outcome = TypeVar("Outcome")


async def retry(transaction: Callable[[], Awaitable[Outcome]], *, first_wait_s: float = FIRST_WAIT_S) -> Outcome:
    """Run a whole transaction, again when the database asks for it, `MOST_TRIES` times at most.

    It waits before every new try, twice as long as before the last one.
    """
    for tries_so_far in range(1, MOST_TRIES):
        try:
            return await transaction()
        except (psycopg.Error, DBAPIError) as error:
            if not is_passing(error):
                raise
            await asyncio.sleep(first_wait_s * 2 ** (tries_so_far - 1))
    return await transaction()


def is_passing(error: psycopg.Error | DBAPIError) -> bool:
    """Say whether the database undid the transaction only because of another one."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, DeadlockDetected | LockNotAvailable | SerializationFailure)
