"""A draft is tried on past calls before anybody sees it."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from agents.scripted_behaviours import Answer, Behaviour, Request
from agents.scripted_server import ScriptedServer
from agents.spending import Budget
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from memory.replays import CallGroup
from tests.integration.graphs.phone_agents import ASKS, GOES_ON, always_asks, does_as_told, never_asks, play
from tests.integration.graphs.test_the_model import with_model


async def test_what_helps_bad_calls_and_harms_no_good_ones_is_shown_with_its_proof(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer(play(asks=does_as_told)) as server:
        await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching()
        assert suggestion.trial_id is not None
        calls = await memory.trials.calls_of(suggestion.trial_id)
    proof = suggestion.verification
    assert proof is not None
    assert (proof.status, proof.broken) == ("passed", 0)
    assert proof.fixed is not None
    assert proof.fixed >= 15
    assert proof.low is not None
    assert proof.low > 0
    assert suggestion.expected.basis.startswith("Replayed on")
    bad = [call for call in calls if call.group is CallGroup.BAD]
    assert {(call.old_text, call.new_text) for call in bad} == {(GOES_ON, ASKS)}


async def test_what_changes_nothing_is_not_shown_and_people_are_told_of_the_issue(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer(play(asks=never_asks)) as server:
        await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        assert await memory.suggestions.matching() == []
        tried = await memory.trials.of_project(salon)
        outcomes = {run.outcome for run in await memory.run_steps.runs()}
        told = [one.title for one in await memory.notifications.latest()]
    assert len(tried) >= 2
    assert {trial.status for trial in tried} == {"failed"}
    assert "no_suggestion" in outcomes
    assert any("email" in title for title in told)


async def test_where_the_present_text_already_does_it_the_instructions_are_not_the_cause(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer(play(asks=always_asks)) as server:
        await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        assert await memory.suggestions.matching() == []
        assert "not_the_instructions" in {run.outcome for run in await memory.run_steps.runs()}


async def test_no_caller_is_named_in_a_replay(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    from tests.integration.graphs.conftest import NAMES

    with ScriptedServer(play(asks=does_as_told)) as server:
        await scan(with_model(services, server.url), org_id)

    sent = " ".join(request.raw for request in server.received)
    assert [name for name in NAMES if name in sent or name.split()[1] in sent] == []


async def test_a_budget_that_is_spent_ends_the_run_without_a_suggestion(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer(play(asks=does_as_told)) as server:
        frugal = replace(with_model(services, server.url), run_budget=Budget(calls=30))
        await scan(frugal, org_id)

    async with database.open_memory(org_id) as memory:
        assert await memory.suggestions.matching() == []
        runs = await memory.run_steps.runs()
    assert {run.outcome for run in runs} == {"budget_spent"}
    assert all(run.model_calls <= 30 for run in runs)


async def test_a_trial_that_was_interrupted_goes_on_where_it_was(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    under_way, spoken = asyncio.Event(), 0
    loop = asyncio.get_running_loop()

    def answer(request: Request) -> Answer:
        nonlocal spoken
        spoken += request.schema is None
        if spoken == 40:
            loop.call_soon_threadsafe(under_way.set)
        return play(asks=does_as_told)(request)

    with ScriptedServer(answer) as server:
        whole = with_model(services, server.url)
        scanning = asyncio.create_task(scan(whole, org_id))
        await under_way.wait()
        scanning.cancel()
        await asyncio.gather(scanning, return_exceptions=True)
        spoken_before, spoken = spoken, 100
        async with database.open_memory(org_id) as memory:
            [trial] = await memory.trials.of_project(salon)
            kept = await memory.trials.calls_of(trial.id)
        await scan(whole, org_id)

    async with database.open_memory(org_id) as memory:
        [suggestion] = await memory.suggestions.matching()
        whole_trial = await memory.trials.calls_of(trial.id)
    assert trial.status == "running"
    assert kept
    assert suggestion.trial_id == trial.id
    # The turns under the old text were not kept apart from their calls; no other turn was spoken twice.
    assert spoken - 100 <= spoken_before + len(whole_trial) - 2 * len(kept)


@pytest.mark.parametrize("behaviour", [Behaviour.GARBAGE, Behaviour.EMPTY, Behaviour.CUT_OFF])
async def test_a_phone_agent_that_says_nothing_usable_is_no_proof(
    services: Services, database: Database, org_id: UUID, salon: UUID, behaviour: Behaviour
) -> None:
    def answer(request: Request) -> Answer:
        return play(asks=does_as_told)(request) if request.schema is not None else behaviour

    with ScriptedServer(answer) as server:
        await scan(with_model(services, server.url), org_id)

    async with database.open_memory(org_id) as memory:
        shown = await memory.suggestions.matching()
    assert all(one.verification is not None and one.verification.status == "not_replayed" for one in shown)
