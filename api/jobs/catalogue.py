"""Which jobs are there, when do they run by themselves, and how often are they tried?"""

from uuid import UUID

from procrastinate import App

from api.bootstrap import Backoffice, Report
from api.jobs.delivering import deliver
from api.jobs.retrying import Patience
from api.jobs.scanning import scan_project
from api.jobs.tick import tick
from api.jobs.tidying import tidy
from memory.jobs.queue import JobQueue
from memory.jobs.schema import (
    DELIVERY_QUEUE,
    DELIVERY_TASK,
    RECORDING_QUEUE,
    RECORDING_TASK,
    SCAN_QUEUE,
    SCAN_TASK,
)

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "17 2 * * *"  # UTC
# A machine that sleeps at night tidies up when a worker starts in the morning.
LATEST_S = 86_400.0
# Before any scan, however many wait.
FIRST = 10


def build_jobs(backoffice: Backoffice, queue: JobQueue, report: Report) -> App:
    """Return the application with every job a worker can do. Each time is enqueued once, however many workers."""
    jobs = App(connector=queue.connector, periodic_defaults={"max_delay": LATEST_S})
    patience = Patience(backoffice.services.clock)

    @jobs.task(name=SCAN_TASK, queue=SCAN_QUEUE, retry=patience)
    async def _scan(org_id: str, project_id: str) -> None:
        result = await scan_project(backoffice.services, UUID(org_id), UUID(project_id))
        if result is not None and (result.issues_opened or result.suggestions_created):
            opened, created = len(result.issues_opened), len(result.suggestions_created)
            report(f"Project {project_id}: {opened} issues opened, {created} suggestions made.")

    @jobs.task(name=RECORDING_TASK, queue=RECORDING_QUEUE, retry=patience)
    async def _transcribe(org_id: str, recording_id: str) -> None:
        from graphs.transcribing import transcribe

        try:
            recording = await transcribe(backoffice.services, UUID(org_id), UUID(recording_id))
        except LookupError:
            return  # somebody took it away
        report(f"Recording {recording_id}: {recording.status.value}.")

    @jobs.task(name=DELIVERY_TASK, queue=DELIVERY_QUEUE, retry=patience)
    async def _deliver(org_id: str) -> None:
        await deliver(backoffice.services, UUID(org_id), report)

    @jobs.periodic(cron=EVERY_MINUTE)
    @jobs.task(name="tick", lock="tick", queueing_lock="tick", priority=FIRST)
    async def _tick(timestamp: int) -> None:  # noqa: ARG001 - which minute it is makes no difference
        enqueued = await tick(backoffice.services, queue)
        if enqueued:
            report(f"{enqueued} projects are to be looked at.")

    @jobs.periodic(cron=EVERY_NIGHT)
    @jobs.task(name="tidy", lock="tidy", queueing_lock="tidy", priority=FIRST, retry=patience)
    async def _tidy(timestamp: int) -> None:  # noqa: ARG001
        dropped = await tidy(backoffice, jobs)
        if dropped:
            report(f"Transcripts were dropped, as they are old: {', '.join(dropped)}.")

    return jobs
