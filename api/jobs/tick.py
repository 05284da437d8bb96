"""Which projects are to be looked at now? Asked every minute, over the whole fleet."""

from graphs.services import Services
from graphs.survey import survey
from memory.jobs.queue import JobQueue
from tools.detection.settings import Settings


async def tick(services: Services, queue: JobQueue) -> int:
    """Enqueue a scan of every project that needs a look and does not wait for one; return how many were new."""
    await survey(services, Settings())
    async with services.database.open_fleet() as fleet:
        found = await fleet.projects_to_look_at(services.clock())
    return await queue.enqueue_scans([(each.org_id, each.project_id) for each in found])
