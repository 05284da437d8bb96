"""Several writers and a monitor at once: the small version of `evals.benchmarks.writers`."""

import asyncio
from pathlib import Path

from evals.benchmarks.writers import make_projects, write_files
from evals.recount import recount_organisation
from graphs.scan import scan
from graphs.services import Services
from memory.imports.calls import import_calls
from tests.integration.memory.imports.files import Desk


async def test_counts_are_right_after_writers_and_scans_at_once(desk: Desk, services: Services, tmp_path: Path) -> None:
    await desk.bring_projects(*make_projects())
    files = write_files(tmp_path, calls=600, writers=4)
    writing = asyncio.gather(*(import_calls(desk.database, desk.org_id, file, batch_lines=40) for file in files))

    while not writing.done():
        await scan(services, desk.org_id)
        await asyncio.sleep(0)

    assert sum(result.created for result in await writing) == 600
    assert await recount_organisation(desk.database, desk.org_id) == (600, True)
    assert await desk.row(
        "SELECT count(*), count(DISTINCT (project_id, call_id)), count(calls.call_id)"
        " FROM call_details LEFT JOIN calls USING (org_id, project_id, call_id, started_at)"
    ) == (600, 600, 600)
