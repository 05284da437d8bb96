"""What is to be mended in a project's instructions? The rules' review, and the model's view where there is one."""

import asyncio
from dataclasses import replace
from uuid import UUID

from agents.models import ModelProblem
from agents.reviewer import review_with_model
from graphs.bookkeeping import Work, book
from graphs.budgets import give_budget_for_one
from graphs.reviewing import Review, review_project_text, sort_by_weight
from graphs.services import Services

NO_MODEL = "No model is configured: the review is by rules alone."


async def review_project(services: Services, org_id: UUID, project_id: UUID) -> Review:
    """Review the instructions in force; without a model, or when it fails, by rules alone, and a note says so."""
    async with services.database.open_memory(org_id) as memory:
        project = await memory.projects.get(project_id)
        text = (await memory.instructions.current(project_id)).text
    # A long text takes the rules long enough to be noticed by others on the loop.
    reviewed = await asyncio.to_thread(
        review_project_text, text, fields=project.fields, goal=project.goal, project_name=project.name
    )
    services = services.for_one_pass()
    if services.model is None:
        return replace(reviewed, notes=(*reviewed.notes, NO_MODEL))
    await give_budget_for_one(services, org_id)
    at, begun = services.clock(), services.timer()
    try:
        more = await review_with_model(services.model, text, project.fields, project.goal, known=reviewed.findings)
    except ModelProblem as problem:
        return replace(reviewed, notes=(*reviewed.notes, f"The model was not heard: {problem}"))
    finally:
        await book(services, Work(org_id, project_id, "review"), at=at, seconds=services.timer() - begun)
    return replace(reviewed, findings=tuple(sort_by_weight((*reviewed.findings, *more))))
