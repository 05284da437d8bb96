"""What is watched in a project? Every metric with its target, its calls, and what is usual for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from graphs.usual import find_usual, zone_of
from memory.repositories.projects import ProjectRecord
from memory.repositories.streams import Counts
from memory.unit import Memory
from memory.vocabulary import Metric
from tools.detection.alarms import metric_words
from tools.detection.monitor import Usual
from tools.detection.seasons import cells_of
from tools.detection.stream import Stream, keep_called
from tools.detection.usual import UsualRates

# The contract gives projects no targets for these two. Telephony that works fails less often, and where more callers
# than that hang up early, something in the opening drives them away.
FAILED_CALLS_TARGET = 0.95
EARLY_HANG_UP_TARGET = 0.85

BEFORE_FIELDS = 3
"""So many metrics of a project stand before those of its fields."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One metric of a project with its stream and its target; `place` is its place among the project's metrics."""

    metric: Metric
    field: str
    target: float
    stream: Stream
    usual: Usual
    place: int

    @property
    def words(self) -> str:
        """The metric as the beginning of a sentence."""
        return metric_words(self.metric, self.field or None)


async def watch(
    memory: Memory, project: ProjectRecord, version: int, moment: datetime, *, only_ended: bool
) -> list[Watched]:
    """Return every watched metric of a project with its calls under `version`.

    `only_ended`: only with calls that had ended by `moment`.
    """
    in_force = await memory.instructions.find(project.id, version)
    since = in_force.in_force_from if in_force else None
    counts = [
        found
        for found in await memory.streams.read(project.id, moment if only_ended else None)
        # A call of no known version tells about the version that was in force when it ended.
        if found.version == version or (found.version == 0 and (since is None or found.at >= since))
    ]
    return list(_watch_counts(project, counts, await find_usual(memory, moment)))


def _watch_counts(project: ProjectRecord, counts: Sequence[Counts], usual: UsualRates) -> Iterator[Watched]:
    times = np.array([found.at.replace(tzinfo=None) for found in counts], dtype="datetime64[s]")
    cells = cells_of(times, zone_of(project), usual.type_numbers([found.call_type for found in counts]))
    success, failed, early = Metric.SUCCESS, Metric.FAILED_CALLS, Metric.EARLY_HANG_UP
    shares = [
        (success, "", project.target_success_rate, [(found.eligible, found.successes) for found in counts]),
        (failed, "", FAILED_CALLS_TARGET, [(found.attempts, found.attempts - found.failed) for found in counts]),
        (
            early,
            "",
            EARLY_HANG_UP_TARGET,
            [(found.eligible, found.eligible - found.early_hang_ups) for found in counts],
        ),
    ]
    places = list(range(BEFORE_FIELDS))
    for record in project.field_records:
        if record.active and record.field.required:
            at = record.ordinal
            pairs = [(found.trials[at], found.captured[at]) if at < len(found.trials) else (0, 0) for found in counts]
            shares.append((Metric.CAPTURE, record.field.name, record.field.target_capture_rate, pairs))
            places.append(BEFORE_FIELDS + at)
    for (metric, name, target, pairs), place in zip(shares, places, strict=True):
        columns = np.array(pairs, dtype=np.int64).reshape(len(counts), 2)
        stream = keep_called(times, columns[:, 0], columns[:, 1], cells)
        yield Watched(metric, name, target, stream, usual.of(metric.value, name), place)
