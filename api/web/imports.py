"""How do projects and calls come in through the pages? A form, its progress, and what was refused."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.receiving import UploadRefusedError, receive_upload
from api.web.page import OnPage

router = APIRouter()


@router.get("/import")
async def show_import(page: OnPage) -> Response:
    """Show the form and the files that came in."""
    return await _show(page)


@router.post("/import")
async def take_file(page: OnPage, request: Request) -> Response:
    """Take a file in and begin to read it."""
    desk = page.asking.parts.imports
    try:
        upload = await receive_upload(request, desk.new_path(), None, largest=desk.largest_file)
    except UploadRefusedError as refusal:
        return await _show(page, str(refusal), status=refusal.status)
    import_id = await desk.begin(page.asking.org_id, upload)
    return page.go(f"/imports/{import_id}")


@router.get("/imports/{import_id}")
async def show_one_import(page: OnPage, import_id: UUID) -> Response:
    """Show how far a file was read, and the lines that were refused."""
    async with page.asking.open_memory() as memory:
        record = await memory.imports.get(import_id)
    return await page.show("import_one.html", record=record)


async def _show(page: OnPage, problem: str = "", *, status: int = 200) -> Response:
    async with page.asking.open_memory() as memory:
        latest = await memory.imports.latest()
        projects = await memory.projects.count()
    return await page.show(
        "import.html",
        status=status,
        latest=latest,
        problem=problem,
        largest=page.asking.parts.imports.largest_file,
        has_projects=projects > 0,
    )
