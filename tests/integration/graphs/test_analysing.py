"""Calls are analysed once, and again only when something the analysis rests on has changed."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from agents.model_line import ModelLine
from agents.models import ModelSettings
from agents.scripted_behaviours import Behaviour
from agents.scripted_server import ScriptedServer
from graphs import analysing
from graphs.analysing import RULES, Analysis, analyse_by_rules, ask_model
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.vocabulary import Cause, FindingSource
from tests.integration.graphs.conftest import make_call


async def analyse(database: Database, org_id: UUID, project_id: UUID, call_id: str = "salon-1") -> Analysis:
    async with database.open_memory(org_id) as memory:
        record = await memory.calls.find(project_id, call_id)
        assert record is not None
        project = await memory.projects.get(project_id)
        (analysis,) = await analyse_by_rules(memory, project, [record.call])
    return analysis


async def count(database: Database, org_id: UUID) -> int:
    async with database.open_memory(org_id) as memory:
        return int(await memory.connection.scalar(text("SELECT count(*) FROM analyses")) or 0)


async def test_every_field_has_one_finding_with_cause_and_words(database: Database, org_id: UUID, salon: UUID) -> None:
    analysis = await analyse(database, org_id, salon)

    assert [found.field for found in analysis.record.findings] == ["full_name", "day", "email"]
    assert [found.cause for found in analysis.record.findings] == [None, None, Cause.NOT_ASKED]
    assert analysis.record.analyser == RULES


async def test_what_is_kept_is_not_worked_out_again(
    database: Database, org_id: UUID, salon: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await analyse(database, org_id, salon)

    def never(*_: object) -> None:
        raise AssertionError("it was worked out again")

    monkeypatch.setattr(analysing, "read_call", never)

    assert (await analyse(database, org_id, salon)).record == first.record
    assert await count(database, org_id) == 1


async def test_a_call_that_changed_is_analysed_anew(
    database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    await analyse(database, org_id, salon)
    call = make_call(1, noon)
    call["captured"] = {**dict(call["captured"]), "full_name": None}
    (tmp_path / "again").write_text(json.dumps(call) + "\n")
    await import_calls(database, org_id, tmp_path / "again")

    found = (await analyse(database, org_id, salon)).record.findings[0]
    assert found.cause is Cause.GIVEN_NOT_RECORDED
    assert found.quote is not None
    assert "Pieter Botha" in found.quote
    assert await count(database, org_id) == 1


async def test_the_words_are_kept_in_the_transcript_alone(
    database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    call = {**make_call(1, noon), "call_id": "odd", "captured": {}}
    (tmp_path / "odd").write_text(json.dumps(call) + "\n")
    await import_calls(database, org_id, tmp_path / "odd")
    first = await analyse(database, org_id, salon, "odd")
    again = await analyse(database, org_id, salon, "odd")

    assert any(found.quote for found in first.record.findings)
    assert again.record.findings == first.record.findings
    async with database.open_memory(org_id) as memory:
        kept = await memory.connection.scalar(text("SELECT findings::text FROM analyses"))
    assert "Botha" not in str(kept)


async def test_another_organisation_sees_no_analysis(database: Database, org_id: UUID, salon: UUID) -> None:
    await analyse(database, org_id, salon)

    assert await count(database, UUID(int=7)) == 0


@pytest.mark.parametrize("behaviour", [Behaviour.RATE_LIMITED, Behaviour.SERVER_ERROR, Behaviour.BROKEN_JSON])
async def test_a_model_that_fails_leaves_what_the_rules_found_and_says_so(
    services: Services, database: Database, org_id: UUID, salon: UUID, behaviour: Behaviour
) -> None:
    analysis = await analyse(database, org_id, salon)
    unsure = replace(
        analysis,
        record=replace(
            analysis.record, findings=tuple(replace(one, confidence=0.3) for one in analysis.record.findings)
        ),
    )
    with ScriptedServer(behaviour) as server:
        line = ModelLine(ModelSettings(name="scripted", api_key="key", base_url=server.url, timeout_s=10))
        async with database.open_memory(org_id) as memory:
            project = await memory.projects.get(salon)
        asked = await ask_model(services, org_id, project, unsure, line)

    assert asked.record.findings == unsure.record.findings
    assert asked.record.note is not None
    assert asked.record.note.startswith("Found by rules alone: ")
    assert {found.source for found in asked.record.findings} == {FindingSource.RULES}


async def test_a_sure_analysis_asks_nobody(services: Services, database: Database, org_id: UUID, salon: UUID) -> None:
    analysis = await analyse(database, org_id, salon)
    with ScriptedServer() as server:
        line = ModelLine(ModelSettings(name="scripted", api_key="key", base_url=server.url, timeout_s=10))
        async with database.open_memory(org_id) as memory:
            project = await memory.projects.get(salon)
        assert await ask_model(services, org_id, project, analysis, line) == analysis

    assert server.received == []
