"""A call whose transcript is no longer kept can still be looked at."""

from datetime import UTC, datetime
from pathlib import Path

from httpx import AsyncClient

from memory.database import Database
from memory.repositories.retention import drop_old_details
from memory.vocabulary import Quote
from tests.integration.api.conftest import World
from tests.integration.memory.imports.files import Desk, call

SENTENCE = "The transcript of this call is no longer kept."
TURNS = [{"speaker": "caller", "text": "My e-mail is private."}]


async def test_pages_and_documents_say_that_a_transcript_is_gone(
    client: AsyncClient, world: World, database: Database, tmp_path: Path
) -> None:
    desk = Desk(database, world.org_id, tmp_path)
    line = call(started_at="2001-01-01T10:00:00Z", transcript=TURNS, call_type="<b>inbound</b>")
    await desk.bring_calls(line)
    async with database.open_memory(world.org_id) as memory:
        await memory.evidence.add_for_suggestion(world.project_id, world.suggestion_id, [Quote("c-1", 0, "private")])
    page, document = f"/projects/{world.project_id}/calls/c-1", f"/api/v1/projects/{world.project_id}/calls/c-1"
    assert SENTENCE not in (await client.get(page)).text

    await drop_old_details(database, 12, datetime.now(UTC))

    shown = await client.get(page)
    assert shown.status_code == 200
    assert SENTENCE in shown.text
    assert "private" in shown.text
    assert "e-mail is private" not in shown.text
    assert "<b>inbound" not in shown.text
    found = (await client.get(document)).json()
    assert (found["transcript"], found["transcript_kept"]) == ([], False)
    assert [quote["quote"] for quote in found["cited"]] == ["private"]
    suggestion = await client.get(f"/suggestions/{world.suggestion_id}", follow_redirects=True)
    assert "No longer in the transcript" in suggestion.text
