from collections.abc import Iterable
from dataclasses import replace

import pytest

from agents.critic_rules import Harm, HarmKind, Severity, estimate_extra_seconds, find_harm_by_code, read_change
from memory.drafts import Draft, Snapshot
from memory.vocabulary import Cause, Edit, EditOp, Field, FieldType
from tests.unit.agents.snapshots_of_projects import DATE, INSTRUCTIONS, SNAPSHOT, with_cause
from tools.instructions.edits import derive_edits
from tools.instructions.playbook import draft_from_playbook

BUDGET = Field("budget", "How much the caller wants to spend", FieldType.MONEY)
BASE = replace(SNAPSHOT, missing=(BUDGET,), fields=(*SNAPSHOT.fields, BUDGET))
AFRIKAANS = """\
Jy is die telefoonagent van {{company}} en jy praat met die beller in Afrikaans.
Vra vir die datum van die besoek en wag vir die antwoord.
Groet die beller.
"""


def _draft(before: str, after: str, kind: str = "ask_for_field") -> Draft:
    return Draft(derive_edits(before, after), "It helps.", kind, "model")


def _add(line: str, *, to: str = INSTRUCTIONS, below: str = "   - stylist\n", snapshot: Snapshot = BASE) -> list[Harm]:
    assert below in to
    draft = _draft(to, to.replace(below, f"{below}{line}\n"))
    return find_harm_by_code(replace(snapshot, instructions=to), draft)


def _kinds(harms: Iterable[Harm]) -> list[str]:
    return [harm.kind.value for harm in harms]


@pytest.mark.parametrize(
    "line",
    [
        "   - Ask the caller for the budget and wait for the answer.",
        "Ask which budget the caller has in mind.",
        "   - budget",
        "Ask for the budget. If the answer is missing or unclear, ask for it again in other words.",
        "Be patient.",
    ],
)
def test_a_plain_order_does_no_harm(line: str) -> None:
    assert _add(line) == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("Do not ask about the budget.", "Ask the caller for the budget and wait for the answer."),
        ("Never mention our prices to callers.", "Tell the caller the prices."),
        ("Ask for the parking place.", "Do not ask for the parking place."),
        ("Please don’t ask callers about their budget, ever.", "Always ask what budget they have."),
        ("Moenie die beller vra oor die begroting nie.", "Vra die beller oor die begroting."),
        ("Frage nicht nach dem Budget.", "Frage nach dem Budget."),
    ],
)
def test_an_order_against_a_rule_is_a_contradiction(rule: str, line: str) -> None:
    [harm] = _add(line, to=f"Greet.\n{rule}\nBook a visit.\n", below="Book a visit.\n")
    assert (harm.kind, harm.line, harm.severity) == (HarmKind.CONTRADICTION, 4, Severity.HEAVY)
    assert "in line 2." in harm.sentence


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("Do not ask for the budget twice.", "Ask for the budget."),
        ("Do not ask for the budget before you know the date.", "Ask for the budget."),
        ("Never ask for card numbers.", "Ask for the budget and the phone number later."),
        ("Do not ask for the name of the stylist.", "Ask for the company name."),
        ("Do not mention prices.", "Ask for the budget."),
        ("If callers are in a hurry, do not ask for the budget.", "Ask for the budget."),
    ],
)
def test_rules_about_something_else_or_some_calls_contradict_nothing(rule: str, line: str) -> None:
    harms = _add(line, to=f"Greet.\n{rule}\nBook a visit.\n", below="Book a visit.\n")
    assert HarmKind.CONTRADICTION not in {harm.kind for harm in harms}


def test_asking_for_what_is_asked_for_already_is_asking_twice() -> None:
    [harm] = _add("   - Ask the caller for the visit date.")
    assert (harm.kind, harm.line, harm.severity) == (HarmKind.ASKS_TWICE, 7, Severity.MEDIUM)
    assert harm.sentence == "The instructions already ask for visit date elsewhere."


def test_asking_for_the_same_thing_in_two_new_lines_is_asking_twice() -> None:
    harms = _add("   - Ask for the budget.\n   - Ask the caller what the budget is.")
    assert {harm.kind: harm.line for harm in harms}[HarmKind.ASKS_TWICE] == 8


def test_saying_what_stands_there_already_is_asking_twice() -> None:
    assert "asks_twice" in _kinds(
        _add("Always be friendly and brief.", to="Be always friendly and brief.\n", below="\n")
    )


@pytest.mark.parametrize("kind", ["clarify_question", "follow_up", "read_back"])
def test_coming_back_to_a_missing_detail_is_what_some_kinds_are_for(kind: str) -> None:
    after = INSTRUCTIONS.replace("   - visit date\n", "   - visit date\n   - Ask for the visit date on its own.\n")
    snapshot = replace(SNAPSHOT, missing=(DATE,))
    assert find_harm_by_code(snapshot, _draft(INSTRUCTIONS, after, kind)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ask for the budget and the parking place.",
        "Ask what the budget is and when the visit should end.",
        "Say: what is your budget? How many people come?",
        "Ask for the budget, whether they park, and who comes along.",
    ],
)
def test_several_questions_in_one_line_are_seen(line: str) -> None:
    assert "several_questions" in _kinds(_add(line))


