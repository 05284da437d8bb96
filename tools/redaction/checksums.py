"""Do the digits of a number agree with its own check digit?

Such a number is what it seems, not a phone number or an amount that is as long.
"""

FEWEST_CARD_DIGITS = 13
MOST_CARD_DIGITS = 19
FEWEST_IBAN_LENGTH = 15
MOST_IBAN_LENGTH = 34
_SOUTH_AFRICAN_ID_DIGITS = 13


def is_card(digits: str) -> bool:
    """Say whether decimal digits can be a payment card: its length, its first digit and the Luhn check."""
    return FEWEST_CARD_DIGITS <= len(digits) <= MOST_CARD_DIGITS and digits[0] in "23456" and _passes_luhn(digits)


def is_south_african_id(digits: str) -> bool:
    """Say whether decimal digits are a South African identity number: a date of birth first, a Luhn digit last."""
    if len(digits) != _SOUTH_AFRICAN_ID_DIGITS:
        return False
    month, day, citizenship = int(digits[2:4]), int(digits[4:6]), int(digits[10])
    return 1 <= month <= 12 and 1 <= day <= 31 and citizenship <= 2 and _passes_luhn(digits)


def is_iban(code: str) -> bool:
    """Say whether letters and digits without spaces are an IBAN, by ISO 13616: the remainder by 97 is 1."""
    if not (FEWEST_IBAN_LENGTH <= len(code) <= MOST_IBAN_LENGTH and code.isascii() and code.isalnum()):
        return False
    turned = code[4:] + code[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def _passes_luhn(digits: str) -> bool:
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(map(sum, map(_split, doubled)))) % 10 == 0


def _split(number: int) -> tuple[int, int]:
    return divmod(number, 10)
