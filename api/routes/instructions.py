"""What does the agent of a project go by, and what was in force before?"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.routes.documents import InstructionsDocument
from api.routes.requests import EditRequest, RestoreRequest
from api.shapes import Shape, instructions_shape
from api.visits import Asked
from graphs import decisions

router = APIRouter()

MaybeVersion = Annotated[int | None, Query(ge=1, le=2_147_483_647)]


@router.get("/projects/{project_id}/instructions", response_model=InstructionsDocument)
async def read_instructions(asked: Asked, project_id: UUID, version: MaybeVersion = None) -> Shape:
    """Return the version in force, or the one asked for."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        if version is None:
            return instructions_shape(await memory.instructions.current(project_id), project.key)
        found = await memory.instructions.find(project_id, version)
    if found is None:
        raise LookupError(f"There is no version {version} of these instructions.")
    return instructions_shape(found, project.key)


@router.get("/projects/{project_id}/versions", response_model=list[InstructionsDocument])
async def list_versions(asked: Asked, project_id: UUID) -> list[Shape]:
    """List every version, newest first."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        history = await memory.instructions.history(project_id)
    return [instructions_shape(version, project.key) for version in history]


@router.post("/projects/{project_id}/instructions", response_model=InstructionsDocument)
async def edit_instructions(asked: Asked, project_id: UUID, wanted: EditRequest) -> Shape:
    """Put a text of one's own in force, if it was written on the version still in force."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        version = await decisions.edit_by_hand(
            memory,
            project_id,
            wanted.text,
            base_version=wanted.base_version,
            at=asked.now(),
            person_id=asked.person_id,
        )
    return instructions_shape(version, project.key)


@router.post("/projects/{project_id}/restore", response_model=InstructionsDocument)
async def restore(asked: Asked, project_id: UUID, wanted: RestoreRequest) -> Shape:
    """Make the text of an earlier version a new version in force."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        version = await decisions.restore(memory, project_id, wanted.version, at=asked.now(), person_id=asked.person_id)
    return instructions_shape(version, project.key)
