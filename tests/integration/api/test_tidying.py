"""What is older than transcripts are kept goes: analyses, recordings, and their files."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from procrastinate import App

from api.bootstrap import Backoffice
from api.jobs.catalogue import build_jobs
from api.jobs.tidying import tidy
from api.settings import Settings
from graphs.analysing import analyse_by_rules
from graphs.services import Services
from memory.database import Database
from memory.jobs.queue import JobQueue
from memory.recording_files import RecordingFiles
from tests.integration.memory.imports.files import Desk, call, project


async def test_old_analyses_and_recordings_go_with_the_transcripts(
    services: Services, database: Database, database_url: str, org_id: UUID, tmp_path: Path
) -> None:
    desk, files = Desk(database, org_id, tmp_path), RecordingFiles(tmp_path / "recordings")
    await desk.bring_projects(project())
    ages = {"old": datetime(2025, 1, 5, tzinfo=UTC), "new": datetime(2026, 10, 5, tzinfo=UTC)}
    await desk.bring_calls(*(call(name, started_at=at.isoformat()) for name, at in ages.items()))
    project_id = await desk.project_id()
    async with database.open_memory(org_id) as memory:
        found = await memory.projects.get(project_id)
        calls = [record.call for record in await memory.calls.in_order(project_id, limit=10)]
        await analyse_by_rules(memory, found, calls)
        for name, at in ages.items():
            values = {"project_id": project_id, "call_id": name, "file_name": name, "size": 1, "created_at": at}
            recording_id, _ = await memory.recordings.add({**values, "digest": name.encode()})
            arrived = files.new_path()
            arrived.write_bytes(b"sound")
            files.keep(arrived, org_id, recording_id)
    settings = Settings(home=tmp_path, keep_transcripts_months=3)
    kept = replace(services, recording_files=files, clock=lambda: datetime(2026, 11, 2, tzinfo=UTC))
    backoffice = Backoffice(settings, database, kept)
    jobs: App = build_jobs(backoffice, JobQueue(database_url, size=2), print)
    async with jobs.open_async():
        await tidy(backoffice, jobs)

    assert await desk.rows("SELECT call_id FROM analyses") == [("new",)]
    assert await desk.rows("SELECT call_id FROM recordings") == [("new",)]
    assert len([path for path in (tmp_path / "recordings").rglob("*") if path.is_file()]) == 1
