"""How callers give their name, telephone number and e-mail address."""

from random import Random

from tools.sample.values.said import Said, Scene

DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def say_name(rng: Random, scene: Scene) -> Said:
    """Return the caller's own name, now and then with the surname spelled."""
    caller = scene.caller
    spoken = caller.name
    manner = rng.random()
    if manner < 0.14:
        spoken = f"{caller.name}, {'-'.join(caller.last.replace(' ', '').upper())}"
    elif manner < 0.24:
        spoken = f"{caller.last}, {caller.name}"
    return Said(caller.name, spoken, caller.name)


def say_phone(rng: Random, scene: Scene) -> Said:
    """Return the caller's mobile number, in figures or in words."""
    digits = scene.caller.phone
    head, middle, tail = digits[:3], digits[3:6], digits[6:]
    grouped = f"{head} {middle} {tail}"
    manner = rng.random()
    if manner < 0.45:
        spoken = grouped
    elif manner < 0.6:
        spoken = f"{head} {middle} {tail[:2]} {tail[2:]}"
    elif manner < 0.66:
        spoken = f"+27 {head[1:]} {middle} {tail}"
    elif manner < 0.72:
        spoken = " ".join(digits)
    else:
        nought = "oh" if manner < 0.88 else "zero"
        spoken = ", ".join(_in_words(group, nought) for group in (head, middle, tail))
    return Said(digits, spoken, grouped)


def say_email(rng: Random, scene: Scene) -> Said:
    """Return the caller's e-mail address, written by the recogniser or spelled out in words."""
    address = scene.caller.email
    local, _, domain = address.partition("@")
    if rng.random() < 0.35:
        return Said(address, address, address)
    local = local.replace(".", " dot ").replace("_", " underscore ")
    one_word = ", all one word," if " " not in local and rng.random() < 0.5 else ""
    spoken = f"{local}{one_word} at {domain.replace('.', ' dot ')}"
    return Said(address, spoken, f"{local} at {domain.replace('.', ' dot ')}")


def _in_words(digits: str, nought: str) -> str:
    if digits == "555":
        return "triple five" if nought == "oh" else "five five five"
    return " ".join(nought if digit == "0" else DIGIT_WORDS[int(digit)] for digit in digits)
