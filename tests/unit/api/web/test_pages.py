"""Small decisions of pages: addresses, line ends, file names."""

from uuid import UUID

import pytest

from api.receiving import clean_name
from api.web import addresses
from api.web.live import read_event_id
from api.web.page import as_typed

PROJECT = UUID(int=7)


@pytest.mark.parametrize(
    ("call_id", "ending"),
    [
        ("c-1", "/calls/c-1"),
        ("2026/11/02 #5", "/calls/2026%2F11%2F02%20%235"),
        ("..", "/call?id=.."),
        ("a/../b", "/call?id=a%2F..%2Fb"),
        ("/a", "/call?id=%2Fa"),
        ("a/", "/call?id=a%2F"),
    ],
)
def test_every_call_has_an_address_that_survives_a_browser(call_id: str, ending: str) -> None:
    assert addresses.call(PROJECT, call_id) == f"/projects/{PROJECT}{ending}"


def test_a_turn_far_down_a_long_call_is_on_its_own_page() -> None:
    assert addresses.call(PROJECT, "c", 3).endswith("/c#turn-3")
    assert addresses.call(PROJECT, "c", 901).endswith("/c?start=800#turn-901")
    assert addresses.call(PROJECT, "..", 901).endswith("?id=..&start=800#turn-901")


def test_what_was_heard_far_down_a_recording_is_on_its_own_page() -> None:
    assert addresses.recording(PROJECT, 901) == f"/recordings/{PROJECT}?start=800#turn-901"
    assert addresses.heard_in_call(PROJECT, "c", 901).endswith("/c?heard=800#heard-901")
    assert addresses.heard_in_call(PROJECT, "..", 3).endswith("?id=..#heard-3")


def test_a_second_of_the_sound_has_an_address_that_works_without_a_script() -> None:
    assert addresses.audio(PROJECT, 12.34) == f"/recordings/{PROJECT}/audio#t=12.3"
    assert addresses.audio(PROJECT, -0.2).endswith("#t=0.0")


@pytest.mark.parametrize(
    ("link", "is_own"),
    [
        ("/projects/1", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_pages_of_ones_own_are_followed(link: str, is_own: bool) -> None:
    assert addresses.is_own_page(link) is is_own


@pytest.mark.parametrize(
    ("sent", "before", "stored"),
    [
        pytest.param("a\r\nb", "a\nc", "a\nb", id="plain line ends stay plain"),
        pytest.param("a\r\nb", "a\r\nc", "a\r\nb", id="the line ends of the original come back"),
        pytest.param("a\r\nb\r\nc", "a\r\nb\nc", "a\r\nb\nc", id="an unchanged text stays as it was"),
        pytest.param("a\rb", "a", "a\nb", id="a lone carriage return is a line end"),
    ],
)
def test_a_form_does_not_change_line_ends(sent: str, before: str, stored: str) -> None:
    assert as_typed(sent, before) == stored


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("calls.jsonl", "calls.jsonl"), ("../../etc/passwd", "passwd"), ("C:\\x\\a\x00b\n.txt", "ab.txt"), ("\r\n", "")],
)
def test_a_file_keeps_only_its_own_name(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


@pytest.mark.parametrize(
    ("sent", "found"), [("7", 7), (None, None), ("", None), ("-1", None), ("٣", None), ("9" * 30, None)]
)
def test_a_last_event_is_read_only_when_it_can_be_ours(sent: str | None, found: int | None) -> None:
    assert read_event_id(sent) == found
