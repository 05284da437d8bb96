"""What a person's word to leave an issue alone does: one transaction that checks, ignores and withdraws.

An ignored issue gets no run, no suggestion and no alert until somebody has it watched again, or until the
metric recovers and falls once more. Saying the same again changes nothing; what came too late is refused.
"""

from datetime import datetime
from uuid import UUID

from graphs.decisions import DecisionRefusedError
from memory.repositories.issues import NOT_IGNORED, IssueRecord
from memory.unit import Memory
from memory.vocabulary import IssueStatus, Metric, SuggestionStatus
from tools.detection.alarms import metric_words

LONGEST_REASON = 500  # characters


async def ignore(
    memory: Memory, issue_id: UUID, *, reason: str, at: datetime, person_id: UUID | None = None
) -> IssueRecord:
    """Leave an issue alone, saying why; a suggestion made for ignored issues alone is withdrawn."""
    said = _check_reason(reason)
    issue = await _lock(memory, issue_id)
    if issue.status == IssueStatus.IGNORED:
        if issue.ignored_reason != said:
            raise DecisionRefusedError("This issue is already ignored, for another reason. Nothing was changed.")
        return issue
    if issue.status == IssueStatus.RESOLVED:
        raise DecisionRefusedError("This issue is resolved: the metric is back. There is nothing left to ignore.")
    ignored = {"ignored_reason": said, "ignored_at": at, "ignored_by": person_id}
    await memory.issues.change(issue_id, {"status": IssueStatus.IGNORED.value, **ignored})
    await _withdraw_suggestion(memory, issue, said, at, person_id)
    await _log(memory, issue, "issue_ignored", "is not watched any more: the issue is ignored.", at, person_id)
    return await memory.issues.get(issue_id)


async def watch_again(memory: Memory, issue_id: UUID, *, at: datetime, person_id: UUID | None = None) -> IssueRecord:
    """Take the ignoring of an issue back: it is open, and the next pass deals with it."""
    issue = await _lock(memory, issue_id)
    if issue.status == IssueStatus.RESOLVED:
        raise DecisionRefusedError(
            "This issue is resolved: the metric is back. It opens again by itself should the metric fall again."
        )
    if issue.status != IssueStatus.IGNORED:
        return issue
    await memory.issues.change(issue_id, {"status": IssueStatus.OPEN.value, **NOT_IGNORED})
    await _log(memory, issue, "issue_watched", "is watched again: the issue is open.", at, person_id)
    return await memory.issues.get(issue_id)


def _check_reason(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise DecisionRefusedError("Please give a reason: it is shown with the issue to everyone who wonders.")
    if len(said) > LONGEST_REASON:
        raise DecisionRefusedError(f"The reason can be at most {LONGEST_REASON} characters long.")
    if "\x00" in said or any("\ud800" <= letter <= "\udfff" for letter in said):
        raise DecisionRefusedError("The reason holds a character that cannot be stored.")
    return said


async def _lock(memory: Memory, issue_id: UUID) -> IssueRecord:
    # Always the project first, as all decisions do: they queue up instead of blocking each other.
    await memory.projects.lock((await memory.issues.get(issue_id)).project_id)
    return await memory.issues.lock(issue_id)


async def _withdraw_suggestion(
    memory: Memory, issue: IssueRecord, reason: str, at: datetime, person_id: UUID | None
) -> None:
    pending = await memory.suggestions.pending_of(issue.project_id)
    if pending is None:
        return
    addressed = await memory.suggestions.issues_of(pending.id)
    if issue.id not in addressed:
        return
    statuses = {(await memory.issues.get(found)).status for found in addressed}
    if statuses & {IssueStatus.OPEN, IssueStatus.SUGGESTED}:
        return
    await memory.suggestions.lock(pending.id)
    why = f"Withdrawn, because what it was made for is ignored: {reason}"
    await memory.suggestions.decide(
        pending.id, "expire", SuggestionStatus.EXPIRED, at=at, person_id=person_id, reason=why
    )
    await memory.activities.log(
        "expire",
        "A suggestion was withdrawn: what it was made for is ignored.",
        at=at,
        project_id=issue.project_id,
        issue_id=issue.id,
        suggestion_id=pending.id,
        person_id=person_id,
    )


async def _log(memory: Memory, issue: IssueRecord, kind: str, what: str, at: datetime, person_id: UUID | None) -> None:
    # The reason stays with the issue: a person may quote a caller in it, and the log is for ever.
    sentence = f"{metric_words(Metric(issue.metric), issue.field or None)} {what}"
    # A scan wakes a run whose suggestion was withdrawn, and may have something else to suggest.
    await memory.projects.mark_news(issue.project_id)
    await memory.jobs.look_soon(issue.project_id)
    await memory.activities.log(
        kind, sentence, at=at, project_id=issue.project_id, issue_id=issue.id, person_id=person_id
    )
    await memory.events.publish("decision", {"project_id": str(issue.project_id), "title": sentence})
