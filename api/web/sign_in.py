"""The way in and the way out: links that sign in once, and the cookie that remembers it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.auth import SESSION_COOKIE, SESSION_LASTS, sign_out, spend_sign_in_token
from api.parts import Parts, SharedParts
from api.web.page import Form, read_form

router = APIRouter()

SPENT = "This link has been used or has expired. Links work once, within 24 hours."


@router.get("/sign-in")
async def open_sign_in(request: Request, parts: SharedParts, token: str | None = None) -> Response:
    """Sign in with a link, or explain where links come from.

    A link followed on another site only offers a button: nobody is signed in behind their back, and a
    preview of the link does not use it up.
    """
    if token is None:
        return _explain(parts)
    fetched_by = f"{request.headers.get('sec-purpose', '')} {request.headers.get('purpose', '')}"
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"} or "prefetch" in fetched_by:
        return HTMLResponse(parts.pages.render("sign_in.html", {"token": token, "problem": ""}))
    return await _spend(request, parts, token)


@router.post("/sign-in")
async def sign_in(request: Request, parts: SharedParts, form: Annotated[Form, Depends(read_form)]) -> Response:
    """Sign in with the token the button carries."""
    return await _spend(request, parts, form.text("token"))


@router.post("/sign-out")
async def leave(request: Request, parts: SharedParts) -> Response:
    """End the session here and in the database."""
    session = request.cookies.get(SESSION_COOKIE)
    if session:
        await sign_out(parts.backoffice.database, session)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


async def _spend(request: Request, parts: Parts, token: str) -> Response:
    now = parts.backoffice.services.clock()
    session = await spend_sign_in_token(parts.backoffice.database, token, now)
    if session is None:
        return _explain(parts, SPENT)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        SESSION_COOKIE,
        session,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _explain(parts: Parts, problem: str = "") -> Response:
    html = parts.pages.render("sign_in.html", {"token": None, "problem": problem})
    return HTMLResponse(html, 403 if problem else 200)
