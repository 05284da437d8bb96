"""Sends a message as a signed webhook (Standard Webhooks), to an address checked at that very moment."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tools.notifications.addresses import check_webhook, find_ip
from tools.notifications.port import LONGEST_ATTEMPT_S, Attempt, Begin, Ending, Message, Recipient
from tools.notifications.problems import TargetProblem
from tools.notifications.resolving import Resolve, find_addresses, resolve
from tools.notifications.signing import sign
from tools.notifications.wording import webhook_body

if TYPE_CHECKING:
    import httpx

CONNECT_S = 5.0
ANSWER_S = 15.0
AGENT = "BackOfficeAssistant"
GONE = 410


class WebhookMessenger:
    """Posts webhooks. Redirects are not followed, proxies not asked, and no answer is read beyond its headers.

    Args:
        clock: Gives the time that is signed, in UTC.
        allow_private: Whether this machine and private networks may be called.
        resolve: Looks names up.
        tls: Which certificates are believed; absent: the usual ones.
        answer_s: How long a receiver may take to answer.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        allow_private: bool = False,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._resolve = resolve
        self._verify: ssl.SSLContext | bool = True if tls is None else tls
        self._answer_s = answer_s

    def name(self, delivery_id: UUID) -> str:
        """Return the `webhook-id` of a delivery, by which a receiver knows what it has had already."""
        return f"msg_{delivery_id.hex}"

    async def send(self, message: Message, recipient: Recipient, *, begin: Begin) -> Attempt:
        """See `Messenger`."""
        if recipient.secret is None:
            return Attempt(Ending.REFUSED, "This webhook has no secret to sign with. Remove it and add it again.")
        try:
            async with asyncio.timeout(LONGEST_ATTEMPT_S):
                return await self._send(message, recipient.address, recipient.secret, begin)
        except Exception as problem:  # noqa: BLE001 - a broken receiver may cause anything; a person reads a sentence
            return _explain(problem)

    async def _send(self, message: Message, address: str, secret: str, begin: Begin) -> Attempt:
        # It takes a while to load, and most commands send nothing.
        import httpx

        url = check_webhook(address, allow_private=self._allow_private)
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        found = await find_addresses(host, port, self._resolve, allow_private=self._allow_private)
        if not await begin():
            return Attempt(Ending.NOT_OURS)
        body = webhook_body(message)
        headers = {
            "host": url.netloc.decode("ascii"),
            "content-type": "application/json",
            "user-agent": AGENT,
            # An answer that nobody reads need not be packed either.
            "accept-encoding": "identity",
            **sign(secret, message.id, self._clock(), body),
        }
        # The very address that was checked is called: a name may lead elsewhere a moment later.
        extensions = {} if find_ip(host) is not None else {"sni_hostname": host}
        timeout = httpx.Timeout(self._answer_s, connect=CONNECT_S)
        async with httpx.AsyncClient(
            trust_env=False, follow_redirects=False, verify=self._verify, timeout=timeout
        ) as client:
            for each in found:
                try:
                    async with client.stream(
                        "POST",
                        url.copy_with(host=each),
                        content=body.encode(),
                        headers=headers,
                        extensions=extensions,
                    ) as response:
                        return _judge(response)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
        return Attempt(Ending.LATER, "The receiver cannot be reached.")


def _explain(problem: Exception) -> Attempt:
    import httpx

    match problem:
        case TargetProblem(sentence=sentence):
            return Attempt(Ending.LATER, sentence)
        case TimeoutError() | httpx.TimeoutException():
            sentence = "The receiver took too long to answer."
        case httpx.RequestError():
            sentence = "The connection to the receiver broke off."
        case OSError():
            return Attempt(Ending.LATER, "The name in this address is not known.")
        case _:
            sentence = "The receiver did not answer as a web server does."
    return Attempt(Ending.LATER, sentence, is_unclear=True)


def _judge(response: "httpx.Response") -> Attempt:
    status = response.status_code
    if 200 <= status < 300:
        return Attempt(Ending.SENT)
    if status == GONE:
        return Attempt(Ending.GONE, "The receiver says it wants no more (status 410).")
    if 300 <= status < 400:
        return Attempt(Ending.LATER, f"The receiver sends us elsewhere (status {status}), which is not followed.")
    sentence = f"The receiver answered with status {status}."
    return Attempt(Ending.LATER, sentence, wait_s=_read_wait(response.headers.get("retry-after", "")))


def _read_wait(text: str) -> float | None:
    # The other way to write it, a date, is as foreign as the clock it was read from.
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
