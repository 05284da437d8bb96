"""Mails go to a real mail server, and whatever it does ends in a sentence."""

import asyncio

import pytest

from tests.integration.receivers import Mailbox, open_mailbox
from tests.integration.tools.notifications.conftest import Tls
from tests.unit.tools.notifications.messages import message
from tools.notifications.mail_server import MailServer
from tools.notifications.port import Attempt, Begin, Ending, Recipient
from tools.notifications.smtp import SmtpMessenger

NALEDI = Recipient("naledi@example.com")


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def send(mailbox: Mailbox, *, step_s: float = 5, password: str | None = None, begin: Begin = yes) -> Attempt:
    user = None if password is None else "office"
    server = MailServer("127.0.0.1", mailbox.port, tls=False, starttls=False, user=user, password=password)
    messenger = SmtpMessenger(server, "Back Office <office@example.com>", step_s=step_s)
    return await messenger.send(message(), NALEDI, begin=begin)


async def test_a_mail_arrives() -> None:
    async with open_mailbox(Mailbox()) as mailbox:
        attempt = await send(mailbox)

    assert attempt == Attempt(Ending.SENT)
    assert mailbox.recipients == ["naledi@example.com"]
    assert mailbox.mails[0]["Message-ID"] == "<1@office.example.com>"
    assert mailbox.mails[0]["From"] == "Back Office <office@example.com>"


async def test_nothing_is_handed_over_that_is_no_longer_ours() -> None:
    async with open_mailbox(Mailbox()) as mailbox:
        assert (await send(mailbox, begin=no)).ending is Ending.NOT_OURS

    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("mailbox", "ending", "our_fault"),
    [
        pytest.param(Mailbox(at_recipient=["550 no such user"]), Ending.REFUSED, False, id="no such user"),
        pytest.param(Mailbox(at_recipient=["451 try later"]), Ending.LATER, False, id="mailbox busy"),
        pytest.param(Mailbox(answers=["554 looks like spam"]), Ending.REFUSED, False, id="content refused"),
        pytest.param(Mailbox(answers=["452 disk full"]), Ending.LATER, False, id="disk full"),
        pytest.param(Mailbox(at_sender=["550 not you"]), Ending.LATER, True, id="our sender refused"),
        pytest.param(Mailbox(at_sender=["421 too busy"]), Ending.LATER, True, id="too busy"),
    ],
)
async def test_errors_for_good_end_and_others_are_tried_again(
    mailbox: Mailbox, ending: Ending, our_fault: bool
) -> None:
    async with open_mailbox(mailbox):
        attempt = await send(mailbox)

    assert (attempt.ending, attempt.is_our_fault, attempt.is_unclear) == (ending, our_fault, False)
    assert not any(word in attempt.sentence for word in ("no such user", "spam", "disk", "not you", "busy"))
    assert mailbox.mails == []


async def test_a_server_that_does_not_answer_in_time_may_have_the_mail() -> None:
    async with open_mailbox(Mailbox(hangs_s=2)) as mailbox:
        attempt = await send(mailbox, step_s=0.3)

    assert (attempt.ending, attempt.is_unclear) == (Ending.LATER, True)
    assert attempt.sentence == "The mail server took too long to answer."
    assert len(mailbox.mails) == 1


async def test_a_server_that_is_not_there_has_nothing() -> None:
    attempt = await send(Mailbox(port=1))

    assert (attempt.ending, attempt.is_unclear, attempt.is_our_fault) == (Ending.LATER, False, True)
    assert attempt.sentence == "The mail server cannot be reached."


@pytest.mark.parametrize(
    "said", [b"", b"\x00" * 100, b"HTTP/1.1 200 OK\r\n\r\n", b"220 ok\r\n" * 3, b"x" * 100_000 + b"\r\n"]
)
async def test_a_server_that_is_no_mail_server_ends_in_a_sentence(said: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        attempt = await send(Mailbox(port=server.sockets[0].getsockname()[1]), step_s=1)

    assert attempt.ending is Ending.LATER
    assert attempt.is_our_fault
    assert attempt.sentence.startswith("The mail server")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_password_that_is_not_accepted_is_ours_to_mend() -> None:
    async with open_mailbox(Mailbox(password="right")) as mailbox:
        wrong = await send(mailbox, password="wrong")
        right = await send(mailbox, password="right")

    assert (wrong.ending, wrong.is_our_fault) == (Ending.LATER, True)
    assert wrong.sentence == "The mail server does not accept the user and password in BACKOFFICE_SMTP_URL."
    assert right.ending is Ending.SENT


@pytest.mark.parametrize("starts_tls", [True, False])
async def test_mails_go_encrypted_to_a_server_whose_certificate_is_believed(tls: Tls, starts_tls: bool) -> None:
    async with open_mailbox(Mailbox(), tls=tls.server, starts_tls=starts_tls) as mailbox:
        server = MailServer("localhost", mailbox.port, tls=not starts_tls, starttls=starts_tls)
        believing = SmtpMessenger(server, "office@example.com", tls=tls.client)
        doubting = SmtpMessenger(server, "office@example.com")
        assert (await believing.send(message(), NALEDI, begin=yes)).ending is Ending.SENT
        refused = await doubting.send(message(), NALEDI, begin=yes)

    assert refused.ending is Ending.LATER
    assert refused.is_our_fault
    assert not refused.is_unclear
    assert len(mailbox.mails) == 1


async def test_a_mail_is_not_sent_openly_where_encryption_was_asked_for() -> None:
    async with open_mailbox(Mailbox()) as mailbox:
        server = MailServer("127.0.0.1", mailbox.port, tls=False, starttls=True, user="office", password="hunter2")
        attempt = await SmtpMessenger(server, "office@example.com").send(message(), NALEDI, begin=yes)

    assert attempt.ending is Ending.LATER
    assert mailbox.senders == 0
    assert "hunter2" not in attempt.sentence


async def test_an_address_that_came_past_the_checks_is_not_written_to() -> None:
    async with open_mailbox(Mailbox()) as mailbox:
        server = MailServer("127.0.0.1", mailbox.port, tls=False, starttls=False)
        odd = Recipient("a@example.com\r\nRCPT TO:<b@example.com>")
        attempt = await SmtpMessenger(server, "office@example.com").send(message(), odd, begin=yes)

    assert attempt.ending is Ending.REFUSED
    assert mailbox.recipients == []
