"""What do people want of the assistant? Stated and withdrawn, for the whole organisation or for one project."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.stating import state_preference, withdraw_preference
from api.web import addresses, setting_words
from api.web.page import OnPage, SentForm
from memory.repositories.preferences import LONGEST_PREFERENCE

router = APIRouter()

HERE = "/settings/preferences"
NOTED = "Noted. The assistant reads it before it drafts a change."


@router.get("/settings/preferences")
async def show_preferences(page: OnPage) -> Response:
    """Show what holds for the whole organisation."""
    return await _show(page)


@router.post("/settings/preferences")
async def add_preference(page: OnPage, form: SentForm) -> Response:
    """Note what somebody wants of all projects."""
    typed = form.text("text")
    try:
        async with page.asking.open_memory() as memory:
            await state_preference(memory, typed, at=page.asking.now(), person_id=page.asking.person_id)
    except ValueError as problem:
        return await _show(page, typed, str(problem), status=422)
    return page.go(HERE, NOTED)


@router.post("/preferences/{preference_id}/withdraw")
async def take_back(page: OnPage, preference_id: UUID) -> Response:
    """Withdraw a preference."""
    async with page.asking.open_memory() as memory:
        preference = await withdraw_preference(
            memory, preference_id, at=page.asking.now(), person_id=page.asking.person_id
        )
    if preference.project_id is None:
        return page.go(HERE, "Withdrawn.")
    return page.go(f"{addresses.project(preference.project_id)}/settings", "Withdrawn.")


async def _show(page: OnPage, typed: str = "", problem: str = "", *, status: int = 200) -> Response:
    async with page.asking.open_memory() as memory:
        stated = await memory.preferences.stated()
        names = await memory.organisation.member_names()
    return await page.show(
        "preferences.html",
        status=status,
        stated=stated,
        names=names,
        typed=typed,
        problem=problem,
        said_of=setting_words,
        longest=LONGEST_PREFERENCE,
    )
