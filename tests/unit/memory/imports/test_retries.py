import psycopg
import pytest
from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation
from sqlalchemy.exc import DBAPIError

from memory.imports.retries import MOST_TRIES, retry


class Transaction:
    """Fails with each of `errors` in turn, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.runs = 0

    async def __call__(self) -> str:
        self.runs += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


def wrapped(error: psycopg.Error) -> DBAPIError:
    return DBAPIError("SELECT 1", None, error)


@pytest.mark.parametrize("error", [DeadlockDetected(), SerializationFailure(), wrapped(DeadlockDetected())])
async def test_what_the_database_undid_is_run_again(error: Exception) -> None:
    transaction = Transaction(error, error)

    assert await retry(transaction, first_wait_s=0) == "done"
    assert transaction.runs == 3


@pytest.mark.parametrize("error", [UniqueViolation(), wrapped(UniqueViolation()), ValueError()])
async def test_what_would_fail_again_is_not(error: Exception) -> None:
    transaction = Transaction(error)

    with pytest.raises(type(error)):
        await retry(transaction)
    assert transaction.runs == 1


async def test_nothing_is_tried_for_ever() -> None:
    transaction = Transaction(*[DeadlockDetected()] * 100)

    with pytest.raises(DeadlockDetected):
        await retry(transaction, first_wait_s=0)
    assert transaction.runs == MOST_TRIES
