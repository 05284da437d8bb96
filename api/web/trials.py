"""What would a text have done in past calls? A trial as it goes on, its proof call by call, and a person's own text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.web import addresses, trial_words
from api.web.charts import Interval
from api.web.instructions import show_editor
from api.web.outcomes import Outcome, find_outcome
from api.web.page import OnPage, Page, SentForm, as_typed
from graphs import own_edits
from graphs.decisions import LONGEST_INSTRUCTIONS
from graphs.own_edits import OwnEdit
from graphs.trial_calls import MOST_BAD, MOST_GOOD
from memory.replays import CallGroup, ReplayedCall
from memory.repositories.trials import RUNNING, SILENT_AFTER, TrialRecord
from memory.unit import Memory
from memory.vocabulary import VerificationStatus
from tools.instructions.diff import diff_rows

router = APIRouter()

SHOWN = Annotated[str, Query(alias="show", max_length=20)]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a trial is: it goes on, it was interrupted, or its run ended before it was decided."""

    is_running: bool
    is_silent: bool
    stopped: Outcome | None
    may_go_on: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """The numbers and calls of a trial in words: `sections` by how the real calls went, `filters` with their counts."""

    heading: str
    note: str
    counted: trial_words.Tally
    tally: str | None
    promise: str | None
    interval: Interval | None
    sections: tuple[tuple[str, Sequence[trial_words.ShownCall]], ...]
    filters: tuple[tuple[str, str, int], ...]


