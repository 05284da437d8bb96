"""One monitoring pass: looks where something changed, opens issues, and runs the loop where it is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from graphs.decisions import expire_pending
from graphs.examination import examine_project
from graphs.runner import find_issues_to_run, run_issue
from graphs.services import Services
from memory.unit import Memory

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a pass did."""

    projects_scanned: int
    issues_opened: tuple[UUID, ...]
    suggestions_created: tuple[UUID, ...]
    seconds: float


async def scan(
    services: Services,
    org_id: UUID,
    *,
    project_id: UUID | None = None,
    as_of: datetime | None = None,
    report: Report = lambda _sentence: None,
) -> ScanResult:
    """Look at one project, or at every project of the organisation where something changed.

    With `as_of`, only calls that had ended by then count. Whatever a killed pass left undone, the next
    one finishes.
    """
    services = services.for_one_pass()
    begun = services.clock()
    opened: list[UUID] = []
    suggested: list[UUID] = []
    projects = await _choose(services, org_id, project_id)
    for number, chosen in enumerate(projects, start=1):
        report(f"Looking at project {number} of {len(projects)}.")
        async with services.database.open_memory(org_id) as memory:
            await _expire(memory, chosen, begun)
            opened += (await examine_project(memory, chosen, as_of)).opened
        async with services.database.open_memory(org_id) as memory:
            waiting = await find_issues_to_run(memory, chosen)
        for issue_id in waiting:
            suggestion_id = await run_issue(services, org_id, issue_id, as_of)
            if suggestion_id is not None:
                suggested.append(suggestion_id)
    seconds = (services.clock() - begun).total_seconds()
    return ScanResult(len(projects), tuple(opened), tuple(suggested), seconds)


async def _choose(services: Services, org_id: UUID, project_id: UUID | None) -> list[UUID]:
    if project_id is not None:
        return [project_id]
    async with services.database.open_fleet() as fleet:
        return [found.project_id for found in await fleet.projects_with_news(org_id)]


async def _expire(memory: Memory, project_id: UUID, now: datetime) -> None:
    pending = await memory.suggestions.pending_of(project_id)
    if pending is not None and pending.expires_at <= now:
        await expire_pending(memory, project_id, "Nobody decided in time; too much may have changed since.", now)
