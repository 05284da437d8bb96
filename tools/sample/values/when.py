"""How callers name a day and a time of day."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tools.sample.values.said import Said, Say, Scene

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


def date_within(first: int, last: int, weekdays: Sequence[int] = range(7), *, near: float = 0.5) -> Say:
    """Return a way of saying a day `first` to `last` days ahead on one of `weekdays` (Monday is 0).

    `near` is the share of callers who want one of the first seven days on offer.
    """

    def say(rng: Random, scene: Scene) -> Said:
        reach = min(last, first + 6) if rng.random() < near else last
        day = scene.today + timedelta(days=rng.randint(first, reach))
        while day.weekday() not in weekdays:
            day += timedelta(days=1)
        year = f" {day.year}" if (day - scene.today).days >= 60 else ""
        return Said(day.isoformat(), _spoken_day(rng, scene.today, day), full_day(day) + year)

    return say


def full_day(day: date) -> str:
    """Return a day as an agent reads it back, `Friday the 27th of November`."""
    return f"{WEEKDAYS[day.weekday()]} the {ordinal(day.day)} of {MONTHS[day.month - 1]}"


def ordinal(number: int) -> str:
    """Return `1st`, `22nd`, `13th`."""
    suffix = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _spoken_day(rng: Random, today: date, day: date) -> str:
    ahead = (day - today).days
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    if ahead == 0:
        return "today"
    if ahead == 1 and rng.random() < 0.75:
        return "tomorrow"
    if ahead < 7:
        forms: tuple[str, ...] = (f"this {weekday}", weekday, f"{weekday} the {ordinal(day.day)}")
    elif ahead < 60:
        forms = (
            f"{weekday} the {ordinal(day.day)}",
            f"the {ordinal(day.day)} of {month}",
            f"{weekday} the {ordinal(day.day)} of {month}",
            f"{day.day} {month}",
        )
    else:
        forms = (
            f"the {ordinal(day.day)} of {month} {day.year}",
            f"{day.day} {month} {day.year}",
            f"{weekday} the {ordinal(day.day)} of {month}, {day.year}",
        )
    return rng.choice(forms)


def time_among(slots: Sequence[str], weights: Sequence[int] | None = None) -> Say:
    """Return a way of saying one of `slots` ("HH:MM", on the quarter hour)."""

    def say(rng: Random, _scene: Scene) -> Said:
        slot = rng.choices(slots, weights)[0]
        return Said(slot, _spoken_time(rng, slot), full_time(slot))

    return say


def full_time(slot: str) -> str:
    """Return a time as an agent reads it back, `7 pm` or `12:30 pm`."""
    hour, minute = int(slot[:2]), slot[3:]
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{'' if minute == '00' else ':' + minute} {half}"


def _spoken_time(rng: Random, slot: str) -> str:
    hour, minute = int(slot[:2]), int(slot[3:])
    word, next_word = HOURS[hour % 12], HOURS[(hour + 1) % 12]
    part = "in the morning" if hour < 12 else "in the afternoon" if hour < 17 else "in the evening"
    exact = full_time(slot)
    if minute == 0:
        plain = "twelve noon" if hour == 12 else f"{word} o'clock"
        return rng.choice((plain, word, exact, f"{word} {part}" if hour != 12 else "twelve", exact))
    if minute == 30:
        return rng.choice((f"half past {word}", f"{word} thirty", exact, exact.split()[0]))
    if minute == 15:
        return rng.choice((f"quarter past {word}", f"{word} fifteen", exact))
    return rng.choice((f"quarter to {next_word}", f"{word} forty-five", exact))
