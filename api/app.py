"""The server: every page and the JSON API, on one running product."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.background import Background
from api.bootstrap import Backoffice
from api.events import EventHub
from api.gate import Gate
from api.parts import Parts
from api.recordings import LARGEST_RECORDING, RecordingDesk
from api.routes import reference
from api.routes.v1 import build_api
from api.uploads import LARGEST_FILE, ImportDesk
from api.web import (
    allowances,
    calls,
    home,
    imports,
    instructions,
    issues,
    live,
    notifications,
    organisations,
    preferences,
    project_settings,
    projects,
    reaching,
    recordings,
    referrals,
    reviews,
    runs,
    settings,
    sign_in,
    suggestions,
    trials,
)
from api.web.errors import add_error_handlers
from api.web.rendering import STATIC, build_pages, find_htmx

PAGES = (
    sign_in,
    organisations,
    home,
    imports,
    instructions,
    suggestions,
    trials,
    reviews,
    runs,
    projects,
    project_settings,
    issues,
    calls,
    recordings,
    referrals,
    notifications,
    settings,
    reaching,
    allowances,
    preferences,
    live,
)
# The address of a static file changes with its content.
KEEP = "public, max-age=31536000, immutable"


def build_app(backoffice: Backoffice, *, largest_file: int = LARGEST_FILE) -> FastAPI:
    """Return the web application of a running product; `largest_file` bytes may be imported at once."""
    app = FastAPI(
        title="Back Office Assistant",
        version="1",
        lifespan=_live,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    services = backoffice.services
    background = Background(services)
    app.state.parts = Parts(
        backoffice,
        background,
        EventHub(backoffice.database),
        ImportDesk(services, background, backoffice.settings.home / "uploads", largest_file),
        RecordingDesk(services, background, min(largest_file, LARGEST_RECORDING)),
        build_pages(backoffice.settings.model if services.build_model_line else None),
    )
    app.add_middleware(Gate)
    add_error_handlers(app)
    app.add_api_route("/static/htmx.js", _send_htmx, include_in_schema=False)
    app.mount("/static", Statics(directory=STATIC))
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    app.include_router(build_api())
    app.include_router(reference.router, include_in_schema=False)
    return app


@asynccontextmanager
async def _live(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    parts.background.start("listening for events", parts.hub.listen())
    await parts.imports.resume_interrupted()
    await parts.recordings.resume_abandoned()
    yield
    parts.hub.close()
    await parts.background.stop()


class Statics(StaticFiles):
    """Our own static files; browsers may keep them, since their addresses carry a stamp."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file."""
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = KEEP
        return answer


async def _send_htmx() -> FileResponse:
    return FileResponse(find_htmx(), media_type="text/javascript", headers={"Cache-Control": KEEP})
