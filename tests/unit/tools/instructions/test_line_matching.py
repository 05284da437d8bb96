from hypothesis import given, settings
from hypothesis import strategies as st

from tools.instructions.line_matching import Change, find_changes

pieces = st.lists(st.sampled_from("abcde"), max_size=30)


def test_a_moved_piece_is_an_insert_and_a_delete() -> None:
    assert find_changes(list("abcd"), list("bcad")) == [Change(0, 1, 0, 0), Change(3, 3, 2, 3)]


def test_equal_sequences_have_no_changes() -> None:
    assert find_changes(list("aab"), list("aab")) == []


@settings(max_examples=400, deadline=None)
@given(pieces, pieces)
def test_everything_outside_the_changes_is_equal(before: list[str], after: list[str]) -> None:
    rebuilt: list[str] = []
    at_before = at_after = 0
    for change in find_changes(before, after):
        assert before[at_before : change.before_start] == after[at_after : change.after_start]
        assert change.before_start < change.before_end or change.after_start < change.after_end
        rebuilt += before[at_before : change.before_start] + after[change.after_start : change.after_end]
        at_before, at_after = change.before_end, change.after_end
    assert rebuilt + before[at_before:] == after


def test_a_hundred_thousand_equal_lines_are_matched_up_to_the_change() -> None:
    before = ["\n"] * 100_000

    assert find_changes(before, [*before[:60_000], "new\n", *before[60_000:]]) == [
        Change(60_000, 60_000, 60_000, 60_001)
    ]
