"""How far may the assistant go by itself in a project?"""

from uuid import UUID

from fastapi import APIRouter

from api.owners import refuse_unless_owner
from api.routes.settings_documents import AutonomyDocument, AutonomyRequest
from api.settings_shapes import Shape, standing_shape
from api.visits import Asked
from graphs.autonomy import find_standing, set_autonomy

router = APIRouter()


@router.get("/projects/{project_id}/autonomy", response_model=AutonomyDocument)
async def read_autonomy(asked: Asked, project_id: UUID) -> Shape:
    """Return how far the assistant goes in a project, why, and what each kind of edit has earned."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        return standing_shape(await find_standing(memory, project_id), project.key)


@router.put("/projects/{project_id}/autonomy", response_model=AutonomyDocument)
async def change_autonomy(asked: Asked, project_id: UUID, wanted: AutonomyRequest) -> Shape:
    """Say how far the assistant may go in a project; for owners of the organisation. A scan follows."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        await refuse_unless_owner(memory, asked.person_id)
        standing = await set_autonomy(memory, project_id, wanted.level, at=asked.now(), person_id=asked.person_id)
    asked.parts.background.scan_soon(asked.org_id, project_id)
    return standing_shape(standing, project.key)
