import pytest

from tests.unit.tools.instructions.guardrails.drafts import rules_for


@pytest.mark.parametrize(
    "text",
    [
        "Vra asseblief vir die volle naam.",
        "Pregunte siempre por la dirección completa.",
        "Shayela le nombolo manje futhi.",
    ],
)
def test_a_sentence_in_another_language_than_the_instructions_is_refused(text: str) -> None:
    assert "another_language" in rules_for(f" {text}", callers=())


@pytest.mark.parametrize(
    "text", ["Say “Dankie” when they speak Afrikaans.", "Enunciate crisply, unhurriedly and warmly."]
)
def test_single_foreign_or_rare_words_pass(text: str) -> None:
    assert "another_language" not in rules_for(f" {text}", callers=())
