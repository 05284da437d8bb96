"""What may the model be asked for in a day, and may counts of what worked here help others? Owners say so."""

from decimal import Decimal, InvalidOperation

from fastapi import APIRouter
from starlette.responses import Response

from api.allowances import MOST_CALLS, MOST_MONEY, find_allowance, limit_model, share_lessons
from api.owners import ONLY_OWNERS, is_owner, refuse_unless_owner
from api.web.errors import UnusableInputError
from api.web.page import OnPage, SentForm

router = APIRouter()

HERE = "/settings/model"


@router.get("/settings/model")
async def show_allowance(page: OnPage) -> Response:
    """Show what a day allows, what today took, and whether lessons are shared."""
    return await _show(page, {})


@router.post("/settings/model")
async def change_allowance(page: OnPage, form: SentForm) -> Response:
    """Store what a day allows."""
    typed = {name: form.text(name).strip() for name in ("daily_calls", "daily_money")}
    async with page.asking.open_memory() as memory:
        await refuse_unless_owner(memory, page.asking.person_id)
        try:
            calls, money = read_limits(typed["daily_calls"], typed["daily_money"])
            await limit_model(memory, calls, money, at=page.asking.now(), person_id=page.asking.person_id)
        except UnusableInputError as problem:
            said = str(problem)
        else:
            said = ""
    if said:
        return await _show(page, typed, said, status=422)
    return page.go(HERE, "Saved. It counts from the next call to the model on.")


@router.post("/settings/sharing")
async def change_sharing(page: OnPage, form: SentForm) -> Response:
    """Store whether lessons are shared: a box that was not ticked is not sent."""
    agreed = form.optional("shares_lessons") is not None
    async with page.asking.open_memory() as memory:
        await refuse_unless_owner(memory, page.asking.person_id)
        await share_lessons(memory, agreed=agreed, at=page.asking.now(), person_id=page.asking.person_id)
    return page.go(HERE, "Saved. Counts are shared." if agreed else "Saved. Nothing is shared.")


def read_limits(calls: str, money: str) -> tuple[int, Decimal | None]:
    """Return the limits somebody typed, out of range where they are no numbers; no money typed: not limited."""
    number = int(calls) if calls.isascii() and calls.isdigit() and len(calls) < 10 else -1
    if not money:
        return number, None
    try:
        return number, Decimal(money.replace(",", "."))
    except InvalidOperation:
        return number, Decimal("NaN")


async def _show(page: OnPage, typed: dict[str, str], problem: str = "", *, status: int = 200) -> Response:
    async with page.asking.open_memory() as memory:
        allowance = await find_allowance(memory, page.asking.parts.backoffice.settings, page.asking.now())
        may_change = await is_owner(memory, page.asking.person_id)
    stored = {
        "daily_calls": str(allowance.daily_calls),
        "daily_money": "" if allowance.daily_money is None else str(allowance.daily_money),
    }
    return await page.show(
        "allowances.html",
        status=status,
        allowance=allowance,
        entered=stored | typed,
        problem=problem,
        may_change=may_change,
        only_owners=ONLY_OWNERS,
        most_calls=MOST_CALLS,
        most_money=MOST_MONEY,
    )
