import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.vocabulary import Edit, EditOp
from tests.unit.tools.instructions.guardrails.drafts import rules
from tools.instructions.edits import EditRefused, apply_edits
from tools.instructions.template_variables import find_variables

TEXT = (
    "Greet {{name}}.\n{% if vip %}Thank {{name}}.{% endif %}\n"
    "4. This call is recorded. Ask for [DATE].\nBe kind to <who>.\n"
)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit(EditOp.DELETE, "Greet {{name}}.\n"), id="one of two deleted"),
        pytest.param(Edit(EditOp.REPLACE, "[DATE]", "[DAY]"), id="renamed"),
        pytest.param(Edit(EditOp.REPLACE, "[DATE]", "[ DATE ]"), id="respaced"),
        pytest.param(Edit(EditOp.INSERT_AFTER, "Thank {{na", "x"), id="broken from inside"),
        pytest.param(Edit(EditOp.REPLACE, "<who>", "them"), id="replaced by words"),
    ],
)
def test_a_variable_that_is_lost_or_changed_is_refused(edit: Edit) -> None:
    assert "lost_variable" in rules(edit, before=TEXT)


def test_a_variable_may_be_named_again_or_moved() -> None:
    assert rules(Edit(EditOp.INSERT_AFTER, "Be kind", " to {{name}} and"), before=TEXT) == set()
    away = Edit(EditOp.DELETE, " to <who>")
    assert rules(away, Edit(EditOp.INSERT_BEFORE, "Be kind", "Listen to <who>. "), before=TEXT) == set()


@pytest.mark.parametrize("variable", ["{{surname}}", "{surname}", "<surname>", "[SURNAME]", "${surname}", "%surname%"])
def test_a_variable_the_platform_does_not_know_is_refused(variable: str) -> None:
    assert "new_variable" in rules(Edit(EditOp.INSERT_AFTER, "Be kind", f" {variable}"), before=TEXT)


def test_template_tags_keep_their_order() -> None:
    swapped = [
        Edit(EditOp.REPLACE, "{% if vip %}", "{% endif %}"),
        Edit(EditOp.REPLACE, ".{% endif %}", ".{% if vip %}"),
    ]

    assert rules(*swapped, before=TEXT) == {"template_logic"}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit(EditOp.DELETE, "This call is recorded. "), id="deleted"),
        pytest.param(Edit(EditOp.REPLACE, "is recorded", "may be recorded"), id="reworded"),
        pytest.param(Edit(EditOp.INSERT_AFTER, "This call is", " not"), id="inserted into"),
        pytest.param(Edit(EditOp.REPLACE, "4. This call is recorded. Ask", "4. Ask"), id="inside a wide replace"),
        pytest.param(Edit(EditOp.INSERT_BEFORE, "This call", "Do not say that "), id="made part of another sentence"),
    ],
)
def test_a_protected_sentence_may_not_be_touched(edit: Edit) -> None:
    assert rules(edit, before=TEXT) == {"protected_part"}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit(EditOp.INSERT_AFTER, "This call is recorded.", " Go on."), id="after it"),
        pytest.param(Edit(EditOp.INSERT_BEFORE, "This call is recorded.", "Greet. "), id="before it"),
        pytest.param(Edit(EditOp.REPLACE, "4. This call is recorded.", "3. This call is recorded."), id="its number"),
        pytest.param(
            Edit(EditOp.REPLACE, "This call is recorded. Ask", "This call is recorded. Always ask"), id="quoted"
        ),
    ],
)
def test_edits_beside_a_protected_sentence_are_fine(edit: Edit) -> None:
    assert rules(edit, before=TEXT.replace("4.", "2. Welcome them.\n4.")) == set()


def test_a_protected_sentence_without_full_stop_may_not_go_on() -> None:
    before = "- Never give medical advice\n- Ask."

    assert rules(Edit(EditOp.INSERT_AFTER, "medical advice", " unless asked"), before=before) == {"protected_part"}
    assert rules(Edit(EditOp.INSERT_AFTER, "medical advice", "\n- Ask again."), before=before) == set()


def test_a_wide_replace_may_change_words_on_both_sides_of_a_protected_sentence() -> None:
    before = "Ask it. This call is recorded. Ask it."
    after = "Ask it once. This call is recorded. Ask it again."

    assert rules(Edit(EditOp.REPLACE, before, after), before=before) == set()


@pytest.mark.parametrize(
    "edit",
    [
        Edit(EditOp.INSERT_AFTER, "Two.", " More."),
        Edit(EditOp.DELETE, "[protected] Two"),
        Edit(EditOp.REPLACE, "One. [protected]", "One."),
        Edit(EditOp.DELETE, "[/protected]"),
        Edit(EditOp.INSERT_AFTER, "Two.", " [/protected] "),
        Edit(EditOp.INSERT_AFTER, "Four.", " More."),
        Edit(EditOp.INSERT_BEFORE, "One.", "[protected] "),
    ],
)
def test_marks_and_what_they_hold_stay_as_they_are(edit: Edit) -> None:
    text = "One. [protected] Two. [/protected] Three.\n[protected] Four."

    assert "protected_part" in rules(edit, before=text)
    assert rules(Edit(EditOp.INSERT_AFTER, "Three.", " Ask."), before=text) == set()


pieces = st.sampled_from(
    ["{{name}}", "{date}", "[ID]", "Ask ", "for ", "it. ", "\n", "- ", "{% if a %}", "{% endif %}"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=14).map("".join), st.data())
def test_no_draft_that_loses_a_variable_ever_passes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edit = Edit(EditOp.REPLACE, text[start:end], data.draw(st.sampled_from(["Say it. ", "{{name}}", "[ID] ", "x"])))
    if rules(edit, before=text):
        return
    try:
        after = apply_edits(text, [edit])
    except EditRefused as refused:
        raise AssertionError from refused
    kept = [found.text for found in find_variables(after)]
    for found in find_variables(text):
        kept.remove(found.text)
