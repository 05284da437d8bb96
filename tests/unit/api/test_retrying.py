"""When a job that failed is tried again."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.jobs import Job

from api.jobs.retrying import MOST_ATTEMPTS, Patience

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def pause_after(attempts: int, problem: BaseException) -> timedelta | None:
    job = Job(id=1, queue="scans", lock=None, queueing_lock=None, task_name="scan_project", attempts=attempts)
    decision = Patience(lambda: NOW).get_retry_decision(exception=problem, job=job)
    return None if decision is None or decision.retry_at is None else decision.retry_at - NOW


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 10), (1, 50), (2, 250)])
def test_the_pauses_grow(attempts: int, seconds: int) -> None:
    assert pause_after(attempts, RuntimeError()) == timedelta(seconds=seconds)


def test_it_gives_up() -> None:
    assert pause_after(MOST_ATTEMPTS - 1, RuntimeError()) is None


def test_what_a_stopping_worker_hands_back_is_due_at_once() -> None:
    assert pause_after(MOST_ATTEMPTS, asyncio.CancelledError()) == timedelta(0)
