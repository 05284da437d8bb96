import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import stands_once
from tools.instructions.edits import MOST_DERIVED_EDITS, EditRefused, apply_edits, derive_edits

TEXT = "1. Greet the caller.\n2. Ask for the name.\n3. Ask for the date.\n4. Say goodbye.\n"


def edit(op: str, anchor: str, text: str = "") -> Edit:
    return Edit(EditOp(op), anchor, text)


def refusal(text: str, *edits: Edit) -> EditRefused:
    with pytest.raises(EditRefused) as caught:
        apply_edits(text, edits)
    return caught.value


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(edit("insert_before", "2. Ask", "X. "), "X. 2. Ask", id="insert before"),
        pytest.param(edit("insert_after", "the name.", " Spell it."), "the name. Spell it.\n3.", id="insert after"),
        pytest.param(edit("replace", "the date", "the day"), "3. Ask for the day.\n4", id="replace"),
        pytest.param(edit("delete", "\n4. Say goodbye."), "the date.\n", id="delete"),
    ],
)
def test_each_operation_acts_at_its_anchor(one: Edit, expected: str) -> None:
    assert expected in apply_edits(TEXT, [one])


def test_no_edits_give_the_text_back() -> None:
    assert apply_edits(TEXT, []) == TEXT


def test_edits_are_located_in_the_original_and_not_in_each_others_text() -> None:
    edits = [
        edit("insert_after", "the name.", " Ask for the date."),
        edit("replace", "3. Ask for the date.", "3. Go on."),
    ]

    assert apply_edits(TEXT, edits) == TEXT.replace("3. Ask for the date.", "3. Go on.").replace(
        "the name.", "the name. Ask for the date."
    )


def test_inserts_at_one_place_keep_the_given_order() -> None:
    edits = [
        edit("insert_after", "name.", " A"),
        edit("insert_before", "\n3.", " B"),
        edit("insert_after", "the name.", " C"),
    ]

    assert "the name. A B C\n3." in apply_edits(TEXT, edits)


def test_an_insert_may_stand_beside_replaced_words() -> None:
    edits = [
        edit("replace", "the name", "the first name"),
        edit("insert_before", "the name.", "politely "),
        edit("insert_after", "for the name", " and spelling"),
    ]

    assert "Ask for politely the first name and spelling." in apply_edits(TEXT, edits)


@pytest.mark.parametrize(
    ("rule", "edits"),
    [
        pytest.param("empty_anchor", [edit("insert_after", "", "x")], id="empty anchor"),
        pytest.param("anchor_not_found", [edit("delete", "transfer")], id="anchor not there"),
        pytest.param("anchor_not_unique", [edit("delete", "Ask for")], id="anchor twice"),
        pytest.param("empty_text", [edit("insert_after", "4. Say")], id="nothing inserted"),
        pytest.param("empty_text", [edit("replace", "4. Say")], id="replaced with nothing"),
        pytest.param("unwanted_text", [edit("delete", "4. Say", "x")], id="delete with text"),
        pytest.param("no_change", [edit("replace", "4. Say", "4. Say")], id="replaced with itself"),
        pytest.param("no_change", [edit("delete", "4. Say"), edit("insert_before", "4. Say", "4. Say")], id="undone"),
        pytest.param("edits_overlap", [edit("delete", "the name"), edit("replace", "name.", "x")], id="overlap"),
        pytest.param("edits_overlap", [edit("delete", "the name"), edit("delete", "the name")], id="twice deleted"),
        pytest.param("edits_overlap", [edit("delete", "Greet the"), edit("insert_after", "Greet", "x")], id="inside"),
    ],
)
def test_what_cannot_be_applied_is_refused_by_rule_and_in_words(rule: str, edits: list[Edit]) -> None:
    refused = refusal(TEXT, *edits)

    assert refused.rule == rule
    assert str(refused) == refused.sentence
    assert refused.sentence.endswith(".")


