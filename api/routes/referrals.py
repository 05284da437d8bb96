"""What can instructions not mend, with whom does it belong, and was it dealt with?"""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from api.analysis_shapes import Shape, referral_shape
from api.routes.analysis_documents import ReferralDocument
from api.routes.projects import find_project_id
from api.visits import Asked
from graphs import referring

router = APIRouter()


@router.get("/referrals", response_model=list[ReferralDocument])
async def list_referrals(
    asked: Asked, project: str | None = None, status: Literal["open", "handled"] | None = None
) -> list[Shape]:
    """List referrals, open ones first; `project` is the platform's own id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        return [referral_shape(one) for one in await memory.referrals.matching(project_id=project_id, status=status)]


@router.post("/referrals/{referral_id}/handled", response_model=ReferralDocument)
async def mark_handled(asked: Asked, referral_id: UUID) -> Shape:
    """Say that somebody dealt with it; the same again changes nothing."""
    async with asked.open_memory() as memory:
        return referral_shape(
            await referring.mark_handled(memory, referral_id, at=asked.now(), person_id=asked.person_id)
        )


@router.post("/referrals/{referral_id}/open-again", response_model=ReferralDocument)
async def open_again(asked: Asked, referral_id: UUID) -> Shape:
    """Take back that somebody dealt with it; the same again changes nothing."""
    async with asked.open_memory() as memory:
        return referral_shape(
            await referring.open_again(memory, referral_id, at=asked.now(), person_id=asked.person_id)
        )
