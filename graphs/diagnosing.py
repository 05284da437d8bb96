"""Why does an issue exist? Puts the analyses of its calls together, and keeps cause and proof with the issue.

What instructions cannot mend is referred to whoever can.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from graphs.analysing import analyse_by_rules
from graphs.referring import refer
from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory
from memory.vocabulary import Call, Finding, Metric
from tools.diagnosis.diagnosis import Diagnosis, diagnose, diagnose_failed_calls, diagnose_hang_ups

# The latest calls say why it is wrong now, and more of them would hardly change a share.
MOST_CALLS_READ = 300


async def diagnose_issue(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> Diagnosis:
    """Diagnose an issue from its latest calls and store what was found."""
    project = await memory.projects.get(issue.project_id)
    calls = await read_calls(memory, issue, as_of)
    findings = await _find(memory, issue, project, calls)
    diagnosis = _diagnose(issue, project, calls, findings)
    await memory.evidence.replace_for_issue(issue.project_id, issue.id, diagnosis.evidence)
    cause = diagnosis.main.value if diagnosis.main else None
    await memory.issues.change(issue.id, {"cause": cause, "diagnosis": _as_plain(diagnosis)})
    await refer(memory, issue, project, calls, findings, at)
    return diagnosis


async def read_calls(memory: Memory, issue: IssueRecord, as_of: datetime | None) -> list[Call]:
    """Return the latest calls that count against an issue's metric, with transcripts."""
    return await memory.calls.behind(
        issue.project_id,
        Metric(issue.metric),
        field=issue.field,
        version=issue.version,
        since=issue.since,
        until=as_of,
        limit=MOST_CALLS_READ,
    )


async def _find(memory: Memory, issue: IssueRecord, project: ProjectRecord, calls: Sequence[Call]) -> list[Finding]:
    """Return what happened to the fields an issue is about; none where it is about how calls ended."""
    metric = Metric(issue.metric)
    if metric is Metric.CAPTURE:
        names = {issue.field}
    elif metric is Metric.SUCCESS:
        names = {field.name for field in project.required_fields}
    else:
        return []
    analyses = await analyse_by_rules(memory, project, calls, issue.version)
    return [finding for analysis in analyses for finding in analysis.record.findings if finding.field in names]


def _diagnose(
    issue: IssueRecord, project: ProjectRecord, calls: Sequence[Call], findings: Sequence[Finding]
) -> Diagnosis:
    metric = Metric(issue.metric)
    if metric is Metric.FAILED_CALLS:
        return diagnose_failed_calls(calls)
    if metric is Metric.EARLY_HANG_UP:
        return diagnose_hang_ups(calls)
    return diagnose(findings, calls, project.fields)


def _as_plain(diagnosis: Diagnosis) -> dict[str, object]:
    """Return what pages and programs show of a diagnosis; its quotes are kept as evidence."""
    return {
        "calls_read": diagnosis.calls,
        "missed": diagnosis.missed,
        "owner": diagnosis.owner.value if diagnosis.owner else None,
        "mendable": diagnosis.mendable,
        "lead_field": diagnosis.lead_field,
        "causes": [{**asdict(count), "cause": count.cause.value} for count in diagnosis.causes],
        "fields": [{**asdict(count), "cause": count.cause.value} for count in diagnosis.fields],
        "reasons": [{"reason": reason, "calls": calls} for reason, calls in diagnosis.reasons],
    }
