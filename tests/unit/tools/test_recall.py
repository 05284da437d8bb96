"""What people turned down comes back only when something changed, and says what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from knowledge_base.embeddings.likeness import build_likeness
from knowledge_base.embeddings.minilm import MiniLmEmbedder
from memory.drafts import Draft, PastSuggestion, Snapshot
from memory.surroundings import find_surroundings
from memory.vocabulary import Cause, Edit, EditOp, Field, SuggestionStatus
from tools.recall import MOST_ADDED, may_return, write_meaning

INSTRUCTIONS = "You book tables.\n\n1. Greet the caller.\n2. Ask for the name.\n3. Say goodbye.\n"
ANCHOR = "2. Ask for the name.\n"
ADDED = "3. Ask for the e-mail address.\n"
EMAIL, PHONE = Field("email", "Caller's e-mail address"), Field("phone_number", "Telephone")
SNAPSHOT = Snapshot(
    project_name="Tables",
    goal="Book a table",
    instructions=INSTRUCTIONS,
    base_version=1,
    fields=(EMAIL, PHONE),
    missing=(EMAIL,),
    cause=Cause.NOT_ASKED,
    calls=100,
    missed=45,
)
CANDIDATE = Draft((Edit(EditOp.INSERT_AFTER, ANCHOR, ADDED),), "It is never asked for.", "ask_for_field", "model")


@dataclass(frozen=True, slots=True)
class Wish:
    text: str
    stated_at: datetime


@pytest.fixture
def rejected(noon: datetime) -> PastSuggestion:
    return PastSuggestion(
        suggestion_id="first",
        project_name="Tables",
        is_same_project=True,
        cause=Cause.NOT_ASKED,
        kind="ask_for_field",
        fields=("email",),
        status=SuggestionStatus.REJECTED,
        added=ADDED,
        base_version=1,
        missed=40,
        reason="We never write e-mails.",
        decided_at=noon,
        around=find_surroundings(INSTRUCTIONS, [ANCHOR]),
    )


def alike(likeness: float) -> Callable[[str, str], float]:
    return lambda _one, _other: likeness


def test_what_nobody_turned_down_may_be_shown() -> None:
    found = may_return(CANDIDATE, SNAPSHOT, [], None)

    assert (found.allowed, found.what_changed, found.because_of, found.held_back) == (True, None, None, None)


def test_the_same_idea_is_held_back_with_the_reason_people_gave(rejected: PastSuggestion) -> None:
    found = may_return(CANDIDATE, SNAPSHOT, [rejected], None)

    assert not found.allowed
    assert found.because_of == "first"
    assert found.held_back == (
        'The same idea was rejected on 2 November 2026 with the reason "We never write e-mails.", '
        "and nothing it rests on has changed since."
    )


def test_time_alone_brings_nothing_back(rejected: PastSuggestion) -> None:
    years_ago = replace(rejected, decided_at=rejected.decided_at and rejected.decided_at - timedelta(days=3650))

    assert not may_return(CANDIDATE, SNAPSHOT, [years_ago], None).allowed


@pytest.mark.parametrize(
    ("missed_then", "missed_now", "allowed"),
    [
        (40, 60, True),
        (40, 59, False),
        (10, 29, False),
        (10, 30, True),
        (100, 149, False),
        (100, 150, True),
        (0, 99, False),
    ],
)
def test_it_comes_back_when_the_misses_grew_enough(
    rejected: PastSuggestion, missed_then: int, missed_now: int, allowed: bool
) -> None:
    now = replace(SNAPSHOT, missed=missed_now)

    assert may_return(CANDIDATE, now, [replace(rejected, missed=missed_then)], None).allowed is allowed


def test_the_misses_of_another_field_are_no_growth(rejected: PastSuggestion) -> None:
    of_email, grown = replace(rejected, issue_id="email"), replace(SNAPSHOT, missed=500)

    assert may_return(CANDIDATE, grown, [of_email], None, issue_id="email").allowed
    assert not may_return(CANDIDATE, grown, [of_email], None, issue_id="phone").allowed


def test_it_says_how_the_misses_grew(rejected: PastSuggestion) -> None:
    found = may_return(CANDIDATE, replace(SNAPSHOT, missed=1_095), [rejected], None)

    assert found.because_of == "first"
    assert found.what_changed == (
        'It was rejected on 2 November 2026 with the reason "We never write e-mails."; '
        "since then the misses grew from 40 to 1,095 calls."
    )


def test_it_comes_back_when_the_diagnosis_names_another_cause(rejected: PastSuggestion) -> None:
    found = may_return(CANDIDATE, replace(SNAPSHOT, cause=Cause.MISHEARD), [rejected], None)

    assert found.allowed
    assert "it was misheard, no longer it was not asked for" in (found.what_changed or "")


def test_a_draft_against_the_cause_of_the_rejected_one_is_not_against_another(rejected: PastSuggestion) -> None:
    beside = replace(CANDIDATE, cause=Cause.NOT_ASKED)

    assert not may_return(beside, replace(SNAPSHOT, cause=Cause.MISHEARD), [rejected], None).allowed


def test_the_cause_a_model_names_for_its_own_draft_changes_nothing(rejected: PastSuggestion) -> None:
    claiming = replace(CANDIDATE, cause=Cause.MISHEARD)

    assert not may_return(claiming, SNAPSHOT, [rejected], None).allowed


def test_it_comes_back_when_its_place_was_rewritten(rejected: PastSuggestion) -> None:
    rewritten = INSTRUCTIONS.replace("Ask for the name.", "Ask for the full name and how to spell it.")
    edit = Edit(EditOp.INSERT_AFTER, "2. Ask for the full name and how to spell it.\n", ADDED)
    now = replace(SNAPSHOT, instructions=rewritten, base_version=3)

    found = may_return(replace(CANDIDATE, edits=(edit,)), now, [rejected], None)

    assert found.allowed
    assert "version 3 is in force, it was made for version 1" in (found.what_changed or "")


@pytest.mark.parametrize(
    "instructions",
    [
        pytest.param(INSTRUCTIONS + "\nOpening hours: nine to five.\n", id="changed elsewhere"),
        pytest.param(INSTRUCTIONS.replace("1. ", "2. ").replace("3. ", "4. "), id="only numbered anew"),
        pytest.param(INSTRUCTIONS.replace("2. Ask for the name.", "-  ask for the NAME"), id="only written otherwise"),
        pytest.param(INSTRUCTIONS, id="another version with the same text"),
    ],
)
def test_a_new_version_alone_brings_nothing_back(rejected: PastSuggestion, instructions: str) -> None:
    now = replace(SNAPSHOT, instructions=instructions, base_version=2)

    assert not may_return(CANDIDATE, now, [rejected], None).allowed


def test_another_place_in_unchanged_instructions_brings_nothing_back(rejected: PastSuggestion) -> None:
    elsewhere = replace(CANDIDATE, edits=(Edit(EditOp.INSERT_BEFORE, "3. Say goodbye.\n", ADDED),))

    assert not may_return(elsewhere, replace(SNAPSHOT, base_version=2), [rejected], None).allowed


@pytest.mark.parametrize(
    ("words", "after", "allowed"),
    [
        ("Please ask for the e-mail address from now on.", 1, True),
        ("We need the email.", 1, True),
        ("Please ask for the e-mail address from now on.", 0, False),
        ("Please never ask for the e-mail address.", 1, False),
        ("Please do without the e-mail address.", 1, False),
        ("The e-mail address is nice to have.", 1, False),
        ("Please ask for the message.", 1, False),
        ("Please keep calls short.", 1, False),
        ("", 1, False),
    ],
)
def test_it_comes_back_when_somebody_asked_for_it_since(
    rejected: PastSuggestion, noon: datetime, words: str, after: int, allowed: bool
) -> None:
    wishes = [Wish(words, noon + timedelta(days=after))]

    found = may_return(CANDIDATE, SNAPSHOT, [rejected], None, preferences=wishes)

    assert found.allowed is allowed
    assert (found.what_changed is not None) is allowed


def test_a_wish_that_means_something_else_does_not_ask_for_it(rejected: PastSuggestion, noon: datetime) -> None:
    wishes = [Wish("Please check the e-mail address.", noon + timedelta(days=1))]

    assert may_return(CANDIDATE, SNAPSHOT, [rejected], alike(0.9), preferences=wishes).allowed
    assert not may_return(CANDIDATE, SNAPSHOT, [rejected], alike(0.2), preferences=wishes).allowed


def test_other_fields_and_other_projects_are_other_ideas(rejected: PastSuggestion) -> None:
    others = [replace(rejected, fields=("phone_number",)), replace(rejected, is_same_project=False)]

    assert may_return(CANDIDATE, SNAPSHOT, others, alike(1.0)).because_of is None


def test_one_field_in_common_is_enough(rejected: PastSuggestion) -> None:
    wider = replace(SNAPSHOT, missing=(PHONE, EMAIL))

    assert not may_return(CANDIDATE, wider, [rejected], None).allowed


@pytest.mark.parametrize(("likeness", "held"), [(0.9, True), (0.5, False)])
def test_another_kind_of_edit_is_the_same_idea_when_it_means_the_same(
    rejected: PastSuggestion, likeness: float, held: bool
) -> None:
    otherwise = replace(rejected, kind="a_rule_of_review", added="Find out where to write to.")

    assert may_return(CANDIDATE, SNAPSHOT, [otherwise], alike(likeness)).allowed is not held


def test_the_local_model_sees_an_idea_again_in_other_words_and_under_another_name(rejected: PastSuggestion) -> None:
    read_back = "Read the phone number back digit by digit and let the caller confirm it."
    again = "Repeat the telephone number to the caller and ask whether it is correct."
    before = replace(rejected, kind="read_back", cause=Cause.MISHEARD, added=read_back, fields=("phone_number",))
    now = replace(SNAPSHOT, cause=Cause.MISHEARD, missing=(PHONE,))
    drafted = replace(CANDIDATE, kind="confirm_values", edits=(Edit(EditOp.INSERT_AFTER, ANCHOR, again),))

    assert not may_return(drafted, now, [before], build_likeness(MiniLmEmbedder())).allowed
    assert may_return(CANDIDATE, now, [before], build_likeness(MiniLmEmbedder())).allowed


def test_without_a_model_words_are_compared(rejected: PastSuggestion) -> None:
    same_words = replace(rejected, kind="other", added="7) ask for the E-MAIL address!")
    other_words = replace(rejected, kind="other", added="Read the address back letter by letter.")

    assert not may_return(CANDIDATE, SNAPSHOT, [same_words], None).allowed
    assert not may_return(CANDIDATE, SNAPSHOT, [same_words], alike(0.0)).allowed
    assert may_return(CANDIDATE, SNAPSHOT, [other_words], None).allowed


def test_each_time_it_was_turned_down_something_must_have_changed(rejected: PastSuggestion) -> None:
    later = rejected.decided_at and rejected.decided_at + timedelta(days=10)
    again = replace(rejected, suggestion_id="second", missed=90, decided_at=later, reason=None)
    grown = replace(SNAPSHOT, missed=95)

    held = may_return(CANDIDATE, grown, [rejected, again], None)
    back = may_return(CANDIDATE, replace(SNAPSHOT, missed=140), [rejected, again], None)

    assert (held.allowed, held.because_of) == (False, "second")
    assert back.what_changed == "It was rejected on 12 November 2026; since then the misses grew from 90 to 140 calls."


def test_a_cause_that_comes_and_goes_does_not_bring_it_back(rejected: PastSuggestion) -> None:
    under_both = [rejected, replace(rejected, suggestion_id="second", cause=Cause.ASKED_UNCLEARLY)]

    assert not may_return(CANDIDATE, SNAPSHOT, under_both, None).allowed


def test_what_was_rolled_back_is_told_as_such(rejected: PastSuggestion) -> None:
    undone = replace(rejected, status=SuggestionStatus.ROLLED_BACK)

    assert "was rolled back on 2 November" in (may_return(CANDIDATE, SNAPSHOT, [undone], None).held_back or "")


@pytest.mark.parametrize("reason", ["x" * 9_000, 'a "quoted"\n\nreason', "\x00\ud800", "   "])
def test_any_reason_becomes_one_bounded_line(rejected: PastSuggestion, reason: str) -> None:
    told = may_return(CANDIDATE, SNAPSHOT, [replace(rejected, reason=reason)], None).held_back or ""

    assert "\n" not in told
    assert len(told) < 400
    assert told.count('"') in {0, 2}


def test_without_a_date_it_is_held_back_all_the_same(rejected: PastSuggestion, noon: datetime) -> None:
    undated = replace(rejected, decided_at=None)
    found = may_return(CANDIDATE, SNAPSHOT, [undated, rejected], None, preferences=[Wish("Please ask email", noon)])

    assert not found.allowed


def test_a_meaning_names_what_it_is_against_and_what_it_adds() -> None:
    meaning = write_meaning("ask_for_field", Cause.NOT_ASKED, ["phone_number", "email"], "  Ask\n for both. ")

    assert meaning == "ask for field because not asked: phone number, email. Ask for both."


def test_a_meaning_is_bounded() -> None:
    assert len(write_meaning("a", "misheard", [], "word " * 100_000)) < MOST_ADDED + 100
