"""How far the assistant goes by itself: causes only, suggestions, or what has earned to be applied unasked."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from agents.scripted_server import ScriptedServer
from graphs import decisions
from graphs.autonomy import find_standing
from graphs.in_flight import CALLS_TO_TELL, find_in_flight
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.imports.calls import import_calls
from memory.repositories.lessons import OutcomeKind
from memory.vocabulary import Autonomy
from tests.integration.graphs.conftest import make_call
from tests.integration.graphs.phone_agents import does_as_told, play
from tests.integration.graphs.test_the_model import with_model
from tests.integration.worlds import make_issue, make_project, make_suggestion


async def earn(services: Services, database: Database, org_id: UUID, at: datetime, kind: str) -> None:
    """Have ten suggestions of a kind accepted in other projects, three of them with a measured gain."""
    for number in range(10):
        async with database.open_memory(org_id) as memory:
            project_id = await make_project(memory, key=f"other-{number}", at=at)
            issue_id = await make_issue(memory, project_id, at=at)
            suggestion_id = await make_suggestion(memory, project_id, issue_id, at=at)
            await memory.suggestions.change(suggestion_id, {"kind": kind})
            await decisions.accept(memory, suggestion_id, at=at)
            if number < 3:
                await memory.lessons.record(
                    suggestion_id, OutcomeKind.MEASURED, effect=0.06, standard_error=0.01, calls=900, at=at
                )


async def allow(database: Database, org_id: UUID, project_id: UUID, level: Autonomy) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.projects.change(project_id, {"autonomy": level.value})


async def test_at_causes_only_nothing_is_drafted_and_people_are_told_of_the_issue(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await allow(database, org_id, salon, Autonomy.CAUSES)

    await scan(services, org_id)

    async with database.open_memory(org_id) as memory:
        assert await memory.suggestions.matching() == []
        assert "causes_only" in {run.outcome for run in await memory.run_steps.runs()}
        assert await memory.notifications.unread() > 0
    await allow(database, org_id, salon, Autonomy.SUGGEST)
    await scan(services, org_id, project_id=salon)
    async with database.open_memory(org_id) as memory:
        assert len(await memory.suggestions.matching()) == 1


async def test_what_has_not_earned_it_is_suggested_even_at_apply(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    await allow(database, org_id, salon, Autonomy.APPLY)

    with ScriptedServer(play(asks=does_as_told)) as server:
        await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching()
        standing = await find_standing(memory, salon)
    assert suggestion.status == "pending"
    assert [kind.is_earned for kind in standing.kinds] == [False]


async def test_what_has_earned_it_is_applied_with_its_reason_and_undone_when_calls_speak_for_harm(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime, tmp_path: Path
) -> None:
    await earn(services, database, org_id, noon, "ask_for_field")
    await allow(database, org_id, salon, Autonomy.APPLY)
    with ScriptedServer(play(asks=does_as_told)) as server:
        await scan(with_model(services, server.url), org_id, project_id=salon)
    async with database.open_memory(org_id) as memory:
        [applied] = await memory.suggestions.matching(project_id=salon)
        [decision] = await memory.suggestions.decisions_on(applied.id)
        current = await memory.instructions.current(salon)
        in_flight = await find_in_flight(memory, salon, noon)
    assert (applied.status, decision.person_id, current.text) == ("accepted", None, applied.after)
    assert decision.reason is not None
    assert "10 of 10 were accepted" in decision.reason
    assert in_flight is not None
    assert in_flight.sentence.startswith(f"Version {current.number} is being tried: 0 of {CALLS_TO_TELL}")

    async with database.open_memory(org_id) as memory:
        # Before the change every call captured the name; since, none does.
        suggestion = await memory.suggestions.get(applied.id)
        await memory.suggestions.change(suggestion.id, {"fields": ["full_name"]})
    worse = [make_call(number + 1000, noon + timedelta(days=20)) for number in range(60)]
    for call in worse:
        call["captured"] = {"full_name": None, "day": "2026-11-03", "email": None}
    (tmp_path / "worse").write_text("".join(f"{json.dumps(line)}\n" for line in worse))
    await import_calls(database, org_id, tmp_path / "worse")
    later = replace(services, clock=lambda: noon + timedelta(days=21))
    await scan(later, org_id, project_id=salon)

    async with database.open_memory(org_id) as memory:
        undone = await memory.suggestions.get(applied.id)
        text = (await memory.instructions.current(salon)).text
        told = [one.title for one in await memory.notifications.latest()]
    assert undone.status == "rolled_back"
    assert text == undone.before
    assert "Hair salon: a change was rolled back" in told


async def test_a_change_that_is_being_tried_is_the_only_one(
    services: Services, database: Database, org_id: UUID, salon: UUID, noon: datetime
) -> None:
    await scan(services, org_id)
    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching()
        await decisions.accept(memory, suggestion.id, at=noon)
        assert await find_in_flight(memory, salon, noon) is not None
        assert await find_in_flight(memory, salon, noon + timedelta(weeks=4)) is None
        await decisions.roll_back(memory, suggestion.id, at=noon)
        assert await find_in_flight(memory, salon, noon) is None
