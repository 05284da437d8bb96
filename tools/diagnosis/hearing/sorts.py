"""Of which sort is a value, does it stand to reason, and do two readings of it say the same?"""

import re
from dataclasses import replace
from enum import StrEnum

from tools.diagnosis.hearing.alignment import likeness
from tools.diagnosis.hearing.units import Said


class Sort(StrEnum):
    """What a value said in a call can be."""

    EMAIL = "email"
    MONEY = "money"
    TIME = "time"
    DATE = "date"
    NUMBER = "number"
    CODE = "code"
    NAME = "name"


LONG = 5
"""From so many characters on, a number is one that identifies something, and is not said by chance twice."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,}){1,3}")
_SHORTEST_CODE, _LONGEST_CODE = 3, 24
_STUTTER = 2
_REPEATED = 0.8
_HALF_A_DAY = re.compile(r"(\d{3,4})(?:am|pm|m)")


def sort_of(one: Said, other: Said) -> Sort:
    """The sort of a moment: whichever side shows it."""
    if one.email or other.email:
        return Sort.EMAIL
    if not (one.is_figure and other.is_figure):
        return Sort.CODE
    if one.money or other.money:
        return Sort.MONEY
    if one.month or other.month:
        return Sort.DATE
    if one.clock or other.clock:
        return Sort.TIME
    return Sort.NUMBER


def is_well_formed(said: Said, sort: Sort) -> bool:
    """Whether a value of this sort can be written so."""
    match sort:
        case Sort.EMAIL:
            well = said.email and _EMAIL.fullmatch(said.plain) is not None
        case Sort.CODE:
            well = _SHORTEST_CODE <= len(said.plain) <= _LONGEST_CODE
        case Sort.NAME:
            well = said.plain.isalpha()
        case Sort.TIME:
            well = said.is_figure and _read_time(said.plain) is not None
        case Sort.DATE:
            well = said.is_figure and _is_day(said)
        case _:
            well = said.is_figure and len(said.plain) <= _LONGEST_CODE
    return well


def _is_day(said: Said) -> bool:
    longest = _DAYS[_MONTHS.index(said.month)] if said.month in _MONTHS else 31
    return len(said.plain) <= 2 and 1 <= int(said.plain) <= longest


def _read_time(plain: str) -> tuple[int, int] | None:
    if not 1 <= len(plain) <= 4:
        return None
    hour, minute = (int(plain[:-2]), int(plain[-2:])) if len(plain) > 2 else (int(plain), 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def write(said: Said, sort: Sort) -> str:
    """The value plainly written."""
    if sort is Sort.TIME and (time := _read_time(said.plain)) is not None:
        return f"{time[0]}:{time[1]:02}"
    if sort is Sort.DATE and said.is_figure:
        month = _FULL_MONTHS[_MONTHS.index(said.month)] if said.month in _MONTHS else ""
        return " ".join(filter(None, (month, said.plain.lstrip("0"), said.year)))
    return said.plain if sort in {Sort.EMAIL, Sort.NAME} else said.plain.upper()


def agree(one: Said, other: Said, sort: Sort) -> bool:
    """Whether two readings say the same value, however it is written."""
    if sort is Sort.DATE:
        return _dates_agree(one, other)
    if _forms(one, sort) & _forms(other, sort):
        return True
    if sort not in {Sort.CODE, Sort.NUMBER} or min(len(one.plain), len(other.plain)) < _SHORTEST_CODE:
        return False
    return _is_within(one, other) or _is_within(other, one) or _same_twice(one, other)


def _forms(said: Said, sort: Sort) -> set[str]:
    forms = {alike(said.plain), alike(said.also)} - {""}
    if sort is Sort.TIME:
        forms = {form.removesuffix("00").lstrip("0") or "0" for form in forms}
    if sort is Sort.MONEY:
        forms |= {form.removesuffix("00") for form in forms if len(form) > 3}
    if sort is Sort.EMAIL:
        forms = {form.replace(".", "") for form in forms}
    return forms


def alike(plain: str) -> str:
    """Characters that are spoken alike made one: `oh` may be a letter or nought."""
    return plain.lower().replace("o", "0")


def _dates_agree(one: Said, other: Said) -> bool:
    if one.month and other.month and one.month != other.month:
        return False
    if one.plain.lstrip("0") != other.plain.lstrip("0"):
        return False
    return not one.year or not other.year or one.year == other.year


def _is_within(one: Said, other: Said) -> bool:
    """Whether `other` is `one` and a stutter: `four? four seven two`."""
    wanted = alike(one.plain)
    for first in range(len(other.parts)):
        for last in range(first + 1, len(other.parts) + 1):
            if alike("".join(other.parts[first:last])) != wanted:
                continue
            rest = ("".join(other.parts[:first]), "".join(other.parts[last:]))
            if all(len(part) <= _STUTTER or likeness(alike(part), wanted) >= _REPEATED for part in rest):
                return True
    return False


def _same_twice(one: Said, other: Said) -> bool:
    return bool({alike(half) for half in once(one)} & {alike(half) for half in once(other)})


def once(said: Said) -> tuple[str, ...]:
    """A value that was said twice in a row, each time by itself; otherwise as it is."""
    if said.email or len(said.plain) < 2 * LONG - 2:
        return (said.plain,)
    middle = len(said.plain) // 2
    cuts = range(max(4, middle - 1), min(middle + 2, len(said.plain) - 3))
    best = max(cuts, key=lambda cut: likeness(said.plain[:cut], said.plain[cut:]))
    first, second = said.plain[:best], said.plain[best:]
    whole = not said.is_figure or first == second
    return (first, second) if whole and likeness(first, second) >= _REPEATED else (said.plain,)


def without_half_of_day(said: Said) -> Said:
    """`1015M` where a time was said: the letters are what is left of `a.m.`."""
    read = _HALF_A_DAY.fullmatch(said.plain)
    return replace(said, plain=read[1], parts=(read[1],), clock=True) if read else said
