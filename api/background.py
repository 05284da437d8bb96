"""What goes on after an answer was sent: scans, runs that were waiting, files being read.

Nothing here may break the click that asked for it: failures are logged and the next scan catches up.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING
from uuid import UUID

from graphs.services import Services

if TYPE_CHECKING:
    from graphs.own_edits import OwnEdit

log = logging.getLogger(__name__)


class Background:
    """The tasks of one server process."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tasks: set[asyncio.Task[None]] = set()
        self._scanning: set[UUID] = set()
        self._wanted: dict[UUID, set[UUID | None]] = {}
        self._checking: set[UUID] = set()

    def start(self, name: str, work: Coroutine[None, None, None]) -> None:
        """Begin `work` and let it run by itself."""
        task = asyncio.create_task(_guard(name, work), name=name)
        # The event loop itself holds tasks only weakly.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def scan_soon(self, org_id: UUID, project_id: UUID | None = None) -> None:
        """Make a monitoring pass over an organisation, or over one project whatever its news.

        Asked for during a pass, it is made after it.
        """
        self._wanted.setdefault(org_id, set()).add(project_id)
        if org_id not in self._scanning:
            self._scanning.add(org_id)
            self.start(f"scan of {org_id}", self._scan(org_id))

    def is_scanning(self, org_id: UUID) -> bool:
        """Return whether this process is making a pass over the organisation."""
        return org_id in self._scanning

    def check_soon(self, org_id: UUID, edit: "OwnEdit", person_id: UUID | None) -> None:
        """Try a text that a person typed on past calls; a text that is being tried is not tried twice."""
        if edit.id not in self._checking:
            self._checking.add(edit.id)
            self.start(f"check of {edit.id}", self._check(org_id, edit, person_id))

    def is_checking(self, trial_id: UUID) -> bool:
        """Return whether this process is trying a person's text."""
        return trial_id in self._checking

    def resume_soon(self, org_id: UUID, suggestion_id: UUID) -> None:
        """Wake the run that waited for the decision on a suggestion."""
        self.start(f"decision on {suggestion_id}", self._resume(org_id, suggestion_id))

    async def stop(self) -> None:
        """Cancel what still runs; everything here can be begun again at the next start."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _scan(self, org_id: UUID) -> None:
        # Imported here: LangGraph takes seconds to load, and the first page should not wait for it.
        from graphs.outreach import deliver_due
        from graphs.scan import scan

        try:
            while wanted := self._wanted.pop(org_id, None):
                for project_id in wanted:
                    await scan(self._services, org_id, project_id=project_id)
                async with self._services.database.open_memory(org_id) as memory:
                    await memory.events.publish("scan", {"title": "A monitoring pass has ended."})
                # Where no worker runs, what people are told still reaches them.
                await deliver_due(self._services, org_id)
        finally:
            self._scanning.discard(org_id)
            self._wanted.pop(org_id, None)

    async def _check(self, org_id: UUID, edit: "OwnEdit", person_id: UUID | None) -> None:
        from graphs.own_edits import check_own_edit

        try:
            await check_own_edit(self._services, org_id, edit, person_id=person_id)
        finally:
            self._checking.discard(edit.id)

    async def _resume(self, org_id: UUID, suggestion_id: UUID) -> None:
        from graphs.runner import resume_after_decision

        await resume_after_decision(self._services, org_id, suggestion_id)


async def _guard(name: str, work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("In the background, this failed: %s", name)
