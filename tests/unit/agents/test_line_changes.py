import pytest

from agents.line_changes import LONGEST_LISTING, LineAction, LineChange, NumberedLines
from agents.model_line import BadAnswer
from memory.drafts import MarkedPart
from tools.instructions.edits import apply_edits

TEXT = """\
You are the agent of a salon.
This call is recorded for training.

1. Ask for these:
   - date
   - stylist
2. Offer a time.
3. Say goodbye.

Be brief.
"""


def _after(text: str, *changes: LineChange) -> str:
    return apply_edits(text, NumberedLines(text).as_edits(changes))


def test_lines_that_may_change_are_numbered_and_others_only_shown() -> None:
    numbered = NumberedLines(TEXT)
    assert numbered.listing().splitlines() == [
        "1| You are the agent of a salon.",
        "| This call is recorded for training.",
        "2| 1. Ask for these:",
        "3|    - date",
        "4|    - stylist",
        "5| 2. Offer a time.",
        "6| 3. Say goodbye.",
        "7| Be brief.",
    ]
    assert numbered.count == 7
    assert numbered.texts[1:3] == ["Ask for these:", "date"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, "You are the agent of a salon.\nAsk for the phone.\nThis"),
        (2, "1. Ask for these:\n   - Ask for the phone.\n   - date\n"),
        (4, "   - stylist\n   - Ask for the phone.\n2. Offer"),
        (5, "2. Offer a time.\n   - Ask for the phone.\n3. Say"),
        (7, "Be brief.\nAsk for the phone.\n"),
    ],
)
def test_new_lines_take_indentation_and_bullet_from_the_list_around_them(line: int, expected: str) -> None:
    assert expected in _after(TEXT, LineChange(LineAction.INSERT_AFTER, line, "Ask for the phone."))


@pytest.mark.parametrize("echoed", ["5| Ask it.", "- Ask it.", "4. Ask it.", "  * Ask it. "])
def test_a_marker_that_the_model_wrote_itself_is_not_doubled(echoed: str) -> None:
    assert "   - stylist\n   - Ask it.\n2." in _after(TEXT, LineChange(LineAction.INSERT_AFTER, 4, echoed))


def test_several_lines_below_one_line_keep_their_order() -> None:
    changes = [LineChange(LineAction.INSERT_AFTER, 4, words) for words in ("phone", "email")]
    assert "   - stylist\n   - phone\n   - email\n2." in _after(TEXT, *changes)


def test_a_replaced_line_keeps_its_number() -> None:
    after = _after(TEXT, LineChange(LineAction.REPLACE, 5, "Offer a free time."))
    assert after == TEXT.replace("Offer a time.", "Offer a free time.")


def test_a_line_of_a_script_without_spaces_may_be_changed_in_part() -> None:
    text = "请询问来电者的姓名和电话号码。\n"
    after = _after(text, LineChange(LineAction.REPLACE, 1, "请询问来电者的姓名、地址和电话号码。"))
    assert after == "请询问来电者的姓名、地址和电话号码。\n"


def test_a_deleted_line_leaves_no_empty_one() -> None:
    assert _after(TEXT, LineChange(LineAction.DELETE, 3)) == TEXT.replace("   - date\n", "")


def test_lines_that_stand_twice_still_get_exact_edits() -> None:
    text = "Ask.\nListen.\nAsk.\nListen.\n"
    assert _after(text, LineChange(LineAction.INSERT_AFTER, 3, "Wait.")) == "Ask.\nListen.\nAsk.\nWait.\nListen.\n"


def test_other_line_ends_stay_and_are_used_for_new_lines() -> None:
    after = _after("Ask.\r\nListen.\r\n", LineChange(LineAction.INSERT_AFTER, 1, "Wait."))
    assert after == "Ask.\r\nWait.\r\nListen.\r\n"


def test_the_last_line_may_lack_its_line_end() -> None:
    assert _after("Ask.\nListen.", LineChange(LineAction.INSERT_AFTER, 2, "Wait.")) == "Ask.\nListen.\nWait."


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([LineChange(LineAction.INSERT_AFTER, 0, "Ask.")], "there is no line 0; lines go from 1 to 7."),
        ([LineChange(LineAction.INSERT_AFTER, 8, "Ask.")], "there is no line 8; lines go from 1 to 7."),
        ([LineChange(LineAction.INSERT_AFTER, 1, " ")], "an edit has no text."),
        ([LineChange(LineAction.DELETE, 3), LineChange(LineAction.REPLACE, 3, "the date")], "line 3 is changed twice."),
        (
            [LineChange(LineAction.REPLACE, 5, "Ask for the phone.")],
            "the new text of line 5 must keep most of its words; to add to it use insert_after.",
        ),
        ([LineChange(LineAction.REPLACE, 3, "date")], "the edits leave the instructions as they are."),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_with_the_reason(changes: list[LineChange], reason: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        NumberedLines(TEXT).as_edits(changes)
    assert str(refused.value) == reason


def test_empty_instructions_have_no_line_to_change() -> None:
    with pytest.raises(BadAnswer):
        NumberedLines("").as_edits([LineChange(LineAction.INSERT_AFTER, 1, "Ask.")])


def test_what_a_person_marked_is_not_numbered_either() -> None:
    start = TEXT.index("2. Offer")
    numbered = NumberedLines(TEXT, [MarkedPart(start, start + 5, "marked by a person")])
    assert "| 2. Offer a time.\n5| 3. Say goodbye." in numbered.listing()
    assert numbered.count == 6


def test_of_long_instructions_the_ends_and_what_tells_are_listed() -> None:
    text = "".join(f"Line {number}.\n" for number in range(1, 9_001)) + "x" * 200_000
    listing = NumberedLines(text).listing([5_000])
    assert len(listing) < LONGEST_LISTING + 100
    assert listing.startswith("1| Line 1.\n2| Line 2.\n")
    assert "\n…\n4997| Line 4997.\n" in listing
    assert "\n5003| Line 5003.\n…\n" in listing


def test_one_endless_line_is_listed_by_its_beginning() -> None:
    listing = NumberedLines("x" * 200_000).listing()
    assert listing.startswith("1| xxx")
    assert len(listing) < LONGEST_LISTING
