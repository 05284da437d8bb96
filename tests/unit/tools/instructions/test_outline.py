from hypothesis import given, settings
from hypothesis import strategies as st

from tools.instructions.outline import LineKind, Outline, read_outline


def lists(outline: Outline) -> list[list[str]]:
    return [[outline.body(item.first) for item in one.items] for one in outline.lists]


def test_steps_bullets_and_headings_are_told_apart() -> None:
    outline = read_outline("# Steps\n1. Greet.\n   - by name\n\n2) Ask\n* plain\nText")

    assert [line.kind for line in outline.lines] == [
        LineKind.HEADING, LineKind.ITEM, LineKind.ITEM, LineKind.BLANK, LineKind.ITEM, LineKind.ITEM, LineKind.TEXT,
    ]  # fmt: skip
    assert (outline.lines[1].marker, outline.lines[1].number, outline.lines[2].indent) == ("1.", 1, 3)


def test_bullets_below_a_step_belong_to_it_with_or_without_indentation() -> None:
    for indent in ("", "   "):
        outline = read_outline(f"1. Ask for:\n{indent}* name\n{indent}* date\n\n\n2. Say goodbye.")

        assert lists(outline) == [["Ask for:", "Say goodbye."], ["name", "date"]]
        assert (outline.lists[0].items[0].last, outline.lists[1].intro) == (2, 0)


def test_numbers_go_on_after_a_paragraph_and_bullets_note_the_break() -> None:
    numbered = read_outline("1. Greet.\n\nBe kind.\n\n2. Ask.")
    bullets = read_outline("- name\n\nConfirm the name here.\n\n- date")

    assert lists(numbered) == [["Greet.", "Ask."]]
    assert lists(bullets) == [["name", "date"]]
    assert bullets.lists[0].breaks == [1]


def test_a_paragraph_that_introduces_a_list_starts_a_new_one() -> None:
    assert lists(read_outline("- name\n- date\n\nTo finish:\n- thank the caller")) == [
        ["name", "date"],
        ["thank the caller"],
    ]


def test_lines_that_are_no_instructions_take_no_edits() -> None:
    text = "```\ncode\n```\n{% if vip %}\nGreet.\n{% endif %}\nAgent: Hello\n| a | b |\n<!-- note -->\nAsk."
    outline = read_outline(text)

    assert [outline.text[line.start : line.end] for line in outline.lines if not line.closed] == ["Ask."]


def test_closed_spans_close_the_lines_they_reach_into() -> None:
    outline = read_outline("One.\nTwo.\nThree.", [(7, 12)])

    assert [line.closed for line in outline.lines] == [False, True, True]


def test_the_line_end_is_the_one_that_most_lines_have() -> None:
    assert read_outline("One.\r\nTwo.\r\nThree.").line_end == "\r\n"
    assert read_outline("One.\nTwo.").line_end == "\n"
    assert read_outline("One.\r\nTwo.").body(0) == "One."


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["1. a", "2. b", "- c", "  - d", "# e", "", "f:", "g", "a) h", "```", "{% if x %}", "\t* i"]),
        max_size=25,
    )
)
def test_lines_cover_the_text_and_items_hold_their_own_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    outline = read_outline(text)

    assert "\n".join(text[line.start : line.end] for line in outline.lines) == text
    for one in outline.lists:
        ends = [index for item in one.items for index in (item.first, item.last)]
        assert ends == sorted(ends)
        assert all(outline.lines[item.first].kind is LineKind.ITEM for item in one.items)
