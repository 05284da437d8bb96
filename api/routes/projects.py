"""Which projects are there, and how do their rates go over time?"""

from uuid import UUID

from fastapi import APIRouter

from api.routes.documents import PeriodDocument, ProjectDocument, RateDocument
from api.visits import Asked
from api.web.rates import Tally, gather_rates
from api.web.words import find_zone
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory

router = APIRouter()


@router.get("/projects")
async def list_projects(asked: Asked) -> list[ProjectDocument]:
    """List the projects, by name."""
    async with asked.open_memory() as memory:
        return [_document(project) for project in await memory.projects.all()]


@router.get("/projects/{project_id}")
async def read_project(asked: Asked, project_id: UUID) -> ProjectDocument:
    """Return a project."""
    async with asked.open_memory() as memory:
        return _document(await memory.projects.get(project_id))


@router.get("/projects/{project_id}/rates")
async def read_rates(asked: Asked, project_id: UUID) -> list[PeriodDocument]:
    """Return success and capture by day, or by weeks where there are many days."""
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        counts = await memory.streams.read(project_id)
    rates = gather_rates(project, counts, find_zone(project.time_zone))
    return [
        {
            "start": period.start.isoformat(),
            "days": period.days,
            "success": _rate(rates.success.tallies[place]),
            "captured": {series.name: _rate(series.tallies[place]) for series in rates.fields},
        }
        for place, period in enumerate(rates.periods)
    ]


async def find_project_id(memory: Memory, key: str | None) -> UUID | None:
    """Return the id of the project the platform calls `key`; raise LookupError when there is none."""
    if key is None:
        return None
    project = await memory.projects.find(key)
    if project is None:
        raise LookupError(f"There is no project called {key}.")
    return project.id


def _rate(tally: Tally) -> RateDocument:
    return {"calls": tally.calls, "rate": tally.rate}


def _document(project: ProjectRecord) -> ProjectDocument:
    return {
        "id": str(project.id),
        "project": project.key,
        "name": project.name,
        "goal": project.goal,
        "target_success_rate": project.target_success_rate,
        "time_zone": project.time_zone,
        "fields": [
            {
                "name": field.name,
                "description": field.description,
                "type": field.type.value,
                "required": field.required,
                "choices": list(field.choices),
                "target_capture_rate": field.target_capture_rate,
            }
            for field in project.fields
        ],
    }
