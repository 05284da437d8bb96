"""One project looked at: detection, decisions nobody delivered, runs of its issues, calls to ask a model about."""

from typing import TYPE_CHECKING
from uuid import UUID

from graphs.services import Services

if TYPE_CHECKING:
    from graphs.scan import ScanResult


class ScanUnfinishedError(Exception):
    """Something was left to the next try; the message says what, in sentences without callers' words."""


async def scan_project(services: Services, org_id: UUID, project_id: UUID) -> "ScanResult | None":
    """Make a monitoring pass over one project; None when it is gone.

    Raises ScanUnfinishedError when the run of an issue could not be taken as far as it goes.
    """
    from graphs.asking import ask_about_unsure
    from graphs.scan import scan

    try:
        async with services.database.open_memory(org_id) as memory:
            await memory.projects.get(project_id)
    except LookupError:
        return None
    result = await scan(services, org_id, project_id=project_id)
    await ask_about_unsure(services, org_id, project_id)
    if result.problems:
        raise ScanUnfinishedError(" ".join(result.problems))
    return result
