import pytest

from tools.redaction.checksums import is_card, is_iban, is_south_african_id


@pytest.mark.parametrize("digits", ["4111111111111111", "5500005555555559", "378282246310005", "6011000990139424"])
def test_numbers_with_a_right_check_digit_are_cards(digits: str) -> None:
    assert is_card(digits)


@pytest.mark.parametrize("digits", ["4111111111111112", "1111111111111117", "4111", "41111111111111111111", ""])
def test_other_numbers_are_no_cards(digits: str) -> None:
    assert not is_card(digits)


@pytest.mark.parametrize("code", ["GB29NWBK60161331926819", "de89370400440532013000", "FR1420041010050500013M02606"])
def test_codes_whose_remainder_by_97_is_one_are_ibans(code: str) -> None:
    assert is_iban(code)


@pytest.mark.parametrize(
    "code", ["GB29NWBK60161331926818", "GB29", "GB29 NWBK 6016 1331 9268 19", "ÄB29" + "1" * 20, ""]
)
def test_other_codes_are_no_ibans(code: str) -> None:
    assert not is_iban(code)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("8001015009087", True),
        ("8001015009086", False),
        ("8013015009085", False),
        ("8001015009", False),
        ("", False),
    ],
)
def test_a_south_african_id_has_a_date_and_a_check_digit(digits: str, expected: bool) -> None:
    assert is_south_african_id(digits) is expected
