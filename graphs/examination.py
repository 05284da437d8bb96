"""Is anything wrong with a project, given its calls so far? Opens, reopens and resolves its issues."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from graphs.watching import BEFORE_FIELDS, Watched, watch
from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory
from memory.vocabulary import IssueKind, IssueStatus, Metric
from tools.detection import sieve
from tools.detection.alarms import Alarm, describe, metric_words
from tools.detection.detect import Detection, detect, has_recovered
from tools.detection.settings import Settings

A_SECOND = timedelta(seconds=1)  # buckets begin with whole seconds
ACTIVE = frozenset({IssueStatus.OPEN, IssueStatus.SUGGESTED, IssueStatus.IGNORED})


@dataclass(frozen=True, slots=True)
class Examination:
    """What looking at a project brought: the issues opened, and the moment it was looked at."""

    opened: tuple[UUID, ...]
    moment: datetime | None


async def examine_project(
    memory: Memory, project_id: UUID, as_of: datetime | None, settings: Settings | None = None
) -> Examination:
    """Bring a project's issues up to `as_of`, or to its last call.

    A moment earlier than one already looked at changes nothing. `settings` are those of the whole fleet.
    """
    await memory.projects.lock(project_id)
    project = await memory.projects.get(project_id)
    news = await memory.projects.news(project_id)
    last_call = await memory.projects.last_call_at(project_id)
    moment = as_of or last_call
    if moment is None:
        await memory.projects.mark_looked_at(project_id, news, None, [])
        return Examination((), None)
    if as_of is not None and project.scanned_until is not None and moment < project.scanned_until:
        return Examination((), None)
    look = _Look(memory, project, await memory.streams.version_at(project_id, moment), moment, settings or Settings())
    watched = await watch(memory, project, look.version, moment, only_ended=as_of is not None)
    issues = {(issue.metric, issue.field): issue for issue in await memory.issues.matching(project_id=project_id)}
    opened, detections = [], []
    for each in watched:
        detections.append(detect(each.stream, target=each.target, settings=look.settings, usual=each.usual))
        opened += await look.settle(each, detections[-1], issues.pop((each.metric.value, each.field), None))
    await look.let_go(issues.values())
    # A moment to come says nothing of calls that come before it.
    await memory.projects.change(project_id, {"scanned_until": min(moment, last_call or moment)})
    if last_call is not None and moment >= last_call:
        await memory.projects.mark_looked_at(project_id, news, *_fill_sieve(project, watched, detections))
    return Examination(tuple(opened), moment)


async def is_still_wrong(memory: Memory, issue: IssueRecord, as_of: datetime | None) -> bool:
    """Look again at one issue: is its metric still not back?"""
    project = await memory.projects.get(issue.project_id)
    moment = as_of or await memory.projects.last_call_at(issue.project_id)
    if moment is None:
        return False
    version = await memory.streams.version_at(issue.project_id, moment)
    for each in await watch(memory, project, version, moment, only_ended=as_of is not None):
        if (each.metric, each.field) == (issue.metric, issue.field):
            return not _is_over(issue, each, version)
    return False


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a project: what it is about, and what it writes."""

    memory: Memory
    project: ProjectRecord
    version: int
    moment: datetime
    settings: Settings

    async def settle(self, watched: Watched, detection: Detection, issue: IssueRecord | None) -> list[UUID]:
        """Bring the issue of one metric up to date; return its id if it was opened or reopened."""
        if detection.issue is not None:
            return await self._open(watched, detection.issue, issue)
        if issue is not None and issue.status in ACTIVE:
            if _is_over(issue, watched, self.version):
                await self._resolve(issue, f"{watched.words} is back.")
            else:
                await self._refresh(issue, watched)
        return []

    async def let_go(self, issues: Iterable[IssueRecord]) -> None:
        """Resolve those of these issues that stand, whose metrics nobody watches any more."""
        for issue in issues:
            if issue.status in ACTIVE:
                words = metric_words(Metric(issue.metric), issue.field or None)
                await self._resolve(issue, f"{words} is not watched any more.")

    async def _open(self, watched: Watched, alarm: Alarm, issue: IssueRecord | None) -> list[UUID]:
        issues = self.memory.issues
        seen = self._numbers(alarm, watched)
        anew = {**seen, "detected_at": self.moment}
        if issue is None:
            key = {"project_id": self.project.id, "metric": watched.metric.value, "field": watched.field}
            issue_id = await issues.open({**key, **anew})
        elif issue.status == IssueStatus.RESOLVED:
            issue_id = issue.id
            await issues.reopen(issue_id, {**anew, "cause": None, "diagnosis": {}})
        else:
            still_wrong = issue.status == IssueStatus.SUGGESTED and issue.version != self.version
            again: dict[str, object] = {"status": IssueStatus.OPEN.value, "cause": None, "diagnosis": {}}
            await issues.change(issue.id, {**seen, **(again if still_wrong else {})})
            return []
        word = "opened" if issue is None else "opened again"
        await self._log("issue_opened", f"An issue was {word}: {describe(alarm, watched.words)}", issue_id)
        return [issue_id]

    async def _refresh(self, issue: IssueRecord, watched: Watched) -> None:
        """Bring the numbers of an issue up to date that stands, though nothing new speaks for it."""
        start = 0 if issue.since is None else watched.stream.first_after(issue.since - A_SECOND)
        if issue.found_at is None or issue.found_rate is None or start >= len(watched.stream):
            return
        since = watched.stream.time_of(start)
        end = len(watched.stream)
        observed, calls = watched.stream.rate_of(start, end), watched.stream.calls_of(start, end)
        kind, found_at, log_evidence = IssueKind(issue.kind), issue.found_at, issue.log_evidence or 0.0
        alarm = Alarm(kind, observed, issue.baseline, calls, since, found_at, issue.found_rate, log_evidence)
        values = self._numbers(alarm, watched)
        await self.memory.issues.change(issue.id, {**values, "version": issue.version})

    async def _resolve(self, issue: IssueRecord, sentence: str) -> None:
        await self.memory.issues.resolve(issue.id, self.moment)
        await self._log("issue_resolved", sentence, issue.id)

    async def _log(self, kind: str, sentence: str, issue_id: UUID) -> None:
        await self.memory.activities.log(kind, sentence, at=self.moment, project_id=self.project.id, issue_id=issue_id)

    def _numbers(self, alarm: Alarm, watched: Watched) -> dict[str, object]:
        return {
            "kind": alarm.kind.value,
            "severity": alarm.severity.value,
            "observed": alarm.observed,
            "baseline": alarm.baseline,
            "calls": alarm.calls,
            "version": self.version,
            "since": alarm.since,
            "found_at": alarm.found_at,
            "found_rate": alarm.found_rate,
            "log_evidence": alarm.log_evidence,
            "explanation": describe(alarm, watched.words),
        }