def test_an_anchor_that_overlaps_itself_stands_twice() -> None:
    assert not stands_once("aaa", "aa")
    assert refusal("aaa", edit("delete", "aa")).rule == "anchor_not_unique"


def test_composed_and_decomposed_letters_are_different_anchors() -> None:
    assert refusal("caf\u00e9", edit("delete", "cafe\u0301")).rule == "anchor_not_found"


def test_line_ends_stay_as_they_are() -> None:
    text = "One.\r\nTwo.\r\n"

    assert apply_edits(text, [edit("insert_after", "One.", " And a half.")]) == "One. And a half.\r\nTwo.\r\n"
    assert apply_edits(text, derive_edits(text, "One.\r\nNew.\r\nTwo.\r\n")) == "One.\r\nNew.\r\nTwo.\r\n"


def test_a_hand_edit_becomes_one_small_edit_at_a_readable_anchor() -> None:
    after = TEXT.replace("3. Ask for the date.\n", "3. Ask for the date.\n   - Read it back.\n")

    assert derive_edits(TEXT, after) == (edit("insert_after", "3. Ask for the date.", "\n   - Read it back."),)


def test_one_changed_sentence_of_a_long_line_leaves_the_others_alone() -> None:
    before = "You are the agent. Ask for the name. Say goodbye."

    assert derive_edits(before, before.replace("the name", "the full name")) == (
        edit("replace", "Ask for the name. ", "Ask for the full name. "),
    )


def test_a_text_without_words_cannot_be_anchored_in() -> None:
    with pytest.raises(EditRefused, match="empty text"):
        derive_edits("", "Ask for the name.")


def test_texts_that_are_equal_need_no_edits() -> None:
    assert derive_edits(TEXT, TEXT) == ()
    assert derive_edits("", "") == ()


lines = st.lists(st.sampled_from(["a\n", "b\n", "\n", "a", " ", "Ask it. ", "\r\n", "é"]), max_size=25).map("".join)
texts = st.one_of(st.text(max_size=60), st.text("ab \n.", max_size=40), lines)


@settings(max_examples=600, deadline=None)
@given(texts.filter(bool), texts)
@example("aaa", "aXaa")
@example(" ", "\n")
@example("\n\n\n\n", "\n\nx\n\n")
@example("a\n" * 30, "a\n" * 20 + "b\n" + "a\n" * 10)
def test_derived_edits_turn_before_into_after_exactly(before: str, after: str) -> None:
    edits = derive_edits(before, after)

    assert apply_edits(before, edits) == after
    assert all(stands_once(before, one.anchor) for one in edits)


@settings(max_examples=200, deadline=None)
@given(st.text("ab \n", min_size=1, max_size=30), st.data())
def test_applying_equals_cutting_and_pasting_by_hand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = text[start : data.draw(st.integers(start + 1, len(text)))]
    op = data.draw(st.sampled_from(EditOp))
    new = "" if op is EditOp.DELETE else "NEW"
    if not stands_once(text, anchor):
        assert refusal(text, Edit(op, anchor, new)).rule == "anchor_not_unique"
        return
    expected = {"insert_before": new + anchor, "insert_after": anchor + new}.get(op, new)

    assert apply_edits(text, [Edit(op, anchor, new)]) == text.replace(anchor, expected)


def test_long_and_repetitive_texts_are_derived_exactly_too() -> None:
    chooser = random.Random(3)
    lines = [f"{number}. Ask for detail {chooser.random()}.\n" for number in range(5000)]
    scattered = [line.upper() if chooser.random() < 0.3 else line for line in lines]
    for before, after in (
        ("".join(lines), "".join(scattered)),
        ("".join(lines), "".join(chooser.sample(lines, len(lines)))),
        ("\n" * 200_000, "\n" * 100_000 + "x" + "\n" * 99_000),
        ("ask " * 50_000, "ask " * 25_000 + "once " + "ask " * 25_000),
    ):
        edits = derive_edits(before, after)
        assert apply_edits(before, edits) == after
        assert len(edits) <= MOST_DERIVED_EDITS
