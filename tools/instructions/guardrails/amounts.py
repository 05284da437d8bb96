"""Which numbers, prices, percentages and durations does a text name, in digits or in words?"""

import re

from tools.instructions.guardrails.plain_text import plain

LARGEST_SMALL_NUMBER = 3

DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
_VALUES = (
    {word: value for value, word in enumerate((*DIGIT_WORDS, *_TEENS))}
    | {word: 10 * place for place, word in enumerate(_TENS, start=2)}
    | _SCALES
)
_UNITS = {
    "dollars": r"dollars?|usd|bucks?",
    "rand": r"rands?|zar",
    "euros": r"euros?|eur",
    "pounds": r"pounds?|gbp",
    "cents": r"cents?|pence|pennies",
    "rupees": r"rupees?|inr",
    "naira": r"naira|ngn",
    "shillings": r"shillings?|kes",
    "percent": r"%|per ?cent|percentage points?",
    "seconds": r"seconds?|secs?",
    "minutes": r"minutes?|mins?",
    "hours": r"hours?|hrs?",
    "days": r"(?:business |working |calendar )?days?|nights?",
    "weeks": r"weeks?",
    "months": r"months?",
    "years": r"years?|yrs?",
}
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_WORD_NUMBER = rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_IN_WORDS = rf"{_WORD_NUMBER}(?:(?:[ -]|[ -]and[ -]){_WORD_NUMBER}){{0,6}}"
_IN_DIGITS = r"\d{1,3}(?:[ ,]\d{3}){1,4}(?:\.\d{1,4})?(?!\d)|\d{1,15}(?:[.,]\d{1,4})?"
_QUANTITY = re.compile(rf"(?<![\w.,])(?P<number>{_IN_DIGITS}|{_IN_WORDS})[ -]?(?:{_UNIT})(?!\w)")
_SIGNS = {"$": "dollars", "usd": "dollars", "r": "rand", "zar": "rand", "€": "euros", "eur": "euros", "£": "pounds"}
_CURRENCY_NAMES = {
    "dollar": "dollars", "usd": "dollars", "buck": "dollars", "euro": "euros", "eur": "euros", "gbp": "pounds",
    "rand": "rand", "zar": "rand", "inr": "rupees", "rupee": "rupees", "₹": "rupees", "₦": "naira", "ngn": "naira",
}  # fmt: skip
_PRICE = re.compile(rf"(?P<sign>[$€£¥₹₦]|\b(?:r|usd|zar|eur|gbp))\s?(?P<number>{_IN_DIGITS})")
_TOKEN = re.compile(r"\w{0,40}\d\w{0,40}(?:[.,:/\-]\w{0,40}\d\w{0,40}){0,20}")
_WORDS = re.compile(rf"\b{_IN_WORDS}\b")
_LIST_MARKER = re.compile(r"(?:^|\n)[ \t>*-]{0,40}\(?(\d{1,3})[.)](?=[ \t])")
_DIGITS = re.compile(r"[0-9]+")
_PROMISES_ELSEWHERE = """
скидк бесплатн возврат компенсац 折扣 免费 退款 优惠 無料 割引 返金 무료 할인 환불 مجان خصم استرداد मुफ़्त मुफ्त छूट रिफंड
"""
_PROMISE = re.compile(
    r"\b(?:free of charge|for free|at no (?:extra |additional )?(?:cost|charge)|discount(?:s|ed)?"
    r"|refund(?:s|ed)?|vouchers?|coupons?|waive[sdr]{0,2}"
    r"|complimentary|compensat(?:e|ion)|guarantee[sd]?|cash ?back|no charge|without (?:any )?(?:charge|cost"
    r"|payment|paying)"
    r"|on the house|half[- ](?:price|off)|(?:no|any) fees?|nothing to pay|a grand|cheaper|gift ?cards?"
    r"|bonus(?:es)?|free (?:upgrade|gift|night|month|meal|delivery"
    r"|shipping|ride"
    r"|trial|service|product|item|year|week|car|ticket)s?)\b"
    r"|\b(?:kostenlos|kostenfrei|gratis|gratuit|rabatt|gutschein|erstatt|ruckerstatt|descuento|reembols|desconto"
    r"|remise"
    r"|rembours|bon d'achat|sconto|rimbors|korting|afslag|terugbetal|vergoed|znizk|zwrot pieniedzy|indirim"
    r"|ucretsiz|diskon)\w*"
    r"|(?:" + "|".join(map(plain, _PROMISES_ELSEWHERE.split())) + r")"
)
_CURRENCY = re.compile(
    r"[$€£¥₹₦₽₩₺₪₫元円원]|\b(?:dollars?|usd|bucks|euros?|eur|gbp|zar|rands?|rupees?|inr|naira|ngn|kes|yen|yuan"
    r"|pesos?|reais"
    r"|dolar\w{0,3}|dolares|pounds sterling|bitcoins?|btc|crypto\w*|zloty\w*|lira|francs?|kronor|libras|"
    + "|".join(
        map(plain, ("рубл", "доллар", "евро", "دولار", "يورو", "ريال", "रुपये", "डॉलर", "달러", "ドル", "美元", "人民币"))
    )
    + ")"
)


