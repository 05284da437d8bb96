"""Is there a place for a batch's transcripts? Each month has a partition of its own, made when its first call comes.

In a transaction of its own: making one shuts the default partition for a moment, which nobody should do who holds
something else, nor longer than that.
"""

import logging
from collections.abc import Iterable
from datetime import date, timedelta

from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from memory.database import Database

LOG = logging.getLogger(__name__)

FIRST_DAY = date(2000, 1, 1)
# In order of time, so that two writers who need the same months wait for each other one way round.
MAKE_MONTHS = text("SELECT make_details_month(month) FROM unnest(cast(:months AS date[])) AS month ORDER BY month")


class Months:
    """The months an import has made sure of; those too far from the present have no partition, and need none."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: set[date] = set()

    async def make(self, days: Iterable[int]) -> None:
        """See to it that transcripts of these days, counted from 1 January 2000 UTC, lie with those of their month.

        Where the database is too busy they go to the default partition, and move when their month is next made.
        """
        wanted = {month_of(day) for day in days} - self._known
        if not wanted:
            return
        try:
            async with self._database.open_doors() as connection:
                await connection.execute(MAKE_MONTHS, {"months": sorted(wanted)})
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            LOG.info("No partition was made for %d months: somebody held the default one too long", len(wanted))
        self._known |= wanted


def month_of(day: int) -> date:
    """Return the first of the month of a day counted from 1 January 2000."""
    return (FIRST_DAY + timedelta(days=day)).replace(day=1)
