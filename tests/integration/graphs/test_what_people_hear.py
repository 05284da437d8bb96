"""What a pass tells people: of suggestions, and of what no suggestion can mend."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from langgraph.runtime import Runtime

from graphs import ignoring
from graphs.scan import scan
from graphs.services import Services
from graphs.state import DraftState, ImprovementState
from graphs.steps.detect import detect
from graphs.steps.notify import notify
from memory.database import Database
from memory.imports.calls import import_calls
from memory.repositories.notifications import NotificationRecord
from tests.integration.graphs.conftest import make_call
from tests.integration.worlds import make_issue, make_project


async def test_a_suggestion_is_told_and_the_issue_it_deals_with_is_not_told_again(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await scan(services, org_id)

    [told] = await read_told(database, org_id)
    assert told.title == "Hair salon: a suggestion waits for your decision"


async def test_an_issue_that_instructions_cannot_mend_is_told_once(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.projects.set_capture_target(salon, "email", 0.0)
        await memory.projects.change(salon, {"target_success_rate": 0.0})
    failed = {"status": "failed", "ended_reason": "error", "transcript": [], "captured": {}}
    calls = [{**make_call(number, noon), **failed} for number in range(40, 140)]
    (tmp_path / "failed").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    await import_calls(database, org_id, tmp_path / "failed")

    for _ in range(2):
        await scan(services, org_id, project_id=salon)

    [told] = [found for found in await read_told(database, org_id) if "suggestion waits" not in found.title]
    assert told.title.startswith("Hair salon: the share of calls that do not fail ")
    assert told.body.endswith("No suggestion was made, and the page says why.")


async def test_with_no_alerts_wanted_suggestions_stand_in_their_list_all_the_same(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.organisation.allow_alerts(0)

    result = await scan(services, org_id)

    assert len(result.suggestions_created) == 1
    assert await read_told(database, org_id) == []
    async with database.open_memory(org_id) as memory:
        await memory.organisation.allow_alerts(1)
    await scan(services, org_id)
    assert len(await read_told(database, org_id)) == 1


async def test_what_is_ignored_while_its_run_goes_on_gets_no_suggestion(
    services: Services, database: Database, org_id: UUID, noon: datetime
) -> None:
    async with database.open_memory(org_id) as memory:
        project_id = await make_project(memory, at=noon)
        issue_id = await make_issue(memory, project_id, at=noon)
        await ignoring.ignore(memory, issue_id, reason="We know.", at=noon)
    draft: DraftState = {"edits": [], "rationale": "Ask.", "kind": "ask_for_field", "drafted_by": "model", "note": None}
    state: ImprovementState = {
        "org_id": str(org_id),
        "issue_id": str(issue_id),
        "attempt": 1,
        "base_version": 1,
        "draft": draft,
    }

    assert await detect(state, Runtime(context=services)) == {"is_wrong": False, "outcome": "ignored"}
    assert await notify(state, Runtime(context=services)) == {"suggestion_id": None}


async def read_told(database: Database, org_id: UUID) -> list[NotificationRecord]:
    async with database.open_memory(org_id) as memory:
        return await memory.notifications.latest()