def find_quantities(text: str) -> set[tuple[str, str]]:
    """Return prices, percentages and durations as (number, unit); '24 hours' is ('24', 'hours')."""
    text = plain(text)
    found = {(_SIGNS.get(match["sign"], match["sign"]), match["number"]) for match in _PRICE.finditer(text)}
    for match in _QUANTITY.finditer(text):
        unit = next(name for name in _UNITS if match[name])
        found.add((unit, match["number"]))
    return {(_value(number), unit) for unit, number in found}


def find_numbers(text: str) -> set[str]:
    """Return numbers and codes with digits in them, and number words above three as digits.

    The numbers before list items are structure, not content, and are left out.
    """
    text = plain(text)
    text = _LIST_MARKER.sub(" ", text)
    tokens = {_value(token) for token in _TOKEN.findall(text)}
    words = {_value(match) for match in _WORDS.findall(text)}
    small = {str(value) for value in range(LARGEST_SMALL_NUMBER + 1)}
    return tokens | (words - small)


def find_list_numbers(text: str) -> set[int]:
    """Return the numbers that stand before list items."""
    return {int(number) for number in _LIST_MARKER.findall(text)}


def find_currencies(text: str) -> set[str]:
    """Return names of money: with one that is new, some price is new, in whatever words."""
    text = plain(text)
    named = {_SIGNS.get(word, word) for word in _CURRENCY.findall(text)}
    by_unit = {_SIGNS.get(match["sign"], match["sign"]) for match in _PRICE.finditer(text)}
    return {_CURRENCY_NAMES.get(word.removesuffix("s"), word) for word in named | by_unit}


def find_promises(text: str) -> set[str]:
    """Return words that promise money or its worth: refunds, discounts, things for free."""
    return set(_PROMISE.findall(plain(text)))


def write_digits_as_words(text: str) -> str:
    """Return plain text with its digits in words: "at 5" as "at five", "25" as "twenty five", "150" digit by digit."""
    return _DIGITS.sub(lambda match: f" {_in_words(match[0])} ", text)


def _in_words(digits: str) -> str:
    value = int(digits)
    if len(digits) > 2 or digits.startswith("0"):
        return " ".join(DIGIT_WORDS[int(digit)] for digit in digits)
    if value < 20:
        return (*DIGIT_WORDS, *_TEENS)[value]
    tens, ones = divmod(value, 10)
    return f"{_TENS[tens - 2]} {DIGIT_WORDS[ones]}" if ones else _TENS[tens - 2]


def _value(number: str) -> str:
    """Return digits without thousands separators, or number words as digits; codes stay as they are."""
    parts = re.findall(r"[a-z]+", number)
    if parts and all(part in _VALUES or part == "and" for part in parts) and not re.search(r"\d", number):
        return str(_add_up([_VALUES[part] for part in parts if part != "and"]))
    plain_number = re.sub(r"(?<=\d)[, ](?=\d{3}(?:\D|\Z))", "", number).strip()
    return re.sub(r"\.0+\Z", "", plain_number)


def _add_up(values: list[int]) -> int:
    total = current = 0
    for value in values:
        if value in _SCALES.values() and value != _SCALES["dozen"]:
            current = max(1, current) * value
            if value > 100:
                total, current = total + current, 0
        elif value == _SCALES["dozen"] and current:
            current *= value
        else:
            current += value
    return total + current
