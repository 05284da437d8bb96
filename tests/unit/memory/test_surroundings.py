"""The lines around an edit are found, and compared by their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.surroundings import LONGEST_ANCHOR, LONGEST_SIDE, MOST_PASSAGES, all_stand, find_surroundings

TEXT = "Be polite.\n\n1. Greet.\n\n2. Ask for the name.\n3. Ask for the date.\n\n# Ending\nSay goodbye.\n"
PIECES = st.sampled_from([*"ab3.)-*#(>é漢字ßİ_ ", "\n", "\r", "\u2028", "word ", "3. ", "x" * 300, "\n\n- "])


@pytest.mark.parametrize(
    ("anchor", "around"),
    [
        ("2. Ask for the name.\n", "1. Greet.\n2. Ask for the name.\n3. Ask for the date."),
        ("the name", "1. Greet.\n2. Ask for the name.\n3. Ask for the date."),
        ("Be polite.", "Be polite.\n1. Greet."),
        ("Say goodbye.\n", "# Ending\nSay goodbye."),
        ("\n2. Ask for the name.\n3. Ask", "1. Greet.\n2. Ask for the name.\n3. Ask for the date.\n# Ending"),
    ],
)
def test_one_written_line_before_and_after_belongs_to_it(anchor: str, around: str) -> None:
    assert find_surroundings(TEXT, [anchor]) == (around,)


def test_an_anchor_that_stands_nowhere_has_no_surroundings() -> None:
    assert find_surroundings(TEXT, ["nowhere", "", " \n"]) == ()
    assert find_surroundings("", ["x"]) == ()


def test_long_lines_and_many_anchors_are_bounded() -> None:
    endless = "word " * 40_000
    found = find_surroundings(endless + "here " + endless, ["here"] * 100)
    (all_of_it,) = find_surroundings(endless, [endless])

    assert len(found) == MOST_PASSAGES
    assert all("here" in one and len(one) <= 4 * LONGEST_SIDE for one in found)
    assert len(all_of_it) <= LONGEST_ANCHOR


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60), st.data())
def test_what_was_found_in_a_text_stands_in_it(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = text[start : data.draw(st.integers(start + 1, len(text)))]

    assert all_stand(find_surroundings(text, [anchor]), text)


@pytest.mark.parametrize(
    ("passage", "stands"),
    [
        ("Greet. Ask for the name", True),
        ("7) greet\n* **Ask for the NAME**", True),
        ("b. Greet", True),
        ("Ask for the full name", False),
        ("Greet. Ask for the date", False),
        ("", True),
    ],
)
def test_passages_are_compared_by_their_words(passage: str, stands: bool) -> None:
    assert all_stand([passage], TEXT) is stands
    assert all_stand([passage, "Be polite"], TEXT) is stands
