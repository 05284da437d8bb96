"""Which written numbers and codes are of a known make: cards, bank accounts, plates, phone numbers, amounts?"""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from tools.redaction.checksums import FEWEST_IBAN_LENGTH, is_card, is_iban, is_south_african_id
from tools.redaction.spans import PersonalKind, Span

USUAL_REGIONS = ("ZA", "GB", "US", "IN")
FEWEST_PHONE_DIGITS = 7
MOST_PHONE_DIGITS = 15
FEWEST_CODE_DIGITS = 5
_FEWEST_PLATE_SIGNS = 5
_MOST_PLATE_DIGITS = 7

_AMOUNT = re.compile(
    r"(?<!\w)(?:"
    r"(?:[$€£¥₹]|r|rs\.?|zar|usd|eur|gbp|inr)[ \u00a0]?(?:\d{1,3}(?:[ ,\u00a0]\d{3})++|\d{1,6})(?:\.\d{1,2})?"
    r"|\d{1,3}(?:,\d{3})++(?:\.\d{1,2})?|\d{1,6}\.\d{2})(?![\d,.]?\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,30}+", re.IGNORECASE)
_PLATE = re.compile(r"(?<!\w)[A-Z]{1,3}[ -]?\d{1,4}(?:[ -]?(?:[A-Z]{1,3}|\d{1,4})){1,3}(?!\w)")
_GROUPS = re.compile(r"(?<![\w-])[A-Z\d]{1,10}(?:[ -][A-Z\d]{1,10}){1,5}+(?![\w-])")
_LABEL = re.compile(
    r"(?:(?:I|A|AM|IS|OK|ID|VAT|SMS|PIN|OTP|IBAN|SSN|NHS|PAN|TIN|DOB|CVV|R|RS|ZAR|USD|EUR|GBP|INR)[ -])+"
)
_EXTENSION = re.compile(r"[,;]?\s{0,2}(?:ext(?:ension)?\.?|x)\s{0,2}\d{1,6}(?!\w)", re.IGNORECASE)


def find_amounts(text: str) -> list[tuple[int, int]]:
    """Return where amounts of money and grouped numbers such as 1,249.99 stand."""
    return [found.span() for found in _AMOUNT.finditer(text)]


def is_amount(written: str) -> bool:
    """Say whether a text is an amount of money or a grouped number, and nothing else."""
    return _AMOUNT.fullmatch(written) is not None


def find_marked_codes(text: str) -> Iterator[Span]:
    """Yield bank account numbers (IBAN) and the plates of vehicles."""
    for found in _IBAN.finditer(text):
        end = _find_iban_end(found.group())
        if end:
            yield Span(found.start(), found.start() + end, PersonalKind.IBAN)
    if any(map(str.islower, text)):
        for found in _PLATE.finditer(text):
            if is_amount(found.group()):
                continue
            digits = sum(map(str.isdecimal, found.group()))
            if sum(map(str.isalnum, found.group())) >= _FEWEST_PLATE_SIGNS and digits <= _MOST_PLATE_DIGITS:
                yield Span(found.start(), found.end(), PersonalKind.CODE)
        for found in _GROUPS.finditer(text):
            yield from _as_code(found)


def _as_code(found: re.Match[str]) -> Iterator[Span]:
    """Yield groups of capitals and digits such as "MORGA 657054 SM9IJ", without the words that announce them."""
    label = _LABEL.match(found.group())
    start = label.end() if label else 0
    signs = found.group()[start:]
    has_letters = any(map(str.isalpha, signs))
    if has_letters and sum(map(str.isdecimal, signs)) >= FEWEST_CODE_DIGITS:
        yield Span(found.start() + start, found.end(), PersonalKind.CODE)


def classify_digits(written: str, regions: Sequence[str]) -> PersonalKind:
    """Return what a run of written digits is, with its separators; phone numbers as they are dialled in `regions`."""
    digits = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    if is_card(digits):
        return PersonalKind.CARD
    if is_south_african_id(digits):
        return PersonalKind.ID
    if FEWEST_PHONE_DIGITS <= len(digits) <= MOST_PHONE_DIGITS:
        prefix = "+" if written.lstrip("(").startswith("+") else ""
        if any(_is_phone(prefix + digits, region) for region in regions):
            return PersonalKind.PHONE
    return PersonalKind.NUMBER


def find_extension_end(text: str, end: int) -> int:
    """Return where a phone number that ends at `end` stops with its extension, such as ", ext. 4"."""
    found = _EXTENSION.match(text, end)
    return found.end() if found else end


def _is_phone(dialled: str, region: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(dialled, region))
    except phonenumbers.NumberParseException:
        return False


def _find_iban_end(code: str) -> int:
    """Return how many characters of a run are an IBAN: the longest that passes the check, or all if it is capital."""
    for end in range(len(code), FEWEST_IBAN_LENGTH - 1, -1):
        is_whole = code[end - 1].isalnum() and (end == len(code) or not code[end].isalnum())
        if is_whole and is_iban(code[:end].replace(" ", "").replace("-", "")):
            return end
    return len(code.rstrip(" -")) if code.isupper() else 0
