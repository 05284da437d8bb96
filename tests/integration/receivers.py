"""Real servers on this machine that receive what goes out: one for mails, one for webhooks."""

import asyncio
import email
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from ssl import SSLContext
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Mailbox:
    """A mail server that keeps what it takes.

    Attributes:
        answers: What it says to the first mails, after their content came; None is yes.
        at_recipient: The same, to the first recipients.
        hangs_s: How long it thinks after a mail's content came.
        password: What it wants to hear; None: nothing.
    """

    answers: Sequence[str | None] = ()
    at_recipient: Sequence[str | None] = ()
    at_sender: Sequence[str | None] = ()
    hangs_s: float = 0
    password: str | None = None
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: int = 0
    refused: int = 0
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd names it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        self.senders += 1
        return _take(self.at_sender, self.senders - 1) or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipients.append(address)
        answer = _take(self.at_recipient, len(self.recipients) - 1)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        answer = _take(self.answers, len(self.mails) + self.refused)
        if answer is not None:
            self.refused += 1
            return answer
        parsed = email.message_from_bytes(content, policy=default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.encrypted.append(session.ssl is not None)
        await asyncio.sleep(self.hangs_s)
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        return AuthResult(success=given.password == (self.password or "").encode(), handled=False)


@asynccontextmanager
async def open_mailbox(
    mailbox: Mailbox, *, tls: SSLContext | None = None, starts_tls: bool = False
) -> AsyncIterator[Mailbox]:
    """Let a mail server listen; with `tls`, from the first byte or, `starts_tls`, when it is asked to."""
    loop = asyncio.get_running_loop()

    def build() -> SMTP:
        return SMTP(
            mailbox,
            hostname="mail.test",
            loop=loop,
            tls_context=tls if starts_tls else None,
            require_starttls=starts_tls,
            auth_required=mailbox.password is not None,
            auth_require_tls=False,
            authenticator=mailbox.authenticate,
        )

    server = await loop.create_server(build, "127.0.0.1", 0, ssl=None if starts_tls else tls)
    mailbox.port = server.sockets[0].getsockname()[1]
    async with server:
        yield mailbox


@dataclass
class Hook:
    """A web server that keeps what is posted to it.

    Attributes:
        answers: What it says to the first requests, as a status or as whole bytes; all later ones get 204.
        hangs_s: How long it thinks before it answers.
    """

    answers: Sequence[int | bytes] = ()
    hangs_s: float = 0
    requests: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    port: int = 0

    @property
    def ids(self) -> list[str]:
        """What each request was called."""
        return [headers["webhook-id"] for _, headers, _ in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.requests.append((head[0], headers, body.decode()))
            answer = self.answers[len(self.requests) - 1] if len(self.requests) <= len(self.answers) else 204
            await asyncio.sleep(self.hangs_s)
            if isinstance(answer, int):
                answer = f"HTTP/1.1 {answer} X\r\nLocation: http://127.0.0.1:{self.port}/other\r\n\r\n".encode()
            writer.write(answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def open_hook(hook: Hook, *, tls: SSLContext | None = None) -> AsyncIterator[Hook]:
    """Let a web server listen."""
    server = await asyncio.start_server(hook.serve, "127.0.0.1", 0, ssl=tls)
    hook.port = server.sockets[0].getsockname()[1]
    # Not awaited at the end: a request that hangs would be waited for.
    try:
        yield hook
    finally:
        server.close()


def _take(answers: Sequence[str | None], number: int) -> str | None:
    return answers[number] if number < len(answers) else None
