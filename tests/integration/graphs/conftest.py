"""A project whose agent never asks for the e-mail address, with the calls that show it."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects

INSTRUCTIONS = """You are the phone agent of a hair salon.

1. Greet the caller.
2. Ask for the caller's full name.
3. Ask for the day of the appointment.
4. Say goodbye.
"""
NAMES = ("Thandi Nkosi", "Pieter Botha", "Aisha Khan", "Lerato Molefe", "Johan Smit", "Maria Santos")
PROJECT = {
    "project": "salon",
    "name": "Hair salon",
    "goal": "Book an appointment",
    "instructions": INSTRUCTIONS,
    "fields": [
        {"name": "full_name", "description": "Caller's full name", "type": "name"},
        {"name": "day", "description": "Day of the appointment", "type": "date"},
        {"name": "email", "description": "Caller's e-mail address", "type": "email"},
    ],
}


def make_call(number: int, at: datetime) -> dict[str, object]:
    """Make one call in which nobody asks for the e-mail address."""
    name = NAMES[number % len(NAMES)]
    said = [
        ("agent", "Good day, this is the salon. May I have your full name, please?"),
        ("caller", f"Yes, it's {name}."),
        ("agent", "Thank you. On which day would you like to come in?"),
        ("caller", f"On the {number % 27 + 1}th of November would suit me."),
        ("agent", "You are booked in. Is there anything else I can do for you?"),
        ("caller", "No, that was everything, thanks."),
        ("agent", "Thank you for calling, goodbye."),
    ]
    return {
        "project": "salon",
        "call_id": f"salon-{number}",
        "started_at": (at - timedelta(hours=200 - number)).isoformat(),
        "duration_s": 70,
        "status": "completed",
        "ended_reason": "caller_hung_up",
        "captured": {"full_name": name, "day": f"2026-11-{number % 27 + 1:02d}", "email": None},
        "transcript": [{"speaker": speaker, "text": text} for speaker, text in said],
    }


@pytest.fixture
async def salon(database: Database, org_id: UUID, noon: datetime, tmp_path: Path) -> UUID:
    """The project's id, after its 40 calls came in."""
    calls = [make_call(number, noon) for number in range(40)]
    for name, lines in {"projects": [PROJECT], "calls": calls}.items():
        (tmp_path / name).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    await import_projects(database, org_id, tmp_path / "projects", now=noon)
    await import_calls(database, org_id, tmp_path / "calls")
    async with database.open_memory(org_id) as memory:
        project = await memory.projects.find("salon")
    assert project is not None
    return project.id
