"""Which organisations are there for this person, and what are the settings of the one in view?"""

from decimal import Decimal

from fastapi import APIRouter

from api.routes.documents import OrganisationDocument, SettingsDocument
from api.visits import Asked
from api.web.settings import check_assumptions, check_weekly_alerts
from memory.repositories.organisations import OrganisationRecord

router = APIRouter()


@router.get("/organisations")
async def list_organisations(asked: Asked) -> list[OrganisationDocument]:
    """List the person's organisations."""
    return [
        {
            "id": str(found.org_id),
            "name": found.name,
            "is_sample": found.is_sample,
            "in_view": found.org_id == asked.org_id,
        }
        for found in asked.visit.signed_in.organisations
    ]


@router.get("/settings")
async def read_settings(asked: Asked) -> SettingsDocument:
    """Return what the organisation says its minutes are worth, and how many alerts a week it wants."""
    async with asked.open_memory() as memory:
        return _document(await memory.organisation.get())


@router.put("/settings")
async def change_settings(asked: Asked, wanted: SettingsDocument) -> SettingsDocument:
    """Store what the organisation says its minutes are worth and, if it is given, how many alerts a week it wants."""
    minutes, cost = (str(wanted[name]) for name in ("minutes_per_failed_call", "cost_per_minute"))
    assumptions = check_assumptions(Decimal(minutes), Decimal(cost), wanted["currency"])
    alerts = wanted.get("weekly_alerts")
    async with asked.open_memory() as memory:
        await memory.organisation.assume(assumptions)
        if alerts is not None:
            await memory.organisation.allow_alerts(check_weekly_alerts(alerts))
        return _document(await memory.organisation.get())


def _document(found: OrganisationRecord) -> SettingsDocument:
    return {
        "minutes_per_failed_call": float(found.minutes_per_failed_call),
        "cost_per_minute": float(found.cost_per_minute),
        "currency": found.currency,
        "weekly_alerts": found.weekly_alerts,
    }
