"""Every step of a run is booked: how long it took, what it asked of the model and what that cost."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from agents.scripted_server import ScriptedServer
from agents.spending import Budget, Prices
from graphs.budgets import is_day_spent
from graphs.scan import scan
from graphs.services import Services
from memory.database import Database
from tests.integration.graphs.test_the_model import with_model


async def test_steps_are_booked_in_order_with_their_model_calls_and_money(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer() as server:
        priced = replace(with_model(services, server.url), prices=Prices(Decimal(1), Decimal(2), "EUR"))
        await scan(priced, org_id)

    async with database.open_memory(org_id) as memory:
        [run] = [one for one in await memory.run_steps.runs() if one.status == "waiting"]
        steps = await memory.run_steps.of_run(run.issue_id, run.attempt)

    assert [step.step for step in steps][:3] == ["detect", "diagnose", "draft"]
    assert sum(step.model_calls for step in steps) == run.model_calls == len(server.received)
    assert run.money > 0
    assert run.currency == "EUR"


async def test_a_day_without_budget_asks_no_model_and_says_so(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    async with database.open_memory(org_id) as memory:
        await memory.organisation.limit_model(0, None)

    with ScriptedServer() as server:
        await scan(with_model(services, server.url), org_id)

    assert server.received == []
    assert await is_day_spent(services, org_id)


async def test_calls_set_aside_for_a_run_are_free_again_when_it_waits(
    services: Services, database: Database, org_id: UUID, salon: UUID
) -> None:
    with ScriptedServer() as server:
        await scan(replace(with_model(services, server.url), run_budget=Budget(calls=50)), org_id)

    async with database.open_memory(org_id) as memory:
        assert await memory.runs.count_reserved(None, None) == 0
