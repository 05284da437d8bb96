"""Who is asking, and for which organisation? Sign-in links, sessions, and the organisation in view."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from memory.database import Database
from memory.repositories.organisations import OrganisationRecord
from memory.repositories.people import People, PersonRecord

SESSION_COOKIE = "backoffice_session"
ORGANISATION_COOKIE = "backoffice_organisation"
ORGANISATION_HEADER = "backoffice-organisation"
SESSION_LASTS = timedelta(days=30)
LINK_LASTS = timedelta(hours=24)


class SignInNeededError(Exception):
    """Nobody is signed in here."""


class NoOrganisationError(Exception):
    """The person belongs to no organisation yet."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a session, and the organisations they belong to, real ones first."""

    person: PersonRecord
    token: str
    organisations: tuple[OrganisationRecord, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in person looking at one organisation of theirs."""

    signed_in: SignedIn
    organisation: OrganisationRecord

    @property
    def person(self) -> PersonRecord:
        """Who is looking."""
        return self.signed_in.person

    @property
    def org_id(self) -> UUID:
        """Which organisation they look at."""
        return self.organisation.org_id


async def make_sign_in_token(database: Database, person_id: UUID, now: datetime) -> str:
    """Return a new token that signs a person in once, within 24 hours, at `/sign-in?token=...`."""
    token = token_urlsafe(32)
    async with database.open_doors() as doors:
        await People(doors).add_link(person_id, token, now + LINK_LASTS)
    return token


async def spend_sign_in_token(database: Database, token: str, now: datetime) -> str | None:
    """Trade a sign-in token for a session token; None when it was used, has expired or never was one."""
    session = token_urlsafe(32)
    async with database.open_doors() as doors:
        people = People(doors)
        person = await people.use_link(token, now)
        if person is None:
            return None
        await people.open_session(person.id, session, now + SESSION_LASTS)
    return session


async def sign_out(database: Database, session: str) -> None:
    """End a session."""
    async with database.open_doors() as doors:
        await People(doors).close_session(session)


async def find_signed_in(database: Database, session: str | None, now: datetime) -> SignedIn:
    """Return whose session this is; raise SignInNeededError when it is nobody's."""
    if not session or not session.isascii():
        raise SignInNeededError
    async with database.open_doors() as doors:
        person = await People(doors).find_by_session(session, now)
    if person is None:
        raise SignInNeededError
    async with database.open_fleet() as fleet:
        organisations = await fleet.organisations_of(person.id)
    return SignedIn(person, session, tuple(organisations))


def choose_organisation(signed_in: SignedIn, wanted: str | None) -> Visit:
    """Return the visit to the organisation whose id is `wanted`, or else to the person's first.

    Raises NoOrganisationError for a person who belongs to none.
    """
    if not signed_in.organisations:
        raise NoOrganisationError
    for organisation in signed_in.organisations:
        if str(organisation.org_id) == wanted:
            return Visit(signed_in, organisation)
    return Visit(signed_in, signed_in.organisations[0])