@router.get("/trials/{trial_id}")
async def show_trial(page: OnPage, trial_id: UUID, show: SHOWN = "") -> Response:
    """Show what was tried and what it showed, each call with the turns side by side; `show` leaves some of them."""
    wanted = show if show in trial_words.FILTERS else trial_words.ALL
    async with page.asking.open_memory() as memory:
        trial = await memory.trials.get(trial_id)
        project = await memory.projects.get(trial.project_id)
        base = await memory.instructions.find(project.id, trial.base_version)
        current = await memory.instructions.current(project.id)
        calls = await memory.trials.calls_of(trial_id)
        names = await memory.organisation.member_names()
        standing = await _find_standing(page, memory, trial, current.number)
    answer = await page.show(
        "trial.html",
        trial=trial,
        project=project,
        names=names,
        base=base,
        current=current,
        rows=diff_rows(base.text, trial.after) if base else [],
        standing=standing,
        show_only=wanted,
        most=(MOST_BAD, MOST_GOOD),
        proof=_lay_out(trial, calls, wanted),
    )
    if not standing.is_running and "hx-request" in page.asking.request.headers:
        # A page that followed it is loaded whole once there is an end to show.
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.post("/projects/{project_id}/check")
async def check_own_text(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Try a person's text on past calls, without putting it in force; what was typed is never lost."""
    base_version = form.number("base_version")
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        current = await memory.instructions.current(project_id)
        base = await memory.instructions.find(project_id, base_version)
        text = as_typed(form.text("text"), base.text if base else "")
        problem, edit = "", None
        if current.number != base_version:
            problem = (
                f"Somebody else changed the instructions meanwhile: you edited version {base_version}, and version "
                f"{current.number} is in force. Nothing was checked."
            )
        elif len(text) > LONGEST_INSTRUCTIONS:
            problem = f"Instructions can be at most {LONGEST_INSTRUCTIONS:,} characters long."
        else:
            try:
                edit = await own_edits.describe_own_edit(memory, project_id, text)
            except ValueError as refusal:
                problem = str(refusal)
    if edit is None:
        status = 409 if current.number != base_version else 422
        return await show_editor(page, project, form.text("text"), base_version, problem, status=status)
    if await _may_begin(page, edit.id):
        await _begin(page, edit)
    return page.go(addresses.trial(edit.id))


@router.post("/trials/{trial_id}/go-on")
async def go_on(page: OnPage, trial_id: UUID) -> Response:
    """Take up a trial that was interrupted, or that could not be replayed, where it stopped."""
    async with page.asking.open_memory() as memory:
        trial = await memory.trials.get(trial_id)
        current = await memory.instructions.current(trial.project_id)
        standing = await _find_standing(page, memory, trial, current.number)
    if not standing.may_go_on:
        return page.go(addresses.trial(trial_id))
    if trial.issue_id is None:
        await _begin(page, OwnEdit(trial.id, trial.project_id, trial.base_version, trial.after))
    else:
        page.asking.parts.background.scan_soon(page.asking.org_id, trial.project_id)
    return page.go(addresses.trial(trial_id), "It goes on where it stopped.")


async def _begin(page: Page, edit: OwnEdit) -> None:
    asking = page.asking
    await own_edits.begin_own_edit(asking.parts.backoffice.services, asking.org_id, edit, asking.person_id)
    asking.parts.background.check_soon(asking.org_id, edit, asking.person_id)


async def _may_begin(page: Page, trial_id: UUID) -> bool:
    """Return whether a text is worth another replay: one that was decided, or that goes on, is not."""
    async with page.asking.open_memory() as memory:
        try:
            trial = await memory.trials.get(trial_id)
        except LookupError:
            return True
    if trial.status == RUNNING:
        return _is_silent(trial, page.asking.now())
    return trial.status == VerificationStatus.NOT_REPLAYED


async def _find_standing(page: Page, memory: Memory, trial: TrialRecord, version_in_force: int) -> Standing:
    is_checked_here = page.asking.parts.background.is_checking(trial.id)
    if trial.status != RUNNING or is_checked_here:
        by_hand = trial.issue_id is None and trial.base_version == version_in_force
        may_retry = by_hand and not is_checked_here and trial.status == VerificationStatus.NOT_REPLAYED
        return Standing(is_checked_here, is_silent=False, stopped=None, may_go_on=may_retry)
    stopped = await _find_end(memory, trial)
    is_silent = stopped is None and _is_silent(trial, page.asking.now())
    may_go_on = is_silent and trial.base_version == version_in_force
    return Standing(stopped is None and not is_silent, is_silent, stopped, may_go_on)


async def _find_end(memory: Memory, trial: TrialRecord) -> Outcome | None:
    """Return how the run ended that this trial belonged to, None where it has not."""
    if trial.issue_id is None or trial.attempt is None:
        return None
    run = await memory.run_steps.run(trial.issue_id, trial.attempt)
    return find_outcome(run.status, run.outcome) if run.status == "ended" else None


def _is_silent(trial: TrialRecord, now: datetime) -> bool:
    return trial.status == RUNNING and now - trial.touched_at > SILENT_AFTER


def _lay_out(trial: TrialRecord, calls: Sequence[ReplayedCall], wanted: str) -> Proof:
    heading, note = "", ""
    if trial.status != RUNNING:
        heading, note = trial_words.say_verification(trial.status, trial.explanation)
    counted, left = trial_words.tally(calls), trial_words.choose(calls, wanted)
    bad = [call for call in left if call.group is CallGroup.BAD]
    good = [call for call in left if call.group is CallGroup.GOOD]
    sections = (
        ("Calls that went wrong", trial_words.show_calls(trial.project_id, bad, trial.base_version)),
        ("Calls that went well", trial_words.show_calls(trial.project_id, good, trial.base_version)),
    )
    return Proof(
        heading=heading,
        note=note,
        counted=counted,
        tally=trial_words.say_tally(counted),
        promise=trial_words.say_promise(trial.low, trial.mid, trial.high),
        interval=trial_words.draw_promise(trial.low, trial.mid, trial.high),
        sections=tuple(section for section in sections if section[1]),
        filters=tuple(
            (name, label, len(trial_words.choose(calls, name))) for name, label in trial_words.FILTERS.items()
        ),
    )