def _is_over(issue: IssueRecord, watched: Watched, version: int) -> bool:
    reference = watched.target if issue.kind == IssueKind.LEVEL else issue.baseline
    if issue.version != version or issue.found_at is None or issue.found_rate is None:
        # The instructions changed since: the new ones need calls of their own to be believed.
        enough = watched.stream.calls >= Settings().fewest_calls_back
        return enough and (watched.stream.rate or 0.0) >= reference - Settings().smallest_gap
    return has_recovered(watched.stream, found_at=issue.found_at, found_rate=issue.found_rate, reference=reference)


def _fill_sieve(
    project: ProjectRecord, watched: list[Watched], detections: list[Detection]
) -> tuple[bytes, list[float]]:
    """Return the project's sieve as it is after a look at all calls, and the targets it needs."""
    places = BEFORE_FIELDS + max((record.ordinal + 1 for record in project.field_records), default=0)
    targets, drops, levels = np.zeros(places), np.full(places, -np.inf), np.full(places, -np.inf)
    known = sieve.begin(places)
    trials, good = known.trials.copy(), known.good.copy()
    for each, detection in zip(watched, detections, strict=True):
        trials[each.place], good[each.place] = each.stream.calls, each.stream.good.sum()
        targets[each.place] = each.target
        drops[each.place], levels[each.place] = detection.drop_evidence, detection.level_evidence
    filled = sieve.anchor(replace(known, trials=trials, good=good), drops, levels)
    return filled.as_rows().tobytes(), targets.tolist()
