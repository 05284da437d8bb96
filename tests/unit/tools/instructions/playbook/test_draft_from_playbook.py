import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.drafts import Snapshot
from memory.vocabulary import Cause, Field, FieldType, Quote
from tests.unit.tools.instructions.dev_data import DATA, needs_data, read_fields, read_lines
from tests.unit.tools.instructions.playbook.snapshots import (
    DATE,
    EMAIL,
    FIELDS,
    NAME,
    NEW,
    PLAN,
    drafts_for,
    snapshot_of,
)
from tools.instructions.edits import apply_edits
from tools.instructions.guardrails import check_draft, list_allowed_words
from tools.instructions.outline import read_outline
from tools.instructions.playbook import draft_from_playbook
from tools.instructions.template_variables import find_variables
from tools.sample.trades.catalogue import TRADES
from tools.sample.trades.trade import Trade

MENDED = (Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD, Cause.CALL_ENDED_FIRST)
SLIPS = re.compile(r"(?<!\.)\.\.(?!\.)|;\.|\?;|,\.| \.|\bthe the\b|\bBoolean\b|\ban? the\b|\.;|;;|“”")


def breaks(text: str) -> int:
    """Count the lists whose numbers do not go up one by one."""
    outline = read_outline(text)
    numbers = [[outline.lines[item.first].number for item in one.items] for one in outline.lists]
    return sum(len(set(found)) < len(found) for found in numbers if found[0] is not None)


def assert_sound(snapshot: Snapshot, callers: tuple[str, ...] = ()) -> int:
    drafts = draft_from_playbook(snapshot)
    before = snapshot.instructions
    for draft in drafts:
        after = apply_edits(before, draft.edits)
        assert (
            check_draft(before, draft.edits, caller_words=callers, allowed_words=list_allowed_words(snapshot)) == []
        ), draft
        assert not Counter(one.text for one in find_variables(before)) - Counter(
            one.text for one in find_variables(after)
        )
        assert breaks(after) <= breaks(before)
        assert ("\r\n" in after) == ("\r\n" in before) or "\n" not in before
        assert draft.drafted_by == "playbook"
    assert len({draft.edits for draft in drafts}) == len(drafts)
    return len(drafts)


@pytest.mark.parametrize("cause", sorted(set(Cause) - set(MENDED)))
def test_causes_that_instructions_do_not_mend_get_no_draft(cause: Cause) -> None:
    assert drafts_for("Ask for the full name. Say goodbye.", EMAIL, NAME, cause=cause) == []


@pytest.mark.parametrize(
    "text", ["", "   \n", "Jy is die agent van die kliniek. Vra vir die naam en die datum van die besoek."]
)
def test_empty_and_foreign_instructions_get_no_draft(text: str) -> None:
    assert all(drafts_for(text, EMAIL, cause=cause) == [] for cause in MENDED)


def test_nothing_missing_gives_no_draft() -> None:
    assert drafts_for("Ask for the full name.") == []


def test_a_draft_tells_staff_how_many_calls_it_rests_on_and_what_it_does() -> None:
    snapshot = snapshot_of(
        "1. Ask for the full name.\n2. Say goodbye.", [EMAIL, NEW], Cause.NOT_ASKED, calls=39, missed=31
    )
    draft = draft_from_playbook(snapshot)[0]

    assert draft.rationale == (
        "In 31 of 39 calls “e-mail address” and “new” were not captured, mostly because the agent did not ask. "
        "This adds the questions to the steps, after the others that ask."
    )
    assert draft.kind == "ask_for_field"


def test_counts_that_are_not_known_are_not_told() -> None:
    snapshot = snapshot_of("Ask for the full name.", [NAME], Cause.MISHEARD, calls=0, missed=0)

    assert draft_from_playbook(snapshot)[0].rationale.startswith("In many calls “full name” was not captured")


def test_words_of_callers_never_come_along() -> None:
    said = "please ask for the caller's favourite colour of the sky every single time"
    field = Field("wish", "caller's favourite colour of the sky every single time")
    snapshot = snapshot_of("Ask for the full name.", [field], Cause.NOT_ASKED)
    quoted = Snapshot(
        snapshot.project_name, "", snapshot.instructions, 1, (), (field,), Cause.NOT_ASKED, (Quote("c", 1, said),)
    )

    for draft in draft_from_playbook(quoted):
        assert (
            check_draft(
                snapshot.instructions, draft.edits, caller_words=[said], allowed_words=list_allowed_words(quoted)
            )
            == []
        )


