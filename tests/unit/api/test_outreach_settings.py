"""What is set for sending is looked at when the program starts, and refused in a sentence without the password."""

import click
import pytest

from api.cli.session import read_settings
from tools.notifications.reach import Reach


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        (
            "BACKOFFICE_SMTP_URL",
            "http://office:hunter2@mail.example.com",
            "it is not of the form smtp://user:password@host:port, smtps://..., or with ?starttls at its end",
        ),
        (
            "BACKOFFICE_SMTP_URL",
            "smtp://office:hunter2@mail.example.com?starttls=never",
            "a password would go to the mail server unencrypted: use smtps:// or ?starttls",
        ),
        (
            "BACKOFFICE_MAIL_FROM",
            "the office",
            "it is no sender of the form name@example.com or Name <name@example.com>",
        ),
        ("BACKOFFICE_PUBLIC_URL", "office.example.com", "it is no address of the form https://example.com"),
    ],
)
def test_what_cannot_be_used_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(click.UsageError) as refused:
        read_settings()

    assert refused.value.message == f"{variable} cannot be used: {reason}."


def test_what_can_be_used_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKOFFICE_SMTP_URL", "smtps://office:hunter2@mail.example.com")
    monkeypatch.setenv("BACKOFFICE_MAIL_FROM", "Back Office <office@example.com>")
    monkeypatch.setenv("BACKOFFICE_PUBLIC_URL", "https://office.example.com/")
    monkeypatch.setenv("BACKOFFICE_PRIVATE_WEBHOOKS", "true")

    settings = read_settings()

    assert settings.public_url == "https://office.example.com"
    assert settings.private_webhooks is True
    assert "hunter2" not in repr(settings)


def test_what_is_missing_is_said() -> None:
    assert [sentence.split(":")[0] for sentence in Reach().missing()] == [
        "No mail can be sent",
        "Messages have no link to the pages",
    ]
