import pytest

from memory.vocabulary import Edit, EditOp
from tools.instructions.edits import EditRefused, apply_edits, derive_edits
from tools.instructions.graphemes import has_half_characters, is_boundary, snap_left, snap_right

ONE_CHARACTER = {
    "a line end": "\r\n",
    "a combining mark": "e\u0301",
    "two combining marks": "o\u0308\u0323",
    "a family": "👩‍👩‍👧‍👦",
    "a skin tone": "👍🏽",
    "a flag": "🇿🇦",
    "a joined flag": "🏴‍☠️",
    "a flag of tags": "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "a heart as a picture": "❤️",
    "a conjunct": "क्षि",
    "letters of Hangul": "\u1100\u1161\u11a8",
    "a Thai vowel": "กำ",
}


@pytest.mark.parametrize("character", ONE_CHARACTER.values(), ids=ONE_CHARACTER)
def test_what_a_reader_sees_as_one_is_never_cut(character: str) -> None:
    text = f"Ask {character} now."

    assert [place for place in range(5, 4 + len(character)) if is_boundary(text, place)] == []
    assert is_boundary(text, 4)
    assert is_boundary(text, 4 + len(character))
    assert (snap_left(text, 5), snap_right(text, 5)) == (4, 4 + len(character))


def test_two_flags_are_cut_between_them_alone() -> None:
    assert [place for place in range(1, 4) if is_boundary("🇿🇦🇩🇪", place)] == [2]


@pytest.mark.parametrize("text", ["\n\u0301", "\n\r", "a\u200fb", "ab", "日本", "각각", "A1"])
def test_what_only_stands_side_by_side_may_be_cut(text: str) -> None:
    assert is_boundary(text, 1)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        pytest.param("Cafe\u0301.", Edit(EditOp.INSERT_AFTER, "Cafe", "s"), id="between letter and accent"),
        pytest.param("Cafe\u0301.", Edit(EditOp.DELETE, "\u0301"), id="the accent alone"),
        pytest.param("One.\r\nTwo.", Edit(EditOp.INSERT_AFTER, "One.\r", "x"), id="inside a line end"),
        pytest.param("One.\r\nTwo.", Edit(EditOp.REPLACE, "\nTwo.", "\n3"), id="half a line end"),
        pytest.param("Hi 👩‍👧.", Edit(EditOp.REPLACE, "👧", "x"), id="one of a family"),
        pytest.param("Cafe.", Edit(EditOp.INSERT_AFTER, "Cafe", "\u0301"), id="an accent for the letter before"),
        pytest.param("One\rx\nTwo", Edit(EditOp.DELETE, "x"), id="two halves of a line end joined"),
        pytest.param("🇿 🇦", Edit(EditOp.DELETE, " "), id="two letters joined to a flag"),
    ],
)
def test_an_edit_that_cuts_or_joins_characters_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(EditRefused) as caught:
        apply_edits(text, [edit])

    assert caught.value.rule == "cuts_character"
    assert caught.value.sentence.endswith(".")


def test_halves_of_characters_are_refused() -> None:
    assert has_half_characters("a\ud83d")
    assert not has_half_characters("a👧")
    for edit in (Edit(EditOp.INSERT_AFTER, "Ask", "\ud83d"), Edit(EditOp.DELETE, "\udc67")):
        with pytest.raises(EditRefused) as caught:
            apply_edits("Ask.", [edit])
        assert caught.value.rule == "half_characters"


def test_composed_and_decomposed_letters_stay_as_they_are() -> None:
    before, after = "Caf\u00e9 or Cafe\u0301. Ask. ", "Cafe\u0301 or Caf\u00e9. Ask. "

    assert apply_edits(before, derive_edits(before, after)) == after
