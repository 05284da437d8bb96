"""What does a message say? The notification's own title and body, made safe, and a link to one of our own pages."""

import html
import json
import unicodedata
from typing import Any

from tools.notifications.port import Message
from tools.notifications.problems import OutreachSettingsProblem

LONGEST_TITLE = 200
LONGEST_BODY = 4_000
FOOTER = "You get this because your organisation's Back Office Assistant notifies this address."
# Of the characters that show nothing, those that join letters and emoji have a meaning.
JOINERS = "\u200c\u200d"


def plain_line(text: str) -> str:
    """Return a text as one line of at most 200 characters that can stand in a header."""
    return _cut(" ".join(_shown(text).split()), LONGEST_TITLE)


def plain_text(text: str) -> str:
    """Return a text of at most 4,000 characters with nothing in it but what can be seen."""
    return _cut(_shown(text).strip(), LONGEST_BODY)


def _shown(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        sign for sign in lines if sign in "\n" or sign in JOINERS or unicodedata.category(sign) not in _UNSEEN
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def is_own_page(link: str) -> bool:
    """Return whether a link is a path on our own pages: one slash, and nothing that leads elsewhere."""
    if not link.startswith("/") or link.startswith("//") or "\\" in link or len(link) > LONGEST_TITLE * 5:
        return False
    return all("!" <= sign <= "~" for sign in link)


def absolute(public_url: str | None, link: str) -> str | None:
    """Return the whole URL of one of our own pages; None without a public address or for any other link."""
    if public_url is None or not is_own_page(link):
        return None
    return public_url.rstrip("/") + link


def check_public_url(text: str) -> str:
    """Return the address our pages have for people; raise OutreachSettingsProblem with the reason."""
    import httpx

    try:
        url = httpx.URL(text.strip())
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        raise OutreachSettingsProblem("it is no address of the form https://example.com") from None
    if url.scheme not in {"http", "https"} or not host or "%" in host:
        raise OutreachSettingsProblem("it is no address of the form https://example.com")
    if url.userinfo or url.query or url.fragment:
        raise OutreachSettingsProblem("it has more in it than a host and a path")
    return str(url).rstrip("/")


def mail_text(message: Message) -> str:
    """Return the plain text of a mail."""
    parts = [plain_text(message.body), message.link, f"-- \n{FOOTER}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def mail_html(message: Message) -> str:
    """Return the same as HTML, without anything that is fetched from elsewhere."""
    paragraphs = "".join(
        f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>"
        for part in plain_text(message.body).split("\n\n")
        if part
    )
    link = f'<p><a href="{html.escape(message.link)}">Open the page</a></p>' if message.link else ""
    title = html.escape(plain_line(message.title))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body style="font-family:sans-serif;line-height:1.5;max-width:40em"><h1 style="font-size:1.2em">{title}</h1>'
        f'{paragraphs}{link}<p style="color:#666;font-size:.85em">{html.escape(FOOTER)}</p></body></html>\n'
    )


def webhook_body(message: Message) -> str:
    """Return the JSON a webhook carries: type, timestamp and data, as Standard Webhooks has it.

    It is the same at every attempt.
    """
    data: dict[str, Any] = {
        "id": None if message.about is None else str(message.about),
        "title": plain_line(message.title),
        "body": plain_text(message.body),
        "link": message.link,
        "project_id": None if message.project_id is None else str(message.project_id),
    }
    payload = {"type": message.kind, "timestamp": message.happened_at.isoformat(), "data": data}
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
