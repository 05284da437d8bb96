"""How much may a run ask of the model? As much as its own budget and what is left of its organisation's day allow."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from graphs.services import Services
from memory.unit import Memory

if TYPE_CHECKING:
    from agents.spending import Budget


MOST_A_RUN = 600
"""Model calls of a run whose budget nobody set; what is set aside for one run is not there for the others."""


async def give_budget(services: Services, org_id: UUID, issue_id: UUID, attempt: int) -> None:
    """Give the run's line to the model a meter, and set the calls aside for it until it ends or waits.

    Calls are set aside under the organisation's lock, so that runs beside each other keep to one day's budget.
    """
    if services.model is None:
        return
    async with services.database.open_memory(org_id) as memory:
        await memory.organisation.lock()
        budget = await _find_budget(services, memory, issue_id, attempt)
        await memory.runs.reserve(issue_id, attempt, budget.calls or 0)
    _meter(services, budget)


async def give_budget_for_one(services: Services, org_id: UUID) -> None:
    """Give what somebody asked for, outside any run, a meter of its own."""
    if services.model is None:
        return
    async with services.database.open_memory(org_id) as memory:
        budget = await _find_budget(services, memory, None, None)
    _meter(services, budget)


async def is_day_spent(services: Services, org_id: UUID) -> bool:
    """Return whether the organisation's budget of today leaves no call to the model."""
    async with services.database.open_memory(org_id) as memory:
        return await is_spent(memory, services.clock())


async def is_spent(memory: Memory, now: datetime) -> bool:
    """Return the same within a transaction."""
    calls, money = await _left_of_day(memory, now, None, None)
    return calls <= 0 or (money is not None and money <= 0)


def _meter(services: Services, budget: "Budget") -> None:
    from agents.spending import Meter

    if services.model is not None:
        services.model.meter = Meter(services.prices, budget, timer=services.timer)


async def _find_budget(services: Services, memory: Memory, issue_id: UUID | None, attempt: int | None) -> "Budget":
    from agents.spending import Budget

    own = services.run_budget or Budget()
    left, money = await _left_of_day(memory, services.clock(), issue_id, attempt)
    calls = min(MOST_A_RUN if own.calls is None else own.calls, left)
    amounts = [amount for amount in (own.money, money) if amount is not None]
    return replace(own, calls=max(0, calls), money=min(amounts, default=None))


async def _left_of_day(
    memory: Memory, now: datetime, issue_id: UUID | None, attempt: int | None
) -> tuple[int, Decimal | None]:
    """Return calls and money that today still leaves; money is None where it is not limited."""
    organisation = await memory.organisation.get()
    spent = await memory.run_steps.spent_since(now.replace(hour=0, minute=0, second=0, microsecond=0))
    reserved = await memory.runs.count_reserved(issue_id, attempt)
    money = None if organisation.daily_model_money is None else organisation.daily_model_money - spent.money
    return organisation.daily_model_calls - spent.model_calls - reserved, money
