"""A message says what its notification says, and nothing in it can do anything but be read."""

import email
import json
from email.message import EmailMessage
from email.policy import default

import pytest

from tests.unit.tools.notifications.messages import message
from tools.notifications.mail_server import MailServer
from tools.notifications.port import Message
from tools.notifications.smtp import SmtpMessenger
from tools.notifications.wording import LONGEST_BODY, LONGEST_TITLE, absolute, is_own_page, mail_html, webhook_body

HOSTILE = "Hello\r\nBcc: everyone@example.com\r\n\r\n<script>alert(1)</script>\x00\u202e\u2028X: y"


def read(written: Message) -> tuple[bytes, EmailMessage]:
    server = MailServer("localhost", 25, tls=False, starttls=False)
    content = SmtpMessenger(server, "Back Office <office@example.com>").write(written, "naledi@example.com")
    parsed = email.message_from_bytes(content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return content, parsed


@pytest.mark.parametrize(
    "link",
    ["/", "/projects/1#issue-2", "/projects/1/calls/a%20b?start=0#turn-3"],
)
def test_a_path_of_ours_becomes_a_whole_url(link: str) -> None:
    assert absolute("https://office.example.com/back/", link) == f"https://office.example.com/back{link}"


@pytest.mark.parametrize(
    "link",
    [
        "", "//evil.example/", "///evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example",
        "\\\\evil.example", "projects/1", " /projects", "/a b", "/a\r\nBcc: x",
        "/\u202egro.elpmaxe", "/\t/evil.example",
        "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_any_other_link_is_left_out(link: str) -> None:
    assert not is_own_page(link)
    assert absolute("https://office.example.com", link) is None


def test_without_a_public_address_there_is_no_link() -> None:
    assert absolute(None, "/projects/1") is None


def test_a_mail_has_the_words_of_its_notification_as_text_and_html() -> None:
    content, mail = read(message(title="Größe: 😀 too low", body="First.\n\nSecond é."))

    assert content.isascii()
    assert mail["Subject"] == "Größe: 😀 too low"
    assert mail["Message-ID"] == "<1@office.example.com>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_content().replace("\r\n", "\n") for part in mail.iter_parts())
    assert text.startswith("First.\n\nSecond é.\n\nhttps://office.example.com/projects/1\n")
    assert "<p>First.</p><p>Second é.</p>" in html
    assert 'href="https://office.example.com/projects/1"' in html


def test_every_attempt_is_the_same_mail_but_for_its_number() -> None:
    (_, first), (_, second) = read(message()), read(message(attempt=2))

    differing = {name for name in first if first[name] != second[name]} - {"Content-Type"}
    assert differing == {"X-Attempt"}


def test_no_title_can_add_a_header() -> None:
    _, mail = read(message(title=HOSTILE, body=HOSTILE))

    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert mail["Subject"].startswith("Hello Bcc: everyone@example.com <script>")
    assert mail["To"] == "naledi@example.com"
    assert sorted(set(mail)) == sorted(
        {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Idempotency-Key", "X-Attempt"}
        | {"MIME-Version", "Content-Type"}
    )


def test_no_text_is_markup() -> None:
    html = mail_html(message(title=HOSTILE, body=HOSTILE))

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "\x00" not in html


def test_a_webhook_says_the_same_at_every_attempt_and_is_bounded() -> None:
    long = message(title="é" * 10_000, body="x" * 1_000_000)

    body = webhook_body(long)

    assert body == webhook_body(message(title="é" * 10_000, body="x" * 1_000_000, attempt=2))
    assert len(body) < LONGEST_TITLE + LONGEST_BODY + 500
    read_back = json.loads(body)
    assert set(read_back) == {"type", "timestamp", "data"}
    assert read_back["timestamp"] == "2026-11-02T12:00:00+00:00"
    assert set(read_back["data"]) == {"id", "title", "body", "link", "project_id"}
    assert read_back["data"]["title"].endswith("…")


def test_half_a_character_does_no_harm() -> None:
    _, mail = read(message(title="a\ud800b", body="c\udfffd"))

    assert mail["Subject"] == "ab"
    assert webhook_body(message(title="a\ud800b")).encode()
