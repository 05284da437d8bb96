from memory.vocabulary import Edit, EditOp
from tests.unit.tools.instructions.guardrails.drafts import rules
from tools.instructions.guardrails.length import BUDGET_SHARE, LEAST_BUDGET, MOST_EDITS

SENTENCE = " Ask again politely."


def text_of(length: int) -> str:
    return "Ask.\n" + ("Be kind and patient.\n" * (length // 20 + 1))[:length]


def test_a_short_text_may_grow_by_the_least_budget() -> None:
    fits = SENTENCE * (LEAST_BUDGET // len(SENTENCE))

    assert rules(Edit(EditOp.INSERT_AFTER, "Ask.", fits), before=text_of(50)) == set()
    assert rules(Edit(EditOp.INSERT_AFTER, "Ask.", fits + SENTENCE), before=text_of(50)) == {"too_long"}


def test_a_long_text_may_grow_by_its_share() -> None:
    before = text_of(10_000)
    fits = SENTENCE * int(BUDGET_SHARE * len(before) / len(SENTENCE))

    assert rules(Edit(EditOp.INSERT_AFTER, "Ask.", fits), before=before) == set()
    assert rules(Edit(EditOp.INSERT_AFTER, "Ask.", fits + SENTENCE), before=before) == {"too_long"}


def test_words_a_replace_repeats_do_not_count() -> None:
    before = "Ask" + SENTENCE * 100

    assert rules(Edit(EditOp.REPLACE, before, before + " Thank them."), before=before) == set()


def test_a_draft_may_not_take_away_most_of_the_instructions() -> None:
    before = "Ask." + "".join(f" Be kind to them on day {number}." for number in range(60))

    assert rules(Edit(EditOp.DELETE, before[4:]), before=before) == {"too_long"}


def test_more_edits_than_a_person_checks_are_refused() -> None:
    before = "".join(f"Say word number {number}.\n" for number in range(100, 100 + MOST_EDITS + 1))
    edits = [Edit(EditOp.INSERT_AFTER, line, " Ok.") for line in before.splitlines()]

    assert rules(*edits[:-1], before=before) == set()
    assert rules(*edits, before=before) == {"too_many_edits"}


def test_instructions_may_not_be_emptied() -> None:
    assert rules(Edit(EditOp.DELETE, "Ask."), before="Ask.") == {"emptied"}
    assert rules(Edit(EditOp.REPLACE, "Ask.", " \n"), before="Ask.") == {"emptied"}
