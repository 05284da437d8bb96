import pytest

from memory.vocabulary import Edit, EditOp
from tests.unit.tools.instructions.guardrails.drafts import rules, rules_for
from tests.unit.tools.instructions.guardrails.good_edits import GOOD, GOOD_AT_HOME
from tests.unit.tools.instructions.guardrails.payloads import HOME_INSTRUCTIONS, PAYLOADS, PAYLOADS_AT_HOME


def rules_at_home(language: str, text: str) -> set[str]:
    before = HOME_INSTRUCTIONS[language]
    between = "" if language in {"zh", "ja"} else " "
    return rules(Edit(EditOp.INSERT_AFTER, before, between + text), before=before, callers=())


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_an_obedient_model_writes_is_refused(text: str) -> None:
    assert rules_for(f" {text}", callers=())


@pytest.mark.parametrize(("language", "text"), PAYLOADS_AT_HOME)
def test_the_same_is_refused_in_instructions_of_its_own_language(language: str, text: str) -> None:
    assert rules_at_home(language, text)


@pytest.mark.parametrize("text", GOOD)
def test_what_a_careful_person_adds_passes(text: str) -> None:
    assert rules_for(text if text.startswith("\n") else f" {text}", callers=()) == set()


@pytest.mark.parametrize(("language", "text"), GOOD_AT_HOME)
def test_the_same_passes_in_other_languages(language: str, text: str) -> None:
    assert rules_at_home(language, text) == set()
