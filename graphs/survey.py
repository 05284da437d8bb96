"""Where in the fleet could there be something to see? News shaken through sieves, so that few projects are left."""

from itertools import groupby
from typing import Final
from uuid import UUID

import numpy as np

from graphs.services import Services
from memory.repositories.survey import News, Shaken
from tools.detection import sieve
from tools.detection.settings import Settings

MOST_AT_ONCE: Final = 5_000


async def shake(services: Services, settings: Settings, org_id: UUID | None = None) -> int:
    """Take in all news, of one organisation or of all; return of how many projects.

    Projects whose calls could show something are marked to be looked at; no call of the others is read.
    """
    taken = 0
    while True:
        async with services.database.open_fleet() as fleet:
            if not taken:
                await fleet.survey.look_at_issues(org_id)
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
            Shaken(each.org_id, each.project_id, row.tobytes(), bool(look) or more)
            for each, row, look, more in zip(group, stored, np.atleast_1d(looks), grown, strict=True)
        ]
    return shaken


def _size(news: News) -> int:
    return len(news.targets)


def _pad(rows: list[list[int]], size: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    filled = np.zeros((len(rows), size), dtype=np.int64)
    for place, row in enumerate(rows):
        filled[place, : min(len(row), size)] = row[:size]
    return filled.ravel()
