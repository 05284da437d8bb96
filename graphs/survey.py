"""Where in the fleet could there be something to see? News shaken through sieves, so that few projects are left."""

import asyncio
from itertools import groupby
from typing import Final
from uuid import UUID

import numpy as np

from graphs.services import Services
from graphs.watching import BEFORE_FIELDS, EARLY_HANG_UP_TARGET, FAILED_CALLS_TARGET
from memory.repositories.survey import DayCounts, News, Shaken, Sieveless
from tools.detection import sieve
from tools.detection.settings import Settings
from tools.detection.stream import Counts

MOST_AT_ONCE: Final = 2_000
MOST_DAYS_AT_ONCE: Final = 500
MANY_NEW: Final = 200


async def survey(services: Services, settings: Settings, org_id: UUID | None = None) -> int:
    """Take in all news, of one organisation or of all; return of how many projects.

    Projects whose calls could show something are marked to be looked at; no single call of the others is read.
    """
    taken = await _shake_all(services, settings, org_id)
    async with services.database.open_fleet() as fleet:
        new = await fleet.survey.count_new(org_id)
    # Where few projects are new, all their calls are better looked at at once, hour by hour.
    also_new = new >= MANY_NEW
    await _count_days(services, settings, org_id, also_new=also_new)
    return taken + (new if also_new else 0)


async def _count_days(services: Services, settings: Settings, org_id: UUID | None, *, also_new: bool) -> None:
    """Look day by day at the projects that have no sieve, and give them one."""
    while True:
        async with services.database.open_fleet() as fleet:
            found = await fleet.survey.lock_without_sieve(org_id, MOST_DAYS_AT_ONCE, also_new=also_new)
            if not found:
                return
            shaken, targets = _look_at_days(found, await fleet.survey.count_days(found), settings)
            await fleet.survey.fill(shaken, targets)


async def _shake_all(services: Services, settings: Settings, org_id: UUID | None) -> int:
    """Shake all news through their sieves; return of how many projects."""
    async with services.database.open_fleet() as fleet:
        await fleet.survey.look_at_issues(org_id)
    # While the database stores what one has shaken, the other shakes.
    return sum(await asyncio.gather(*(_shake_next(services, settings, org_id) for _ in range(2))))


async def _shake_next(services: Services, settings: Settings, org_id: UUID | None) -> int:
    taken = 0
    while True:
        async with services.database.open_fleet() as fleet:
            news = await fleet.survey.lock_news(org_id, MOST_AT_ONCE)
            if not news:
                return taken
            await fleet.survey.store(_shake(news, settings))
        taken += len(news)


def _shake(news: list[News], settings: Settings) -> list[Shaken]:
    """Follow every watched metric of these projects; projects of equal size go together."""
    shaken = []
    for size, alike in groupby(sorted(news, key=_size), key=_size):
        group = list(alike)
        rows = np.frombuffer(b"".join(each.sieve for each in group), dtype=np.float32)
        targets = np.array([each.targets for each in group]).ravel()
        trials, good = (_pad([getattr(each, name) for each in group], size) for name in ("new_trials", "new_good"))
        known = sieve.from_rows(rows.reshape(len(targets), sieve.NUMBERS))
        known, nearness = sieve.pour(known, trials, good, targets, settings)
        nearness = np.where(targets > 0, nearness, -np.inf)
        looks = np.any(nearness.reshape(len(group), size) >= 0, axis=1)
        stored = known.as_rows().reshape(len(group), -1)
        # A metric that came up since the sieve was filled is known to no sieve.
        grown = [len(each.new_trials) > size for each in group]
        shaken += [
            Shaken(each.org_id, each.project_id, None if look or more else row.tobytes(), bool(look) or more)
            for each, row, look, more in zip(group, stored, np.atleast_1d(looks), grown, strict=True)
        ]
    return shaken


def _look_at_days(
    found: list[Sieveless], days: list[DayCounts], settings: Settings
) -> tuple[list[Shaken], list[list[float]]]:
    """Return the sieves of these projects after a look day by day, and their targets, both in order."""
    wanted = [
        [each.target_success_rate, FAILED_CALLS_TARGET, EARLY_HANG_UP_TARGET, *each.field_targets] for each in found
    ]
    targets = np.zeros((len(found), max(map(len, wanted))))
    for row, each in enumerate(wanted):
        targets[row, : len(each)] = each
    trials, good = _lay_out(found, days, targets.shape[1])
    sieves, nearness = sieve.fill(trials, good, targets.ravel(), settings)
    looks = ((nearness.reshape(targets.shape) >= 0) & (targets > 0)).any(axis=1)
    rows = sieves.as_rows().reshape(*targets.shape, sieve.NUMBERS)
    shaken = [
        Shaken(each.org_id, each.project_id, row[: len(watched)].tobytes(), bool(look))
        for each, row, watched, look in zip(found, rows, wanted, np.atleast_1d(looks), strict=True)
    ]
    return shaken, wanted


def _lay_out(found: list[Sieveless], days: list[DayCounts], size: int) -> tuple[Counts, Counts]:
    """Return calls and good calls of every metric by day, shape (projects x size, days)."""
    place = {each.project_id: row for row, each in enumerate(found)}
    first = min((each.day for each in days), default=0)
    width = max((each.day for each in days), default=0) - first + 1
    trials, good = np.zeros((2, len(found), width, size), dtype=np.int64)
    for each in days:
        at = place[each.project_id], each.day - first
        kept = [each.successes, each.attempts - each.failed, each.eligible - each.early_hang_ups]
        columns = BEFORE_FIELDS + min(len(each.trials), size - BEFORE_FIELDS)
        trials[at][:columns] = [each.eligible, each.attempts, each.eligible, *each.trials][:columns]
        good[at][:columns] = [*kept, *each.captured][:columns]
    came, won = (counts.transpose(0, 2, 1).reshape(-1, width) for counts in (trials, good))
    return came, won


def _size(news: News) -> int:
    return len(news.targets)


def _pad(rows: list[list[int]], size: int) -> Counts:
    filled = np.zeros((len(rows), size), dtype=np.int64)
    for place, row in enumerate(rows):
        filled[place, : min(len(row), size)] = row[:size]
    return filled.ravel()
