"""What does somebody read when a request cannot be answered? A sentence, in a page or as JSON."""

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.auth import NoOrganisationError, SignInNeededError
from api.parts import parts_of
from api.receiving import UploadRefusedError
from graphs.decisions import DecisionRefusedError

LARGEST_BODY = 5_000_000  # bytes; instructions of 200,000 characters fit, however they are encoded
TITLES = {
    400: "That could not be understood",
    401: "You are signed out",
    403: "Not allowed",
    404: "Not found",
    405: "That cannot be done here",
    409: "Not done",
    413: "Too large",
    422: "Please check what you entered",
    500: "Something went wrong",
}
SENTENCES = {
    400: "The request could not be understood.",
    401: "You are signed out. Sign in again in another tab, then come back here and try once more.",
    403: "You may not do this.",
    404: "There is no such page, or it belongs to another organisation.",
    405: "This address does not answer that kind of request.",
    413: f"More was sent than this page takes: at most {LARGEST_BODY // 1_000_000} MB.",
    500: "Something went wrong on our side. Nothing you sent was half-done; please try again.",
}
SAFE = {"GET", "HEAD"}

log = logging.getLogger(__name__)


class UnusableInputError(Exception):
    """What was sent cannot be used; the message says why, to the person who sent it."""


class OwnerNeededError(Exception):
    """Only an owner of the organisation may do this; the message says so, to the person who tried."""


def error_response(request: Request, status: int, sentence: str) -> Response:
    """Return the answer that says what is wrong, as the asker reads it."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"sentence": sentence}}, status)
    title = TITLES.get(status, "Something went wrong")
    values: dict[str, object] = {"title": title, "sentence": sentence, "status": status}
    return HTMLResponse(parts_of(request).pages.render("error.html", values), status)


def add_error_handlers(app: FastAPI) -> None:
    """Let every kind of failure end in words."""
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(LookupError, _on_missing)
    app.add_exception_handler(DecisionRefusedError, _on_refused)
    app.add_exception_handler(UnusableInputError, _on_unusable)
    app.add_exception_handler(OwnerNeededError, _on_no_owner)
    app.add_exception_handler(UploadRefusedError, _on_upload_refused)
    app.add_exception_handler(SignInNeededError, _on_stranger)
    app.add_exception_handler(NoOrganisationError, _on_no_organisation)
    app.add_exception_handler(Exception, _on_failure)


async def _on_http_error(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    return error_response(request, status, SENTENCES.get(status, "The request could not be answered."))


async def _on_invalid(request: Request, problem: Exception) -> Response:
    found = problem.errors() if isinstance(problem, RequestValidationError) else []
    if any(part["loc"][0] == "path" for part in found):
        return error_response(request, 404, SENTENCES[404])
    said = "; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in found[:5])
    return error_response(request, 422, f"This cannot be used: {said}.")


async def _on_missing(request: Request, problem: Exception) -> Response:
    if type(problem) is not LookupError:
        raise problem  # a KeyError is a mistake of ours, not a missing page
    return error_response(request, 404, str(problem) or SENTENCES[404])


async def _on_refused(request: Request, problem: Exception) -> Response:
    return error_response(request, 409, str(problem))


async def _on_unusable(request: Request, problem: Exception) -> Response:
    return error_response(request, 422, str(problem))


async def _on_no_owner(request: Request, problem: Exception) -> Response:
    return error_response(request, 403, str(problem))


async def _on_upload_refused(request: Request, problem: Exception) -> Response:
    status = problem.status if isinstance(problem, UploadRefusedError) else 422
    return error_response(request, status, str(problem))


async def _on_stranger(request: Request, _problem: Exception) -> Response:
    is_page = not request.url.path.startswith(("/api/", "/events"))
    if is_page and request.method in SAFE and "hx-request" not in request.headers:
        return RedirectResponse("/sign-in", 303)
    return error_response(request, 401, SENTENCES[401])


async def _on_no_organisation(request: Request, _problem: Exception) -> Response:
    if request.url.path.startswith(("/api/", "/events")):
        return error_response(request, 403, "You belong to no organisation yet. Sign in to the pages to make one.")
    return RedirectResponse("/welcome", 303)


async def _on_failure(request: Request, _problem: Exception) -> Response:
    from api.gate import ANSWER_HEADERS

    answer = error_response(request, 500, SENTENCES[500])
    # This answer is written outside the gate, which puts them on all others.
    answer.headers.update(ANSWER_HEADERS)
    return answer
