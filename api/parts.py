"""What do the routes of one server process share? Built once in `build_app`, found through the request."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from api.background import Background
from api.bootstrap import Backoffice
from api.events import EventHub

if TYPE_CHECKING:
    from api.recordings import RecordingDesk
    from api.uploads import ImportDesk
    from api.web.rendering import Pages


@dataclass(frozen=True)
class Parts:
    """The product, what runs beside the answers, and what writes the pages."""

    backoffice: Backoffice
    background: Background
    hub: EventHub
    imports: "ImportDesk"
    recordings: "RecordingDesk"
    pages: "Pages"


def parts_of(connection: HTTPConnection) -> Parts:
    """Return the parts of the process that serves this request."""
    parts: Parts = connection.app.state.parts
    return parts


SharedParts = Annotated[Parts, Depends(parts_of)]
