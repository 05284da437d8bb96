"""What happened to each field in a call, and why?"""

from uuid import UUID

from fastapi import APIRouter

from api.analysis_shapes import Shape, analysis_shape
from api.routes.analysis_documents import AnalysisDocument
from api.visits import Asked
from graphs.analysing import Analysis, analyse_by_rules, ask_model
from memory.repositories.projects import ProjectRecord

router = APIRouter()


@router.get("/projects/{project_id}/analyses/{call_id:path}", response_model=AnalysisDocument)
async def read_analysis(asked: Asked, project_id: UUID, call_id: str) -> Shape:
    """Return the analysis of a call; it is made once and kept, by rules unless a model was asked about it."""
    project, analysis = await _analyse(asked, project_id, call_id)
    return analysis_shape(project.key, analysis)


@router.post("/projects/{project_id}/analyses/{call_id:path}", response_model=AnalysisDocument)
async def ask_about_call(asked: Asked, project_id: UUID, call_id: str) -> Shape:
    """Ask the model, if one is configured, about what rules are not sure of; return the analysis then."""
    project, analysis = await _analyse(asked, project_id, call_id)
    services = asked.parts.backoffice.services.for_one_pass()
    if services.model is not None:
        analysis = await ask_model(services, asked.org_id, project, analysis, services.model)
    return analysis_shape(project.key, analysis)


async def _analyse(asked: Asked, project_id: UUID, call_id: str) -> tuple[ProjectRecord, Analysis]:
    async with asked.open_memory() as memory:
        project = await memory.projects.get(project_id)
        record = await memory.calls.find(project_id, call_id)
        if record is None:
            raise LookupError("There is no such call in this project.")
        (analysis,) = await analyse_by_rules(memory, project, [record.call])
    return project, analysis
