import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.instructions.template_variables import VariableStyle, find_variables


@pytest.mark.parametrize(
    ("text", "name", "style"),
    [
        ("Hello {{ first_name | capitalize }}.", "first_name", VariableStyle.DOUBLE),
        ("Hello {{{raw}}}.", "raw", VariableStyle.DOUBLE),
        ("{% if vip %}", "if vip", VariableStyle.TAG),
        ("Hello {first_name}.", "first_name", VariableStyle.SINGLE),
        ("Hello ${user.name}.", "user.name", VariableStyle.DOLLAR),
        ("Hello %(name)s.", "name", VariableStyle.PERCENT),
        ("Hello %name%.", "name", VariableStyle.PERCENT),
        ("Hello <caller_name>.", "caller_name", VariableStyle.ANGLE),
        ("Hello [[name]].", "name", VariableStyle.BRACKETS),
        ("Hello [NAME].", "NAME", VariableStyle.BRACKETS),
        ("Hello [first_name].", "first_name", VariableStyle.BRACKETS),
        ("Hello [Customer Name].", "Customer Name", VariableStyle.BRACKETS),
    ],
)
def test_every_usual_notation_is_a_variable(text: str, name: str, style: VariableStyle) -> None:
    (found,) = find_variables(text)

    assert (found.name, found.style) == (name, style)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> and <br>",
        "<rules>\nBe brief.\n</rules>",
        "[our site](https://example.org) and [NAME](https://example.org)",
        '{"json": 1}',
        "- [ ] open, [x] done",
        "[asks for the postcode, attempt one]",
        "5 % of 10 % is small",
        "2 < 3 and 5 > 4",
        "{{}} {} [] <>",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find_variables(text) == []


@settings(max_examples=300, deadline=None)
@given(st.text("{}%<>[]$ab _|\n", max_size=80))
def test_found_variables_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    reached = 0
    for found in find_variables(text):
        assert found.start >= reached
        assert text[found.start : found.end] == found.text
        reached = found.end


@pytest.mark.parametrize("start", ["{{", "{{a", "{%", "{% a ", "<a", "[A", "[[", "%a", "${", "%("])
def test_many_marks_that_are_never_closed_are_read_in_linear_time(start: str) -> None:
    # A quadratic pattern would take minutes here.
    assert find_variables(start * (200_000 // len(start)) + " {name}")[-1].text == "{name}"
