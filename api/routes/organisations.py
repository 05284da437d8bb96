"""Which organisations are there for this person, and what is a minute worth in the one in view?"""

from decimal import Decimal

from fastapi import APIRouter

from api.routes.documents import AssumptionsDocument, OrganisationDocument
from api.visits import Asked
from api.web.settings import check_assumptions
from memory.vocabulary import RoiAssumptions

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
async def read_settings(asked: Asked) -> AssumptionsDocument:
    """Return what the organisation says its minutes are worth."""
    return _document(asked.visit.organisation.assumptions)


@router.put("/settings")
async def change_settings(asked: Asked, wanted: AssumptionsDocument) -> AssumptionsDocument:
    """Store what the organisation says its minutes are worth."""
    minutes, cost = (str(wanted[name]) for name in ("minutes_per_failed_call", "cost_per_minute"))
    assumptions = check_assumptions(Decimal(minutes), Decimal(cost), wanted["currency"])
    async with asked.open_memory() as memory:
        await memory.organisation.assume(assumptions)
    return _document(assumptions)


def _document(assumed: RoiAssumptions) -> AssumptionsDocument:
    return {
        "minutes_per_failed_call": float(assumed.minutes_per_failed_call),
        "cost_per_minute": float(assumed.cost_per_minute),
        "currency": assumed.currency,
    }
