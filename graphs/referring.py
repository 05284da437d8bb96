"""What can instructions not mend? It is referred, with its proof, to whoever can; a person marks it as handled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.referrals import HANDLED, OPEN, ReferralRecord, Referred
from memory.unit import Memory
from memory.vocabulary import Call, Cause, Finding, FindingSource, Metric, Quote
from tools.diagnosis.diagnosis import INTERVAL_CONFIDENCE, Owner, diagnose, diagnose_failed_calls
from tools.diagnosis.intervals import wilson

# Instructions can have a value read back; only a recording proves that it was the recogniser that got it wrong.
PROVEN_ONLY = Cause.MISHEARD

# A cause in a smaller share of the calls behind an issue is not what the issue is about.
WORTH_TELLING = 0.2

# When a field and cause were handled, for those that were.
Handled = Mapping[tuple[str, str], datetime]
Found = tuple[Referred, tuple[Quote, ...]]


async def refer(
    memory: Memory,
    issue: IssueRecord,
    project: ProjectRecord,
    calls: Sequence[Call],
    findings: Sequence[Finding],
    at: datetime,
) -> None:
    """Refer what an issue's calls show others to have to mend, where enough calls carry it.

    What somebody has handled comes back only with calls that were made afterwards.
    """
    handled = await memory.referrals.handled_since(project.id)
    if Metric(issue.metric) is Metric.FAILED_CALLS:
        found = _find_failed(calls, handled)
    else:
        found = _find_fields(findings, calls, project, handled)
    ids = await memory.referrals.refer(project.id, issue.id, [referred for referred, _ in found], at)
    for referral_id, (_, quotes) in zip(ids, found, strict=True):
        await memory.evidence.replace_for_referral(project.id, referral_id, quotes)


async def mark_handled(memory: Memory, referral_id: UUID, *, at: datetime, person_id: UUID | None) -> ReferralRecord:
    """Record that somebody dealt with a referral; a second time changes nothing. Raises LookupError."""
    return await _mark(memory, referral_id, HANDLED, at, person_id, "A referral was marked as handled.")


async def open_again(memory: Memory, referral_id: UUID, *, at: datetime, person_id: UUID | None) -> ReferralRecord:
    """Take back that a referral was handled; a second time changes nothing. Raises LookupError."""
    return await _mark(memory, referral_id, OPEN, at, person_id, "A referral was opened again.")


async def _mark(
    memory: Memory, referral_id: UUID, status: str, at: datetime, person_id: UUID | None, sentence: str
) -> ReferralRecord:
    referral = await memory.referrals.get(referral_id)
    if await memory.referrals.mark(referral_id, status, at, person_id):
        about = {"project_id": referral.project_id, "issue_id": referral.issue_id}
        await memory.activities.log("referral", sentence, at=at, person_id=person_id, **about)
    return await memory.referrals.get(referral_id)


def _find_failed(calls: Iterable[Call], handled: Handled) -> list[Found]:
    key = ("", Cause.NO_CONVERSATION.value)
    diagnosis = diagnose_failed_calls([call for call in calls if _is_after(call, handled.get(key))])
    if diagnosis.main is None or diagnosis.owner is None:
        return []
    (count,) = diagnosis.causes
    return [(Referred(*key, diagnosis.owner.value, count.calls, diagnosis.missed, count.low, count.high), ())]


def _find_fields(
    findings: Iterable[Finding], calls: Sequence[Call], project: ProjectRecord, handled: Handled
) -> list[Found]:
    by_id = {call.call_id: call for call in calls}
    missed: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.cause is not None:
            missed[finding.field].append(finding)
    found: list[Found] = []
    for field, of_field in missed.items():
        for cause in sorted({finding.cause for finding in of_field if finding.cause is not None}):
            since = handled.get((field, cause.value))
            counted = [finding for finding in of_field if _is_after(by_id.get(finding.call_id), since)]
            carrying = [finding for finding in counted if finding.cause is cause and _may_be_referred(finding)]
            diagnosis = diagnose(carrying, calls, project.fields)
            is_minor = len(carrying) < WORTH_TELLING * len(calls)
            if is_minor or diagnosis.owner is None or diagnosis.owner is Owner.INSTRUCTIONS:
                continue
            low, high = wilson(len(carrying), len(counted), INTERVAL_CONFIDENCE)
            referred = Referred(field, cause.value, diagnosis.owner.value, len(carrying), len(counted), low, high)
            found.append((referred, diagnosis.evidence))
    return found


def _may_be_referred(finding: Finding) -> bool:
    return finding.cause is not PROVEN_ONLY or finding.source is FindingSource.RECORDING


def _is_after(call: Call | None, moment: datetime | None) -> bool:
    return moment is None or (call is not None and call.started_at > moment)
