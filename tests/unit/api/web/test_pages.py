"""Small decisions of pages: addresses, line ends, and what of a long turn is shown."""

from uuid import UUID

import pytest

from api.receiving import clean_name
from api.web import addresses
from api.web.calls import LONGEST_SHOWN, show_turn
from api.web.live import read_event_id
from api.web.page import as_typed
from memory.vocabulary import Quote, Speaker, Turn

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


def test_cited_words_are_marked_and_overlapping_ones_become_one() -> None:
    turn = Turn(Speaker.CALLER, "one two three four")
    quotes = [Quote("c", 0, "two three"), Quote("c", 0, "three four"), Quote("c", 1, "one")]

    shown = show_turn(0, turn, quotes, is_whole=False)

    assert shown.pieces == (("one ", False), ("two three four", True))
    assert (shown.is_cited, shown.hidden, shown.starts_late) == (True, 0, False)


def test_a_long_turn_is_cut_around_what_was_cited() -> None:
    turn = Turn(Speaker.CALLER, "x" * 50_000 + "needle" + "y" * 50_000)

    cut = show_turn(0, turn, [Quote("c", 0, "needle")], is_whole=False)
    whole = show_turn(0, turn, [Quote("c", 0, "needle")], is_whole=True)

    assert ("needle", True) in cut.pieces
    assert cut.starts_late
    assert sum(len(text) for text, _ in cut.pieces) <= LONGEST_SHOWN + 1
    assert cut.hidden + sum(len(text) for text, _ in cut.pieces) == len(turn.text)
    assert "".join(text for text, _ in whole.pieces) == turn.text


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
