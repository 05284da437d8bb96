"""The one place where real parts are chosen and put together."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from api.settings import Settings, TranscriberChoice
from graphs.services import Services
from knowledge_base.embeddings.minilm import MiniLmEmbedder
from memory.database import Database
from memory.migrate import migrate
from memory.postgres.external import check_server
from memory.postgres.launcher import start_embedded
from memory.recording_files import RecordingFiles
from tools.notifications.reach import Reach

if TYPE_CHECKING:
    from agents.model_line import ModelLine
    from agents.spending import Budget, Prices
    from knowledge_base.embeddings.port import Embedder
    from tools.transcription.port import Transcriber

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
        given = settings.database_url.get_secret_value()
        check_server(given)
        url = _as_sqlalchemy(given)
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
    reach = _choose_reach(settings)
    database = Database(url, mails=reach.mail is not None)
    try:
        services = Services(
            database=database,
            clock=now,
            build_model_line=_choose_model(settings),
            transcriber=_choose_transcriber(settings),
            recording_files=RecordingFiles(settings.home / "recordings"),
            reach=reach,
            embedder=_choose_embedder(settings),
            prices=_choose_prices(settings),
            run_budget=_choose_run_budget(settings),
            concurrency=settings.model_concurrency,
        )
        yield Backoffice(settings, database, services)
    finally:
        await database.close()


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def _choose_model(settings: Settings) -> "Callable[[], ModelLine] | None":
    # A key lying in the environment alone is no consent: only a named model is asked.
    if settings.model is None:
        return None
    from agents.model_line import ModelLine
    from agents.models import ModelSettings

    key = settings.openai_api_key
    chosen = ModelSettings(
        name=settings.model,
        api_key=None if key is None else key.get_secret_value(),
        base_url=settings.openai_base_url,
        timeout_s=settings.model_timeout,
    )
    return lambda: ModelLine(chosen)


def _choose_prices(settings: Settings) -> "Prices | None":
    if settings.model is None:
        return None
    from agents.spending import Prices

    return Prices(settings.model_input_price, settings.model_output_price, settings.model_currency)


def _choose_run_budget(settings: Settings) -> "Budget | None":
    if settings.model is None:
        return None
    from agents.spending import Budget

    return Budget(settings.run_model_calls, settings.run_tokens, settings.run_money, settings.run_model_seconds)


def _choose_embedder(settings: Settings) -> "Embedder":
    """Return what turns texts into vectors: a small model on this machine, unless a server's was named."""
    if settings.embedding_model is None:
        return MiniLmEmbedder()
    from agents.models import OPENAI_URL
    from knowledge_base.embeddings.openai_server import OpenAIServerEmbedder

    key = settings.openai_api_key
    return OpenAIServerEmbedder(
        settings.openai_base_url or OPENAI_URL,
        settings.embedding_model,
        key=None if key is None else key.get_secret_value(),
    )


def _choose_transcriber(settings: Settings) -> "Transcriber | None":
    """Return what hears recordings, which loads its model when the first one comes; None where none was named."""
    if settings.whisper_model is None:
        return None
    key = settings.openai_api_key
    if settings.transcriber is TranscriberChoice.SERVER:
        from agents.models import OPENAI_URL
        from tools.transcription.openai_server import build_openai_server

        url = settings.openai_base_url or OPENAI_URL
        return build_openai_server(url, settings.whisper_model, key=None if key is None else key.get_secret_value())
    if settings.transcriber is TranscriberChoice.OPENAI_WHISPER:
        from tools.transcription.openai_whisper import build_openai_whisper

        return build_openai_whisper(settings.whisper_model)
    from tools.transcription.faster_whisper import build_faster_whisper

    return build_faster_whisper(settings.whisper_model)


def _choose_reach(settings: Settings) -> Reach:
    """Return the ways notifications go out; without a mail server and a sender, none goes by mail."""
    from tools.notifications.webhook import WebhookMessenger

    mail = None
    if settings.smtp_url is not None and settings.mail_from is not None:
        from tools.notifications.mail_server import read_mail_server
        from tools.notifications.smtp import SmtpMessenger

        mail = SmtpMessenger(read_mail_server(settings.smtp_url.get_secret_value()), settings.mail_from)
    webhooks = WebhookMessenger(now, allow_private=settings.private_webhooks)
    return Reach(mail, webhooks, settings.public_url, settings.private_webhooks)


def _as_sqlalchemy(url: str) -> str:
    _scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}"
