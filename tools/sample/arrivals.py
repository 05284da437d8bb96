"""When calls come in: by weekday and hour, at random, over the days that end at a given moment."""

from datetime import datetime, timedelta
from math import exp
from random import Random

from tools.sample.trades.trade import Timetable


def draw_arrivals(rng: Random, timetable: Timetable, first: datetime, last: datetime) -> list[datetime]:
    """Return moments between `first` and `last`, in order; both carry the local offset."""
    hours, weights = tuple(timetable.hours), tuple(timetable.hours.values())
    day = first.replace(hour=0, minute=0, second=0, microsecond=0)
    moments: list[datetime] = []
    while day < last:
        for _ in range(draw_poisson(rng, timetable.per_day * timetable.weekdays[day.weekday()])):
            hour = rng.choices(hours, weights)[0]
            moments.append(day + timedelta(hours=hour, seconds=rng.randrange(3600)))
        day += timedelta(days=1)
    return sorted(moment for moment in moments if first <= moment < last)


def draw_poisson(rng: Random, mean: float) -> int:
    """Return a Poisson number by Knuth's product of uniforms, which suits means below a few hundred."""
    limit, product, count = exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
