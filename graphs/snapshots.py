"""Everything a draft rests on, gathered by code before playbook or model sees any of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from graphs.diagnosing import diagnose_issue
from graphs.lessons import find_lessons
from memory.drafts import CauseShare, Lesson, MarkedPart, PastSuggestion, RateSpan, Snapshot
from memory.repositories.issues import IssueRecord
from memory.repositories.preferences import PreferenceRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.streams import Counts
from memory.unit import Memory
from memory.vocabulary import Cause, IssueStatus, Metric, Quote
from tools.instructions.protected import find_protected
from tools.instructions.template_variables import find_variables

MOST_QUOTES = 6
MOST_PAST = 10
MOST_PREFERENCES = 10
MOST_SPANS = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A snapshot with the issues it addresses, and what people turned down or asked for in this project.

    `lessons` are those against every cause.
    """

    snapshot: Snapshot
    issues: tuple[IssueRecord, ...]
    missed_for_cause: int
    rejected: tuple[PastSuggestion, ...]
    preferences: tuple[PreferenceRecord, ...]
    lessons: tuple[Lesson, ...] = ()


async def take_snapshot(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> Taken:
    """Take the snapshot for a diagnosed issue, with the project's other fields missed for the same cause."""
    issues = [issue]
    if issue.metric == Metric.CAPTURE:
        issues += await _find_others(memory, issue, as_of, at)
    names = [found.field or found.diagnosis.get("lead_field") or "" for found in issues]
    project = await memory.projects.get(issue.project_id)
    current = await memory.instructions.current(issue.project_id)
    cause = Cause(issue.cause or Cause.NOT_ASKED)
    preferences = await memory.preferences.stated(issue.project_id)
    lessons = await find_lessons(memory)
    snapshot = Snapshot(
        project_name=project.name,
        goal=project.goal,
        instructions=current.text,
        base_version=current.number,
        fields=project.fields,
        missing=tuple(field for field in project.fields if field.name in names),
        cause=cause,
        quotes=tuple(await _quotes(memory, issues)),
        calls=issue.calls,
        missed=round(issue.calls * (1 - issue.observed)),
        metric=Metric(issue.metric),
        variables=tuple(dict.fromkeys(variable.text for variable in find_variables(current.text))),
        protected=tuple(MarkedPart(part.start, part.end, part.reason.value) for part in find_protected(current.text)),
        rates=tuple(await _find_rates(memory, project, issue)),
        causes=tuple(_read_causes(issue)),
        past=tuple(await _find_past(memory, issue, cause)),
        lessons=tuple(lesson for lesson in lessons if lesson.cause == cause),
        preferences=tuple(said.text for said in preferences[:MOST_PREFERENCES]),
    )
    rejected = await memory.past.rejected_of(issue.project_id)
    share = next((count["share"] for count in issue.diagnosis["causes"] if count["cause"] == issue.cause), 0.0)
    missed_for_cause = round(snapshot.missed * share)
    return Taken(snapshot, tuple(issues), missed_for_cause, tuple(rejected), tuple(preferences), tuple(lessons))


async def _find_others(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> list[IssueRecord]:
    found = []
    for other in await memory.issues.matching(project_id=issue.project_id, statuses=(IssueStatus.OPEN,)):
        if other.id == issue.id or other.metric != Metric.CAPTURE or other.version != issue.version:
            continue
        if not other.diagnosis:
            await diagnose_issue(memory, other, as_of, at)
        diagnosed = await memory.issues.get(other.id)
        if diagnosed.cause == issue.cause:
            found.append(diagnosed)
    return found


async def _quotes(memory: Memory, issues: list[IssueRecord]) -> list[Quote]:
    """Return quotes in turn from every issue, so that none crowds out the others."""
    columns = [await memory.evidence.of_issue(issue.id) for issue in issues]
    longest = max((len(column) for column in columns), default=0)
    mixed = [column[place] for place in range(longest) for column in columns if place < len(column)]
    return list(dict.fromkeys(mixed))[:MOST_QUOTES]


async def _find_rates(memory: Memory, project: ProjectRecord, issue: IssueRecord) -> list[RateSpan]:
    """Return how often the issue's metric was good under each of the latest versions, oldest first."""
    place = next((one.ordinal for one in project.field_records if one.field.name == issue.field), None)
    totals: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for hour in await memory.streams.read(project.id):
        calls, good = _count(hour, Metric(issue.metric), place)
        totals[hour.version][0] += calls
        totals[hour.version][1] += good
    versions = {version.number: version for version in await memory.instructions.history(project.id)}
    return [
        RateSpan(number, calls, good, versions[number].in_force_from, versions[number].in_force_to)
        for number, (calls, good) in sorted(totals.items())
        if number in versions
    ][-MOST_SPANS:]


def _count(hour: Counts, metric: Metric, place: int | None) -> tuple[int, int]:
    if metric is Metric.CAPTURE:
        known = place is not None and place < len(hour.trials)
        return (hour.trials[place], hour.captured[place]) if known and place is not None else (0, 0)
    if metric is Metric.SUCCESS:
        return hour.eligible, hour.successes
    if metric is Metric.FAILED_CALLS:
        return hour.attempts, hour.attempts - hour.failed
    return hour.eligible, hour.eligible - hour.early_hang_ups


def _read_causes(issue: IssueRecord) -> list[CauseShare]:
    return [
        CauseShare(Cause(count["cause"]), count["calls"], count["share"], count["low"], count["high"])
        for count in issue.diagnosis.get("causes", ())
    ]


async def _find_past(memory: Memory, issue: IssueRecord, cause: Cause) -> list[PastSuggestion]:
    """Return what was suggested before: in this project, and against this cause anywhere in the organisation."""
    own = await memory.past.search(project_id=issue.project_id, limit=MOST_PAST)
    alike = await memory.past.search(cause=cause, seen_from=issue.project_id, limit=MOST_PAST)
    known = {past.suggestion_id: past for past in (*own, *alike)}
    return list(known.values())[:MOST_PAST]
