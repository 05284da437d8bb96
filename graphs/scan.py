"""One monitoring pass: looks where something changed, opens issues, and runs the loop where it is needed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from graphs.alerts import release_held_back, tell_of_undoing
from graphs.autonomy import undo_what_harms
from graphs.decisions import expire_pending
from graphs.examination import examine_project
from graphs.runner import find_issues_to_run, resume_after_decision, run_issue
from graphs.services import Services
from graphs.survey import survey
from memory.unit import Memory
from tools.detection.settings import Settings

LOG = logging.getLogger(__name__)
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a pass did."""

    projects_scanned: int
    issues_opened: tuple[UUID, ...]
    suggestions_created: tuple[UUID, ...]
    problems: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class _Tally:
    """How sure a pass has to be, and what it did so far."""

    settings: Settings
    opened: list[UUID] = field(default_factory=list)
    suggested: list[UUID] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


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
    settings = Settings()
    quiet, projects = await _choose(services, settings, org_id, project_id, as_of)
    tally = _Tally(settings)
    for number, chosen in enumerate(projects, start=1):
        report(f"Looking at project {number} of {len(projects)}.")
        waiting = await _look_at(services, org_id, chosen, as_of, tally)
        for issue_id in waiting:
            await _run(services, org_id, issue_id, as_of, tally)
    async with services.database.open_memory(org_id) as memory:
        await release_held_back(memory, services.clock())
    seconds = (services.clock() - begun).total_seconds()
    return ScanResult(
        quiet + len(projects), tuple(tally.opened), tuple(tally.suggested), tuple(tally.problems), seconds
    )


async def _look_at(
    services: Services, org_id: UUID, project_id: UUID, as_of: datetime | None, tally: _Tally
) -> list[UUID]:
    """Bring a project's issues up to date; return those whose run is to be started or continued."""
    async with services.database.open_memory(org_id) as memory:
        await _expire(memory, project_id, services.clock())
        undone = await undo_what_harms(memory, project_id, services.clock())
        if undone is not None:
            await tell_of_undoing(memory, undone, services.clock())
        tally.opened += (await examine_project(memory, project_id, as_of, tally.settings)).opened
        undelivered = await memory.runs.find_undelivered(project_id)
    for suggestion_id in undelivered:
        await resume_after_decision(services, org_id, suggestion_id)
    async with services.database.open_memory(org_id) as memory:
        return await find_issues_to_run(services, memory, project_id)


async def _run(services: Services, org_id: UUID, issue_id: UUID, as_of: datetime | None, tally: _Tally) -> None:
    try:
        suggestion_id = await run_issue(services, org_id, issue_id, as_of)
    except Exception as problem:
        # One issue's trouble must not keep the others waiting; its run goes on in the next pass.
        LOG.debug("The run of issue %s stopped", issue_id, exc_info=True)
        tally.problems.append(f"Issue {issue_id} was not finished ({type(problem).__name__}); the next pass goes on.")
        return
    if suggestion_id is not None:
        tally.suggested.append(suggestion_id)


async def _choose(
    services: Services, settings: Settings, org_id: UUID, project_id: UUID | None, as_of: datetime | None
) -> tuple[int, list[UUID]]:
    """Return in how many projects the sieve held everything back, and the projects to look at."""
    if project_id is not None:
        return 0, [project_id]
    if as_of is not None:
        async with services.database.open_memory(org_id) as memory:
            return 0, [project.id for project in await memory.projects.all()]
    shaken = await survey(services, settings, org_id)
    async with services.database.open_fleet() as fleet:
        found = await fleet.projects_to_look_at(services.clock(), org_id)
    return max(0, shaken - len(found)), [each.project_id for each in found]


async def _expire(memory: Memory, project_id: UUID, now: datetime) -> None:
    pending = await memory.suggestions.pending_of(project_id)
    if pending is not None and pending.expires_at <= now:
        await expire_pending(memory, project_id, "Nobody decided in time; too much may have changed since.", now)
