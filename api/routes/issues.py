"""What is wrong, and what is to be left alone?"""

from uuid import UUID

from fastapi import APIRouter

from api.routes.documents import IssueDocument
from api.routes.projects import find_project_id
from api.routes.requests import IgnoreRequest
from api.shapes import Shape, issue_shape
from api.visits import Asked
from graphs import ignoring
from memory.vocabulary import IssueStatus

router = APIRouter()


@router.get("/issues", response_model=list[IssueDocument])
async def list_issues(asked: Asked, project: str | None = None, status: IssueStatus | None = None) -> list[Shape]:
    """List issues, the most severe first; `project` is the platform's own id."""
    async with asked.open_memory() as memory:
        project_id = await find_project_id(memory, project)
        statuses = () if status is None else (status,)
        found = await memory.issues.matching(project_id=project_id, statuses=statuses)
    return [issue_shape(issue) for issue in found]


@router.get("/issues/{issue_id}", response_model=IssueDocument)
async def read_issue(asked: Asked, issue_id: UUID) -> Shape:
    """Return an issue."""
    async with asked.open_memory() as memory:
        return issue_shape(await memory.issues.get(issue_id))


@router.post("/issues/{issue_id}/ignore", response_model=IssueDocument)
async def ignore(asked: Asked, issue_id: UUID, wanted: IgnoreRequest) -> Shape:
    """Leave an issue alone, with the reason; the same again changes nothing, another reason is refused."""
    async with asked.open_memory() as memory:
        issue = await ignoring.ignore(memory, issue_id, reason=wanted.reason, at=asked.now(), person_id=asked.person_id)
    asked.parts.background.scan_soon(asked.org_id, issue.project_id)
    return issue_shape(issue)


@router.post("/issues/{issue_id}/watch-again", response_model=IssueDocument)
async def watch_again(asked: Asked, issue_id: UUID) -> Shape:
    """Take the ignoring of an issue back; the same again changes nothing."""
    async with asked.open_memory() as memory:
        issue = await ignoring.watch_again(memory, issue_id, at=asked.now(), person_id=asked.person_id)
    asked.parts.background.scan_soon(asked.org_id, issue.project_id)
    return issue_shape(issue)
