"""Is anything wrong with a project, given its calls so far? Opens, reopens and resolves its issues."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.streams import Counts
from memory.unit import Memory
from memory.vocabulary import IssueStatus, Metric
from tools.detection.alarms import Alarm, describe, metric_words
from tools.detection.detect import Detection, detect
from tools.detection.settings import Settings
from tools.detection.stream import Stream, build_stream

# Telephony that works fails less often than this; the contract gives projects no target for it.
FAILED_CALLS_TARGET = 0.95


@dataclass(frozen=True, slots=True)
class Watched:
    """One metric of a project with its stream and its target."""

    metric: Metric
    field: str
    target: float
    stream: Stream

    @property
    def words(self) -> str:
        """The metric as the beginning of a sentence."""
        return metric_words(self.metric, self.field or None)


@dataclass(frozen=True, slots=True)
class Examination:
    """What looking at a project brought: the issues opened, and the moment it was looked at."""

    opened: tuple[UUID, ...]
    moment: datetime | None


async def examine_project(memory: Memory, project_id: UUID, as_of: datetime | None) -> Examination:
    """Bring a project's issues up to `as_of`, or to its last call.

    A moment earlier than one already looked at changes nothing.
    """
    await memory.projects.lock(project_id)
    project = await memory.projects.get(project_id)
    news = await memory.projects.news(project_id)
    last_call = await memory.projects.last_call_at(project_id)
    moment = as_of or last_call
    if moment is None or (project.scanned_until is not None and moment < project.scanned_until):
        return Examination((), None)
    opened = []
    version = await memory.streams.version_at(project_id, moment)
    for watched in await watch(memory, project, version, as_of):
        issue = await memory.issues.find(project_id, watched.metric, watched.field)
        detection = detect(watched.stream, target=watched.target)
        if detection.issue is not None:
            opened += await _open(memory, project, watched, detection.issue, issue, version, moment)
        elif issue is not None and _is_over(issue, watched, detection, version):
            await _resolve(memory, issue, moment)
    await memory.projects.change(project_id, {"scanned_until": moment})
    if news is not None and last_call is not None and moment >= last_call:
        await memory.projects.clear_news(project_id, news)
    return Examination(tuple(opened), moment)


async def watch(memory: Memory, project: ProjectRecord, version: int, as_of: datetime | None) -> list[Watched]:
    """Return every watched metric of a project with its calls under `version`, up to `as_of`."""
    in_force = await memory.instructions.find(project.id, version)
    since = in_force.in_force_from if in_force else None
    counts = [
        found
        for found in await memory.streams.read(project.id, as_of)
        # A call of no known version tells about the version that was in force when it ended.
        if found.version == version or (found.version == 0 and (since is None or found.at >= since))
    ]
    return list(_metrics(project, counts))


async def find_alarm(memory: Memory, issue: IssueRecord, as_of: datetime | None) -> Alarm | None:
    """Look again at one issue: return its alarm, or None when there is none any more."""
    project = await memory.projects.get(issue.project_id)
    moment = as_of or await memory.projects.last_call_at(issue.project_id)
    if moment is None:
        return None
    version = await memory.streams.version_at(issue.project_id, moment)
    for watched in await watch(memory, project, version, as_of):
        if (watched.metric, watched.field) == (issue.metric, issue.field):
            return detect(watched.stream, target=watched.target).issue
    return None


def _metrics(project: ProjectRecord, counts: list[Counts]) -> Iterator[Watched]:
    yield Watched(
        Metric.SUCCESS,
        "",
        project.target_success_rate,
        build_stream((found.at, found.eligible, found.successes) for found in counts),
    )
    yield Watched(
        Metric.FAILED_CALLS,
        "",
        FAILED_CALLS_TARGET,
        build_stream((found.at, found.attempts, found.attempts - found.failed) for found in counts),
    )
    for record in project.field_records:
        if record.active and record.field.required:
            place = record.ordinal
            shares = (
                (found.at, found.trials[place], found.captured[place]) for found in counts if place < len(found.trials)
            )
            yield Watched(Metric.CAPTURE, record.field.name, record.field.target_capture_rate, build_stream(shares))


async def _open(
    memory: Memory,
    project: ProjectRecord,
    watched: Watched,
    alarm: Alarm,
    issue: IssueRecord | None,
    version: int,
    moment: datetime,
) -> list[UUID]:
    seen = {
        "kind": alarm.kind.value,
        "severity": alarm.severity.value,
        "observed": alarm.observed,
        "baseline": alarm.baseline,
        "calls": alarm.calls,
        "version": version,
        "since": alarm.since,
        "explanation": describe(alarm, watched.words),
    }
    if issue is None:
        key = {"project_id": project.id, "metric": watched.metric.value, "field": watched.field}
        issue_id = await memory.issues.open({**key, **seen, "detected_at": moment})
    elif issue.status == IssueStatus.RESOLVED:
        issue_id = issue.id
        again = {"status": IssueStatus.OPEN.value, "detected_at": moment, "resolved_at": None}
        await memory.issues.change(issue_id, {**seen, **again, "cause": None, "diagnosis": {}})
    else:
        still_wrong = issue.status == IssueStatus.SUGGESTED and issue.version != version
        again = {"status": IssueStatus.OPEN.value, "cause": None, "diagnosis": {}}
        await memory.issues.change(issue.id, {**seen, **(again if still_wrong else {})})
        return []
    sentence = f"An issue was opened: {describe(alarm, watched.words)}"
    await memory.activities.log("issue_opened", sentence, at=moment, project_id=project.id, issue_id=issue_id)
    return [issue_id]


def _is_over(issue: IssueRecord, watched: Watched, detection: Detection, version: int) -> bool:
    if issue.status not in {IssueStatus.OPEN, IssueStatus.SUGGESTED}:
        return False
    if issue.version == version:
        return True
    # The instructions changed since: the new ones need calls of their own to be believed.
    enough = watched.stream.calls >= Settings().fewest_calls_back
    return enough and (detection.rate or 0.0) >= issue.baseline - Settings().smallest_gap


async def _resolve(memory: Memory, issue: IssueRecord, moment: datetime) -> None:
    await memory.issues.change(issue.id, {"status": IssueStatus.RESOLVED.value, "resolved_at": moment})
    words = metric_words(Metric(issue.metric), issue.field or None)
    await memory.activities.log(
        "issue_resolved", f"{words} is back.", at=moment, project_id=issue.project_id, issue_id=issue.id
    )
