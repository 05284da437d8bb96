"""How is one project doing, and what is expected of it? Its rates, issues, calls, and its targets."""

from dataclasses import dataclass
from math import isfinite
from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.web import addresses, words
from api.web.charts import WIDE, draw_series, say_days
from api.web.errors import UnusableInputError
from api.web.health import judge_all
from api.web.page import Form, OnPage, SentForm
from api.web.problems import describe_issues
from api.web.rates import gather_rates
from api.web.referrals import describe_referrals
from graphs.ignoring import LONGEST_REASON
from memory.repositories.projects import ProjectRecord
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


@router.get("/projects/{project_id}/settings")
async def show_project_settings(page: OnPage, project_id: UUID) -> Response:
    """Show what is expected of a project."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
    return await _show_settings(page, project, _as_entered(project))


@router.post("/projects/{project_id}/settings")
async def change_project_settings(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Store a project's targets and time zone, all or none."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
    try:
        success = read_share(form, "target_success_rate", "The target for successful calls")
        zone = read_zone(form)
        targets = {
            record.field.name: read_share(form, f"field_{record.ordinal}", f"The target for {record.field.name}")
            for record in project.field_records
            if record.active
        }
    except UnusableInputError as problem:
        entered = {name: form.optional(name) or "" for name in _as_entered(project)}
        return await _show_settings(page, project, entered, str(problem), status=422)
    async with page.asking.open_memory() as memory:
        await memory.projects.change(project_id, {"target_success_rate": success, "time_zone": zone})
        for name, target in targets.items():
            await memory.projects.set_capture_target(project_id, name, target)
        await memory.projects.mark_news(project_id)
        await memory.activities.log(
            "settings",
            "The targets or the time zone were changed.",
            at=page.asking.now(),
            project_id=project_id,
            person_id=page.asking.person_id,
        )
    page.asking.parts.background.scan_soon(page.asking.org_id, project_id)
    return page.go(addresses.project(project_id), "Saved. The project is being looked at again.")


async def _show_settings(
    page: OnPage, project: ProjectRecord, entered: dict[str, str], problem: str = "", *, status: int = 200
) -> Response:
    return await page.show(
        "project_settings.html",
        status=status,
        project=project,
        entered=entered,
        problem=problem,
        zones=sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"),
    )


def _as_entered(project: ProjectRecord) -> dict[str, str]:
    shares = {"target_success_rate": project.target_success_rate}
    for record in project.field_records:
        if record.active:
            shares[f"field_{record.ordinal}"] = record.field.target_capture_rate
    entered = {name: f"{100 * share:.4f}".rstrip("0").rstrip(".") for name, share in shares.items()}
    return {**entered, "time_zone": project.time_zone}


def read_share(form: Form, name: str, what: str) -> float:
    """Return a percentage from a form as a share; raise UnusableInputError for anything else."""
    text = form.text(name).strip().removesuffix("%").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not isfinite(number) or not 0 <= number <= 100:
        raise UnusableInputError(f"{words.sentence_case(what)} must be a percentage between 0 and 100.")
    return number / 100


def read_zone(form: Form) -> str:
    """Return a time zone from a form; raise UnusableInputError for one that does not exist."""
    zone = form.text("time_zone").strip()
    if zone not in available_timezones():
        raise UnusableInputError("Please choose a time zone such as Africa/Johannesburg or UTC.")
    return zone
