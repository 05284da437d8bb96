"""Why does an issue exist? Reads its calls, finds the cause by rule, and keeps cause and proof with the issue."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Call, Cause, Metric
from tools.diagnosis.diagnose import Diagnosis, diagnose_capture, diagnose_failures, diagnose_success

# The latest calls say why it is wrong now, and more of them would hardly change a share.
MOST_CALLS_READ = 300


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A diagnosis with the calls it was read from."""

    diagnosis: Diagnosis
    calls: tuple[Call, ...]


async def diagnose_issue(memory: Memory, issue: IssueRecord, as_of: datetime | None) -> Diagnosed:
    """Diagnose an issue from its latest calls and store what was found."""
    project = await memory.projects.get(issue.project_id)
    calls = await memory.calls.behind(
        issue.project_id,
        Metric(issue.metric),
        field=issue.field,
        version=issue.version,
        since=issue.since,
        until=as_of,
        limit=MOST_CALLS_READ,
    )
    instructions = (await memory.instructions.find(issue.project_id, issue.version)) or (
        await memory.instructions.current(issue.project_id)
    )
    if issue.metric == Metric.FAILED_CALLS:
        diagnosis = diagnose_failures(calls)
    elif issue.metric == Metric.CAPTURE:
        field = next(found for found in project.fields if found.name == issue.field)
        diagnosis = diagnose_capture(calls, field, project.fields, instructions.text)
    else:
        diagnosis = diagnose_success(calls, project.fields, instructions.text)
    await _store(memory, issue, diagnosis)
    return Diagnosed(diagnosis, tuple(calls))


async def _store(memory: Memory, issue: IssueRecord, diagnosis: Diagnosis) -> None:
    await memory.evidence.replace_for_issue(issue.project_id, issue.id, diagnosis.quotes)
    await memory.issues.change(
        issue.id,
        {"cause": diagnosis.cause.value if diagnosis.cause else None, "diagnosis": as_plain(diagnosis)},
    )
