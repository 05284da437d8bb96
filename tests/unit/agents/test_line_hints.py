import pytest

from agents.line_hints import find_lines_of_others, find_own_line, speaks_of
from memory.vocabulary import Field

LINES = [
    "You are the agent of a hotel. Callers book a room.",
    "Ask for the date of arrival.",
    "Ask for the name of the guest.",
    "Offer a room, and read the date back.",
    "Frag nach dem Geburtsdatum.",
]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        (Field("arrival_date", "Date of arrival"), 2),
        (Field("guest_name", "Name of the guest"), 3),
        (Field("geburtsdatum", "Geburtsdatum des Anrufers"), 5),
        (Field("loyalty_card", "Card of the guest"), None),
        (Field("x"), None),
    ],
)
def test_the_line_that_speaks_of_a_field_shares_its_rarest_words(field: Field, line: int | None) -> None:
    assert find_own_line(field, LINES) == line


def test_lines_of_other_fields_leave_out_the_missing_ones() -> None:
    fields = [Field("guest_name"), Field("arrival_date"), Field("phone")]
    assert find_lines_of_others(fields[1:2], fields, LINES) == [3]


@pytest.mark.parametrize(
    ("name", "line", "speaks"),
    [
        ("guest_name", "Do not ask for the name.", True),
        ("name_of_the_guest", "Do not ask for the name.", True),
        ("first_name_of_guest", "Greet them.", False),
        ("x", "x", False),
    ],
)
def test_a_line_speaks_of_a_field_when_it_has_half_of_its_name(name: str, line: str, speaks: bool) -> None:
    assert speaks_of(Field(name), line) is speaks
