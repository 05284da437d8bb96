"""Two passes over one project at once: by the server, by `backoffice scan`, or by a worker taken for dead."""

import asyncio
from uuid import UUID

from sqlalchemy import text

from graphs import runner
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database


async def test_passes_at_once_do_together_what_one_does(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await asyncio.gather(*(scan(services, org_id, project_id=salon) for _ in range(3)))

    async with database.open_memory(org_id) as memory:
        issues = await memory.issues.matching()
        opened = await memory.connection.scalar(text("SELECT count(*) FROM activities WHERE kind = 'issue_opened'"))
        attempts = (await memory.connection.execute(text("SELECT issue_id, attempt FROM issue_runs"))).all()
        suggestions = await memory.suggestions.matching()
    assert opened == len(issues) > 0
    assert sorted(attempts) == sorted((issue.id, 1) for issue in issues)
    assert len(suggestions) == 1


async def test_a_pass_that_chose_an_issue_before_another_took_it_further_leaves_it(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await scan(services, org_id, project_id=salon)
    async with database.open_memory(org_id) as memory:
        issues = await memory.issues.matching()

    assert [await runner.run_issue(services, org_id, issue.id) for issue in issues] == [None] * len(issues)

    async with database.open_memory(org_id) as memory:
        assert await memory.connection.scalar(text("SELECT max(attempt) FROM issue_runs")) == 1
