"""How callers give counts, sums of money, a choice and a yes or no."""

from collections.abc import Mapping, Sequence
from random import Random

from tools.sample.values.said import Said, Say, Scene

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
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
]
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def count_among(numbers: Sequence[int], weights: Sequence[int] | None = None) -> Say:
    """Return a way of saying one of `numbers` (0 to 999)."""

    def say(rng: Random, _scene: Scene) -> Said:
        number = rng.choices(numbers, weights)[0]
        word = in_words(number)
        spoken = word if number < 21 or rng.random() < 0.4 else str(number)
        return Said(str(number), spoken, word if number < 21 else str(number))

    return say


def money_among(thousands: Sequence[int]) -> Say:
    """Return a way of saying one of so many thousand rand."""

    def say(rng: Random, _scene: Scene) -> Said:
        amount = rng.choice(thousands)
        figures = f"R{amount} 000"
        spoken = rng.choice((figures, f"{in_words(amount)} thousand", f"{amount} thousand rand", f"{amount}K"))
        return Said(str(amount * 1000), spoken, figures)

    return say


def choice_among(options: Mapping[str, Sequence[str]], weights: Sequence[int] | None = None) -> Say:
    """Return a way of naming one of the options; each maps to the words callers use for it."""
    values = tuple(options)

    def say(rng: Random, _scene: Scene) -> Said:
        value = rng.choices(values, weights)[0]
        return Said(value, rng.choice(options[value]), value)

    return say


def in_words(number: int) -> str:
    """Return a number from 0 to 999 in words, `a hundred and twenty`."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    head = "a hundred" if hundreds == 1 else f"{ONES[hundreds]} hundred"
    return head + (f" and {in_words(rest)}" if rest else "")
