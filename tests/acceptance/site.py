"""A running product to look at: server, organisation, owner, and projects that need a decision."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from agents.model_line import ModelLine
from agents.models import ModelSettings
from agents.spending import Prices
from api.app import build_app
from api.auth import make_sign_in_token
from api.bootstrap import Backoffice
from api.server import Server
from api.settings import Settings
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.recording_files import RecordingFiles
from memory.repositories.people import People
from memory.repositories.rows import new_id
from memory.vocabulary import Quote
from tests.integration.worlds import make_issue, make_project, make_suggestion
from tools.notifications.reach import Reach
from tools.transcription.port import Transcriber

BROWSER_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-quic",
]
BEGAN = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
TRANSCRIPT = (
    ("agent", "Good morning, Marula Table. How can I help?"),
    ("caller", "A table for four on Friday, please."),
    ("agent", "What name may I put it under?"),
    ("caller", "Naledi Khumalo."),
    ("agent", "Lovely, see you on Friday."),
)


@dataclass(frozen=True)
class Waiting:
    """A project with a suggestion that waits."""

    project_id: UUID
    issue_id: UUID
    suggestion_id: UUID

    @property
    def instructions(self) -> str:
        """The address of its instructions."""
        return f"/projects/{self.project_id}/instructions"


@dataclass(frozen=True)
class Site:
    """A server, and the organisation its owner is looking at."""

    address: str
    services: Services
    home: Path
    org_id: UUID
    person_id: UUID

    @property
    def database(self) -> Database:
        """Where everything is kept."""
        return self.services.database

    async def make_link(self, person_id: UUID | None = None) -> str:
        """Return a new sign-in link of the owner, or of another person."""
        token = await make_sign_in_token(self.database, person_id or self.person_id, datetime.now(UTC))
        return f"{self.address}/sign-in?token={token}"

    async def make_waiting(self, *, key: str = "bookings", **changes: object) -> Waiting:
        """Make a project whose suggestion waits; `changes` replace columns of the project."""
        now = datetime.now(UTC)
        async with self.database.open_memory(self.org_id) as memory:
            project_id = await make_project(memory, at=BEGAN, key=key)
            if changes:
                await memory.projects.change(project_id, changes)
            issue_id = await make_issue(memory, project_id, at=BEGAN)
            await memory.issues.change(issue_id, {"cause": "not_asked"})
            suggestion_id = await make_suggestion(memory, project_id, issue_id, at=now)
        return Waiting(project_id, issue_id, suggestion_id)

    async def add_calls(self, *, key: str = "bookings", days: int = 20, **changes: object) -> None:
        """Bring in a few calls a day, the first of them `c-0`; `changes` replace parts of each."""
        lines = [make_call(number, key=key, **changes) for number in range(3 * days)]
        await self.load(lines)

    async def load_odd_call(self, call_id: str, turns: list[dict[str, Any]]) -> None:
        """Bring in one call with an odd id and odd values."""
        captured = {"name": "Jane <i>Doe</i>"}
        await self.load([make_call(0, call_id=call_id, transcript=turns, captured=captured)])

    async def load(self, calls: Sequence[dict[str, Any]]) -> None:
        """Bring in calls as the contract writes them."""
        file = self.home / "calls.jsonl"
        file.write_text("".join(f"{json.dumps(call)}\n" for call in calls), encoding="utf-8")
        result = await import_calls(self.database, self.org_id, file)
        assert result.refused.total == 0

    async def cite(self, waiting: Waiting, call_id: str, turn: int, words: str) -> None:
        """Make words of a call the proof of a suggestion."""
        async with self.database.open_memory(self.org_id) as memory:
            quotes = [Quote(call_id, turn, words)]
            await memory.evidence.add_for_suggestion(waiting.project_id, waiting.suggestion_id, quotes)
            await memory.evidence.replace_for_issue(waiting.project_id, waiting.issue_id, quotes)


def make_call(number: int, *, key: str = "bookings", **changes: object) -> dict[str, Any]:
    """Return a call that captured the name and not the e-mail address."""
    call = {
        "project": key,
        "call_id": f"c-{number}",
        "started_at": (BEGAN + timedelta(hours=8 * number)).isoformat(),
        "duration_s": 42.0,
        "status": "completed",
        "ended_reason": "caller_hung_up",
        "captured": {"name": "Naledi Khumalo"},
        "transcript": [
            {"speaker": speaker, "text": text, "start_s": 6.0 * place}
            for place, (speaker, text) in enumerate(TRANSCRIPT)
        ],
    }
    return {**call, **changes}


@asynccontextmanager
async def open_site(
    database: Database,
    home: Path,
    transcriber: Transcriber | None = None,
    model_url: str | None = None,
    reach: Reach | None = None,
) -> AsyncIterator[Site]:
    """Serve the product on a free port of this machine; `model_url` is where a scripted model answers."""
    services = Services(
        database=database,
        clock=lambda: datetime.now(UTC),
        transcriber=transcriber,
        recording_files=RecordingFiles(home / "recordings"),
        build_model_line=_choose_model(model_url),
        prices=Prices(),
        reach=reach or Reach(),
    )
    settings = Settings(home=home, model=None if model_url is None else "scripted")
    app = build_app(Backoffice(settings, database, services))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = Server(app, port=0)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn offers nothing to wait for
            await asyncio.sleep(0.02)
        port = listening.getsockname()[1]
        org_id, person_id = await make_owner(database, "Marula Group", "naledi@example.com")
        yield Site(f"http://127.0.0.1:{port}", services, home, org_id, person_id)
        server.should_exit = True
        await serving


def _choose_model(url: str | None) -> Callable[[], ModelLine] | None:
    if url is None:
        return None
    settings = ModelSettings(name="scripted", api_key="key", base_url=url, timeout_s=10)
    return lambda: ModelLine(settings)


async def make_owner(
    database: Database, organisation: str, email: str, *, is_sample: bool = False
) -> tuple[UUID, UUID]:
    """Make an organisation with an owner."""
    org_id = new_id()
    async with database.open_doors() as doors:
        person = await People(doors).ensure(email, "Naledi")
    async with database.open_memory(org_id) as memory:
        await memory.organisation.create(organisation, is_sample=is_sample)
        await memory.organisation.add_member(person.id, "owner")
    return org_id, person.id
