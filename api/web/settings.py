"""What is a minute worth to an organisation, and how many alerts does it want in a week?"""

from decimal import Decimal, InvalidOperation

from fastapi import APIRouter
from starlette.responses import Response

from api.web.errors import UnusableInputError
from api.web.money import CURRENCIES
from api.web.page import Form, OnPage, SentForm
from memory.vocabulary import RoiAssumptions

router = APIRouter()

MOST_ALERTS = 1_000
MOST_MINUTES = Decimal(10_000)
HIGHEST_COST = Decimal(1_000_000)
NAMES = ("minutes_per_failed_call", "cost_per_minute", "currency")


@router.get("/settings")
async def show_settings(page: OnPage) -> Response:
    """Show the assumptions and the number of alerts."""
    return await _show(page, {})


@router.post("/settings")
async def change_settings(page: OnPage, form: SentForm) -> Response:
    """Store the assumptions, all or none."""
    entered = {name: form.text(name).strip() for name in NAMES}
    try:
        assumptions = read_assumptions(form)
    except UnusableInputError as problem:
        return await _show(page, entered, str(problem), status=422)
    async with page.asking.open_memory() as memory:
        await memory.organisation.assume(assumptions)
        await memory.activities.log(
            "settings",
            "The assumptions behind the worth of a minute were changed.",
            at=page.asking.now(),
            person_id=page.asking.person_id,
        )
    return page.go("/settings", "Saved. New suggestions are worked out with these assumptions.")


@router.post("/settings/alerts")
async def change_alerts(page: OnPage, form: SentForm) -> Response:
    """Store how many alerts the organisation wants in any seven days."""
    typed = form.text("weekly_alerts").strip()
    try:
        weekly = check_weekly_alerts(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1)
    except UnusableInputError as problem:
        return await _show(page, {"weekly_alerts": typed}, str(problem), status=422)
    async with page.asking.open_memory() as memory:
        await memory.organisation.allow_alerts(weekly)
        await memory.activities.log(
            "settings",
            f"The number of alerts in any 7 days was set to {weekly}.",
            at=page.asking.now(),
            person_id=page.asking.person_id,
        )
    return page.go("/settings", "Saved. It counts from the next monitoring pass on.")


async def _show(page: OnPage, entered: dict[str, str], problem: str = "", *, status: int = 200) -> Response:
    async with page.asking.open_memory() as memory:
        stored = await memory.organisation.get()
    return await page.show(
        "settings.html",
        status=status,
        entered={name: str(getattr(stored, name)) for name in (*NAMES, "weekly_alerts")} | entered,
        problem=problem,
        currencies=sorted(CURRENCIES),
        most_alerts=MOST_ALERTS,
    )


def read_assumptions(form: Form) -> RoiAssumptions:
    """Return the assumptions a form holds; raise UnusableInputError for any that make no sense."""
    minutes, cost = (_read_number(form.text(name)) for name in NAMES[:2])
    return check_assumptions(minutes, cost, form.text("currency"))


def check_assumptions(minutes: Decimal, cost: Decimal, currency: str) -> RoiAssumptions:
    """Return assumptions that make sense; raise UnusableInputError for any others."""
    code = currency.strip().upper()
    if code not in CURRENCIES:
        raise UnusableInputError("Please give a currency by its three letters, such as ZAR, EUR or USD.")
    return RoiAssumptions(
        _check_amount(minutes, "The minutes per failed call", MOST_MINUTES),
        _check_amount(cost, "The cost of a minute", HIGHEST_COST),
        code,
    )


def check_weekly_alerts(weekly: int) -> int:
    """Return a number of alerts that may be set; raise UnusableInputError for any other."""
    if not 0 <= weekly <= MOST_ALERTS:
        raise UnusableInputError(f"The alerts in any 7 days must be a whole number between 0 and {MOST_ALERTS:,}.")
    return weekly


def _read_number(text: str) -> Decimal:
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return Decimal("NaN")


def _check_amount(amount: Decimal, what: str, most: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 <= amount <= most:
        raise UnusableInputError(f"{what} must be a number between 0 and {most:,}.")
    return amount.quantize(Decimal("0.01"))
