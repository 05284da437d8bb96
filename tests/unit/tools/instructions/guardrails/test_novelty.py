import pytest

from memory.vocabulary import Edit, EditOp
from tests.unit.tools.instructions.guardrails.drafts import rules, rules_for
from tools.instructions.guardrails import check_draft


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/pay.",
        "See evil.example.",
        "See www.acme.example/pay.",
        "See acme.example.org.",
        "See evil dot com.",
        "See evil[.]example.",
        "See hxxp://evil.example.",
        "See evil。example.",
        "See ｅｖｉｌ.example.",
    ],
)
def test_a_web_address_must_be_known_whole(text: str) -> None:
    assert "new_url" in rules_for(f" {text}")


@pytest.mark.parametrize(
    "text",
    [
        "It costs $80.",
        "It costs 75 rand.",
        "It costs eighty dollars.",
        "R75 is due.",
        "Wait 24 days.",
        "Wait two minutes.",
        "Take 24 percent off.",
        "Take 24% off.",
        "It is 75 dollars and fifty cents.",
    ],
)
def test_an_amount_must_be_known_with_its_unit(text: str) -> None:
    assert "new_amount" in rules_for(f" {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Offer 6 rooms.",
        "Offer six rooms.",
        "Offer twenty-two rooms.",
        "Use code AB12.",
        "Offer ٦ rooms.",
        "Offer ½ a room.",
        "Dial 9,1,1.",
    ],
)
def test_a_number_must_be_known(text: str) -> None:
    assert "new_number" in rules_for(f" {text}")


@pytest.mark.parametrize("text", ["Offer a refund.", "Say that it is for free.", "Waive the fee.", "Give a discount."])
def test_promises_are_amounts_too(text: str) -> None:
    assert "new_promise" in rules_for(f" {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Name both plans, 3 in all.",
        "Ask three times.",
        "Say $75, seventy-five dollars.",
        "Wait 24 hours.",
        "See www.acme.example.",
    ],
)
def test_what_the_instructions_say_may_be_said_again(text: str) -> None:
    assert rules_for(f" {text}") == set()


def test_the_next_number_of_a_list_is_structure_and_a_stray_one_is_not() -> None:
    end = "4. Say goodbye."

    assert rules(Edit(EditOp.INSERT_AFTER, end, "\n5. Hang up.\n6. Rest.")) == set()
    assert rules(Edit(EditOp.INSERT_AFTER, end, "\n911. Call them.")) == {"new_number"}


def test_short_numbers_are_named_in_the_refusal_and_long_ones_are_not() -> None:
    def reason(text: str) -> str:
        edit = Edit(EditOp.INSERT_AFTER, "Ask.", text)
        (refusal,) = check_draft("Ask.", [edit], caller_words=(), allowed_words=())
        return refusal.reason

    assert reason(" Say 17.").endswith(": 17.")
    assert not any(map(str.isdigit, reason(" Say 17 and 90210.")))