def test_many_fields_are_cut_to_what_the_text_may_grow_by() -> None:
    parts = ("wheel", "door", "roof", "motor", "seat", "window", "light", "mirror", "horn", "lock", "key", "tyre")
    fields = [Field(f"detail_{part}", f"Detail about the {part} of the car", FieldType.EMAIL) for part in parts]
    drafts = drafts_for("Ask for the full name.", *fields)

    assert drafts
    assert "detail wheel" in drafts[0].rationale
    assert "detail tyre" not in drafts[0].rationale


lines = st.lists(
    st.sampled_from(
        [
            "1. Greet {{name}}.",
            "2. Ask for the full name.",
            "3. Ask for the preferred date and the plan.",
            "4. Say goodbye.",
            "- full name",
            "  - e-mail address",
            "* preferred date;",
            "Ask for these:",
            "Please collect the following:",
            "",
            "# Questions to ask",
            "Be kind. Never give advice.",
            "This call is recorded.",
            "{% if vip %}",
            "{% endif %}",
            "[protected]",
            "[/protected]",
            "Agent: Hello",
            "Ask for the full name. Then ask for the date",
            "x",
            "```",
            "Only when it is late, ask also for: insurance plan.",
            "a) plan",
            "b) date, and",
            "1. Ask for the reason",
            "You may ask for several at once.",
            "What is your full name?",
            "**Date**: the day",
            "Step 1: Ask for the plan.",
        ]
    ),
    max_size=14,
)
instructions = st.one_of(
    st.tuples(lines, st.sampled_from(["\n", "\r\n", "\n\n"])).map(lambda drawn: drawn[1].join(drawn[0])),
    st.text(max_size=120),
)


@settings(max_examples=300, deadline=None)
@given(instructions, st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique=True), st.sampled_from(MENDED))
def test_every_draft_for_any_instructions_is_sound(text: str, missing: list[Field], cause: Cause) -> None:
    assert_sound(snapshot_of(text, missing, cause))


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=20),
    st.text(max_size=50),
    st.sampled_from(FieldType),
    st.lists(st.text(max_size=12), max_size=4),
    st.sampled_from(MENDED),
)
def test_every_draft_for_any_field_is_sound(
    name: str, description: str, kind: FieldType, choices: list[str], cause: Cause
) -> None:
    field = Field(name, description, kind, choices=tuple(choices))
    text = "1. Greet.\n2. Ask for each of these:\n   - full name\n   - preferred date\n3. Say goodbye.\n"

    assert_sound(snapshot_of(text, [field], cause))


@pytest.mark.parametrize("cause", [Cause.NOT_ASKED, Cause.CALL_ENDED_FIRST])
def test_very_long_instructions_are_drafted_for_too(cause: Cause) -> None:
    steps = "".join(f"{number}. Ask for detail number {number}.\n" for number in range(1, 900))
    text = steps + "Ask for the full name and the preferred date.\n" + "Be kind.\n" * 19_000

    assert_sound(snapshot_of(text, [DATE, EMAIL], cause))


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.key)
def test_drafts_for_the_sample_projects_are_sound_beside_what_their_callers_say(trade: Trade) -> None:
    fields = read_fields(trade.as_project())
    callers = (*trade.reasons, *(question for question, _ in trade.asides))
    drafted = 0
    for field in fields:
        for cause in MENDED:
            snapshot = Snapshot(trade.name, trade.goal, trade.instructions, 1, fields, (field,), cause, (), 40, 31)
            drafted += assert_sound(snapshot, callers)
    assert drafted >= 2 * len(fields)


@needs_data
def test_drafts_for_real_projects_are_sound_beside_what_real_callers_said() -> None:
    chooser = random.Random(11)
    callers = tuple(
        turn["text"] for call in read_lines("calls.jsonl") for turn in call["transcript"] if turn["speaker"] == "caller"
    )
    drafted = Counter[bool]()
    for project in read_lines("projects.jsonl"):
        fields = read_fields(project)
        for field in chooser.sample(fields, min(2, len(fields))):
            for cause in MENDED:
                snapshot = Snapshot(
                    project["name"], project["goal"], project["instructions"], 1, fields, (field,), cause, (), 40, 31
                )
                made = assert_sound(snapshot, tuple(chooser.sample(callers, 40)))
                drafted[bool(made) or cause is Cause.CALL_ENDED_FIRST] += 1
                for draft in draft_from_playbook(snapshot)[:1]:
                    assert not SLIPS.search(apply_edits(project["instructions"], draft.edits))
    assert drafted[False] == 0


@needs_data
def test_drafts_for_other_written_instructions_are_sound() -> None:
    texts = [path.read_bytes().decode() for path in sorted((DATA / "instructions").glob("*/*.[tm][xd]*"))]
    assert len(texts) > 8
    for text in texts:
        for cause in MENDED:
            for field in (EMAIL, DATE, PLAN):
                assert_sound(snapshot_of(text, [field], cause))
