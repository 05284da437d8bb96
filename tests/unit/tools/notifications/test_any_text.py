"""Whatever is typed in, or stands in a notification, ends in a sentence or in a message, never in anything else."""

import email
from collections.abc import Callable
from contextlib import suppress
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.notifications.messages import message
from tools.notifications.addresses import check_email, check_webhook
from tools.notifications.mail_server import MailServer, read_mail_server, read_sender
from tools.notifications.problems import OutreachSettingsProblem, TargetProblem
from tools.notifications.smtp import SmtpMessenger
from tools.notifications.wording import check_public_url, is_own_page, webhook_body

PIECES = [
    "https://", "http://", "smtp://", "@", ":", "/", "//", "\\", "[", "]", "[::1]", "%", "%zz", "?", "#", "a",
    "\r\n", "\n", " ", "\t", "\x00", "\u202e", "ü", "😀", "<", ">", '"', ",", ".", "..", "-", "xn--", "xn--a", "0",
    "example.com", "127.0.0.1", "?starttls", "=?utf-8?q?x?=", "\ud800", "１２７.0.0.1", "ⓔxample.com", "％", "65536",
    "Bcc: x@example.com",
]  # fmt: skip
HEADERS = [
    "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To", "X-Attempt",
    "X-Idempotency-Key",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
READERS: list[Callable[[str], object]] = [
    check_email,
    lambda text: check_webhook(text, allow_private=True),
    lambda text: check_webhook(f"https://{text}", allow_private=False),
    read_mail_server,
    lambda text: read_mail_server(f"smtp://{text}"),
    read_sender,
    check_public_url,
    is_own_page,
]


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_what_is_typed_in_is_taken_or_refused_with_a_sentence(read: Callable[[str], object], text: str) -> None:
    with suppress(TargetProblem, OutreachSettingsProblem):
        read(text)


@settings(max_examples=300, deadline=None)
@given(title=TEXTS, body=TEXTS)
def test_no_text_changes_what_a_message_is(title: str, body: str) -> None:
    server = MailServer("localhost", 25, tls=False, starttls=False)
    content = SmtpMessenger(server, "office@example.com").write(message(title=title, body=body), "naledi@example.com")
    mail = email.message_from_bytes(content, policy=default)

    assert content.isascii()
    assert b"\x00" not in content
    assert sorted(mail.keys()) == HEADERS
    assert mail["To"] == "naledi@example.com"
    assert all(len(line) < 999 for line in content.split(b"\r\n"))
    assert webhook_body(message(title=title, body=body)).encode()
