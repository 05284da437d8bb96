"""How does a program ask for a monitoring pass?"""

from fastapi import APIRouter

from api.routes.documents import ScanDocument
from api.routes.projects import find_project_id
from api.shapes import Shape, issue_shape, suggestion_shape
from api.visits import Asked

router = APIRouter()


@router.post("/scan", response_model=ScanDocument)
async def make_scan(asked: Asked, project: str | None = None) -> Shape:
    """Make one pass over one project, or over every project where something changed."""
    # Imported here: LangGraph takes seconds to load, and most requests never need it.
    from graphs.scan import scan

    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
    result = await scan(asked.parts.backoffice.services, asked.org_id, project_id=project_id)
    async with asked.open_memory() as memory:
        opened = [issue_shape(await memory.issues.get(found)) for found in result.issues_opened]
        created = [
            suggestion_shape(await memory.suggestions.get(found), await memory.evidence.of_suggestion(found))
            for found in result.suggestions_created
        ]
    return {
        "projects_scanned": result.projects_scanned,
        "issues_opened": opened,
        "suggestions_created": created,
        "seconds": round(result.seconds, 3),
    }
