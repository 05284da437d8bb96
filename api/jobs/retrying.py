"""When is a job that failed tried again?"""

from asyncio import CancelledError
from datetime import timedelta

from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from graphs.services import Clock

# Counted with the first one; about five minutes pass between the first and the last.
MOST_ATTEMPTS = 4
FIRST_PAUSE = timedelta(seconds=10)
GROWTH = 5


class Patience(BaseRetryStrategy):
    """Tries a few times with growing pauses. What gives up is found again by the tick, should it still be needed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or None for never; a job that a stopping worker hands back is due at once."""
        if isinstance(exception, CancelledError):
            return RetryDecision(retry_at=self._clock())
        if job.attempts + 1 >= MOST_ATTEMPTS:
            return None
        return RetryDecision(retry_at=self._clock() + FIRST_PAUSE * GROWTH**job.attempts)
