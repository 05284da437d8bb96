"""How is every project doing lately? Its last fourteen days against its targets, and one word for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from api.web import words
from api.web.charts import Spark, draw_spark
from api.web.rates import Rates, Series, gather_rates
from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.streams import Counts
from memory.unit import Memory
from memory.vocabulary import IssueStatus

LATELY = timedelta(days=14)
# Fewer calls than this say nothing about a rate.
FEWEST_CALLS = 20


@dataclass(frozen=True, slots=True)
class Status:
    """One word for a project, and the tone it is shown in."""

    word: str
    tone: str
    order: int


DECIDE = Status("Decision waiting", "decide", 0)
ATTENTION = Status("Needs attention", "bad", 1)
WATCHED = Status("Below target, being watched", "watch", 2)
LEFT_ALONE = Status("Below target, ignored", "quiet", 3)
ON_TARGET = Status("On target", "good", 4)
TOO_FEW = Status("Too few calls to tell", "quiet", 5)
NO_CALLS = Status("No calls yet", "quiet", 6)


@dataclass(frozen=True, slots=True)
class Health:
    """One project at a glance; `worst` is the required field farthest below its target."""

    project: ProjectRecord
    status: Status
    success: Series
    worst: Series | None
    spark: Spark | None
    calls: int


def judge(counts: Sequence[Counts], project: ProjectRecord, issues: Collection[IssueRecord]) -> Health:
    """Return a project's health from its latest counts and its unresolved issues."""
    rates = gather_rates(project, counts, words.find_zone(project.time_zone))
    rated = [series for series in rates.fields if series.total.calls]
    worst = min(rated, key=_above_target, default=None)
    return Health(
        project,
        _status(rates, worst, issues),
        rates.success,
        worst,
        draw_spark(rates.success.tallies, rates.success.target) if rates.success.total.calls >= FEWEST_CALLS else None,
        rates.calls,
    )


async def judge_all(memory: Memory, projects: Sequence[ProjectRecord], issues: Sequence[IssueRecord]) -> list[Health]:
    """Return the health of these projects, in their order."""
    counts = await memory.streams.read_latest([project.id for project in projects], LATELY)
    by_project = group_by_project(issues)
    return [judge(counts[project.id], project, by_project.get(project.id, ())) for project in projects]


def group_by_project(issues: Sequence[IssueRecord]) -> dict[object, list[IssueRecord]]:
    """Return issues by the id of their project."""
    grouped: dict[object, list[IssueRecord]] = {}
    for issue in issues:
        grouped.setdefault(issue.project_id, []).append(issue)
    return grouped


def _status(rates: Rates, worst: Series | None, issues: Collection[IssueRecord]) -> Status:
    statuses = {issue.status for issue in issues}
    if IssueStatus.SUGGESTED in statuses:
        return DECIDE
    if IssueStatus.OPEN in statuses:
        return ATTENTION
    if not rates.calls:
        return NO_CALLS
    if rates.success.total.calls < FEWEST_CALLS:
        return TOO_FEW
    is_below = _above_target(rates.success) < 0 or (worst is not None and _above_target(worst) < 0)
    if not is_below:
        return ON_TARGET
    return LEFT_ALONE if IssueStatus.IGNORED in statuses else WATCHED


def _above_target(series: Series) -> float:
    return (series.total.rate or 0.0) - series.target
