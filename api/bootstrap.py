"""The one place where real parts are chosen and put together."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from memory.postgres.external import check_server

from api.settings import Settings
from graphs.services import Services
from memory.database import Database
from memory.migrate import migrate
from memory.postgres.launcher import start_embedded

Report = Callable[[str], None]


@dataclass(frozen=True)
class Backoffice:
    """The running product: its settings and everything that was built from them."""

    settings: Settings
    database: Database
    services: Services


@contextmanager
def open_database(settings: Settings, report: Report) -> Iterator[str]:
    """Yield the URL of a database that is up and migrated; stop the embedded one when nobody else uses it.

    Raises DatabaseProblem with a sentence for a person.
    """
    if settings.database_url is not None:
        url = _as_sqlalchemy(settings.database_url.get_secret_value())
        check_server(url)
        migrate(url)
        yield url
        return
    with start_embedded(settings.home, report=report) as server:
        if migrate(server.url):
            report("The database is ready.")
        yield server.url


@asynccontextmanager
async def build_backoffice(settings: Settings, url: str) -> AsyncIterator[Backoffice]:
    """Yield the product on the database at `url`."""
    database = Database(url)
    try:
        services = Services(database=database, clock=now, model=_build_model(settings))
        yield Backoffice(settings, database, services)
    finally:
        await database.close()


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def _build_model(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202 - replaced below
    return None


def _as_sqlalchemy(url: str) -> str:
    _scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}"
