"""Who is told of what is wrong? Alerts about issues and suggestions, within the week's places."""

from datetime import datetime
from uuid import UUID

from memory.repositories.issues import IssueRecord
from memory.repositories.notifications import About, occasion_of_issue
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import IssueKind, IssueStatus, Metric
from tools.detection.alarms import metric_words


async def tell_of_issue(memory: Memory, issue_id: UUID, now: datetime) -> bool:
    """Tell people of an open issue that no suggestion deals with, once per opening; return whether it was new."""
    project_id = (await memory.issues.get(issue_id)).project_id
    await memory.projects.lock(project_id)
    issue = await memory.issues.lock(issue_id)
    if issue.status != IssueStatus.OPEN:
        return False
    return await memory.notifications.tell(
        occasion_of_issue(issue.id, issue.reopened),
        title=f"{issue.project_name}: {_say(issue)}",
        body=f"{issue.explanation} Its severity is {issue.severity}. No suggestion was made, and the page says why.",
        link=f"/projects/{project_id}#issue-{issue.id}",
        at=now,
        project_id=project_id,
        important=True,
        about=About(issue.id),
    )


async def tell_of_suggestion(memory: Memory, suggestion: SuggestionRecord, now: datetime) -> bool:
    """Tell people that a suggestion waits for them, once; return whether it was new."""
    return await memory.notifications.tell(
        f"suggestion:{suggestion.id}",
        title=f"{suggestion.project_name}: a suggestion waits for your decision",
        body=suggestion.rationale,
        link=f"/projects/{suggestion.project_id}/instructions",
        at=now,
        project_id=suggestion.project_id,
        important=True,
        about=About(suggestion.issue_id, suggestion.id),
    )


async def tell_of_applying(memory: Memory, suggestion: SuggestionRecord, now: datetime) -> bool:
    """Tell people that a suggestion was applied without a click, once; return whether it was new."""
    return await memory.notifications.tell(
        f"applied:{suggestion.id}",
        title=f"{suggestion.project_name}: a proven change was applied",
        body=f"{suggestion.rationale} It can be rolled back at any time.",
        link=f"/projects/{suggestion.project_id}/instructions",
        at=now,
        project_id=suggestion.project_id,
        important=True,
    )


async def tell_of_undoing(memory: Memory, suggestion: SuggestionRecord, now: datetime) -> bool:
    """Tell people that a change was rolled back without a click, once; return whether it was new."""
    decided = await memory.suggestions.decisions_on(suggestion.id)
    return await memory.notifications.tell(
        f"undone:{suggestion.id}",
        title=f"{suggestion.project_name}: a change was rolled back",
        body=next((one.reason for one in decided if one.kind == "roll_back" and one.reason), ""),
        link=f"/projects/{suggestion.project_id}/instructions",
        at=now,
        project_id=suggestion.project_id,
        important=True,
    )


async def release_held_back(memory: Memory, now: datetime) -> int:
    """End a pass: tell what was gathered or held back and still stands, the gravest first; return how many."""
    return await memory.notifications.release(now)


def _say(issue: IssueRecord) -> str:
    share = metric_words(Metric(issue.metric), issue.field or None)
    trouble = "has fallen" if issue.kind == IssueKind.DROP else "is too low"
    return f"{share[:1].lower()}{share[1:]} {trouble}{' again' if issue.reopened else ''}"
