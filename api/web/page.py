"""What does every page share? The frame around it, what was just done, and how forms are read."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.visits import Asked, Asking
from api.web.errors import LARGEST_BODY, UnusableInputError

SAID_COOKIE = "backoffice_said"
SAID_SECONDS = 60
LONGEST_SAID = 600


@dataclass(frozen=True)
class Page:
    """One page for one signed-in person."""

    asking: Asking

    async def show(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page, with what was said by the click that led here."""
        async with self.asking.open_memory() as memory:
            unread = await memory.notifications.unread()
            last_event = await memory.events.last_id()
            referred = await memory.referrals.count()
        request = self.asking.request
        said = unquote(request.cookies.get(SAID_COOKIE, ""))[:LONGEST_SAID]
        frame = {
            "visit": self.asking.visit,
            "unread": unread,
            "referred": referred,
            "last_event": last_event,
            "said": said,
        }
        html = self.asking.parts.pages.render(template, {**frame, "path": request.url.path, **values})
        answer = HTMLResponse(html, status)
        if said:
            answer.delete_cookie(SAID_COOKIE)
        return answer

    def part(self, template: str, **values: object) -> Response:
        """Return a piece of a page, to be put into one that is open."""
        return HTMLResponse(self.asking.parts.pages.render(template, values))

    def go(self, address: str, said: str = "") -> Response:
        """Send the browser on after a click, to read there what was done."""
        answer = RedirectResponse(address, 303)
        if said:
            answer.set_cookie(
                SAID_COOKIE, quote(said[:LONGEST_SAID]), max_age=SAID_SECONDS, httponly=True, samesite="strict"
            )
        return answer


def open_page(asking: Asked) -> Page:
    """Return what a page handler works with."""
    return Page(asking)


OnPage = Annotated[Page, Depends(open_page)]


class Form:
    """What a person sent with a form."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """Return a value; raise UnusableInputError when the form has none."""
        if name not in self._values:
            raise UnusableInputError(f"The form came without its field “{name}”. Please load the page again.")
        return self._values[name]

    def optional(self, name: str) -> str | None:
        """Return a value, None when it was not sent."""
        return self._values.get(name)

    def number(self, name: str) -> int:
        """Return a whole number; raise UnusableInputError when it is none that the database can hold."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise UnusableInputError(f"“{text[:40]}” is not a whole number.")
        return int(text)


async def read_form(request: Request) -> Form:
    """Return the fields of a form; raise UnusableInputError for what the database cannot hold."""
    # Percent-encoded, a text from another script takes nine bytes a letter.
    sent = await request.form(max_part_size=LARGEST_BODY)
    values = {name: value for name, value in sent.items() if isinstance(value, str)}
    if any("\x00" in value for value in values.values()):
        raise UnusableInputError("The form holds a NUL character, which cannot be stored.")
    return Form(values)


SentForm = Annotated[Form, Depends(read_form)]


def as_typed(text: str, like: str) -> str:
    """Return a text from a form with the line ends of the text it was edited from.

    Browsers send every line end as CR LF.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain == like.replace("\r\n", "\n").replace("\r", "\n"):
        return like
    return plain.replace("\n", "\r\n") if "\r\n" in like else plain
