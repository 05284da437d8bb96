"""What did the assistant do by itself, what did it cost, and why did it end?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.web import outcomes, words
from api.web.outcomes import Outcome, find_outcome
from api.web.page import OnPage
from memory.repositories.organisations import OrganisationRecord
from memory.repositories.run_steps import DaySpending, RunSummary, StepRecord
from memory.unit import Memory
from memory.vocabulary import IssueKind

router = APIRouter()

RUNS_SHOWN = 50
MOST_SHOWN = 1000

Attempt = Annotated[int, Path(ge=1, le=2_147_483_647)]
HowMany = Annotated[int, Query(ge=1, le=MOST_SHOWN)]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """One run in words; `money` is None where the model costs nothing."""

    record: RunSummary
    title: str
    outcome: Outcome
    seconds: str
    money: str | None


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a run in words."""

    record: StepRecord
    did: str
    seconds: str
    waited: str | None
    purposes: tuple[str, ...]
    money: str | None
    broke_off: bool


@dataclass(frozen=True, slots=True)
class Today:
    """What was asked of the model today, against what the organisation allows."""

    calls: int
    most_calls: int
    money: str | None
    most_money: str | None

    @property
    def is_spent(self) -> bool:
        """Whether no call is left."""
        return self.calls >= self.most_calls


@router.get("/runs")
async def show_runs(page: OnPage, project: str = "", shown: HowMany = RUNS_SHOWN) -> Response:
    """Show the runs of an organisation, or of one project, newest first, and what today cost."""
    wanted = _read_id(project)
    async with page.asking.open_memory() as memory:
        projects = await memory.projects.all()
        chosen = (await memory.projects.get(wanted)).id if wanted else None
        found = await memory.run_steps.runs(project_id=chosen, limit=shown + 1)
        kinds = await _find_kinds(memory, found)
        now = page.asking.now()
        spent = await memory.run_steps.spent_since(now.replace(hour=0, minute=0, second=0, microsecond=0))
        organisation = await memory.organisation.get()
    prices = page.asking.parts.backoffice.services.prices
    return await page.show(
        "runs.html",
        runs=[_describe(run, kinds) for run in found[:shown]],
        has_more=len(found) > shown and shown < MOST_SHOWN,
        more=min(shown + RUNS_SHOWN, MOST_SHOWN),
        projects=sorted(projects, key=lambda one: one.name.casefold()),
        chosen=chosen,
        today=_describe_today(spent, organisation, prices.currency if prices else ""),
    )


@router.get("/runs/{issue_id}/{attempt}")
async def show_run(page: OnPage, issue_id: UUID, attempt: Attempt) -> Response:
    """Show one run step by step, with what it tried."""
    async with page.asking.open_memory() as memory:
        run = await memory.run_steps.run(issue_id, attempt)
        project = await memory.projects.get(run.project_id)
        steps = await memory.run_steps.of_run(issue_id, attempt)
        tried = await memory.trials.of_issue(issue_id, attempt)
        suggestion = await memory.suggestions.of_attempt(issue_id, attempt)
        kinds = await _find_kinds(memory, [run])
    return await page.show(
        "run.html",
        run=_describe(run, kinds),
        project=project,
        steps=[_describe_step(step) for step in steps],
        tried=tried,
        suggestion=suggestion,
    )


async def _find_kinds(memory: Memory, runs: Sequence[RunSummary]) -> dict[UUID, str]:
    """Return of which kind the issues of runs are, by id."""
    return {issue_id: (await memory.issues.get(issue_id)).kind for issue_id in {run.issue_id for run in runs}}


def _describe(run: RunSummary, kinds: dict[UUID, str]) -> ShownRun:
    title = words.say_problem(run.metric, kinds.get(run.issue_id, IssueKind.LEVEL), run.field)
    return ShownRun(
        run,
        title,
        find_outcome(run.status, run.outcome),
        outcomes.say_seconds(float(run.seconds)),
        words.money(float(run.money), run.currency) if run.money and run.currency else None,
    )


def _describe_step(step: StepRecord) -> ShownStep:
    return ShownStep(
        step,
        outcomes.say_step(step.step),
        outcomes.say_seconds(step.seconds),
        outcomes.say_seconds(step.waited_seconds) if step.waited_seconds else None,
        tuple(outcomes.say_purpose(purpose) for purpose in step.purposes),
        words.money(float(step.money), step.currency) if step.money and step.currency else None,
        broke_off=step.note is not None,
    )


def _describe_today(spent: DaySpending, organisation: OrganisationRecord, currency: str) -> Today:
    most = organisation.daily_model_money
    return Today(
        spent.model_calls,
        organisation.daily_model_calls,
        words.money(float(spent.money), currency) if spent.money or most is not None else None,
        None if most is None else words.money(float(most), currency),
    )


def _read_id(text: str) -> UUID | None:
    """Return the id of the project that was chosen, None for all; raise LookupError for what is none."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise LookupError("There is no such project.") from None