@pytest.mark.parametrize(
    "line", ["Ask for the budget and wait for the answer.", "Ask for the budget, then note it.", "Ask one at a time."]
)
def test_one_question_and_what_is_done_with_the_answer_are_one(line: str) -> None:
    assert "several_questions" not in _kinds(_add(line))


def test_a_line_that_asked_for_several_things_before_is_not_blamed_on_the_draft() -> None:
    before = "Greet.\nAsk for the stylist and the colour.\nSay goodbye.\n"
    after = before.replace("colour", "colour first thing")
    assert find_harm_by_code(replace(BASE, instructions=before), _draft(before, after)) == []


def test_longer_calls_are_estimated_in_seconds() -> None:
    speech = "Explain to the caller in detail " + "how the booking works and why it matters so much " * 12 + "today."
    [harm] = [one for one in _add(speech) if one.kind is HarmKind.LONGER_CALLS]
    assert harm.sentence == "Calls may get about 51 seconds longer."
    assert harm.severity is Severity.MEDIUM


def test_one_more_question_for_each_missing_detail_is_not_too_long() -> None:
    after = INSTRUCTIONS.replace("   - stylist\n", "   - stylist\n   - Ask for the budget.\n")
    assert estimate_extra_seconds(read_change(BASE, _draft(INSTRUCTIONS, after))) == 8.0


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (INSTRUCTIONS.replace("{{company}}", "the company"), "{{company}} is lost."),
        (INSTRUCTIONS.replace("{{company}}", "{{company}"), "{{company}} is lost."),
        (
            INSTRUCTIONS.replace("   - stylist\n", "   - stylist\nGreet {{guest}}.\n"),
            "The new text has a variable that the instructions do not have.",
        ),
        (
            INSTRUCTIONS.replace("   - stylist\n", "   - stylist\nGreet {{company now.\n"),
            "A variable of the new text is not closed.",
        ),
        (INSTRUCTIONS.replace("{{company}}, a", "{{company}}a"), "A word is glued to a variable."),
    ],
)
def test_a_variable_that_breaks_is_seen(after: str, sentence: str) -> None:
    harms = find_harm_by_code(BASE, _draft(INSTRUCTIONS, after))
    assert sentence in {harm.sentence for harm in harms if harm.kind is HarmKind.BROKEN_VARIABLE}


@pytest.mark.parametrize(
    ("text", "line", "is_other"),
    [
        (AFRIKAANS, "Ask the caller for the budget and wait for the answer.", True),
        (AFRIKAANS, "Vra die beller vir die begroting en wag vir die antwoord.", False),
        (INSTRUCTIONS, "Vra die beller vir die begroting en wag vir die antwoord.", True),
        (INSTRUCTIONS, "Спросите у звонящего его бюджет.", True),
        (INSTRUCTIONS, "Budget?", False),
    ],
)
def test_another_language_is_seen(text: str, line: str, is_other: bool) -> None:
    draft = _draft(text, f"{text}{line}\n")
    harms = find_harm_by_code(replace(BASE, instructions=text), draft)
    assert ("other_language" in _kinds(harms)) is is_other


def test_a_draft_that_cannot_be_applied_is_the_worst() -> None:
    draft = Draft((Edit(EditOp.DELETE, "nowhere"),), "", "ask_for_field", "model")
    [harm] = find_harm_by_code(BASE, draft)
    assert (harm.kind, harm.line, harm.severity) == (HarmKind.CANNOT_BE_APPLIED, 0, Severity.HEAVY)


@pytest.mark.parametrize("cause", [Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD])
def test_the_best_draft_of_the_playbook_does_no_harm_and_none_does_a_heavy_one(cause: Cause) -> None:
    snapshot = SNAPSHOT if cause is Cause.NOT_ASKED else with_cause(cause)
    harms = [find_harm_by_code(snapshot, draft) for draft in draft_from_playbook(snapshot)]
    assert harms[0] == []
    assert Severity.HEAVY not in {harm.severity for found in harms for harm in found}


@pytest.mark.parametrize(
    "text", ["x", "\n\n\n", "| a | b |\n|---|---|\n| Ask | budget |\n", "a" * 200_000, "Ask. " * 9_999]
)
def test_strange_instructions_are_read_without_a_fault(text: str) -> None:
    draft = _draft(text, f"{text}\nAsk for the budget.\n")
    assert all(harm.line >= 0 for harm in find_harm_by_code(replace(BASE, instructions=text), draft))
