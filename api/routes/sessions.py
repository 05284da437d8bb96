"""How does a program sign in? It trades the token of a sign-in link for that of a session."""

from fastapi import APIRouter
from starlette.responses import Response

from api.auth import SESSION_LASTS, sign_out, spend_sign_in_token
from api.parts import SharedParts
from api.routes.documents import SessionDocument
from api.routes.requests import SignInRequest
from api.visits import Someone
from api.web.errors import UnusableInputError

router = APIRouter()


@router.post("/session", status_code=201)
async def open_session(wanted: SignInRequest, parts: SharedParts) -> SessionDocument:
    """Open a session with the token of a link; the link is spent."""
    now = parts.backoffice.services.clock()
    session = await spend_sign_in_token(parts.backoffice.database, wanted.token, now)
    if session is None:
        raise UnusableInputError("This token has been used or has expired. Links work once, within 24 hours.")
    return {"token": session, "expires_at": (now + SESSION_LASTS).isoformat()}


@router.delete("/session", status_code=204)
async def close_session(someone: Someone, parts: SharedParts) -> Response:
    """End the session this request was sent with."""
    await sign_out(parts.backoffice.database, someone.token)
    return Response(status_code=204)
