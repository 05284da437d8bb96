"""How is a rate drawn? Coordinates for charts that the server writes as SVG: no script, nothing to load.

All charts share one height of 0 to 100 %. A point stands in the middle of its period; a rate over few
calls is drawn hollow, a period without calls leaves a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from api.web import words
from api.web.rates import Period, Series, Tally, find_period

LEFT, RIGHT, TOP, BOTTOM = 44, 14, 22, 26
DATE_WIDTH = 80
SPARK_WIDTH, SPARK_HEIGHT = 112, 28


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn, in its own units; about one to a pixel where it is shown."""

    width: int
    height: int


NARROW, WIDE = Size(360, 156), Size(1120, 220)


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series: where it stands, and what it says."""

    x: float
    y: float
    is_thin: bool
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line or a mark on an axis with its label; `anchor` is the side its text hangs on."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a template needs to draw one rate over time."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    path: str
    points: tuple[Point, ...]
    target_y: float
    target_label: str
    levels: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    versions: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without axes."""

    width: int
    height: int
    path: str
    target_y: float
    last: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Interval:
    """A range on a line from `low_label` to `high_label`, in shares of the drawing's width of 100."""

    low: float
    mid: float
    high: float
    zero: float


def draw_series(
    series: Series,
    periods: Sequence[Period],
    versions: Sequence[tuple[int, datetime]],
    zone: ZoneInfo,
    *,
    size: Size = NARROW,
) -> Chart:
    """Return the chart of a series; `versions` are the numbers put in force with their moments."""
    step = (size.width - LEFT - RIGHT) / max(1, len(periods))
    points = [
        Point(
            round(LEFT + (place + 0.5) * step, 1),
            _height(tally.rate, size),
            tally.is_thin,
            say_period(period, tally),
        )
        if tally.rate is not None
        else None
        for place, (period, tally) in enumerate(zip(periods, series.tallies, strict=True))
    ]
    return Chart(
        size.width,
        size.height,
        LEFT,
        size.width - RIGHT,
        TOP,
        size.height - BOTTOM,
        _path([None if point is None else (point.x, point.y) for point in points]),
        tuple(point for point in points if point is not None),
        _height(series.target, size),
        f"Target {words.percent(series.target)}",
        tuple(Tick(_height(level, size), words.percent(level), "end") for level in (0.0, 0.5, 1.0)),
        tuple(_dates(periods, step)),
        tuple(_version_marks(periods, versions, step, zone)),
    )


def say_period(period: Period, tally: Tally) -> str:
    """Return what a period shows, in words: "2 to 8 Nov 2026: 63 % of 41 calls"."""
    return f"{say_days(period)}: {words.percent(tally.rate)} of {words.plural(tally.calls, 'call')}"


def say_days(period: Period) -> str:
    """Return a period's days: "2 Nov 2026" or "2 Nov to 8 Nov 2026"."""
    last = f"{period.last.day} {period.last:%b %Y}"
    return last if period.days == 1 else f"{period.start.day} {period.start:%b} to {last}"


def draw_spark(tallies: Sequence[Tally], target: float) -> Spark:
    """Return a small line of rates; each point pools three days, so that a quiet day does not jump."""
    step = (SPARK_WIDTH - 6) / max(1, len(tallies) - 1)
    places = []
    for place in range(len(tallies)):
        pooled = tallies[max(0, place - 2) : place + 1]
        calls, good = sum(day.calls for day in pooled), sum(day.good for day in pooled)
        places.append((round(3 + place * step, 1), _spark_height(good / calls)) if calls else None)
    last = next((place for place in reversed(places) if place is not None), None)
    return Spark(SPARK_WIDTH, SPARK_HEIGHT, _path(places), _spark_height(target), last)


def draw_interval(low: float, mid: float, high: float) -> Interval:
    """Return where an interval of changes lies on a line that holds it and zero, with a margin."""
    start, end = min(low, 0.0), max(high, 0.0)
    span = (end - start) or 1.0
    start, span = start - 0.08 * span, 1.16 * span
    place = [round(100 * (value - start) / span, 2) for value in (low, mid, high, 0.0)]
    return Interval(*place)


def _height(share: float, size: Size) -> float:
    return round(TOP + (1 - min(max(share, 0.0), 1.0)) * (size.height - TOP - BOTTOM), 1)


def _spark_height(share: float) -> float:
    return round(3 + (1 - min(max(share, 0.0), 1.0)) * (SPARK_HEIGHT - 6), 1)


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    parts = []
    is_drawing = False
    for place in places:
        if place is not None:
            parts.append(f"{'L' if is_drawing else 'M'}{place[0]:g} {place[1]:g}")
        is_drawing = place is not None
    return "".join(parts)


def _dates(periods: Sequence[Period], step: float) -> list[Tick]:
    every = -(-DATE_WIDTH // step)
    last = len(periods) - 1
    ticks = []
    for place in range(0, len(periods), int(every)):
        anchor = "start" if place == 0 and last else "middle"
        at = LEFT + (place if anchor == "start" else place + 0.5) * step
        start = periods[place].start
        ticks.append(Tick(round(at, 1), f"{start.day} {start:%b}", anchor))
    return ticks


def _version_marks(
    periods: Sequence[Period], versions: Sequence[tuple[int, datetime]], step: float, zone: ZoneInfo
) -> list[Tick]:
    marks: list[Tick] = []
    right = LEFT + len(periods) * step
    for number, moment in sorted(versions):
        place = find_period(periods, moment, zone)
        if place is None:
            continue
        at = round(LEFT + place * step, 1)
        # Marks that would write over each other become one, named by the newest.
        if marks and at - marks[-1].at < 26:
            at = marks.pop().at
        marks.append(Tick(at, f"v{number}", "end" if at > right - 24 else "start"))
    return marks
