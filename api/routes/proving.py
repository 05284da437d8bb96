"""How good are instructions, what would a text do in past calls, and what did the assistant do about issues?"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException

from api.routes.projects import find_project_id
from api.routes.proving_documents import ReviewDocument, RunDocument, RunWithStepsDocument, TrialDocument
from api.routes.requests import EditRequest
from api.trial_shapes import Shape, review_shape, run_shape, step_shape, trial_shape
from api.visits import Asked
from graphs.own_edits import begin_own_edit, describe_own_edit
from graphs.project_review import review_project

router = APIRouter()


@router.get("/projects/{project_id}/review", response_model=ReviewDocument)
async def review(asked: Asked, project_id: UUID) -> Shape:
    """Hold the instructions in force against best practices; a model, if there is one, is asked too."""
    reviewed = await review_project(asked.parts.backoffice.services, asked.org_id, project_id)
    return review_shape(reviewed.findings, reviewed.notes)


@router.post("/projects/{project_id}/trials", response_model=TrialDocument, status_code=202)
async def try_text(asked: Asked, project_id: UUID, wanted: EditRequest) -> Shape:
    """Begin to try a text on past calls, without putting it in force; read the trial until it has ended."""
    async with asked.open_memory() as memory:
        current = await memory.instructions.current(project_id)
        if current.number != wanted.base_version:
            raise HTTPException(409, f"Version {current.number} of the instructions is in force. Nothing was begun.")
        try:
            edit = await describe_own_edit(memory, project_id, wanted.text)
        except ValueError as problem:
            raise HTTPException(422, str(problem)) from None
    await begin_own_edit(asked.parts.backoffice.services, asked.org_id, edit, asked.person_id)
    asked.parts.background.check_soon(asked.org_id, edit, asked.person_id)
    return await read_trial(asked, edit.id)


@router.get("/trials/{trial_id}", response_model=TrialDocument)
async def read_trial(asked: Asked, trial_id: UUID) -> Shape:
    """Return a trial with the calls replayed so far, both turns side by side."""
    async with asked.open_memory() as memory:
        return trial_shape(await memory.trials.get(trial_id), await memory.trials.calls_of(trial_id))


@router.get("/runs", response_model=list[RunDocument])
async def list_runs(asked: Asked, project: str | None = None) -> list[Shape]:
    """List what the assistant did about issues, newest first; `project` is the platform's own id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        return [run_shape(run) for run in await memory.run_steps.runs(project_id=project_id)]


@router.get("/runs/{issue_id}/{attempt}", response_model=RunWithStepsDocument)
async def read_run(asked: Asked, issue_id: UUID, attempt: int) -> Shape:
    """Return a run with each of its steps and the trials of its drafts."""
    async with asked.open_memory() as memory:
        run = await memory.run_steps.run(issue_id, attempt)
        steps = await memory.run_steps.of_run(issue_id, attempt)
        tried = await memory.trials.of_issue(issue_id, attempt)
    document: dict[str, Any] = run_shape(run)
    return {
        **document,
        "taken": [step_shape(step) for step in steps],
        "trials": [{"id": str(one.id), "status": one.status, "kind": one.kind} for one in tried],
    }
