"""What may the assistant ask of a model in a day, and may counts of what worked here help others?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from api.settings import Settings
from api.web.errors import UnusableInputError
from memory.unit import Memory

MOST_CALLS = 1_000_000
MOST_MONEY = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a day allows and what today took so far, from midnight UTC on; money in the currency of the model's prices.

    `daily_money` is None where money is not limited, `model` where none was set.
    """

    daily_calls: int
    daily_money: Decimal | None
    spent_calls: int
    spent_money: Decimal
    currency: str
    model: str | None
    is_priced: bool
    shares_lessons: bool


async def find_allowance(memory: Memory, settings: Settings, now: datetime) -> Allowance:
    """Return what the organisation allows, and what today took of it."""
    organisation = await memory.organisation.get()
    spent = await memory.run_steps.spent_since(now.replace(hour=0, minute=0, second=0, microsecond=0))
    return Allowance(
        organisation.daily_model_calls,
        organisation.daily_model_money,
        spent.model_calls,
        spent.money,
        settings.model_currency,
        settings.model,
        bool(settings.model_input_price or settings.model_output_price),
        organisation.shares_lessons,
    )


def check_limits(calls: int, money: Decimal | None) -> tuple[int, Decimal | None]:
    """Return limits of a day that may be set; raise UnusableInputError for any others."""
    if not 0 <= calls <= MOST_CALLS:
        raise UnusableInputError(
            f"The calls to the model in a day must be a whole number between 0 and {MOST_CALLS:,}."
        )
    if money is None:
        return calls, None
    if not money.is_finite() or not 0 <= money <= MOST_MONEY:
        raise UnusableInputError(f"The money for the model in a day must be a number between 0 and {MOST_MONEY:,}.")
    return calls, money.quantize(Decimal("0.01"))


async def limit_model(
    memory: Memory, calls: int, money: Decimal | None, *, at: datetime, person_id: UUID | None = None
) -> None:
    """Store what a day allows; raise UnusableInputError for what makes no sense."""
    checked_calls, checked_money = check_limits(calls, money)
    await memory.organisation.limit_model(checked_calls, checked_money)
    sentence = f"The calls to the model in a day were limited to {checked_calls:,}"
    sentence += "." if checked_money is None else f", the money to {checked_money:,}."
    await memory.activities.log("settings", sentence, at=at, person_id=person_id)


async def share_lessons(memory: Memory, *, agreed: bool, at: datetime, person_id: UUID | None = None) -> None:
    """Store whether counts of what worked here may help other organisations; the same again changes nothing."""
    if (await memory.organisation.get()).shares_lessons is agreed:
        return
    await memory.organisation.share_lessons(agreed=agreed)
    sentence = f"Counts of what worked here are {'' if agreed else 'no longer '}shared with other organisations."
    await memory.activities.log("settings", sentence, at=at, person_id=person_id)
