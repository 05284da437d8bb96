"""One URL says which mail server is meant; what cannot be used is refused without repeating the password."""

import pytest

from tools.notifications.mail_server import MailServer, read_mail_server, read_sender
from tools.notifications.problems import OutreachSettingsProblem
from tools.notifications.wording import check_public_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", MailServer("mail.example.com", 587, tls=False, starttls=None)),
        ("smtp://mail.example.com:25", MailServer("mail.example.com", 25, tls=False, starttls=None)),
        ("smtp://mail.example.com?starttls", MailServer("mail.example.com", 587, tls=False, starttls=True)),
        ("smtp://mail.example.com?starttls=never", MailServer("mail.example.com", 587, tls=False, starttls=False)),
        ("smtps://mail.example.com", MailServer("mail.example.com", 465, tls=True, starttls=False)),
        (
            "smtps://me%40example.com:p%2Fw%3A@mail.example.com:4650/",
            MailServer("mail.example.com", 4650, tls=True, starttls=False, user="me@example.com", password="p/w:"),
        ),
        (
            "smtp://me:secret@mail.example.com",
            MailServer("mail.example.com", 587, tls=False, starttls=True, user="me", password="secret"),
        ),
        ("smtp://localhost:1025", MailServer("localhost", 1025, tls=False, starttls=False)),
        (
            "smtp://me:secret@127.0.0.1:1025",
            MailServer("127.0.0.1", 1025, tls=False, starttls=False, user="me", password="secret"),
        ),
    ],
)
def test_a_url_is_read(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://hunter2@:25",
        "smtp://me:hunter2@mail.example.com:x",
        "smtp://me:hunter2@mail.example.com:0",
        "smtp://me:hunter2@mail.example.com/path",
        "smtp://me:hunter2@mail.example.com?tls=yes",
        "smtp://me:hunter2@mail.example.com?starttls=perhaps",
        "smtp://me:hunter2@mail.example.com?starttls=never",
        "smtp://me:hunter2@mail.example.com#x",
        "smtp://me:hunter2@[::1",
        "smtp://me:hunter2@ma\nil.exa mple.com",
    ],
)
def test_what_cannot_be_used_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(OutreachSettingsProblem) as refused:
        read_mail_server(url)

    assert "hunter2" not in str(refused.value)


def test_a_password_shows_nowhere() -> None:
    assert "hunter2" not in repr(read_mail_server("smtps://me:hunter2@mail.example.com"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("office@example.com", ("", "office@example.com")),
        ("Back Office <office@example.com>", ("Back Office", "office@example.com")),
        ("Büro <office@example.com>", ("Büro", "office@example.com")),
    ],
)
def test_a_sender_is_read(text: str, read: tuple[str, str]) -> None:
    assert read_sender(text) == read


@pytest.mark.parametrize("text", ["", "office", "Back Office", "a@b", "office@example.com\nBcc: x@example.com extra"])
def test_what_is_no_sender_is_refused(text: str) -> None:
    with pytest.raises(OutreachSettingsProblem):
        read_sender(text)


def test_the_address_of_the_pages_is_read() -> None:
    assert check_public_url(" https://office.example.com/ ") == "https://office.example.com"
    assert check_public_url("http://127.0.0.1:8000/back/") == "http://127.0.0.1:8000/back"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office.example.com",
        "javascript:alert(1)",
        "https://",
        "https://u:p@e.com",
        "https://e.com/?a",
        "https://[x",
    ],
)
def test_what_is_no_address_of_pages_is_refused(text: str) -> None:
    with pytest.raises(OutreachSettingsProblem):
        check_public_url(text)
