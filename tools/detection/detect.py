"""Is anything wrong with this metric now, given all its calls up to now?

The answer depends on the calls alone, not on when or how often it was asked: an issue is open when the
evidence sufficed at some time and no recovery has been seen since. Two questions are asked apart: is the
metric below its target (`level`), and is it below its own past (`drop`).
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from memory.vocabulary import IssueKind
from tools.detection.alarms import Alarm
from tools.detection.falls import find_fall_start
from tools.detection.levels import find_level_start, level_evidence
from tools.detection.monitor import Usual, drop_evidence
from tools.detection.recovery import find_return
from tools.detection.seasons import is_weekend
from tools.detection.settings import Settings
from tools.detection.stream import Floats, Stream

NOTHING_TO_SPEAK_OF = 2.0
"""With less evidence than this, in nats, a fall has hardly begun."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What the calls of one stream say at its end.

    `issue` is the alarm to open an issue for, if any. `watch` is this stream's own, weaker alarm: shown on
    the project's page, never opened, never notified. `level_evidence` and `drop_evidence` are what stands
    against the metric after its last call, in nats.
    """

    level: Alarm | None
    drop: Alarm | None
    watch: bool
    issue: Alarm | None
    calls: int
    rate: float | None
    level_evidence: float
    drop_evidence: float


def detect(stream: Stream, *, target: float, settings: Settings | None = None, usual: Usual | None = None) -> Detection:
    """Look for a level problem and a drop in all calls of one (project, metric, field).

    Where both hold, the issue is the drop if the metric used to be about on target, else the level.

    Args:
        stream: The calls; those before monitoring began count as history like any others.
        target: The good share this metric should have, between 0 and 1.
        settings: Thresholds; the defaults are those of a large fleet.
        usual: What the organisation's projects let one expect.

    Raises:
        ValueError: The target is no share.
    """
    if not 0 <= target <= 1:
        raise ValueError(f"A target is a share between 0 and 1, not {target}.")
    used = settings or Settings()
    level, level_now = _find_level(stream, target, used)
    drop, drop_now = _find_drop(stream, usual or Usual(), used)
    issue = level
    if drop and (level is None or drop.baseline >= target - used.smallest_gap):
        issue = drop
    suspicious = level_now >= used.watch_level_evidence or drop_now >= used.watch_drop_evidence
    watch = issue is not None or (suspicious and stream.calls >= used.fewest_calls)
    return Detection(level, drop, watch, issue, stream.calls, stream.rate, level_now, drop_now)


def has_recovered(
    stream: Stream, *, found_at: datetime, found_rate: float, reference: float, settings: Settings | None = None
) -> bool:
    """Do the calls since an alarm was found show the metric back at its target or its past rate?

    Args:
        stream: All calls.
        found_at: When it was found, see `Alarm`.
        found_rate: The rate then.
        reference: The rate to come back to.
        settings: How sure to be.
    """
    after = stream.first_after(found_at)
    used = settings or Settings()
    return find_return(stream, after=after, bad=found_rate, reference=reference, settings=used) is not None


def _find_level(stream: Stream, target: float, settings: Settings) -> tuple[Alarm | None, float]:
    """Return the open level alarm, if any, and the log evidence after the last bucket."""
    kept = stream
    while len(kept):
        evidence = level_evidence(kept, target)
        enough = np.cumsum(kept.trials) >= settings.fewest_calls
        found = _find_first(enough & (evidence >= settings.level_evidence))
        if found is None:
            return None, float(evidence[-1])
        then = kept.part(0, found + 1)
        start = find_level_start(then, target, fewest_calls=settings.fewest_calls)
        bad = then.rate_of(start, len(then))
        back = find_return(kept, after=found + 1, bad=bad, reference=target, settings=settings)
        if back is None:
            alarm = _build_alarm(IssueKind.LEVEL, kept, start, found, target, evidence)
            return _if_worth_acting_on(alarm, settings), float(evidence[-1])
        kept = kept.part(back.start, len(kept))
    return None, -np.inf


def _find_drop(stream: Stream, usual: Usual, settings: Settings) -> tuple[Alarm | None, float]:
    """Return the open drop alarm, if any, and the log evidence after the last bucket.

    A spell that is over is left out of what the baseline is learnt from.
    """
    kept = stream
    first = int(np.searchsorted(np.cumsum(kept.trials), settings.fewest_history)) + 1
    while first < len(kept):
        evidence = drop_evidence(kept, first, usual)
        found = _find_first(evidence >= settings.drop_evidence)
        if found is None:
            return None, float(evidence[-1])
        then = kept.part(0, found + 1)
        start = find_fall_start(
            then,
            history=settings.fewest_history,
            fewest_calls=settings.fewest_calls,
            # What the weekdays explain is no part of the fall: only the test knows of weekdays.
            earliest=int(np.flatnonzero(evidence[:found] < NOTHING_TO_SPEAK_OF)[-1]) + 1,
        )
        if start is None:
            first = found + 1
            continue
        past, bad = then.rate_of(0, start), then.rate_of(start, len(then))
        back = find_return(kept, after=found + 1, bad=bad, reference=past, settings=settings)
        if back is None:
            alarm = _build_alarm(IssueKind.DROP, kept, start, found, past, evidence)
            told = None if _may_be_a_weekend(kept, start, found, len(kept), settings) else alarm
            return told and _if_worth_acting_on(told, settings), float(evidence[-1])
        if _may_be_a_weekend(kept, start, found, back.start, settings):
            first = back.seen + 1  # it stays in what is learnt of the week
            continue
        kept, first = kept.without(start, back.start), start + back.seen - back.start + 1
    return None, -np.inf


def _may_be_a_weekend(stream: Stream, start: int, found: int, end: int, settings: Settings) -> bool:
    """Is a fall one that weekdays do not bear out, found in a past too young to know what weekends are like?"""
    if stream.time_of(found) - stream.time_of(0) >= settings.learns_the_week:
        return False
    weekend = is_weekend(stream.cells[start:end])
    trials, good = stream.trials[start:end], stream.good[start:end]
    calls = trials[~weekend].sum()
    enough = max(settings.fewest_calls_back, trials[weekend].sum() // 2)
    half_way = (stream.rate_of(0, start) + stream.rate_of(start, end)) / 2
    return bool(weekend.any() and (calls < enough or good[~weekend].sum() > half_way * calls))


def _find_first(holds: NDArray[np.bool_]) -> int | None:
    return int(np.argmax(holds)) if holds.any() else None


def _build_alarm(kind: IssueKind, stream: Stream, start: int, found: int, baseline: float, evidence: Floats) -> Alarm:
    end = len(stream)
    return Alarm(
        kind=kind,
        observed=stream.rate_of(start, end),
        baseline=baseline,
        calls=stream.calls_of(start, end),
        since=stream.time_of(start),
        found_at=stream.time_of(found),
        found_rate=stream.rate_of(start, found + 1),
        log_evidence=float(evidence[found:].max()),
    )


def _if_worth_acting_on(alarm: Alarm, settings: Settings) -> Alarm | None:
    return alarm if alarm.gap >= settings.smallest_gap else None
