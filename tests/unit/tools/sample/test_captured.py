"""Is what was captured what the caller said?"""

import re
from typing import Any

import pytest

from tests.unit.tools.sample.spoken import address_in, digits_in
from tools.sample.generate import Sample
from tools.sample.values.when import ordinal


@pytest.fixture(scope="session")
def heard(sample: Sample) -> list[tuple[dict[str, Any], str]]:
    """Every call with the caller's words, turn by turn, in small letters."""
    return [
        (call, "\n".join(turn["text"].lower() for turn in call["transcript"] if turn["speaker"] == "caller"))
        for call in sample.calls()
    ]


def values(heard: list[tuple[dict[str, Any], str]], *names: str) -> list[tuple[str, str]]:
    found = [(call["captured"].get(name), words) for call, words in heard for name in names]
    return [(value, words) for value, words in found if value is not None]


def test_phone_numbers(heard: list[tuple[dict[str, Any], str]]) -> None:
    numbers = values(heard, "phone", "contact_phone")
    assert len(numbers) > 2_000
    assert all(re.fullmatch(r"0\d{2}555\d{4}", value) for value, _ in numbers)
    assert all(any(value in digits_in(line) for line in words.split("\n")) for value, words in numbers)


def test_mail_addresses(heard: list[tuple[dict[str, Any], str]]) -> None:
    addresses = values(heard, "email")
    assert len(addresses) > 300
    assert all(re.search(r"@(\w+\.)?example\.(com|org|net)$", value) for value, _ in addresses)
    assert all(any(value in address_in(line) for line in words.split("\n")) for value, words in addresses)


def test_names(heard: list[tuple[dict[str, Any], str]]) -> None:
    names = values(heard, "name", "contact_name")
    assert len(names) > 2_000
    assert all(value.lower() in words for value, words in names)


def test_streets(heard: list[tuple[dict[str, Any], str]]) -> None:
    streets = values(heard, "address", "property", "collection_address", "overnight_address")
    assert len(streets) > 1_000
    parts = [(re.findall(r"\d+|\w+(?: \w+)*", value.lower()), words) for value, words in streets]
    assert all(part in words for wanted, words in parts for part in wanted)


def test_days(heard: list[tuple[dict[str, Any], str]]) -> None:
    from datetime import date

    days = values(heard, "date", "collection_date", "viewing_date", "fitment_date", "wedding_date")
    assert len(days) > 2_000
    for value, words in days:
        day = date.fromisoformat(value)
        forms = (ordinal(day.day), f"{day:%A}".lower(), f"{day.day} {day:%B}".lower(), "tomorrow")
        assert any(form in words for form in forms)


def test_claims_and_tyres_in_figures_and_references_without_spaces(heard: list[tuple[dict[str, Any], str]]) -> None:
    assert {value for value, _ in values(heard, "claims_3_years")} <= {"0", "1", "2", "3"}
    assert all(re.fullmatch(r"\d{3}/\d{2}R\d{2}", value) for value, _ in values(heard, "tyre_size"))
    accounts = values(heard, "account_number")
    assert all(re.fullmatch(r"K[PDWU]\d{6}", value) for value, _ in accounts)
    assert all(value[2:] in digits_in(words) for value, words in accounts)
