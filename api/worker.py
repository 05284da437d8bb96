"""A worker: does the jobs in the queue until it is told to stop; any number may run beside each other."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from importlib import import_module
from typing import Any

from procrastinate import JobContext
from procrastinate.worker import Worker

from api.bootstrap import Backoffice, Report
from api.jobs.catalogue import build_jobs
from api.jobs.rescue import keep_watch
from api.jobs.scanning import ScanUnfinishedError
from memory.jobs.queue import CONNECTION_LOST, JobQueue

LONGEST_GOODBYE_S = 20
ASK_FOR_JOBS_EVERY_S = 2.0
TRY_AGAIN_AFTER_S = 5.0
# The clock, heartbeats and asking for jobs need connections besides the jobs.
OTHER_CONNECTIONS = 3
DAY_S = 86_400.0
# They take seconds to load, during which a worker could give no sign of life.
LOADED_FIRST = ("graphs.improvement_loop", "graphs.scan", "langgraph.checkpoint.postgres.aio")

CallNext = Callable[[], Awaitable[Any]]
Middleware = Callable[[CallNext, JobContext, Worker], Awaitable[Any]]


async def run_worker(backoffice: Backoffice, *, concurrency: int, report: Report) -> None:
    """Do jobs, at most `concurrency` at once, until SIGTERM or SIGINT comes.

    What was begun is finished, or handed back after `LONGEST_GOODBYE_S`. When the database goes away, it
    is waited for.
    """
    _silence_others()
    for name in LOADED_FIRST:
        import_module(name)
    with _told_to_stop(report) as stopping:
        report(f"This worker does up to {concurrency} jobs at once. Ctrl-C stops it.")
        await _work_on(backoffice, concurrency, stopping, report)
    report("The worker has stopped.")


@asynccontextmanager
async def working_beside(backoffice: Backoffice, *, concurrency: int, report: Report) -> AsyncIterator[None]:
    """Do jobs in this process meanwhile, for a machine on which nobody starts a worker of its own."""
    stopping = asyncio.Event()

    async def work() -> None:
        _silence_others()
        for name in LOADED_FIRST:
            # In a thread, since whoever serves pages beside this must not wait for it.
            await asyncio.to_thread(import_module, name)
        await _work_on(backoffice, concurrency, stopping, report)

    working = asyncio.create_task(work(), name="worker")
    try:
        yield
    finally:
        stopping.set()
        with suppress(Exception, asyncio.CancelledError):
            await asyncio.wait_for(working, LONGEST_GOODBYE_S)


async def _work_on(backoffice: Backoffice, concurrency: int, stopping: asyncio.Event, report: Report) -> None:
    while not stopping.is_set():
        with suppress(*CONNECTION_LOST):
            await _work(backoffice, concurrency, stopping, report)
        if not stopping.is_set():
            report(f"The database does not answer. Trying again in {TRY_AGAIN_AFTER_S:.0f} seconds.")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), TRY_AGAIN_AFTER_S)


async def _work(backoffice: Backoffice, concurrency: int, stopping: asyncio.Event, report: Report) -> None:
    queue = JobQueue(backoffice.database.url, size=concurrency + OTHER_CONNECTIONS)
    jobs = build_jobs(backoffice, queue, report)
    worker = Worker(
        jobs,
        concurrency=concurrency,
        install_signal_handlers=False,
        shutdown_graceful_timeout=LONGEST_GOODBYE_S,
        fetch_job_polling_interval=ASK_FOR_JOBS_EVERY_S,
        # At its start it only forgets workers that died long ago; who is silent is the rescue's business.
        stalled_worker_timeout=DAY_S,
        # What a job did stands in the tables; a queue that stays small stays fast.
        delete_jobs="successful",
        worker_middleware=[build_watch(queue, report)],
    )
    async with jobs.open_async():
        with keep_watch(backoffice.database.url, lambda: worker.worker_id, report):
            # procrastinate wrote `run` and `stop` without `-> None`, and strict checking calls such functions untyped.
            running = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]  # procrastinate left out `-> None`
            stop = asyncio.create_task(stopping.wait())
            await asyncio.wait({running, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            worker.stop()  # type: ignore[no-untyped-call]  # procrastinate left out `-> None`
            await running


def build_watch(queue: JobQueue, report: Report) -> Middleware:
    """Return what goes around every job: it leaves the queue when it begins, and a failure is told in a sentence."""

    async def watch(call_next: CallNext, context: JobContext, worker: Worker) -> Any:  # noqa: ANN401, ARG001
        job = context.job
        if job.queueing_lock is not None and job.id is not None:
            await queue.leave_queue(job.id)
        try:
            return await call_next()
        except ScanUnfinishedError as problem:
            report(str(problem))
            raise
        except Exception as problem:
            # Its message may hold what callers said: the kind of problem has to do.
            report(f"Job {job.id} ({job.task_name}) failed: {type(problem).__name__}.")
            raise

    return watch


@contextmanager
def _told_to_stop(report: Report) -> Iterator[asyncio.Event]:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        report(f"Stopping: what was begun is finished, or handed back after {LONGEST_GOODBYE_S} seconds.")
        stopping.set()
        give_back()

    def give_back() -> None:
        # Whoever asks a second time does not want to wait.
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield stopping
    finally:
        give_back()


def _silence_others() -> None:
    # They log tracebacks, whose messages may hold callers' words; what matters is said by the worker itself.
    for name in ("procrastinate", "psycopg.pool", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
