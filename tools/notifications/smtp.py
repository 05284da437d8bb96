"""Sends a message as a mail through one mail server."""

import asyncio
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING
from uuid import UUID

from tools.notifications.addresses import check_email
from tools.notifications.mail_server import MailServer, read_sender
from tools.notifications.port import LONGEST_ATTEMPT_S, Attempt, Begin, Ending, Message, Recipient
from tools.notifications.problems import TargetProblem
from tools.notifications.wording import mail_html, mail_text, plain_line

if TYPE_CHECKING:
    import aiosmtplib

STEP_S = 15.0
LONGEST_GOODBYE_S = 2.0
# Whatever stands in it, a mail is ASCII: no server on its way has to know better.
ASCII_POLICY = SMTP_POLICY.clone(cte_type="7bit")


class SmtpMessenger:
    """Mails through one server, a connection for each mail.

    Args:
        server: The mail server.
        sender: Who the mails are from, `name@example.com` or `Name <name@example.com>`.
        tls: Which certificates are believed; absent: those the system believes.
        step_s: How long the server may take for one answer.

    Raises:
        OutreachSettingsProblem: The sender is no mail address.
    """

    def __init__(
        self, server: MailServer, sender: str, *, tls: ssl.SSLContext | None = None, step_s: float = STEP_S
    ) -> None:
        self._server = server
        self._name, self._sender = read_sender(sender)
        self._tls = tls
        self._step_s = step_s

    def name(self, delivery_id: UUID) -> str:
        """Return the Message-ID of a delivery's mail."""
        return f"<{delivery_id}@{self._sender.rpartition('@')[2]}>"

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        """See `Messenger`."""
        try:
            content = self.write(message, recipient.address)
        except (ValueError, TargetProblem):
            return Attempt(Ending.REFUSED, "A mail to this address cannot be written.")
        handing = _HandingOver(begin)
        try:
            async with asyncio.timeout(LONGEST_ATTEMPT_S):
                return await self._send(content, recipient.address, handing)
        except Exception as problem:  # noqa: BLE001 - a broken server may cause anything; a person reads a sentence
            # What was taken stays taken, whatever happened at parting.
            return Attempt(Ending.SENT) if handing.is_taken else _explain(problem, handing)

    def write(self, message: Message, address: str) -> bytes:
        """Return a mail as it is sent; the same at every attempt but for the header that counts them."""
        mail = EmailMessage(policy=ASCII_POLICY)
        mail["From"] = formataddr((self._name, self._sender))
        mail["To"] = check_email(address)
        mail["Subject"] = plain_line(message.title)
        mail["Date"] = format_datetime(message.happened_at)
        mail["Message-ID"] = message.id
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Idempotency-Key"] = message.id
        mail["X-Attempt"] = str(message.attempt)
        mail.set_content(mail_text(message))
        mail.add_alternative(mail_html(message), subtype="html")
        return mail.as_bytes()

    async def _send(self, content: bytes, address: str, handing: "_HandingOver") -> Attempt:
        import aiosmtplib

        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.tls,
            start_tls=None if self._server.tls else self._server.starttls,
            username=self._server.user,
            password=self._server.password,
            tls_context=self._tls,
            # Without it, the name of this machine would be looked up, and told.
            local_hostname=self._sender.rpartition("@")[2],
            timeout=self._step_s,
        )
        try:
            await client.connect()
            await client.mail(self._sender)
            await client.rcpt(address)
            if not await handing.begin():
                return Attempt(Ending.NOT_OURS)
            await client.data(content)
            handing.is_taken = True
            return Attempt(Ending.SENT)
        finally:
            await _say_goodbye(client)


class _HandingOver:
    """Whether a mail was handed over, so that nobody knows whether it arrived until the server says so."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self.has_begun = False
        self.is_taken = False

    async def begin(self) -> bool:
        self.has_begun = await self._begin()
        return self.has_begun


async def _say_goodbye(client: "aiosmtplib.SMTP") -> None:
    try:
        if client.is_connected:
            await client.quit(timeout=LONGEST_GOODBYE_S)
    except Exception:  # noqa: BLE001, S110 - nothing depends on it
        pass
    finally:
        client.close()


def _explain(problem: Exception, handing: _HandingOver) -> Attempt:
    """Say what became of a mail; of what the server said, only the number is kept."""
    import aiosmtplib

    match problem:
        case aiosmtplib.SMTPRecipientRefused(code=code) | aiosmtplib.SMTPDataError(code=code) if code >= 500:
            return Attempt(Ending.REFUSED, f"The mail server takes no mail for this address (error {code}).")
        case aiosmtplib.SMTPRecipientRefused(code=code) | aiosmtplib.SMTPDataError(code=code):
            return Attempt(Ending.LATER, f"The mail server does not take mail for this address now (error {code}).")
        case aiosmtplib.SMTPAuthenticationError():
            sentence = "The mail server does not accept the user and password in BACKOFFICE_SMTP_URL."
        case aiosmtplib.SMTPSenderRefused(code=code):
            sentence = f"The mail server does not accept the sender in BACKOFFICE_MAIL_FROM (error {code})."
        case TimeoutError():
            sentence = "The mail server took too long to answer."
        case aiosmtplib.SMTPResponseException(code=code):
            sentence = f"The mail server answered with error {code}."
        case ssl.SSLError():
            sentence = "No encrypted connection to the mail server could be made."
        case _ if handing.has_begun:
            sentence = "The connection to the mail server broke off."
        case OSError():
            sentence = "The mail server cannot be reached."
        case _:
            sentence = "The mail server cannot be used as BACKOFFICE_SMTP_URL says."
    return Attempt(Ending.LATER, sentence, is_unclear=handing.has_begun, is_our_fault=True)
