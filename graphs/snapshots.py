"""Everything a draft rests on, gathered before playbook or model sees any of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from graphs.diagnosing import diagnose_issue
from memory.drafts import Snapshot
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Cause, IssueStatus, Metric, Quote, SuggestionStatus

MOST_QUOTES = 6


@dataclass(frozen=True, slots=True)
class Taken:
    """A snapshot with the issues it addresses, and the kinds of edit people turned down for them."""

    snapshot: Snapshot
    issues: tuple[IssueRecord, ...]
    missed_for_cause: int
    rejected_kinds: frozenset[str]


async def take_snapshot(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> Taken:
    """Take the snapshot for a diagnosed issue, with the project's other fields missed for the same cause."""
    issues = [issue]
    if issue.metric == Metric.CAPTURE:
        issues += await _find_others(memory, issue, as_of, at)
    names = [found.field or found.diagnosis.get("lead_field") or "" for found in issues]
    project = await memory.projects.get(issue.project_id)
    current = await memory.instructions.current(issue.project_id)
    snapshot = Snapshot(
        project_name=project.name,
        goal=project.goal,
        instructions=current.text,
        base_version=current.number,
        fields=project.fields,
        missing=tuple(field for field in project.fields if field.name in names),
        cause=Cause(issue.cause or Cause.NOT_ASKED),
        quotes=tuple(await _quotes(memory, issues)),
        calls=issue.calls,
        missed=round(issue.calls * (1 - issue.observed)),
    )
    rejected = await _rejected_kinds(memory, issue.project_id, current.number, set(names))
    share = next((count["share"] for count in issue.diagnosis["causes"] if count["cause"] == issue.cause), 0.0)
    return Taken(snapshot, tuple(issues), round(snapshot.missed * share), rejected)


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


async def _rejected_kinds(memory: Memory, project_id: UUID, version: int, names: set[str]) -> frozenset[str]:
    """Return the kinds of edit people turned down for these fields of this version."""
    past = await memory.suggestions.matching(project_id=project_id, status=SuggestionStatus.REJECTED)
    return frozenset(found.kind for found in past if found.base_version == version and names & set(found.fields))
