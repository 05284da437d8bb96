"""Which organisation is in view? Choosing one, making the first one, taking the sample away."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.auth import ORGANISATION_COOKIE, SESSION_LASTS, SignedIn, choose_organisation
from api.parts import SharedParts
from api.visits import Someone
from api.web.errors import UnusableInputError
from api.web.page import OnPage, SentForm
from memory.repositories.rows import new_id

router = APIRouter()

LONGEST_NAME = 100


@router.get("/welcome")
async def welcome(someone: Someone, parts: SharedParts) -> Response:
    """Let a person make an organisation of their own."""
    html = parts.pages.render("welcome.html", {"person": someone.person, "problem": "", "name": ""})
    return HTMLResponse(html)


@router.post("/organisations")
async def make_organisation(someone: Someone, parts: SharedParts, form: SentForm) -> Response:
    """Make an organisation, with the person as its owner."""
    name = " ".join(form.text("name").split())
    problem = await _find_problem(parts, name)
    if problem:
        values = {"person": someone.person, "problem": problem, "name": name}
        return HTMLResponse(parts.pages.render("welcome.html", values), 422)
    org_id = new_id()
    async with parts.backoffice.database.open_memory(org_id) as memory:
        await memory.organisation.create(name)
        await memory.organisation.add_member(someone.person.id, "owner")
    return _select(org_id)


@router.post("/organisations/{org_id}/select")
async def select_organisation(org_id: UUID, someone: Someone) -> Response:
    """Look at another organisation of one's own."""
    if not _belongs_to(someone, org_id):
        raise LookupError("There is no such organisation, or you are no member of it.")
    return _select(org_id)


@router.post("/sample/remove")
async def remove_sample(page: OnPage) -> Response:
    """Take the sample organisation away with everything in it."""
    visit = page.asking.visit
    if not visit.organisation.is_sample:
        raise UnusableInputError("Only the sample organisation can be removed here.")
    async with page.asking.open_memory() as memory:
        await memory.organisation.remove()
    return page.go("/", "The sample is gone, with everything in it.")


async def _find_problem(parts: SharedParts, name: str) -> str:
    if not name or "\x00" in name:
        return "Please give the organisation a name."
    if len(name) > LONGEST_NAME:
        return f"A name can be at most {LONGEST_NAME} characters long."
    async with parts.backoffice.database.open_fleet() as fleet:
        taken = {found.name for found in await fleet.organisations()}
    return "There is an organisation of this name already." if name in taken else ""


def _belongs_to(someone: SignedIn, org_id: UUID) -> bool:
    return bool(someone.organisations) and choose_organisation(someone, str(org_id)).org_id == org_id


def _select(org_id: UUID) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        ORGANISATION_COOKIE,
        str(org_id),
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
    )
    return answer
