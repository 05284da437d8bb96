import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from agents.prompting import as_one_line, choose_tag, has_hidden_characters, render


def test_a_variable_that_is_left_out_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        render("answer_again")


def test_values_are_never_read_as_templates() -> None:
    assert "{{ 7 * 7 }} {% include 'x' %}" in render("answer_again", wrong="{{ 7 * 7 }} {% include 'x' %}")


@given(st.lists(st.text()))
def test_a_tag_stands_in_none_of_the_texts_it_fences(texts: list[str]) -> None:
    assert choose_tag(texts) not in "\n".join(texts)


def test_a_tag_that_a_text_foresaw_is_not_taken() -> None:
    guesses = [f"data-{hashlib.sha256(f'{attempt}'.encode()).hexdigest()[:6]}" for attempt in range(50)]
    text = " ".join(guesses) + choose_tag([" ".join(guesses)])
    assert choose_tag([text]) not in text


def test_equal_texts_get_the_same_tag_so_that_a_prompt_can_be_repeated() -> None:
    assert choose_tag(["a", "b"]) == choose_tag(["a", "b"]) != choose_tag(["a", "c"])


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("two\n lines\u2028and\ta tab", 50, "two lines and a tab"),
        ("hid\u200bden \u202eletters\U000e0041\x00", 50, "hid den letters"),
        ("a long text", 6, "a lon…"),
        ("exact", 5, "exact"),
        ("", 5, ""),
    ],
)
def test_foreign_text_becomes_one_line_of_visible_characters(text: str, most: int, expected: str) -> None:
    assert as_one_line(text, most) == expected


@pytest.mark.parametrize(("text", "hidden"), [("plain\u00a0text\n", False), ("a\u200bb", True), ("a\u202eb", True)])
def test_hidden_characters_are_noticed_and_space_is_not_one(text: str, hidden: bool) -> None:
    assert has_hidden_characters(text) is hidden
