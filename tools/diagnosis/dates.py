"""Which date did someone say, and is it a whole date of birth?"""

import re
from dataclasses import dataclass

from tools.diagnosis.phrasing import any_of
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ORDINAL = rf"(?:{'|'.join(_ORDINAL_WORDS)}|(?:twenty|thirty)[ -](?:{'|'.join(_ORDINAL_WORDS)}))"
_NUMBER_WORD = rf"(?:{'|'.join((*DIGIT_WORDS, *TEENS_AND_TENS))})"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_SAID = any_of(
    rf"""
    \d{{4}}-\d{{1,2}}-\d{{1,2}} | \d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?(?!\d)
    (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL}|{_NUMBER_WORD})(?: day)?(?: of)? {_MONTH}(?:,? \d{{4}})?
    {_MONTH},? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORDINAL}|{_NUMBER_WORD})(?:,? \d{{4}})?
    \d{{1,2}}(?:st|nd|rd|th) | the {_ORDINAL}(?= of| this| next|[,.;!?]|$)
    (?:this |next |last |coming |on |following )?{_WEEKDAY} | today | tonight | (?:the )?day after tomorrow | tomorrow
    (?:this|next|coming|following) (?:week\w*|month) | weekend | (?:two|three|four|\d) days from (?:now|today)
    in (?:a|one|two|three|four|five|six|\d{{1,2}}) (?:days?|weeks?|months?) | end of the month
    as soon as (?:possible|you can) | asap | right away | straight ?away | immediately
    """
)
_PAST = any_of(
    r"""
    yesterday | last (?:night|week|month|year|\w+day) | this morning | since (?:the )?\w+
    (?:\d{1,2}|an?|one|two|three|four|five|six|few|half an|couple of) (?:minute|hour|day|week|month|year)s?(?: ago)?
    """
)
_MONTH_SAID = re.compile(rf"\b{_MONTH}\b")
_YEAR = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\bnineteen \w+|\btwo thousand|\btwenty (?:oh|ten|twenty|eleven|twelve)\b"
)
_YEAR_NUMBER = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_DAY_WORD = re.compile(rf"\b{_ORDINAL}\b")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class BirthDate:
    """The parts of a date that were heard; 0 stands for a part that was not."""

    day: int
    month: int
    year: int

    @property
    def is_whole(self) -> bool:
        """Whether day, month and year are all there."""
        return bool(self.day and self.month and self.year)


def find_date(folded: str) -> tuple[int, int] | None:
    """The span of the first date, weekday or day such as `tomorrow` in a folded text."""
    found = _SAID.search(folded)
    return found.span() if found else None


def find_past(folded: str) -> tuple[int, int] | None:
    """The span of the first words such as `since yesterday` or `two weeks ago`."""
    found = _PAST.search(folded)
    return found.span() if found else None


def find_dates(folded: str) -> list[tuple[int, int]]:
    """The spans of all dates in a folded text."""
    return [found.span() for found in _SAID.finditer(folded)]


def read_birth_date(folded: str) -> BirthDate | None:
    """The parts of a date of birth in an answer, or None when nothing in it sounds like a date."""
    month_said, year_said = _MONTH_SAID.search(folded), _YEAR.search(folded)
    digits = "".join(_DIGITS.findall(folded))
    if month_said is None and not digits and _DAY_WORD.search(folded) is None:
        return None
    if month_said is None and year_said is None:
        return _from_digits(digits)
    year_number = _YEAR_NUMBER.search(folded)
    year = int(year_number[1]) if year_number else int(year_said is not None)
    without_year = folded if year_number is None else folded[: year_number.start()] + folded[year_number.end() :]
    numbers = [int(number) for number in _DAY.findall(without_year)]
    if month_said:
        month = _MONTHS.index(month_said[0][:3]) + 1
        days = {number for number in numbers if 1 <= number <= 31}
        day = days.pop() if len(days) == 1 else int(not days and _DAY_WORD.search(folded) is not None)
        return BirthDate(day, month, year)
    if len(numbers) == 2 and 1 <= min(numbers) <= 12 and max(numbers) <= 31:
        day, month = numbers if numbers[1] <= 12 else (numbers[1], numbers[0])
        return BirthDate(day, month, year)
    return _from_digits(digits)


def _from_digits(digits: str) -> BirthDate:
    if len(digits) in {6, 8}:
        day, month = int(digits[:2]), int(digits[2:4])
        if 1 <= day <= 31 and 1 <= month <= 12:
            return BirthDate(day, month, int(digits[4:]) or 2000)
    return BirthDate(0, 0, 0)
