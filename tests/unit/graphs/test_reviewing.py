import pytest

from evals.suites.review.texts import ReviewedText, read_texts
from graphs.reviewing import Review, review_project_text
from memory.vocabulary import Field, FieldType, Severity
from tools.instructions.edits import apply_edits
from tools.instructions.guardrails import check_draft
from tools.review import RULES

TEXTS = read_texts()
OPEN = [text for text in TEXTS if text.split == "open"]
EMAIL = Field("email", "E-mail address", FieldType.EMAIL)
DAY = Field("visit_day", "Day of the visit", FieldType.DATE)
LIBRARY = """You answer the phone of a museum. Callers ask for a guided tour.

1. Greet the caller and say that you are the museum's assistant.
2. Ask on which day they would like to come.
3. Ask for an e-mail address. Have it spelled, read it back and wait for a yes.
4. Repeat the day and the address, thank the caller and say goodbye.

- Ask one question at a time.
- Keep it short.
- Say dates in words.
- If the caller is silent, ask if they are there; after the second time, end the call.
- If the caller does not want to answer, go on.
- If an answer was unclear, ask again.
- If the caller wants a person, say that a colleague will call back.
"""


def _review(text: str, *fields: Field, goal: str = "Book a guided tour") -> Review:
    return review_project_text(text, fields=fields, goal=goal, project_name="Museum tours")


def _review_text(text: ReviewedText) -> Review:
    return review_project_text(text.text, fields=text.fields, goal=text.goal, project_name=text.project)


@pytest.mark.parametrize("text", [one for one in OPEN if not one.defects], ids=lambda one: one.id)
def test_instructions_that_follow_every_rule_give_no_findings(text: ReviewedText) -> None:
    assert _review_text(text) == Review(())


def test_a_perfect_text_with_other_fields_than_those_of_the_dataset_gives_no_findings() -> None:
    assert _review(LIBRARY, EMAIL, DAY) == Review(())


@pytest.mark.parametrize("text", OPEN, ids=lambda one: one.id)
def test_every_quote_stands_in_the_text_and_every_edit_may_be_made(text: ReviewedText) -> None:
    findings = _review_text(text).findings
    for finding in findings:
        assert finding.quote is None or finding.quote in text.text
        if finding.edit:
            assert text.text.count(finding.edit.anchor) == 1
            assert apply_edits(text.text, [finding.edit]) != text.text
            words = [text.goal, text.project, *(word for one in text.fields for word in (one.name, *one.choices))]
            words += [one.description for one in text.fields]
            assert check_draft(text.text, [finding.edit], caller_words=(), allowed_words=words) == []
    assert {finding.rule for finding in findings} <= {rule.id for rule in RULES}


def test_findings_come_with_the_gravest_first() -> None:
    findings = _review(
        "You take calls. Ask for the name, the e-mail and the day. Insist on an answer.", EMAIL, DAY
    ).findings
    weights = [finding.severity for finding in findings]
    assert weights[0] is Severity.HIGH
    assert weights == sorted(weights, key=[Severity.HIGH, Severity.MEDIUM, Severity.LOW].index)


def test_a_field_nobody_asks_for_is_added_in_the_style_of_its_list() -> None:
    text = LIBRARY.replace("3. Ask for an e-mail address. Have it spelled, read it back and wait for a yes.\n", "")
    (finding,) = [one for one in _review(text, EMAIL, DAY).findings if one.rule == "V02"]
    assert finding.edit
    assert "Ask for the e-mail address." in apply_edits(text, [finding.edit])
    assert finding.severity is Severity.HIGH


@pytest.mark.parametrize("text", ["x", "", " ", "\n", "?", "Hello."])
def test_a_text_of_next_to_nothing_is_told_to_be_one(text: str) -> None:
    (finding,) = _review(text, EMAIL).findings
    assert (finding.rule, finding.edit) == ("V28", None)


def test_of_another_language_only_rules_that_need_none_are_applied() -> None:
    dutch = (
        "Jy is die telefoonagent van die museum. Vra vir die naam en die datum van die besoek en skryf dit neer. "
        "Sê dankie en groet die beller aan die einde van die oproep. TODO"
    )
    review = _review(dutch, EMAIL, DAY)
    assert [finding.rule for finding in review.findings] == ["V26"]
    assert review.notes == (
        "These instructions are not in English. Only the rules that need no language were applied.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "repeat the a, the b, " * 10_000,
        "ask for a, " * 18_000,
        '"a ' * 66_000,
        "{{a " * 50_000,
        "\n" * 200_000,
        LIBRARY * 300,
    ],
    ids=["lists", "requests", "quotation marks", "brackets", "line ends", "sentences"],
)
def test_a_huge_text_is_reviewed_at_once_and_without_edits(text: str) -> None:
    review = _review(text, EMAIL, DAY)
    assert len(review.findings) <= 40
    assert all(finding.edit is None for finding in review.findings)
    assert review.notes


def test_no_edit_touches_what_is_protected() -> None:
    text = f"<!-- protected -->\n{LIBRARY}Insist on an answer until they give it.\n<!-- /protected -->\n"
    finding = next(one for one in _review(text, EMAIL, DAY).findings if one.rule == "V11")
    assert finding.edit is None
    assert finding.quote == "Insist on an answer until they give it."


def test_variables_stay_and_broken_ones_are_found() -> None:
    text = LIBRARY.replace("the museum's assistant", "{{agent_name}} and call {{first_name}")
    (finding,) = _review(text, EMAIL, DAY).findings
    assert (finding.rule, finding.quote, finding.edit) == ("V27", "{{first_name}", None)


def test_the_rules_are_numbered_without_gaps_or_doubles() -> None:
    assert [rule.id for rule in RULES] == [f"V{number:02}" for number in range(1, len(RULES) + 1)]


def test_every_rule_has_an_article() -> None:
    from knowledge_base.advice import get_advice

    assert [rule.id for rule in RULES if get_advice(rule.article) is None] == []
