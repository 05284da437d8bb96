"""Webhooks go to a real web server, only to the address that was checked, and whatever it does ends in a sentence."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from tests.integration.receivers import Hook, open_hook
from tests.integration.tools.notifications.conftest import Tls
from tests.unit.tools.notifications.messages import message
from tools.notifications.port import Attempt, Ending, Recipient
from tools.notifications.signing import make_secret
from tools.notifications.webhook import WebhookMessenger

SECRET = make_secret()


async def yes() -> bool:
    return True


def now() -> datetime:
    return datetime.now(UTC)


class Names:
    """A name server that gives prepared answers, one after the other, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


async def post(hook: Hook, *, answer_s: float = 5, path: str = "/hook") -> Attempt:
    messenger = WebhookMessenger(now, allow_private=True, answer_s=answer_s)
    return await messenger.send(message(), Recipient(f"http://127.0.0.1:{hook.port}{path}", SECRET), begin=yes)


async def test_a_webhook_arrives_signed() -> None:
    async with open_hook(Hook()) as hook:
        assert await post(hook, path="/hook?key=1") == Attempt(Ending.SENT)

    [(line, headers, body)] = hook.requests
    assert line == "POST /hook?key=1 HTTP/1.1"
    assert headers["content-type"] == "application/json"
    assert headers["host"] == f"127.0.0.1:{hook.port}"
    assert Webhook(SECRET).verify(body, headers)["type"] == "notification.told"


@pytest.mark.parametrize(
    ("answer", "ending", "wait_s"),
    [
        (200, Ending.SENT, None),
        (202, Ending.SENT, None),
        (410, Ending.GONE, None),
        (500, Ending.LATER, None),
        (404, Ending.LATER, None),
        (302, Ending.LATER, None),
        (307, Ending.LATER, None),
        (b"HTTP/1.1 429 X\r\nRetry-After: 120\r\n\r\n", Ending.LATER, 120.0),
        (b"HTTP/1.1 503 X\r\nRetry-After: soon\r\n\r\n", Ending.LATER, None),
        (b"HTTP/1.1 503 X\r\nRetry-After: 99999999999999999999\r\n\r\n", Ending.LATER, None),
        (b"garbage", Ending.LATER, None),
        (b"", Ending.LATER, None),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", Ending.LATER, None),
        (b"HTTP/1.1 999 \xff\xfe\r\n\r\n", Ending.LATER, None),
    ],
)
async def test_every_answer_ends_in_a_sentence(answer: int | bytes, ending: Ending, wait_s: float | None) -> None:
    async with open_hook(Hook(answers=[answer])) as hook:
        attempt = await post(hook)

    assert (attempt.ending, attempt.wait_s) == (ending, wait_s)
    assert (attempt.sentence == "") is (ending is Ending.SENT)
    assert len(hook.requests) == 1, "nothing is followed, nothing is posted twice"


async def test_no_answer_is_read_however_long_it_is() -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + b"secret words" * 100_000
    async with open_hook(Hook(answers=[endless])) as hook:
        attempt = await post(hook)

    assert attempt == Attempt(Ending.SENT)


async def test_a_receiver_that_does_not_answer_in_time_may_have_it() -> None:
    async with open_hook(Hook(hangs_s=2)) as hook:
        attempt = await post(hook, answer_s=0.3)

    assert (attempt.ending, attempt.is_unclear) == (Ending.LATER, True)
    assert attempt.sentence == "The receiver took too long to answer."


async def test_a_receiver_that_is_not_there_has_nothing() -> None:
    attempt = await post(Hook(port=1))

    assert (attempt.ending, attempt.is_unclear) == (Ending.LATER, False)


@pytest.mark.parametrize(
    "name", [("10.0.0.5",), ("169.254.169.254",), ("93.184.215.14", "127.0.0.1"), ("::ffff:127.0.0.1",)]
)
async def test_a_name_that_leads_inside_is_not_called(name: tuple[str, ...]) -> None:
    messenger = WebhookMessenger(now, resolve=Names(name))

    attempt = await messenger.send(message(), Recipient("https://hooks.test/", SECRET), begin=yes)

    assert attempt.ending is Ending.LATER
    assert "private network" in attempt.sentence or "no machine" in attempt.sentence


async def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_called(tls: Tls) -> None:
    async with open_hook(Hook(), tls=tls.server) as hook:
        # Whoever asked a second time would be led to where nobody listens.
        names = Names(["127.0.0.1"], ["127.9.9.9"])
        messenger = WebhookMessenger(now, allow_private=True, resolve=names, tls=tls.client)
        attempt = await messenger.send(message(), Recipient(f"https://hooks.test:{hook.port}/", SECRET), begin=yes)

    assert attempt == Attempt(Ending.SENT)
    assert names.asked == 1
    assert hook.requests[0][1]["host"] == f"hooks.test:{hook.port}"


async def test_a_certificate_for_another_name_is_not_believed(tls: Tls) -> None:
    async with open_hook(Hook(), tls=tls.server) as hook:
        messenger = WebhookMessenger(now, allow_private=True, resolve=Names(["127.0.0.1"]), tls=tls.client)
        attempt = await messenger.send(message(), Recipient(f"https://other.test:{hook.port}/", SECRET), begin=yes)

    assert attempt.ending is Ending.LATER
    assert hook.requests == []


async def test_the_next_address_is_called_where_the_first_is_not_there() -> None:
    async with open_hook(Hook()) as hook:
        messenger = WebhookMessenger(now, allow_private=True, resolve=Names(["127.0.0.2", "127.0.0.1"]))
        attempt = await messenger.send(message(), Recipient(f"http://localhost:{hook.port}/", SECRET), begin=yes)

    assert attempt == Attempt(Ending.SENT)
    assert len(hook.requests) == 1


async def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_hook(Hook()) as proxy, open_hook(Hook()) as hook:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert (await post(hook)).ending is Ending.SENT

    assert (len(hook.requests), len(proxy.requests)) == (1, 0)
