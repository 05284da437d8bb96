"""What may the model be asked for in a day, and may counts of what worked here help others?"""

from decimal import Decimal

from fastapi import APIRouter

from api.allowances import find_allowance, limit_model, share_lessons
from api.owners import refuse_unless_owner
from api.routes.settings_documents import AllowanceDocument, AllowanceRequest, SharingDocument, SharingRequest
from api.settings_shapes import Shape, allowance_shape
from api.visits import Asked

router = APIRouter()


@router.get("/settings/model", response_model=AllowanceDocument)
async def read_allowance(asked: Asked) -> Shape:
    """Return what a day allows, and what today took of it."""
    async with asked.open_memory() as memory:
        return allowance_shape(await find_allowance(memory, asked.parts.backoffice.settings, asked.now()))


@router.put("/settings/model", response_model=AllowanceDocument)
async def change_allowance(asked: Asked, wanted: AllowanceRequest) -> Shape:
    """Store what a day allows; for owners of the organisation."""
    money = None if wanted.daily_money is None else Decimal(str(wanted.daily_money))
    async with asked.open_memory() as memory:
        await refuse_unless_owner(memory, asked.person_id)
        await limit_model(memory, wanted.daily_calls, money, at=asked.now(), person_id=asked.person_id)
        return allowance_shape(await find_allowance(memory, asked.parts.backoffice.settings, asked.now()))


@router.get("/settings/sharing")
async def read_sharing(asked: Asked) -> SharingDocument:
    """Return whether counts of what worked here may help other organisations."""
    async with asked.open_memory() as memory:
        return {"shares_lessons": (await memory.organisation.get()).shares_lessons}


@router.put("/settings/sharing")
async def change_sharing(asked: Asked, wanted: SharingRequest) -> SharingDocument:
    """Say whether counts of what worked here may help other organisations; for owners of the organisation."""
    async with asked.open_memory() as memory:
        await refuse_unless_owner(memory, asked.person_id)
        await share_lessons(memory, agreed=wanted.shares_lessons, at=asked.now(), person_id=asked.person_id)
        return {"shares_lessons": (await memory.organisation.get()).shares_lessons}
