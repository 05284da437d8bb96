"""The JSON API: everything the pages can do, for programs."""

from fastapi import APIRouter, Security
from fastapi.security import HTTPBearer

from api.routes import (
    allowances,
    analyses,
    autonomy,
    calls,
    imports,
    instructions,
    issues,
    notifications,
    organisations,
    preferences,
    projects,
    proving,
    reaching,
    recordings,
    referrals,
    scans,
    sessions,
    suggestions,
)
from api.routes.documents import ErrorDocument

SUBJECTS = {
    "Session": sessions,
    "Organisations": organisations,
    "Projects": projects,
    "Calls": calls,
    "Analyses": analyses,
    "Recordings": recordings,
    "Issues": issues,
    "Referrals": referrals,
    "Suggestions": suggestions,
    "Instructions": instructions,
    "Reviews, trials and runs": proving,
    "Import": imports,
    "Scan": scans,
    "Notifications": notifications,
    "Where notifications go": reaching,
    "Preferences": preferences,
    "The model's budget, and sharing": allowances,
    "Autonomy": autonomy,
}
ERRORS = {401: "Not signed in", 404: "Not found", 409: "Refused", 422: "Unusable input"}


def build_api() -> APIRouter:
    """Return the routes below /api/v1."""
    said = {status: {"model": ErrorDocument, "description": words} for status, words in ERRORS.items()}
    api = APIRouter(
        prefix="/api/v1",
        responses=dict(said.items()),
        dependencies=[Security(HTTPBearer(auto_error=False, description="The token of a session"))],
    )
    for tag, module in SUBJECTS.items():
        api.include_router(module.router, tags=[tag])
    return api
