"""Why does an issue exist? Reads its calls, finds the cause by rule, and keeps cause and proof with the issue."""

from dataclasses import asdict
from datetime import datetime

from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.unit import Memory
from memory.vocabulary import Call, Field, Metric
from tools.diagnosis.diagnosis import Diagnosis, diagnose, diagnose_failed_calls, diagnose_hang_ups
from tools.diagnosis.findings import find_fields

# The latest calls say why it is wrong now, and more of them would hardly change a share.
MOST_CALLS_READ = 300


async def diagnose_issue(memory: Memory, issue: IssueRecord, as_of: datetime | None) -> Diagnosis:
    """Diagnose an issue from its latest calls and store what was found."""
    project = await memory.projects.get(issue.project_id)
    calls = await read_calls(memory, issue, as_of)
    version = await memory.instructions.find(issue.project_id, issue.version)
    diagnosis = _diagnose(issue, project, calls, version.text if version else "")
    await memory.evidence.replace_for_issue(issue.project_id, issue.id, diagnosis.evidence)
    cause = diagnosis.main.value if diagnosis.main else None
    await memory.issues.change(issue.id, {"cause": cause, "diagnosis": _as_plain(diagnosis)})
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


def _diagnose(issue: IssueRecord, project: ProjectRecord, calls: list[Call], instructions: str) -> Diagnosis:
    metric = Metric(issue.metric)
    if metric is Metric.FAILED_CALLS:
        return diagnose_failed_calls(calls)
    if metric is Metric.EARLY_HANG_UP:
        return diagnose_hang_ups(calls)
    wanted: tuple[Field, ...] = project.required_fields
    if metric is Metric.CAPTURE:
        wanted = tuple(field for field in project.fields if field.name == issue.field)
    # Every field is read, so that the order of questions is known; only the wanted ones are counted.
    names = {field.name for field in wanted}
    findings = [
        finding
        for call in calls
        for finding in find_fields(call, project.fields, instructions)
        if finding.field in names
    ]
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
