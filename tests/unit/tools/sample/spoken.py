"""Understands what callers say, independently of how the generator phrases it."""

import re

DIGITS = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "0123456789", strict=True)
) | {"oh": "0"}


def digits_in(words: str) -> str:
    """Return the figures in `082 555 0142` or `oh eight two, triple five, ...`; +27 counts as a leading nought."""
    found, times = "", 1
    for word in re.findall(r"[a-z]+|\d", words.lower().replace("+27", "0")):
        if word == "triple":
            times = 3
        elif word in DIGITS or word.isdigit():
            found += DIGITS.get(word, word) * times
            times = 1
    return found


def address_in(words: str) -> str:
    """Return the e-mail address in `thandi dot nkosi at example dot com`, as far as it is one."""
    words = words.lower().replace(", all one word,", "").replace(" all one word", "")
    words = words.replace(" dot ", ".").replace(" underscore ", "_").replace(" at ", "@")
    found = re.search(r"[\w.]+@[\w.]+\w", words)
    return found[0] if found else ""
