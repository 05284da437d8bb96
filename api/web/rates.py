"""How did a project's rates go over time? Hourly counts gathered into days or weeks of the project's own zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from memory.repositories.projects import ProjectRecord
from memory.repositories.streams import Counts

# More bars than this and a chart shows weeks, and then spans of weeks.
MOST_PERIODS = 45
# Below this many calls a period's rate says little; it is drawn hollow.
FEW_CALLS = 10


@dataclass(slots=True)
class Tally:
    """How many calls there were, and how many of them went well."""

    calls: int = 0
    good: int = 0

    @property
    def rate(self) -> float | None:
        """The share that went well, None without calls."""
        return self.good / self.calls if self.calls else None

    @property
    def is_thin(self) -> bool:
        """Whether the rate rests on too few calls to mean much."""
        return self.calls < FEW_CALLS


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days from `start`, `days` long."""

    start: date
    days: int

    @property
    def last(self) -> date:
        """Its last day."""
        return self.start + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class Series:
    """One rate over the periods of a project, with its target."""

    name: str
    target: float
    tallies: tuple[Tally, ...]
    total: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Rates:
    """Success and the capture of every required field, period by period."""

    periods: tuple[Period, ...]
    success: Series
    fields: tuple[Series, ...]
    calls: int


def gather_rates(project: ProjectRecord, counts: Sequence[Counts], zone: ZoneInfo) -> Rates:
    """Return the project's rates over as many days as there were calls, in at most `MOST_PERIODS` periods."""
    days = [found.at.astimezone(zone).date() for found in counts]
    periods = _cut(min(days), max(days)) if days else ()
    required = [record for record in project.field_records if record.active and record.field.required]
    success = [Tally() for _ in periods]
    captured = {record.ordinal: [Tally() for _ in periods] for record in required}
    for day, found in zip(days, counts, strict=True):
        place = (day - periods[0].start).days // periods[0].days
        _add(success[place], found.eligible, found.successes)
        for ordinal, tallies in captured.items():
            if ordinal < len(found.trials):
                _add(tallies[place], found.trials[ordinal], found.captured[ordinal])
    fields = tuple(
        _series(record.field.name, record.field.target_capture_rate, captured[record.ordinal]) for record in required
    )
    return Rates(
        periods,
        _series("success", project.target_success_rate, success),
        fields,
        sum(found.calls for found in counts),
    )


def _cut(first: date, last: date) -> tuple[Period, ...]:
    length = 1
    if (last - first).days >= MOST_PERIODS:
        first -= timedelta(days=first.weekday())  # weeks begin on a Monday
        length = 7 * -(-((last - first).days + 1) // (7 * MOST_PERIODS))
    number = (last - first).days // length + 1
    return tuple(Period(first + timedelta(days=length * place), length) for place in range(number))


def _series(name: str, target: float, tallies: Iterable[Tally]) -> Series:
    series = Series(name, target, tuple(tallies))
    for tally in series.tallies:
        _add(series.total, tally.calls, tally.good)
    return series


def _add(tally: Tally, calls: int, good: int) -> None:
    tally.calls += calls
    tally.good += good


def find_period(periods: Sequence[Period], moment: datetime, zone: ZoneInfo) -> float | None:
    """Return where among the periods a moment falls, as a place from 0; None before the first or after the last."""
    if not periods:
        return None
    day = moment.astimezone(zone).date()
    place = (day - periods[0].start).days / periods[0].days
    return place if 0 <= place < len(periods) else None
