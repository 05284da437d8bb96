import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memory.vocabulary import Edit, EditOp
from tools.instructions.composing import compose_edits, revert_edits
from tools.instructions.edits import EditRefused, apply_edits, derive_edits

TEXT = "1. Greet the caller.\n2. Ask for the name.\n3. Ask for the date.\n4. Say goodbye.\n"
SPELL = Edit(EditOp.INSERT_AFTER, "the name.", " Have it spelled.")

pieces = ["Ask. ", "a\n", "\r\n", "{{x}}", "e\u0301", "👩‍👧", "🇿🇦", "क्षि", "שלום ", "名前。", "- b\n", " ", "\n", "x"]
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(pieces), max_size=25).map("".join))


def test_edits_on_top_of_edits_become_edits_of_the_original() -> None:
    second = [
        Edit(EditOp.REPLACE, "Have it spelled.", "Have it spelled and read it back."),
        Edit(EditOp.DELETE, " date"),
    ]
    edits = compose_edits(TEXT, [SPELL], second)

    assert apply_edits(TEXT, edits) == apply_edits(apply_edits(TEXT, [SPELL]), second)
    assert all(TEXT.count(edit.anchor) == 1 for edit in edits)


def test_edits_that_take_each_other_back_leave_nothing() -> None:
    assert compose_edits(TEXT, [SPELL], [Edit(EditOp.DELETE, " Have it spelled.")]) == ()


def test_a_draft_that_does_not_fit_is_named() -> None:
    with pytest.raises(EditRefused, match=r"^The first draft cannot be applied: Edit 1 holds on") as caught:
        compose_edits(TEXT, [Edit(EditOp.DELETE, "not there")], [SPELL])
    assert caught.value.rule == "anchor_not_found"
    # What the first deleted cannot hold the second.
    with pytest.raises(EditRefused, match=r"^The second draft, made on top of the first, cannot be applied") as caught:
        compose_edits(TEXT, [Edit(EditOp.DELETE, "\n2. Ask for the name.")], [SPELL])
    assert caught.value.rule == "anchor_not_found"
    # What the first says again stands twice for the second.
    with pytest.raises(EditRefused) as caught:
        compose_edits(TEXT, [Edit(EditOp.INSERT_AFTER, "4.", " Repeat the name.")], [SPELL])
    assert caught.value.rule == "anchor_not_unique"


def test_a_revert_leads_back_and_an_emptied_text_cannot_be_reverted() -> None:
    after = apply_edits(TEXT, [SPELL])

    assert apply_edits(after, revert_edits(TEXT, [SPELL])) == TEXT
    with pytest.raises(EditRefused) as caught:
        revert_edits("Ask.", [Edit(EditOp.DELETE, "Ask.")])
    assert caught.value.rule == "nothing_to_anchor"


@settings(max_examples=300, deadline=None)
@given(texts.filter(bool), texts.filter(bool), texts)
@example("a\r\nb", "a\r\n\r\nb", "a\rb")
@example("e\u0301\n", "e\n", "e\u0301\u0301\n")
def test_composing_equals_one_after_the_other(before: str, between: str, after: str) -> None:
    first, second = derive_edits(before, between), derive_edits(between, after)

    assert apply_edits(before, compose_edits(before, first, second)) == after


@settings(max_examples=300, deadline=None)
@given(texts.filter(bool), texts.filter(bool))
@example("🇿🇦🇩🇪", "🇿🇦🇫🇷🇩🇪")
def test_every_revert_leads_back(before: str, after: str) -> None:
    edits = derive_edits(before, after)

    assert apply_edits(after, revert_edits(before, edits)) == before
