"""What do people want of the assistant, in their own words?"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.routes.projects import find_project_id
from api.routes.settings_documents import PreferenceDocument, PreferenceRequest
from api.settings_shapes import Shape, preference_shape
from api.stating import state_preference, withdraw_preference
from api.visits import Asked
from api.web.errors import UnusableInputError

router = APIRouter()


@router.get("/preferences", response_model=list[PreferenceDocument])
async def list_preferences(asked: Asked, project: str | None = None) -> list[Shape]:
    """List what holds for the organisation and, with the platform's own id, for a project too; newest first."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        stated = await memory.preferences.stated(project_id)
    return [preference_shape(one, None if one.project_id is None else project) for one in stated]


@router.post("/preferences", response_model=PreferenceDocument, status_code=201)
async def add_preference(asked: Asked, wanted: PreferenceRequest) -> Shape:
    """State a preference; the same again keeps its id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, wanted.project)
        try:
            stated = await state_preference(
                memory, wanted.text, at=asked.now(), project_id=project_id, person_id=asked.person_id
            )
        except ValueError as problem:
            raise UnusableInputError(str(problem)) from None
    return preference_shape(stated, wanted.project)


@router.delete("/preferences/{preference_id}", status_code=204)
async def remove_preference(asked: Asked, preference_id: UUID) -> Response:
    """Withdraw a preference; the same again changes nothing."""
    async with asked.open_memory() as memory:
        await withdraw_preference(memory, preference_id, at=asked.now(), person_id=asked.person_id)
    return Response(status_code=204)
