"""What does the sample organisation consist of, and what is really wrong in it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tools.sample.arrivals import draw_arrivals
from tools.sample.calls import make_call
from tools.sample.dice import dice_for
from tools.sample.faults import faults_of
from tools.sample.trades.catalogue import TRADES
from tools.sample.trades.trade import Trade
from tools.sample.truth import Miss, ProjectTruth

ORGANISATION = "Sample organisation"
DAYS = 60
# South Africa has no daylight saving time, so that a fixed offset is the whole of Africa/Johannesburg.
LOCAL = timezone(timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class Sample:
    """Projects and calls in the shapes of the contract, and per project key what is really wrong with it."""

    projects: list[dict[str, Any]]
    truth: Mapping[str, ProjectTruth]
    recorded: tuple[dict[str, Any], ...]

    def calls(self) -> Iterator[dict[str, Any]]:
        """Return the calls of all projects, oldest first."""
        return iter(self.recorded)


def generate_sample(*, seed: int, now: datetime) -> Sample:
    """Return seven projects with about 4,000 calls that ended in the sixty days before `now`.

    The same arguments give the same sample, everywhere. Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("The sample needs a moment with a time zone to end at.")
    local_now = now.astimezone(LOCAL).replace(microsecond=0)
    recorded: list[dict[str, Any]] = []
    truth: dict[str, ProjectTruth] = {}
    for trade in TRADES:
        calls, misses = _play(trade, seed, local_now)
        recorded += calls
        truth[trade.key] = ProjectTruth(trade.key, faults_of(trade, local_now), misses)
    recorded.sort(key=lambda call: (call["started_at"], call["project"]))
    return Sample([trade.as_project() for trade in TRADES], truth, tuple(recorded))


def _play(trade: Trade, seed: int, now: datetime) -> tuple[list[dict[str, Any]], dict[tuple[str, str], Miss]]:
    """Play all calls of a project; every call has dice of its own, so that changing one leaves the others alone."""
    moments = draw_arrivals(dice_for(seed, trade.key), trade.timetable, now - timedelta(days=DAYS), now)
    calls: list[dict[str, Any]] = []
    misses: dict[tuple[str, str], Miss] = {}
    for number, at in enumerate(moments, start=1):
        call_id = f"{trade.prefix}-{number:05d}"
        call, missed = make_call(dice_for(seed, f"{trade.key}/{number}"), trade, call_id, at, now)
        if at + timedelta(seconds=call["duration_s"]) >= now:
            continue
        calls.append(call)
        misses |= {(miss.call_id, miss.field): miss for miss in missed}
    return calls, misses
