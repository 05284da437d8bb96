"""What does a person decide about an issue? To leave it alone, or to have it watched again."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web import addresses
from api.web.page import OnPage, SentForm
from api.web.projects import Refusal, show_project_page
from graphs import ignoring
from graphs.decisions import DecisionRefusedError
from memory.repositories.issues import IssueRecord
from memory.unit import Memory

router = APIRouter()

Change = Callable[[Memory], Awaitable[IssueRecord]]


@router.post("/issues/{issue_id}/ignore")
async def ignore(page: OnPage, issue_id: UUID, form: SentForm) -> Response:
    """Leave an issue alone, with the reason; what was typed is never lost."""
    reason = form.text("reason")

    async def change(memory: Memory) -> IssueRecord:
        return await ignoring.ignore(
            memory, issue_id, reason=reason, at=page.asking.now(), person_id=page.asking.person_id
        )

    said = "Ignored. There will be no suggestion and no alert until somebody watches it again."
    return await _change(page, issue_id, change, said, reason)


@router.post("/issues/{issue_id}/watch-again")
async def watch_again(page: OnPage, issue_id: UUID) -> Response:
    """Take the ignoring of an issue back."""

    async def change(memory: Memory) -> IssueRecord:
        return await ignoring.watch_again(memory, issue_id, at=page.asking.now(), person_id=page.asking.person_id)

    return await _change(page, issue_id, change, "Watched again. The next monitoring pass deals with it.")


async def _change(page: OnPage, issue_id: UUID, change: Change, said: str, typed: str = "") -> Response:
    try:
        async with page.asking.open_memory() as memory:
            issue = await change(memory)
    except DecisionRefusedError as refusal:
        async with page.asking.open_memory() as memory:
            project_id = (await memory.issues.get(issue_id)).project_id
        return await show_project_page(page, project_id, Refusal(str(refusal), issue_id, typed))
    page.asking.parts.background.scan_soon(page.asking.org_id, issue.project_id)
    return page.go(addresses.issue(issue.project_id, issue.id), said)
