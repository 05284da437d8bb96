"""How is one project doing? Its rates, issues and calls."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.web import words
from api.web.charts import WIDE, draw_series, say_days
from api.web.health import judge_all
from api.web.page import OnPage
from api.web.problems import describe_issues
from api.web.rates import gather_rates
from api.web.referrals import describe_referrals
from graphs.ignoring import LONGEST_REASON
from memory.repositories.referrals import OPEN
from memory.vocabulary import IssueStatus

router = APIRouter()

CALLS_SHOWN = 8
CALLS_A_PAGE = 50
LINES_SHOWN = 12
FURTHEST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be done about an issue, and the reason the person had typed."""

    sentence: str
    issue_id: UUID
    typed: str = ""


PageNumber = Annotated[int, Query(alias="page", ge=1, le=FURTHEST_PAGE)]


@router.get("/projects/{project_id}")
async def show_project(page: OnPage, project_id: UUID) -> Response:
    """Show a project."""
    return await show_project_page(page, project_id)


async def show_project_page(page: OnPage, project_id: UUID, refusal: Refusal | None = None) -> Response:
    """Show a project; `refusal` says why an issue of it could not be ignored or watched again."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        watched = (IssueStatus.OPEN, IssueStatus.SUGGESTED)
        issues = await memory.issues.matching(project_id=project_id, statuses=watched)
        troubled = {issue.field or issue.metric for issue in issues}
        issues += await memory.issues.matching(project_id=project_id, statuses=(IssueStatus.IGNORED,))
        problems = await describe_issues(memory, issues, with_quotes=True)
        counts = await memory.streams.read(project_id)
        versions = await memory.instructions.history(project_id)
        health = (await judge_all(memory, [project], issues))[0]
        latest = await memory.calls.latest(project_id, limit=CALLS_SHOWN)
        activity = await memory.activities.latest(project_id=project_id, limit=LINES_SHOWN)
        names = await memory.organisation.member_names()
        pending = await memory.suggestions.pending_of(project_id)
        open_referrals = await memory.referrals.matching(project_id=project_id, status=OPEN)
        referrals = await describe_referrals(memory, open_referrals)
    zone = words.find_zone(project.time_zone)
    rates = gather_rates(project, counts, zone)
    marks = [(found.number, found.in_force_from) for found in versions if found.in_force_from]
    worst_first = sorted(rates.fields, key=lambda series: (series.total.rate or 0.0) - series.target)
    charts = [(series, draw_series(series, rates.periods, marks, zone)) for series in (rates.success, *worst_first)]
    return await page.show(
        "project.html",
        status=409 if refusal else 200,
        refusal=refusal,
        longest_reason=LONGEST_REASON,
        project=project,
        problems=problems,
        referrals=referrals,
        health=health,
        rates=rates,
        troubled=troubled,
        charts=charts,
        wide=draw_series(rates.success, rates.periods, marks, zone, size=WIDE),
        days=[say_days(period) for period in rates.periods],
        current=versions[0] if versions else None,
        latest=latest,
        activity=activity,
        names=names,
        pending=pending,
    )


@router.get("/projects/{project_id}/calls")
async def show_calls(page: OnPage, project_id: UUID, number: PageNumber = 1) -> Response:
    """Show a project's calls, newest first."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        start = (number - 1) * CALLS_A_PAGE
        found = await memory.calls.latest(project_id, limit=CALLS_A_PAGE + 1, offset=start)
    return await page.show(
        "calls.html",
        project=project,
        calls=found[:CALLS_A_PAGE],
        number=number,
        has_more=len(found) > CALLS_A_PAGE,
        first=start + 1,
    )
