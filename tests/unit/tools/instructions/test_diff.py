import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.instructions.diff import CONTEXT_LINES, DiffRow, RowKind, WordSpan, diff_rows, unified_diff

BEFORE = "".join(f"{number}. Step {number}.\n" for number in range(1, 21))
AFTER = BEFORE.replace("10. Step 10.\n", "10. Step ten.\n    - Read it back.\n")

texts = st.one_of(
    st.text(st.characters(exclude_characters="\N{SYMBOL FOR NEWLINE}", exclude_categories=("Cs",)), max_size=60),
    st.lists(st.sampled_from(["a\n", "b\n", "\n", "a b c\r\n", "a b", "d\n"]), max_size=40).map("".join),
)


def patch(before: str, diff: str) -> str:
    """Apply a unified diff, trusting only what it says."""
    old, out, at = re.split(r"(?<=\n)", before), [], 0
    lines = re.split(r"(?<=\n)", diff)[2:]
    for number, line in enumerate(lines):
        cut = number + 1 < len(lines) and lines[number + 1].startswith("\\")
        body = line[1:].removesuffix("\n") if cut else line[1:]
        if line.startswith("@@"):
            start, size = map(int, re.match(r"@@ -(\d+),(\d+)", line).groups())
            start -= bool(size)
            out += old[at:start]
            at = start
        elif line.startswith((" ", "-")):
            assert old[at] == body
            out += [body] if line.startswith(" ") else []
            at += 1
        elif line.startswith("+"):
            out.append(body)
    return "".join(out + old[at:])


def words(spans: tuple[WordSpan, ...]) -> str:
    return "".join(span.text for span in spans)


def test_a_unified_diff_reads_as_diff_u_writes_it() -> None:
    assert unified_diff("a\nb\nc\nd\ne\n", "a\nb\nc\nx\ne") == (
        "--- before\n+++ after\n@@ -1,5 +1,5 @@\n a\n b\n c\n-d\n-e\n+x\n+e\n\\ No newline at end of file\n"
    )


def test_equal_texts_have_no_diff() -> None:
    assert unified_diff(BEFORE, BEFORE) == ""
    assert diff_rows(BEFORE, BEFORE) == []


@settings(max_examples=300, deadline=None)
@given(texts, texts)
@example("", "a")
@example("a", "")
def test_a_unified_diff_says_all_that_changed(before: str, after: str) -> None:
    assert (patch(before, unified_diff(before, after)) if before != after else before) == after


def test_rows_show_the_changed_words_and_three_lines_around_them() -> None:
    rows = diff_rows(BEFORE, AFTER)

    assert "".join(row.kind[0] for row in rows) == "hkkkcakkkh"
    changed, added = rows[4], rows[5]
    assert (rows[0].hidden, rows[-1].hidden) == (6, 7)
    assert changed.before == (WordSpan("10. Step ", False), WordSpan("10", True), WordSpan(".", False))
    assert changed.after == (WordSpan("10. Step ", False), WordSpan("ten", True), WordSpan(".", False))
    assert added == DiffRow(RowKind.ADDED, None, 11, (), (WordSpan("    - Read it back.", False),))
    assert (rows[6].before_number, rows[6].after_number) == (11, 12)


def test_lines_that_share_no_words_are_shown_as_removed_and_added() -> None:
    assert [row.kind for row in diff_rows("Greet the caller.\n", "Ask for a date\n")] == [
        RowKind.REMOVED,
        RowKind.ADDED,
    ]


def test_a_difference_in_line_ends_alone_is_made_visible() -> None:
    (row,) = diff_rows("Ask.", "Ask.\n")

    assert row.kind is RowKind.CHANGED
    assert row.before == (WordSpan("Ask.", False),)
    assert row.after == (WordSpan("Ask.", False), WordSpan("\N{SYMBOL FOR NEWLINE}", True))


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_rows_hold_every_line_of_both_sides_once_and_in_order(before: str, after: str) -> None:
    for side, number in (("before", "before_number"), ("after", "after_number")):
        shown = 0
        for row in diff_rows(before, after):
            if row.kind is RowKind.HIDDEN:
                shown += row.hidden
            elif getattr(row, number) is not None:
                shown += 1
                assert getattr(row, number) == shown
                line = re.split(r"(?<=\n)", {"before": before, "after": after}[side])[shown - 1]
                assert words(getattr(row, side)).rstrip("\N{SYMBOL FOR NEWLINE}") == line.rstrip("\r\n")
        lines = len([line for line in re.split(r"(?<=\n)", {"before": before, "after": after}[side]) if line])
        assert shown in {lines, 0 if before == after else lines}


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_no_more_than_three_unchanged_lines_stand_on_either_side_of_a_change(before: str, after: str) -> None:
    kinds = "".join(row.kind[0] for row in diff_rows(before, after))

    assert "k" * (2 * CONTEXT_LINES + 1) not in kinds
    assert all(row.hidden > 0 for row in diff_rows(before, after) if row.kind is RowKind.HIDDEN)


def test_a_long_repetitive_text_is_compared_too() -> None:
    before = "the same line\n" * 15_000

    rows = diff_rows(before, before[:100_002] + "another\n" + before[100_002:])

    assert sum(row.kind is RowKind.ADDED for row in rows) >= 1
    assert len(rows) < 20
