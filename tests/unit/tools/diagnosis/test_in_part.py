"""What looks like an answer, and is only half of one or none."""

import pytest

from memory.vocabulary import Field, FieldType
from tests.unit.tools.diagnosis import dialogues as d

NIGHTS = Field("nights", "", FieldType.NUMBER)
SMOKES = Field("smoker", "", FieldType.BOOLEAN)
PETS = Field("pets", "", FieldType.BOOLEAN)
BRAND = Field("fridge_brand", "")
CASES = [
    pytest.param(NIGHTS, "How many nights?", "Two, three nights.", "not_followed_up", id="two numbers"),
    pytest.param(NIGHTS, "How many nights?", "Might be four, might be six.", "not_followed_up", id="two guesses"),
    pytest.param(SMOKES, "Do you smoke?", "Not at home. At parties, yes.", "not_followed_up", id="no and yes"),
    pytest.param(PETS, "Any pets?", "We have a parrot.", "given_not_recorded", id="owning is a yes"),
    pytest.param(d.INCOME, "How much do you earn?", "No clue, I never looked.", "caller_did_not_know", id="never"),
    pytest.param(d.TIME, "What time?", "No way of knowing.", "caller_did_not_know", id="no way of knowing"),
    pytest.param(BRAND, "What is the fridge brand?", "The brand what?", "asked_unclearly", id="an echo"),
    pytest.param(d.TRACKING, "The tracking number?", "What's a tracking number?", "asked_unclearly", id="what is a"),
    pytest.param(d.INCOME, "How much do you earn?", "I ain't telling you.", "refused", id="not telling"),
]


@pytest.mark.parametrize(("field", "question", "answer", "cause"), CASES)
def test_half_an_answer_is_none(field: Field, question: str, answer: str, cause: str) -> None:
    call = d.call(
        "agent: Good day, how can I help?",
        "caller: Hi, I have a request.",
        f"agent: {question}",
        f"caller: {answer}",
        "agent: Okay. Thank you for calling, goodbye.",
    )
    assert d.cause_and_turn((field,), call)[field.name][0] == cause


def test_a_persons_name_is_no_other_field_of_that_person() -> None:
    child, help_ = Field("child_name", "", FieldType.NAME), Field("child_allergies", "")
    call = d.call(
        "agent: Good day. What is the child's name?",
        "caller: Ethan Brown.",
        "agent: Thanks, that is all. Goodbye.",
    )
    causes = d.cause_and_turn((child, help_), call)
    assert causes["child_name"][0] == "given_not_recorded"
    assert causes["child_allergies"][0] == "not_asked"
