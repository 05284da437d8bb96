"""What workers do with jobs: one at a time for a project, tried again, and taken over from the dead."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from procrastinate import App
from procrastinate.jobs import Job, Status

from api.bootstrap import Backoffice
from api.jobs.catalogue import build_jobs
from api.jobs.rescue import look_for_silence
from api.jobs.retrying import MOST_ATTEMPTS, Patience
from api.jobs.tick import tick
from api.settings import Settings
from api.worker import build_watch
from graphs import decisions
from graphs.services import Services
from memory.database import Database
from memory.jobs.lifeline import open_lifeline
from memory.jobs.queue import JobQueue
from memory.repositories.rows import new_id
from tests.integration.worlds import make_issue, make_project, make_suggestion


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def queue(database_url: str) -> JobQueue:
    return JobQueue(database_url, size=6)


@pytest.fixture
async def jobs(
    queue: JobQueue, database: Database, services: Services, tmp_path: Path, said: list[str]
) -> AsyncIterator[App]:
    backoffice = Backoffice(Settings(home=tmp_path), database, services)
    app = build_jobs(backoffice, queue, said.append)
    async with app.open_async():
        yield app


async def begin(jobs: App) -> Job | None:
    """Begin the next job as a worker of its own."""
    return await jobs.job_manager.fetch_job(None, await jobs.job_manager.register_worker())


async def fall_silent(queue: JobQueue, job: Job) -> None:
    """Let the worker of a job be heard of no more."""
    await queue.connector.execute_query_async(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute' WHERE id = %(id)s",
        id=job.worker_id,
    )


def rescue(url: str) -> None:
    with open_lifeline(url) as lifeline:
        seen = look_for_silence(lifeline, frozenset(), print)
        look_for_silence(lifeline, seen, print)


async def test_two_jobs_of_one_project_never_run_at_once(jobs: App, queue: JobQueue, org_id: UUID) -> None:
    project = (org_id, new_id())
    await queue.enqueue_scans([project])
    first = await begin(jobs)
    await queue.enqueue_scans([project])

    assert first is not None
    assert await begin(jobs) is None
    await jobs.job_manager.finish_job(first, Status.SUCCEEDED, delete_job=True)
    assert await begin(jobs) is not None


async def test_a_silent_workers_job_is_done_by_another_though_its_project_waits_again(
    jobs: App, queue: JobQueue, database_url: str, org_id: UUID
) -> None:
    project = (org_id, new_id())
    await queue.enqueue_scans([project])
    job = await begin(jobs)
    assert job is not None
    await queue.enqueue_scans([project])
    await fall_silent(queue, job)

    rescue(database_url)

    again = await begin(jobs)
    assert again is not None
    assert (again.id, again.attempts) == (job.id, 1)
    assert again.worker_id != job.worker_id


async def test_a_job_whose_worker_left_without_a_word_is_taken_over(
    jobs: App, queue: JobQueue, database_url: str, org_id: UUID
) -> None:
    await queue.enqueue_scans([(org_id, new_id())])
    job = await begin(jobs)
    assert job is not None
    assert job.worker_id is not None
    await jobs.job_manager.unregister_worker(job.worker_id)

    rescue(database_url)

    assert await begin(jobs) is not None


async def test_a_worker_that_wakes_up_with_its_machine_keeps_its_job(
    jobs: App, queue: JobQueue, database_url: str, org_id: UUID
) -> None:
    await queue.enqueue_scans([(org_id, new_id())])
    job = await begin(jobs)
    assert job is not None
    assert job.worker_id is not None
    await fall_silent(queue, job)
    with open_lifeline(database_url) as lifeline:
        seen = look_for_silence(lifeline, frozenset(), print)
        lifeline.give_sign(job.worker_id)

        assert look_for_silence(lifeline, seen, print) == frozenset()
    assert await begin(jobs) is None


async def test_two_rescuers_take_a_job_back_once(jobs: App, queue: JobQueue, database_url: str, org_id: UUID) -> None:
    await queue.enqueue_scans([(org_id, new_id())])
    job = await begin(jobs)
    assert job is not None
    assert job.id is not None
    await fall_silent(queue, job)

    def take() -> list[int]:
        with open_lifeline(database_url) as lifeline:
            return lifeline.take_back([job.id or 0], seconds=10, most_attempts=4)

    taken = await asyncio.gather(*(asyncio.to_thread(take) for _ in range(2)))

    assert sorted(taken) == [[], [job.id]]


async def test_what_kills_every_worker_is_given_up(jobs: App, queue: JobQueue, database_url: str, org_id: UUID) -> None:
    await queue.enqueue_scans([(org_id, new_id())])
    for _ in range(MOST_ATTEMPTS):
        job = await begin(jobs)
        assert job is not None
        await fall_silent(queue, job)
        rescue(database_url)

    assert await begin(jobs) is None


async def test_a_job_that_fails_goes_back_though_its_project_waits_again(
    jobs: App, queue: JobQueue, org_id: UUID, said: list[str], noon: datetime
) -> None:
    @jobs.task(name="stumble", retry=Patience(lambda: noon + timedelta(days=9000)))
    async def stumble() -> None:
        await jobs.configure_task("stumble", lock="one", queueing_lock="one").defer_async()
        raise RuntimeError("Words of a caller.")

    await jobs.configure_task("stumble", lock="one", queueing_lock="one").defer_async()
    await jobs.run_worker_async(
        queues=["default"],
        wait=False,
        install_signal_handlers=False,
        worker_middleware=[build_watch(queue, said.append)],
    )

    rows = await queue.connector.execute_query_all_async(
        "SELECT status, attempts FROM procrastinate_jobs WHERE task_name = 'stumble' ORDER BY id LIMIT 1"
    )
    assert [(row["status"], row["attempts"]) for row in rows] == [("todo", 1)]
    assert "failed: RuntimeError." in said[0]
    assert not any("caller" in sentence for sentence in said)


async def test_a_stopping_worker_hands_back_what_it_cannot_finish(jobs: App, queue: JobQueue, noon: datetime) -> None:
    begun = asyncio.Event()

    @jobs.task(name="endless", retry=Patience(lambda: noon))
    async def endless() -> None:
        begun.set()
        await asyncio.sleep(3600)

    await jobs.configure_task("endless", queue="slow").defer_async()
    worker = asyncio.create_task(
        jobs.run_worker_async(queues=["slow"], install_signal_handlers=False, shutdown_graceful_timeout=0)
    )
    await begun.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    rows = await queue.connector.execute_query_all_async(
        "SELECT status, attempts FROM procrastinate_jobs WHERE task_name = 'endless'"
    )
    assert [(row["status"], row["attempts"]) for row in rows] == [("todo", 1)]


async def test_a_decision_has_its_project_looked_at(
    database: Database, jobs: App, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        suggestion_id = await make_suggestion(
            memory, project_id, await make_issue(memory, project_id, at=noon), at=noon
        )
    async with database.open_memory(org_id) as memory:
        await decisions.accept(memory, suggestion_id, at=noon)

    job = await begin(jobs)

    assert job is not None
    assert job.task_kwargs == {"org_id": str(org_id), "project_id": str(project_id)}


async def test_the_tick_has_a_project_looked_at_whose_issue_nobody_took_up(
    database: Database, jobs: App, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        issue_id = await make_issue(memory, project_id, at=noon)
    await jobs.configure_task("tick").defer_async(timestamp=0)

    await jobs.run_worker_async(queues=["default", "scans"], wait=False, install_signal_handlers=False)

    counts = {found["name"]: found["succeeded"] for found in await jobs.job_manager.list_tasks_async()}
    async with database.open_memory(org_id) as memory:
        taken_up = await memory.runs.last(issue_id)
    assert counts.get("scan_project") == 1
    assert taken_up is not None


async def test_a_project_that_is_gone_is_no_trouble(jobs: App, queue: JobQueue, org_id: UUID) -> None:
    await queue.enqueue_scans([(org_id, new_id())])

    await jobs.run_worker_async(queues=["scans"], wait=False, install_signal_handlers=False)

    [found] = [each for each in await jobs.job_manager.list_tasks_async() if each["name"] == "scan_project"]
    assert (found["succeeded"], found["failed"]) == (1, 0)


async def test_a_recording_that_waits_is_heard_by_a_worker_once(
    jobs: App, queue: JobQueue, database: Database, services: Services, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        values = {"project_id": project_id, "file_name": "a.wav", "size": 1, "digest": b"1", "created_at": noon}
        recording_id, _ = await memory.recordings.add(values)
        for _ in range(2):
            await memory.jobs.transcribe_soon(recording_id)
    job = await begin(jobs)

    assert job is not None
    assert job.task_kwargs == {"org_id": str(org_id), "recording_id": str(recording_id)}
    assert await begin(jobs) is None
    await jobs.tasks[job.task_name](**job.task_kwargs)
    async with database.open_memory(org_id) as memory:
        recording = await memory.recordings.get(recording_id)
    assert "BACKOFFICE_WHISPER_MODEL" in str(recording.problem)


async def test_the_tick_has_a_recording_heard_that_nobody_hears_any_more(
    jobs: App, queue: JobQueue, database: Database, services: Services, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        values = {"project_id": project_id, "file_name": "a.wav", "size": 1, "digest": b"1", "created_at": noon}
        recording_id, _ = await memory.recordings.add(values)
        assert await memory.recordings.claim(recording_id, services.clock() - timedelta(minutes=5))
    await tick(services, queue)

    found = await queue.connector.execute_query_all_async(
        "SELECT args FROM procrastinate_jobs WHERE task_name = 'transcribe_recording'"
    )
    assert [row["args"]["recording_id"] for row in found] == [str(recording_id)]
