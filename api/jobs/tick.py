"""Which projects are to be looked at now, which recordings heard, and which notifications sent? Asked every minute."""

from api.jobs.delivering import deliver_abandoned
from graphs.services import Services
from graphs.survey import survey
from memory.jobs.queue import JobQueue
from tools.detection.settings import Settings


async def tick(services: Services, queue: JobQueue) -> int:
    """Enqueue a scan of every project that needs a look and does not wait for one; return how many were new."""
    await deliver_abandoned(services)
    await survey(services, Settings())
    async with services.database.open_fleet() as fleet:
        found = await fleet.projects_to_look_at(services.clock())
        recordings = await fleet.abandoned_recordings(services.clock())
    for org_id, recording_id in recordings:
        async with services.database.open_memory(org_id) as memory:
            await memory.jobs.transcribe_soon(recording_id)
    return await queue.enqueue_scans([(each.org_id, each.project_id) for each in found])
