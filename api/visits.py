"""Who sent this request? The one place where routes learn which person and organisation they serve."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path
from starlette.requests import Request

from api.auth import (
    ORGANISATION_COOKIE,
    ORGANISATION_HEADER,
    SESSION_COOKIE,
    SignedIn,
    Visit,
    choose_organisation,
    find_signed_in,
)
from api.parts import Parts, parts_of
from memory.unit import Memory


@dataclass(frozen=True)
class Asking:
    """One request of a signed-in person for one of their organisations."""

    request: Request
    parts: Parts
    visit: Visit

    @property
    def org_id(self) -> UUID:
        """The organisation in view."""
        return self.visit.org_id

    @property
    def person_id(self) -> UUID:
        """The person asking."""
        return self.visit.person.id

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self.parts.backoffice.services.clock()

    def open_memory(self) -> AbstractAsyncContextManager[Memory]:
        """Open one unit of work of the organisation in view."""
        return self.parts.backoffice.database.open_memory(self.org_id)


async def signed_in(request: Request) -> SignedIn:
    """Return who is signed in, by cookie or `Authorization: Bearer`; raise SignInNeededError otherwise."""
    parts = parts_of(request)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE)
    return await find_signed_in(parts.backoffice.database, token, parts.backoffice.services.clock())


async def asking(request: Request, person: Annotated[SignedIn, Depends(signed_in)]) -> Asking:
    """Return the request of a signed-in person for the organisation they chose, or for their first."""
    wanted = request.headers.get(ORGANISATION_HEADER) or request.cookies.get(ORGANISATION_COOKIE)
    return Asking(request, parts_of(request), choose_organisation(person, wanted))


Asked = Annotated[Asking, Depends(asking)]
Someone = Annotated[SignedIn, Depends(signed_in)]
# The database counts versions in four bytes.
VersionNumber = Annotated[int, Path(ge=1, le=2_147_483_647)]
