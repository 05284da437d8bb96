import asyncio
import sys
from pathlib import Path
from textwrap import dedent

from tests.integration.memory.imports.files import Desk, call, counts, project, write

CALLS = 4000
IMPORT = dedent(
    """
    import asyncio, sys
    from pathlib import Path
    from uuid import UUID

    from memory.database import Database
    from memory.imports.calls import import_calls

    url, org_id, file = sys.argv[1:]
    asyncio.run(import_calls(Database(url), UUID(org_id), Path(file), batch_lines=50))
    """
)


async def test_after_a_kill_the_same_file_completes_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    await desk.bring_projects(project())
    lines = [call(f"c-{number}") for number in range(CALLS)]
    file = write(tmp_path / "killed.jsonl", lines)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORT, desk.database.url, str(desk.org_id), str(file)
    )
    while await desk.row("SELECT count(*) FROM calls") == (0,):
        await asyncio.sleep(0.01)
        assert process.returncode is None
    process.kill()
    await process.wait()

    (stored, counted, detailed) = await desk.row(
        "SELECT (SELECT count(*) FROM calls), (SELECT sum(calls) FROM rollups), (SELECT count(*) FROM call_details)"
    )
    assert 0 < stored < CALLS
    assert stored == counted == detailed
    created, updated, unchanged, refused = counts(await desk.bring_calls(*lines))
    assert (updated, refused) == (0, 0)
    assert created + unchanged == CALLS
    assert await desk.rollups() == await desk.recounted()
