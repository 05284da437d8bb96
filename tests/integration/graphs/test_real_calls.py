"""The loop on real calls that nobody of this project wrote."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.imports.projects import import_projects
from memory.unit import Memory
from tools.instructions.edits import apply_edits

NEVER_ASKED = {
    "hotels-2-search-house",
    "hotels-3-reserve-hotel",
    "hotels-4-search-hotel",
    "services-1-find-provider",
    "services-2-find-provider",
}


@pytest.fixture
async def real(database: Database, org_id: UUID, services: Services, noon: datetime, shared: Path) -> None:
    """All the real calls, imported and looked at once."""
    await import_projects(database, org_id, shared / "data/contract/projects.jsonl", now=noon)
    await import_calls(database, org_id, shared / "data/contract/calls.jsonl")
    result = await scan(services, org_id)
    assert result.problems == ()


async def test_the_monitor_speaks_and_stays_silent_where_it_should(
    real: None, database: Database, org_id: UUID
) -> None:
    async with database.open_memory(org_id) as memory:
        opened = {(issue.project_key, issue.field) for issue in await memory.issues.matching()}
        rates = await _capture_rates(memory)
        suggested = {found.project_key for found in await memory.suggestions.matching()}

    plainly_short = {
        key for key, (calls, rate) in rates.items() if (calls >= 20 and rate <= 0.5) or (calls >= 80 and rate <= 0.65)
    }
    assert plainly_short
    assert plainly_short <= opened
    assert {key for key, (_, rate) in rates.items() if rate >= 0.97} & opened == set()
    assert {key for key, (calls, _) in rates.items() if calls == 1} & opened == set()
    assert suggested >= NEVER_ASKED


async def test_every_quote_stands_word_for_word_in_the_turn_it_cites(
    real: None, database: Database, org_id: UUID
) -> None:
    quotes = 0
    async with database.open_memory(org_id) as memory:
        suggestions = await memory.suggestions.matching()
        for suggestion in suggestions:
            shown = await memory.evidence.of_suggestion(suggestion.id)
            calls = await memory.calls.transcripts(suggestion.project_id, [quote.call_id for quote in shown])
            for quote in shown:
                assert quote.text in calls[quote.call_id].transcript[quote.turn].text
                quotes += 1
    assert quotes >= len(suggestions) > 0


async def test_every_suggestion_is_exactly_its_edits(real: None, database: Database, org_id: UUID) -> None:
    async with database.open_memory(org_id) as memory:
        for suggestion in await memory.suggestions.matching():
            assert apply_edits(suggestion.before, suggestion.edits) == suggestion.after
            assert all(suggestion.before.count(edit.anchor) == 1 for edit in suggestion.edits)


async def _capture_rates(memory: Memory) -> dict[tuple[str, str], tuple[int, float]]:
    rates = {}
    for project in await memory.projects.all():
        trials: defaultdict[int, int] = defaultdict(int)
        captured: defaultdict[int, int] = defaultdict(int)
        for counts in await memory.streams.read(project.id):
            for ordinal, count in enumerate(counts.trials):
                trials[ordinal] += count
                captured[ordinal] += counts.captured[ordinal]
        for record in project.field_records:
            if record.field.required and trials[record.ordinal]:
                key = (project.key, record.field.name)
                rates[key] = (trials[record.ordinal], captured[record.ordinal] / trials[record.ordinal])
    return rates
