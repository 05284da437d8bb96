"""How are two writings of the same speech made alike before their words are compared?

What a recogniser writes as `$15`, `brian.hall@mail.example` or `X4T` a person may write as it was said. Both become the
same words, in this order:

1. `@` is "at", a dot between letters "dot", `$` before a number "dollars" after it, `%` "percent", `&` "and".
2. Digits, letters in capitals (`JFK`, `S-I-T`) and a mix of both (`X4T`) fall apart into single signs.
3. Lower case; apostrophes go, every other punctuation parts words.
4. Number words become figures ("twenty one" 21, "three hundred" 300), and figures single digits ("o" and "oh" are 0
   beside another digit).
5. Titles and a few spoken forms are written one way ("okay" "ok").
"""

import re

UNITS = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(10), strict=True)
)
TEENS = dict(
    zip(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        range(10, 20),
        strict=True,
    )
)
TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
SCALES = {"hundred": 100, "thousand": 1_000}
ALIKE = {"okay": "ok", "mister": "mr", "missus": "mrs", "dollar": "dollars", "yeah": "yes", "email": "e mail"}

_MONEY = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")
_DOT_IN_ADDRESS = re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z])|(?<=\d)\.(?=[A-Za-z])|(?<=[A-Za-z])\.(?=\d)")
_CLOCK_HOUR = re.compile(r"\b(\d{1,2}):00\b")
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def spoken_words(text: str) -> list[str]:
    """Return the words of a text as they are compared; each is one lower-case word, letter or digit."""
    text = text.replace("’", "'").replace("…", " ")
    text = _MERIDIEM.sub(r"\1m", text)
    text = _MONEY.sub(r"\1 dollars", text)
    text = _CLOCK_HOUR.sub(r"\1", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = _DOT_IN_ADDRESS.sub(" dot ", text).replace("@", " at ").replace("%", " percent ").replace("&", " and ")
    text = re.sub(r"(?<=\w)'(?=\w)", "", text)
    words = [part for word in _WORD.findall(text) for part in _apart(word)]
    words = [part for word in words for part in ALIKE.get(word, word).split()]
    return _zeros_beside_digits(_figures(words))


def _apart(word: str) -> list[str]:
    digits = any(sign.isdigit() for sign in word)
    letters = any(sign.isalpha() for sign in word)
    if word.lower() in {"am", "pm"} or re.fullmatch(r"\d+(st|nd|rd|th)", word.lower()):
        return [*re.findall(r"\d", word), *re.findall(r"[a-z]+", word.lower())]
    if clock := re.fullmatch(r"(\d{1,2})([ap]m)", word.lower()):
        return [*clock[1], clock[2]]
    if digits and letters:
        return list(word.lower()) if len(word) <= 10 else [word.lower()]
    if digits:
        return list(word)
    if len(word) > 1 and word.isupper():
        return list(word.lower())
    return [word.lower()]


def _figures(words: list[str]) -> list[str]:
    """Write number words as single digits."""
    made: list[str] = []
    index = 0
    while index < len(words):
        value, used = _number_at(words, index)
        if used:
            made.extend(str(value))
            index += used
        else:
            made.append(words[index])
            index += 1
    return made


def _number_at(words: list[str], index: int) -> tuple[int, int]:
    """Return the number said from a word on and how many words it took; (0, 0) where there is none."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in TENS:
        value, used = (TENS[word] + UNITS[following], 2) if UNITS.get(following, 0) else (TENS[word], 1)
    elif word in TEENS:
        value, used = TEENS[word], 1
    elif word in UNITS:
        value, used = UNITS[word], 1
    else:
        return 0, 0
    after = words[index + used] if index + used < len(words) else ""
    if after in SCALES and value:
        value, used = value * SCALES[after], used + 1
    return value, used


def _zeros_beside_digits(words: list[str]) -> list[str]:
    return [
        "0"
        if word in {"o", "oh"}
        and ((index > 0 and words[index - 1].isdigit()) or (index + 1 < len(words) and words[index + 1].isdigit()))
        else word
        for index, word in enumerate(words)
    ]
