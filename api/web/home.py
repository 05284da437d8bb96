"""What needs a decision, what is wrong, and how is every project doing? The first page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.web.health import group_by_project, judge_all
from api.web.page import OnPage
from api.web.problems import Problem, describe_issues
from api.web.proposals import say_points, say_title, say_weekly, say_worth
from api.worth import most_worth_first
from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.vocabulary import IssueStatus, Severity, SuggestionStatus

router = APIRouter()

PROJECTS_A_PAGE = 25
MOST_PROBLEMS = 12
WEIGHT = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]


@router.get("/")
async def show_home(page: OnPage, number: PageNumber = 1) -> Response:
    """Show the overview."""
    async with page.asking.open_memory() as memory:
        pending = await memory.suggestions.matching(status=SuggestionStatus.PENDING)
        unresolved = await memory.issues.matching(statuses=(IssueStatus.OPEN, IssueStatus.SUGGESTED))
        unanswered = [issue for issue in unresolved if issue.status == IssueStatus.OPEN]
        problems = await describe_issues(memory, unanswered[:MOST_PROBLEMS])
        projects = _most_urgent_first(await memory.projects.all(), unresolved)
        shown = projects[(number - 1) * PROJECTS_A_PAGE : number * PROJECTS_A_PAGE]
        ignored = await memory.issues.matching(statuses=(IssueStatus.IGNORED,))
        left_alone = await describe_issues(memory, ignored[:MOST_PROBLEMS])
        health = await judge_all(memory, shown, [*unresolved, *ignored])
        names = await memory.organisation.member_names()
        calls = sum(found.calls for found in health)
    decisions = [
        {
            "suggestion": found,
            "title": say_title(found),
            "impact": say_points(found),
            "weekly": say_weekly(found),
            "worth": say_worth(found.roi),
        }
        for found in most_worth_first(pending)
    ]
    return await page.show(
        "home.html",
        decisions=decisions,
        troubled=_by_project(problems),
        problems_shown=len(problems),
        problems_in_all=len(unanswered),
        left_alone=left_alone,
        ignored_in_all=len(ignored),
        names=names,
        health=health,
        projects_in_all=len(projects),
        calls=calls,
        number=number,
        pages=max(1, -(-len(projects) // PROJECTS_A_PAGE)),
        is_scanning=page.asking.parts.background.is_scanning(page.asking.org_id),
    )


def _by_project(problems: list[Problem]) -> list[list[Problem]]:
    grouped: dict[UUID, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.issue.project_id, []).append(problem)
    return list(grouped.values())


def _most_urgent_first(projects: list[ProjectRecord], unresolved: list[IssueRecord]) -> list[ProjectRecord]:
    by_project = group_by_project(unresolved)

    def urgency(project: ProjectRecord) -> tuple[bool, int, str]:
        issues = by_project.get(project.id, [])
        waits = any(issue.status == IssueStatus.SUGGESTED for issue in issues)
        worst = min((WEIGHT[Severity(issue.severity)] for issue in issues), default=len(WEIGHT))
        return not waits, worst, project.name.casefold()

    return sorted(projects, key=urgency)
