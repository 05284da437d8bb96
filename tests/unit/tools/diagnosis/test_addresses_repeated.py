"""An e-mail address is repeated by the agent, written or spoken: rightly or wrongly?"""

import pytest

from tests.unit.tools.diagnosis import dialogues as d

RIGHT = [
    ("It is person1@example.com.", "Thank you, I have noted person1@example.com. Goodbye."),
    ("It is person one at example dot com.", "Thank you, I have noted person1@example.com. Goodbye."),
    ("It is person1@example.com.", "Thank you, that's person one at example dot com. Goodbye."),
    ("My email is a.b-c_9@my-shop.co.uk", "Got it, a.b-c_9@my-shop.co.uk, thanks. Goodbye."),
    ("Sure, j dot smith underscore twelve at example dot co dot uk", "So j.smith_12@example.co.uk? Goodbye."),
    ("yes kim nineteen at example dot com", "K I M one nine at example dot com. Goodbye."),
]
WRONG = [
    ("It is person1@example.com.", "Thank you, I have noted person7@example.com. Goodbye."),
    ("It is person1@example.com.", "Thank you, I have noted pearson1@example.com. Goodbye."),
    ("yes kim nineteen at example dot com", "kim90 at example dot com. Goodbye."),
]


def _cause(said: str, repeated: str) -> str:
    call = d.call(
        "agent: Good day, parcel desk. What is your e-mail address?",
        f"caller: {said}",
        f"agent: {repeated}",
        "caller: Goodbye.",
    )
    return d.cause_and_turn((d.EMAIL,), call)["email"][0]


@pytest.mark.parametrize(("said", "repeated"), RIGHT)
def test_an_address_repeated_rightly_was_given(said: str, repeated: str) -> None:
    assert _cause(said, repeated) == "given_not_recorded"


@pytest.mark.parametrize(("said", "repeated"), WRONG)
def test_an_address_repeated_wrongly_was_misheard(said: str, repeated: str) -> None:
    assert _cause(said, repeated) == "misheard"
