"""Calls of a project by the hundred, with known rates, and what the monitor made of them."""

from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from graphs.examination import Examination, examine_project
from memory.repositories.issues import IssueRecord
from tests.integration.memory.imports.files import Desk, Row, call

NEWS = "SELECT new_trials, new_good, changes - seen, look, sieve IS NOT NULL FROM project_news"


class Callers:
    """Calls project `bookings`, one call an hour unless `every` says otherwise; `now` is the end of its last call."""

    def __init__(self, desk: Desk, begin: datetime, project: str = "bookings") -> None:
        self.desk, self.now, self.project = desk, begin, project
        self.number, self.every = 0, timedelta(hours=1)

    async def ring(self, calls: int, rate: float, *, hang_up: float = 0.0, **changes: object) -> None:
        """Import so many calls, of which the share `rate` succeeds and `hang_up` is ended early by the caller."""
        rng = np.random.default_rng(self.number)
        good = rng.permutation(np.arange(calls) < round(rate * calls))
        early = rng.permutation(np.arange(calls) < round(hang_up * calls))
        documents = [
            self._call(self.number + place, success=bool(good[place]), early=bool(early[place]), **changes)
            for place in range(calls)
        ]
        self.number += calls
        result = await self.desk.bring_calls(*documents)
        assert result.created == calls

    async def look(self, as_of: datetime | None = None) -> Examination:
        """Look at all calls of the project, as a scan does."""
        project_id = await self.desk.project_id(self.project)
        async with self.desk.database.open_memory(self.desk.org_id) as memory:
            return await examine_project(memory, project_id, as_of)

    async def issues(self) -> dict[str, IssueRecord]:
        """Return the issues, by metric."""
        async with self.desk.database.open_memory(self.desk.org_id) as memory:
            return {issue.metric: issue for issue in await memory.issues.matching()}

    async def change_issue(self, issue_id: UUID, **values: object) -> None:
        """Change an issue as a person would."""
        async with self.desk.database.open_memory(self.desk.org_id) as memory:
            await memory.issues.change(issue_id, values)

    async def news(self) -> Row:
        """Return new trials, new good ones, unseen changes, whether to look, and whether there is a sieve."""
        return await self.desk.row(NEWS)

    def _call(self, number: int, *, success: bool, early: bool, **changes: object) -> dict[str, object]:
        self.now += self.every
        known: dict[str, object] = {
            "project": self.project,
            "started_at": (self.now - timedelta(seconds=120)).isoformat(),
            "duration_s": 120,
            "success": success,
        }
        if early:
            known |= {"duration_s": 20, "ended_reason": "caller_hung_up", "captured": {"name": None}}
        return call(f"{self.project}-{number}", **known, **changes)
