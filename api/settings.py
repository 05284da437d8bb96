"""Everything the environment may say. The only file that reads it."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tools.notifications.mail_server import read_mail_server, read_sender
from tools.notifications.problems import OutreachSettingsProblem
from tools.notifications.wording import check_public_url

Read = TypeVar("Read")


def _default_home() -> Path:
    return Path.home() / ".local" / "share" / "back-office-assistant"


class TranscriberChoice(StrEnum):
    """Which program hears recordings: on this machine, or an OpenAI-compatible server."""

    FASTER_WHISPER = "faster-whisper"
    OPENAI_WHISPER = "openai-whisper"
    SERVER = "server"


def _try_out(read: Callable[[str], Read], given: str | None) -> Read | None:
    """Read a value now, so that it is refused at the start and not with the first notification."""
    if given is None:
        return None
    try:
        return read(given)
    except OutreachSettingsProblem as problem:
        raise PydanticCustomError("outreach", "{reason}", {"reason": str(problem)}) from None


class Settings(BaseSettings):
    """One object, read once at the edge and passed down."""

    model_config = SettingsConfigDict(env_prefix="BACKOFFICE_", env_ignore_empty=True, populate_by_name=True)

    home: Path = Field(default_factory=_default_home)
    database_url: SecretStr | None = None
    model: str | None = None
    model_timeout: float = Field(default=30, gt=0)
    # What a million tokens cost, to say what a run cost; and what one run may spend at most.
    model_input_price: Decimal = Field(default=Decimal(0), ge=0)
    model_output_price: Decimal = Field(default=Decimal(0), ge=0)
    model_currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    model_concurrency: int = Field(default=4, ge=1, le=64)
    run_model_calls: int = Field(default=600, ge=1)
    run_tokens: int | None = Field(default=None, ge=1)
    run_money: Decimal | None = Field(default=None, gt=0)
    run_model_seconds: float | None = Field(default=None, gt=0)
    keep_transcripts_months: int | None = Field(default=None, ge=1)
    # Finds past suggestions by meaning; absent: a small model on this machine does.
    embedding_model: str | None = None
    whisper_model: str | None = None
    transcriber: TranscriberChoice = TranscriberChoice.FASTER_WHISPER
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    public_url: str | None = None
    private_webhooks: bool = False
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    langsmith_api_key: SecretStr | None = Field(default=None, validation_alias="LANGSMITH_API_KEY")

    @field_validator("smtp_url")
    @classmethod
    def _read_smtp_url(cls, given: SecretStr | None) -> SecretStr | None:
        _try_out(read_mail_server, None if given is None else given.get_secret_value())
        return given

    @field_validator("mail_from")
    @classmethod
    def _read_mail_from(cls, given: str | None) -> str | None:
        _try_out(read_sender, given)
        return given

    @field_validator("public_url")
    @classmethod
    def _read_public_url(cls, given: str | None) -> str | None:
        return _try_out(check_public_url, given)
