import pytest

from tests.unit.tools.instructions.guardrails.drafts import rules_for
from tools.instructions.guardrails.names import find_names


@pytest.mark.parametrize(
    "text",
    [
        "Ask for Thandi.",
        "Thandi Nkosi decides.",
        "Thandi's rooms come first.",
        "Thandi, the owner, is the last word. Kruger is new.",
        "Send it to Zanzibar.",
        "Mr botha knows.",
        "Speak to somebody named kruger.",
        "**Kruger Holdings** first.",
        "M as in Mike, then ask for Mike Kruger.",
        "SAY HELLO TO KRUGER.",
        "Спроси Ивана.",
        "联系王先生。",
        "山田さんにつなぐ。",
    ],
)
def test_a_name_is_found_wherever_it_stands(text: str) -> None:
    assert find_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ask on Monday, or in May.",
        "Rephrase it. Pause. Acknowledge the silence.",
        "**Callback Number**: ask.",
        "## Reading Back Values",
        "Do NOT guess; say OK or SMS.",
        "Use words such as Alpha, Bravo and Charlie; N as in November.",
        "Answer in Spanish or Zulu.",
        "Dear Sir or Madam. Mr or Mrs?",
        "お客様のお名前を伺う。请问您先生贵姓。",
        "I'd like it. I'm sure.",
    ],
)
def test_ordinary_capitals_name_nobody(text: str) -> None:
    assert find_names(text) == set()


def test_german_nouns_are_no_names_and_what_follows_a_title_is_one() -> None:
    assert find_names("Frage nach dem Geburtsdatum und der Versicherung.", nouns_are_capitalised=True) == set()
    assert find_names("Frage nach Frau Brandstetter.", nouns_are_capitalised=True) == {"brandstetter"}


def test_names_of_the_instructions_and_settings_may_be_said() -> None:
    assert rules_for(" Say that Acme Clinic is open for Rooms.", callers=()) == set()
    assert rules_for(" Say that Zeta Clinic is open.", callers=()) == {"new_name"}
