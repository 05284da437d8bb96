"""What is usual in an organisation this week? Fitted once a week to all calls of the weeks before."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from memory.repositories.projects import ProjectRecord
from memory.repositories.usual import HourOfWeek
from memory.unit import Memory
from memory.vocabulary import Metric
from tools.detection.monitor import Usual
from tools.detection.seasons import PARTS, WEEKDAYS, cells_of
from tools.detection.stream import Counts
from tools.detection.usual import MetricKey, UsualRates, as_plain, choose_types, fit_usual, from_plain

FIRST_HOUR = datetime(1970, 1, 1, tzinfo=UTC)


async def find_usual(memory: Memory, moment: datetime) -> UsualRates:
    """Return what was usual when the week of `moment` began."""
    week = week_of(moment)
    known = await memory.usual_effects.find(week)
    if known is not None:
        return from_plain(known)
    counted = await memory.usual_effects.count_by_hour(week)
    usual = _fit(counted, await memory.projects.all(), week)
    await memory.usual_effects.keep(week, as_plain(usual))
    return usual


def week_of(moment: datetime) -> datetime:
    """Return the Monday, midnight UTC, of the week `moment` falls in."""
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def zone_of(project: ProjectRecord) -> tzinfo:
    """Return a project's time zone; UTC where the machine does not know it."""
    try:
        return ZoneInfo(project.time_zone)
    except (KeyError, ValueError, OSError):
        return UTC


def _fit(counted: Sequence[HourOfWeek], projects: Iterable[ProjectRecord], week: datetime) -> UsualRates:
    by_type: dict[str, int] = {}
    for row in counted:
        by_type[row.call_type] = by_type.get(row.call_type, 0) + row.eligible
    types = choose_types(by_type)
    rows_of: dict[UUID, list[HourOfWeek]] = {}
    for row in counted:
        rows_of.setdefault(row.project_id, []).append(row)
    size = (len(types) + 1) * WEEKDAYS * PARTS
    tables: dict[MetricKey, list[tuple[Counts, Counts]]] = {}
    for project in projects:
        for key, counts in _count_by_cell(project, rows_of.get(project.id, []), types, size, week).items():
            tables.setdefault(key, []).append(counts)
    metrics: dict[MetricKey, Usual] = {}
    for key, pairs in tables.items():
        trials, good = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
        metrics[key] = fit_usual(trials, good)
    return UsualRates(types, metrics)


def _count_by_cell(
    project: ProjectRecord, rows: list[HourOfWeek], types: tuple[str, ...], size: int, week: datetime
) -> dict[MetricKey, tuple[Counts, Counts]]:
    """Return calls and good calls by cell, for every watched metric of a project."""
    if not rows:
        return {}
    # Hours of the week are placed by the offset the zone has now: summer time moves them by one, parts hardly at all.
    starts = [(week - FIRST_HOUR) // timedelta(hours=1) // 168 * 168 + row.hour_of_week for row in rows]
    times = (np.array(starts) * 3600).astype("datetime64[s]")
    cells = cells_of(times, zone_of(project), UsualRates(types).type_numbers([row.call_type for row in rows]))
    shares = {
        (Metric.SUCCESS.value, ""): [(row.eligible, row.successes) for row in rows],
        (Metric.FAILED_CALLS.value, ""): [(row.attempts, row.attempts - row.failed) for row in rows],
        (Metric.EARLY_HANG_UP.value, ""): [(row.eligible, row.eligible - row.early_hang_ups) for row in rows],
    }
    for record in project.field_records:
        if record.active and record.field.required:
            place = record.ordinal
            shares[Metric.CAPTURE.value, record.field.name] = [(row.trials[place], row.captured[place]) for row in rows]
    return {key: _add_up(np.array(pairs), cells, size) for key, pairs in shares.items()}


def _add_up(pairs: Counts, cells: Counts, size: int) -> tuple[Counts, Counts]:
    trials, good = (np.bincount(cells, weights=pairs[:, side], minlength=size).astype(np.int64) for side in (0, 1))
    return trials, good
