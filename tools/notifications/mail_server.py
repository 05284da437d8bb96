"""Which mail server is meant by one URL, and who are the mails from? `smtp://user:password@host:587?starttls` or `smtps://host`."""

from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from tools.notifications.addresses import check_email, find_ip
from tools.notifications.problems import OutreachSettingsProblem, TargetProblem
from tools.notifications.wording import plain_line

FORM = "it is not of the form smtp://user:password@host:port, smtps://..., or with ?starttls at its end"


@dataclass(frozen=True, slots=True)
class MailServer:
    """How to reach a mail server.

    Attributes:
        tls: Whether the connection is encrypted from its first byte.
        starttls: True: it must become encrypted; False: it stays as it is; None: encrypted where the server offers it.
    """

    host: str
    port: int
    tls: bool
    starttls: bool | None
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_mail_server(url: str) -> MailServer:
    """Return the mail server meant; raise OutreachSettingsProblem, in which no part of the URL is repeated.

    A password goes over an encrypted connection alone, except to this machine. To this machine nothing is encrypted
    unless asked for, since hardly any local mail server has a certificate for it.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise OutreachSettingsProblem(FORM) from None
    host = parts.hostname
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path not in {"", "/"} or parts.fragment or port == 0:
        raise OutreachSettingsProblem(FORM)
    if any(not "!" <= sign <= "~" for sign in host):
        raise OutreachSettingsProblem(FORM)
    tls = parts.scheme == "smtps"
    user = None if parts.username is None else unquote(parts.username)
    is_here = _is_this_machine(host)
    starttls = False if tls else _read_starttls(parts)
    if starttls is None and not tls and (user is not None or is_here):
        starttls = not is_here
    if user is not None and starttls is False and not tls and not is_here:
        raise OutreachSettingsProblem("a password would go to the mail server unencrypted: use smtps:// or ?starttls")
    return MailServer(
        host,
        port or (465 if tls else 587),
        tls,
        starttls,
        user,
        None if parts.password is None else unquote(parts.password),
    )


def read_sender(text: str) -> tuple[str, str]:
    """Return the name and the address mails are from; raise OutreachSettingsProblem."""
    name, address = parseaddr(text)
    if any(sign < " " for sign in text):
        raise OutreachSettingsProblem("it has a line break or another control character in it")
    try:
        return plain_line(name), check_email(address)
    except TargetProblem:
        raise OutreachSettingsProblem(
            "it is no sender of the form name@example.com or Name <name@example.com>"
        ) from None


def _read_starttls(parts: SplitResult) -> bool | None:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not given:
        return None
    wanted = given.pop("starttls", "unknown").lower()
    if given or wanted not in {"", "true", "1", "required", "false", "0", "never"}:
        raise OutreachSettingsProblem(FORM)
    return wanted in {"", "true", "1", "required"}


def _is_this_machine(host: str) -> bool:
    address = find_ip(host)
    return host == "localhost" or (address is not None and address.is_loopback)
