"""When is a message tried again, when is it given up, and when is an address left in peace?"""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=30)
GROWTH = 4
LONGEST_PAUSE = timedelta(hours=6)
# Of every pause, so that what failed together is not tried together.
SPREAD = 0.2
TRIED_FOR = timedelta(days=3)
LONGEST_WISH = timedelta(hours=6)

MOST_FAILURES = 10
FAILING_FOR = timedelta(days=2)
MOST_REFUSALS = 3
# Handed over that often without an answer, a mail has most probably arrived, perhaps more than once.
MOST_UNCLEAR_MAILS = 3


def find_next_try(
    attempts: int, told_at: datetime, now: datetime, chance: float, *, wait_s: float | None = None
) -> datetime | None:
    """Return when to try again after `attempts` attempts, or None when three days are over.

    `chance`, from 0 to 1, moves the pause by up to a fifth either way. What the receiver asked for, `wait_s` in
    seconds, is followed up to six hours.
    """
    pause = lengthen(attempts) * (1 - SPREAD + 2 * SPREAD * chance)
    if wait_s is not None and wait_s > 0:
        pause = max(pause, min(timedelta(seconds=min(wait_s, LONGEST_WISH.total_seconds())), LONGEST_WISH))
    at = now + pause
    return at if at <= told_at + TRIED_FOR else None


def lengthen(attempts: int) -> timedelta:
    """Return the pause after `attempts` attempts: 30 s, 2 min, 8 min, 32 min, 2 h, then 6 h each."""
    # Bounded before the power, which would outgrow what a time can hold.
    growth = float(GROWTH ** min(max(attempts, 1) - 1, 8))
    return min(FIRST_PAUSE * growth, LONGEST_PAUSE)


def is_to_be_paused(failures: int, failing_since: datetime | None, now: datetime, *, refusals: int) -> bool:
    """Return whether an address has failed so often, and for so long, that nothing more goes there.

    `failures` counts the attempts that failed since one succeeded, those of our own set-up left out; the first of
    them was at `failing_since`, and `refusals` of them were refused for good.
    """
    if refusals >= MOST_REFUSALS:
        return True
    return failures >= MOST_FAILURES and failing_since is not None and now - failing_since >= FAILING_FOR
