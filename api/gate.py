"""Which requests are let in at all, and what every answer carries, whatever route is behind it."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web.errors import LARGEST_BODY, SENTENCES, error_response

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Files stream to disk there, under a limit of their own.
UPLOAD_PATHS = re.compile(r"(/api/v1)?/(import|projects/[^/]+/recordings)")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ANSWER_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Gate:
    """Refuses requests of other sites and oversized bodies; adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it with the sentence that refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ANSWER_HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = _find_refusal(request)
        if refusal is not None:
            await error_response(request, *refusal)(scope, receive, send_with_headers)
            return
        limited = receive if UPLOAD_PATHS.fullmatch(scope["path"]) else _limit(receive)
        await self._app(scope, limited, send_with_headers)


def _find_refusal(request: Request) -> tuple[int, str] | None:
    if "\x00" in request.url.path or "%00" in request.url.query:
        return 404, "There is no such page."
    if request.method not in SAFE_METHODS and not comes_from_own_pages(request.headers):
        return 403, "This was sent from another site, so nothing was done. Please use the page itself."
    length = request.headers.get("content-length", "0")
    too_long = length.isdigit() and int(length) > LARGEST_BODY
    if too_long and UPLOAD_PATHS.fullmatch(request.url.path) is None:
        return 413, SENTENCES[413]
    return None


def comes_from_own_pages(headers: Headers) -> bool:
    """Return whether a request that changes something comes from our own pages, or from no browser at all.

    A browser says where a request comes from and cannot be made to lie about it; other programs hold no
    cookies of ours that a foreign page could ride on.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _limit(receive: Receive) -> Receive:
    received = 0

    async def receive_within_limit() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return receive_within_limit
